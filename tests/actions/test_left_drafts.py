"""A draft whose action has left the plan, or gone to other officers: kept to be copied, until its person lets it go."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from actions.branching import add_action
from actions.drafts import Typed, save_draft
from actions.leaving import remove_action, withdraw
from actions.models import ActionVersion, Draft
from actions.publishing import discard_working, publish
from plans.models import User
from plans.recording import Refused
from tests.pages import page_words
from tests.people import person
from tests.small_plan import SmallPlan

WORDS = {"narrative": "The lease is all but signed.", "evidence_1": "Four offers"}
LATE = {"seen": "", "narrative": "Signed this morning."}
KEPT = "This draft can no longer be submitted"
Leave = Callable[[ActionVersion], None]


@pytest.fixture
def ada(ada: User, client: Client) -> User:
    """The action's lead officer, signed in."""
    client.force_login(ada)
    return ada


@pytest.fixture
def worded(small_plan: SmallPlan, ada: User) -> ActionVersion:
    """With a draft of hers."""
    save_draft(small_plan.action, Typed(answers=WORDS), by=ada)
    return small_plan.working.action_version


def let_go(worded: ActionVersion) -> None:
    """Withdraw it, and go on without it."""
    withdraw(worded, reason="Done elsewhere", by=None)
    publish(worded.version, label="March 2021", as_of=date(2021, 3, 31), by=None)


def hand_over(worded: ActionVersion) -> None:
    """Name nobody for it any more."""
    worded.assignments.all().delete()


every_way_to_leave = pytest.mark.parametrize("leave", [let_go, hand_over])


def address(worded: ActionVersion, name: str = "left_draft") -> str:
    return reverse(name, args=[worded.action.plan.slug, worded.action.slug])


@every_way_to_leave
def test_my_actions_leads_to_what_was_typed(client: Client, worded: ActionVersion, leave: Leave) -> None:
    assert "no longer be submitted" not in page_words(client.get(reverse("my_actions")))
    leave(worded)
    listed = client.get(reverse("my_actions"))
    assert "Drafts that can no longer be submitted" in page_words(listed)
    assert address(worded) in listed.content.decode()
    told = page_words(client.get(address(worded)))
    assert KEPT in told
    assert all(words in told for words in WORDS.values())


@every_way_to_leave
def test_what_is_sent_too_late_is_kept(client: Client, worded: ActionVersion, leave: Leave) -> None:
    leave(worded)
    sent = client.post(address(worded, "report"), LATE, follow=True)
    assert KEPT in page_words(sent)
    assert "Signed this morning." in page_words(sent)
    assert WORDS["narrative"] in page_words(sent)  # which another window had saved


def test_so_are_the_files(client: Client, worded: ActionVersion) -> None:
    let_go(worded)
    client.post(address(worded, "report"), LATE | {"files": SimpleUploadedFile("lease.pdf", b"%PDF-1.7 of a lease")})
    assert "lease.pdf" in page_words(client.get(address(worded)))


def test_so_is_what_is_saved_while_typing(client: Client, worded: ActionVersion) -> None:
    let_go(worded)
    client.post(address(worded, "save_report"), LATE)
    assert "Signed this morning." in page_words(client.get(address(worded)))


@pytest.mark.parametrize("name", ["report", "check_report", "discard_report"])
def test_a_page_left_open_leads_to_it_and_takes_nothing_away(client: Client, worded: ActionVersion, name: str) -> None:
    let_go(worded)
    for response in (client.get(address(worded, name)), client.post(address(worded, name), {"submission": "x"})):
        assert response["Location"] == address(worded)
    assert Draft.objects.get().answers == WORDS


@every_way_to_leave
def test_so_is_what_is_sent_from_the_page_of_several(client: Client, worded: ActionVersion, leave: Leave) -> None:
    leave(worded)
    row = f"a{worded.action_id}"
    typed = {f"{row}-seen": "", f"{row}-narrative": "Signed this morning.", "do": "submit"}
    assert "kept at the end of “My actions”" in page_words(client.post(reverse("report_several"), typed, follow=True))
    assert "Signed this morning." in page_words(client.get(address(worded)))


def test_where_nothing_was_typed_nothing_is_said_to_be_kept(client: Client, ada: User, small_plan: SmallPlan) -> None:
    let_go(small_plan.working.action_version)
    sent = client.post(reverse("report_several"), {f"a{small_plan.action.pk}-seen": "", "do": "save"}, follow=True)
    assert "You no longer report on some of these actions" in page_words(sent)
    assert "is kept at the end" not in page_words(sent)


def test_the_first_words_are_kept_too(client: Client, ada: User, small_plan: SmallPlan) -> None:
    let_go(small_plan.working.action_version)
    sent = client.post(address(small_plan.working.action_version, "report"), LATE, follow=True)
    assert KEPT in page_words(sent)
    assert Draft.objects.get(person=ada).answers == {"narrative": "Signed this morning."}


def test_nothing_is_kept_for_somebody_whom_no_version_names(client: Client, worded: ActionVersion) -> None:
    let_go(worded)
    client.force_login(person("Colleague"))
    for name in ("report", "save_report", "check_report", "discard_report"):
        assert client.post(address(worded, name), LATE).status_code == 404
    assert client.get(address(worded)).status_code == 404
    assert "lease" not in page_words(client.get(reverse("my_actions")))
    assert Draft.objects.count() == 1


def test_it_is_let_go_by_its_person(client: Client, worded: ActionVersion) -> None:
    let_go(worded)
    assert "The draft is discarded." in page_words(client.post(address(worded), follow=True))
    assert not Draft.objects.exists()
    assert client.get(address(worded)).status_code == 404


def test_while_it_can_be_submitted_it_is_in_the_form(client: Client, worded: ActionVersion) -> None:
    assert client.get(address(worded))["Location"] == address(worded, "report")


class TestOnWhatNoOtherVersionHas:
    @pytest.fixture
    def begun(self, small_plan: SmallPlan, ada: User) -> ActionVersion:
        working = small_plan.working
        begun = add_action(working.section_version, text="Open another home", by=None)
        save_draft(begun.action, Typed(answers=WORDS), by=ada)
        return begun

    def test_the_action_is_not_taken_out(self, begun: ActionVersion) -> None:
        with pytest.raises(Refused, match=r"^Somebody is writing a report on Open another home: withdraw it"):
            remove_action(begun, by=None)

    def test_nor_is_the_version(self, begun: ActionVersion) -> None:
        with pytest.raises(Refused, match=r"^Somebody is writing a report on what is new in the working version"):
            discard_working(begun.version, by=None)

    def test_but_the_version_goes_where_others_have_what_is_written_about(self, worded: ActionVersion) -> None:
        discard_working(worded.version, by=None)
        assert Draft.objects.count() == 1
