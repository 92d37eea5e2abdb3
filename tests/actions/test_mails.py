"""Officers are told by mail what was decided on their reports and asked about their actions."""

import logging

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from actions.challenging import challenge
from actions.models import Challenge, ProgressUpdate, SignOff
from actions.signing_off import sign_off
from plans.models import Deputy, User
from tests.people import CLT, person, person_with_role
from tests.small_plan import SmallPlan

FORM = "http://plans.example/plans/small-plan/actions/open-a-home/report/"


@pytest.fixture(autouse=True)
def _our_address(settings: Settings) -> None:
    settings.SITE_URL = "http://plans.example"


@pytest.fixture
def update(ada: User, grace: User, small_plan: SmallPlan) -> ProgressUpdate:
    """Ada's report, which waits for Grace's word."""
    small_plan.plan.asks_sign_off = True
    small_plan.plan.save()
    return small_plan.update(small_plan.working, author=ada)


@pytest.fixture
def director(small_plan: SmallPlan) -> User:
    return person_with_role("Director", CLT, small_plan.plan)


def fails(self: EmailMultiAlternatives) -> int:
    raise ConnectionRefusedError("no server there")


class TestSignOff:
    @pytest.mark.parametrize(
        ("decision", "subject", "told"),
        [
            ("confirmed", "Confirmed: your report on 1.1 Open a home", "#update-"),
            ("returned", "Returned: your report on 1.1 Open a home", FORM),
        ],
    )
    def test_is_told_to_the_author_with_the_comment_as_text_and_html(
        self,
        update: ProgressUpdate,
        grace: User,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
        decision: str,
        subject: str,
        told: str,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            sign_off(update, decision, comment="How <many> places?", by=grace)
            assert not mail.outbox
        (message,) = mail.outbox
        assert isinstance(message, EmailMultiAlternatives)
        assert (message.to, message.subject) == (["ada@council.example"], subject)
        html = str(message.alternatives[0].content)
        for words, comment in ((message.body, "How <many> places?"), (html, "How &lt;many&gt; places?")):
            assert f"Grace has {decision} your report" in words
            assert comment in words
            assert told in words

    def test_that_is_refused_is_told_to_nobody(
        self,
        update: ProgressUpdate,
        grace: User,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValueError, match="what is missing"):
            sign_off(update, "returned", by=grace)
        assert not mail.outbox

    def test_a_closed_account_is_told_nothing(
        self,
        update: ProgressUpdate,
        ada: User,
        grace: User,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        User.objects.filter(pk=ada.pk).update(is_active=False)
        with django_capture_on_commit_callbacks(execute=True):
            sign_off(ProgressUpdate.objects.get(), "confirmed", by=grace)
        assert not mail.outbox

    def test_stands_when_the_mail_cannot_be_sent_and_the_log_says_so(
        self,
        update: ProgressUpdate,
        grace: User,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        monkeypatch.setattr(EmailMultiAlternatives, "send", fails)
        with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
            sign_off(update, "confirmed", by=grace)
        assert SignOff.objects.exists()
        assert "Confirmed: your report on 1.1 Open a home” to ada@council.example could not be sent" in caplog.text


class TestQuestion:
    def test_is_told_to_the_leads_and_their_deputies(
        self,
        ada: User,
        grace: User,
        director: User,
        small_plan: SmallPlan,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        Deputy.objects.create(officer=small_plan.officer, user=person("Bo"), starts="2020-01-01")
        with django_capture_on_commit_callbacks(execute=True):
            challenge(small_plan.working.action_version, "Who pays?", by=director)
        assert [message.to for message in mail.outbox] == [["ada@council.example"], ["bo@council.example"]]
        for message in mail.outbox:
            assert message.subject == "A question about 1.1 Open a home"
            assert "Who pays?" in message.body
            assert FORM in message.body

    def test_asked_twice_is_told_once(
        self,
        ada: User,
        director: User,
        small_plan: SmallPlan,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                challenge(small_plan.working.action_version, "Who pays?", by=director)
        assert len(mail.outbox) == 1

    def test_stands_when_the_mail_cannot_be_sent(
        self,
        client: Client,
        ada: User,
        director: User,
        small_plan: SmallPlan,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(EmailMultiAlternatives, "send", fails)
        client.force_login(director)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(f"{small_plan.action.get_absolute_url()}ask/", {"question": "Who pays?"})
        assert response.status_code == 302
        assert Challenge.objects.exists()


def test_a_subject_is_one_line_whatever_the_action_is_called(
    ada: User,
    director: User,
    small_plan: SmallPlan,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    worded = small_plan.working.action_version
    worded.text = "Open a home\r Bcc: all@council.example"
    worded.save()
    with django_capture_on_commit_callbacks(execute=True):
        challenge(worded, "Who pays?", by=director)
    assert mail.outbox[0].subject == "A question about 1.1 Open a home Bcc: all@council.example"
