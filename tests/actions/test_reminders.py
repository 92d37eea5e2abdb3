"""Mails that remind officers of reports that are due: one a person and day, to those who can do something about it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from actions.leaving import withdraw
from actions.models import Assignment, SentReminder
from actions.my_reports import my_reports
from plans.models import Colour, Deputy, Officer, ReportingCycle, StatusLabel, User
from tests.commands import RefusedCommand, RunCommand
from tests.people import person
from tests.small_plan import SmallPlan

Deadline = Callable[[int], None]


@pytest.fixture
def deadline(small_plan: SmallPlan) -> Deadline:
    """Have the plan's deadline this many days from today, and another long after."""

    def set_deadline(days: int) -> None:
        dates = [today() + timedelta(days=days), today() + timedelta(days=400)]
        ReportingCycle.objects.create(plan=small_plan.plan, frequency="dates", deadlines=dates)

    return set_deadline


def today() -> date:
    return timezone.localdate()


def sent() -> list[tuple[str, str]]:
    """To whom and about what, since it was last asked."""
    found = [(message.to[0], message.subject) for message in mail.outbox]
    mail.outbox.clear()
    return found


@pytest.mark.parametrize("days", [14, 7, 2])
def test_before_a_deadline_the_lead_is_reminded_on_some_days(ada: User, deadline: Deadline, days: int) -> None:
    deadline(days)
    call_command("send_reminders")
    due = today() + timedelta(days=days)
    assert sent() == [(ada.email, f"1 action to report by {due.day} {due:%B %Y}")]


@pytest.mark.parametrize("days", [15, 8, 1, -2, -7])
def test_on_the_other_days_nobody_is(ada: User, deadline: Deadline, days: int) -> None:
    deadline(days)
    call_command("send_reminders")
    assert sent() == []


def test_on_the_day_the_accountable_officer_is_told_too(ada: User, grace: User, deadline: Deadline) -> None:
    deadline(0)
    call_command("send_reminders")
    assert sent() == [
        (ada.email, "1 action to report today"),
        (grace.email, "1 action that you account for without a report"),
    ]


@pytest.mark.parametrize("days", [-1, -8])
def test_after_it_both_hear_every_week(ada: User, grace: User, deadline: Deadline, days: int) -> None:
    deadline(days)
    call_command("send_reminders")
    assert sent() == [
        (ada.email, "1 action to report, overdue"),
        (grace.email, "1 action that you account for without a report"),
    ]


def test_a_second_run_on_the_same_day_sends_nothing(ada: User, deadline: Deadline) -> None:
    deadline(7)
    call_command("send_reminders")
    call_command("send_reminders")
    assert len(sent()) == 1
    assert SentReminder.objects.count() == 1


def test_one_mail_names_all_of_a_persons_actions(ada: User, deadline: Deadline) -> None:
    deadline(7)
    other = SmallPlan("another-plan")  # which names the same officer
    ReportingCycle.objects.create(plan=other.plan, frequency="dates", deadlines=[today() + timedelta(days=2)])
    call_command("send_reminders")
    (message,) = mail.outbox
    assert message.subject.startswith("2 actions to report by")
    assert "/plans/small-plan/actions/open-a-home/report/" in message.body
    assert "/plans/another-plan/actions/open-a-home/report/" in message.body


def test_its_subject_counts_those_that_are_overdue(ada: User, deadline: Deadline) -> None:
    deadline(-1)
    other = SmallPlan("another-plan")
    ReportingCycle.objects.create(plan=other.plan, frequency="dates", deadlines=[today() + timedelta(days=2)])
    call_command("send_reminders")
    assert mail.outbox[0].subject == "2 actions to report, 1 of them overdue"


def test_it_is_text_and_html_with_links_to_the_form(ada: User, deadline: Deadline, settings: Settings) -> None:
    settings.SITE_URL = "https://plans.council.example"
    deadline(7)
    call_command("send_reminders")
    (message,) = mail.outbox
    link = "https://plans.council.example/plans/small-plan/actions/open-a-home/report/"
    assert isinstance(message, EmailMultiAlternatives)
    html = str(message.alternatives[0].content)
    assert link in message.body
    assert f'href="{link}"' in html
    assert f"<title>{message.subject}</title>" in html
    assert "\n\n\n" not in message.body.strip()


def test_a_report_stops_it(ada: User, deadline: Deadline, small_plan: SmallPlan) -> None:
    deadline(7)
    small_plan.update(small_plan.working, author=ada, as_at=today())
    call_command("send_reminders")
    assert sent() == []


def test_nobody_is_asked_about_what_ends_with_the_version(ada: User, deadline: Deadline, small_plan: SmallPlan) -> None:
    deadline(0)
    withdraw(small_plan.working.action_version, reason="It is done.", by=None)
    call_command("send_reminders")
    assert sent() == []
    (shown,) = my_reports(ada)
    assert not shown.is_to_report


def test_one_that_was_returned_does_not(ada: User, grace: User, deadline: Deadline, small_plan: SmallPlan) -> None:
    deadline(7)
    update = small_plan.update(small_plan.working, author=ada, as_at=today())
    update.sign_offs.create(by=grace, decision="returned", comment="How many places?")
    call_command("send_reminders")
    assert [to for to, _ in sent()] == [ada.email]


def test_nor_does_one_from_the_cycle_before(ada: User, small_plan: SmallPlan) -> None:
    dates = [today() - timedelta(days=30), today() + timedelta(days=7)]
    ReportingCycle.objects.create(plan=small_plan.plan, frequency="dates", deadlines=dates)
    small_plan.update(small_plan.working, author=ada, as_at=today() - timedelta(days=40))
    call_command("send_reminders")
    assert [to for to, _ in sent()] == [ada.email]


def test_a_late_report_and_its_correction_are_one_report(ada: User, small_plan: SmallPlan) -> None:
    dates = [today() - timedelta(days=30), today() + timedelta(days=7)]
    ReportingCycle.objects.create(plan=small_plan.plan, frequency="dates", deadlines=dates)
    late = small_plan.update(small_plan.working, author=ada, as_at=today() - timedelta(days=20))
    small_plan.update(small_plan.working, author=ada, as_at=late.as_at, corrects=late)
    call_command("send_reminders")
    assert [to for to, _ in sent()] == [ada.email]


def test_so_does_a_status_that_closes_the_action(ada: User, deadline: Deadline, small_plan: SmallPlan) -> None:
    deadline(7)
    complete = StatusLabel.objects.create(plan=small_plan.plan, words="Complete", colour=Colour.BLUE, closes=True)
    small_plan.update(small_plan.published, status=complete)
    call_command("send_reminders")
    assert sent() == []


def test_reassigned_it_goes_to_the_new_officer(ada: User, deadline: Deadline, small_plan: SmallPlan) -> None:
    deadline(7)
    bo = person("Bo")
    officer = Officer.objects.create(slug="bo", name="Bo", user=bo)
    Assignment.objects.filter(pk=small_plan.working.assignment.pk).update(officer=officer)
    call_command("send_reminders")
    assert [to for to, _ in sent()] == [bo.email]


def test_without_a_lead_who_can_sign_in_the_accountable_officer_is_reminded(grace: User, deadline: Deadline) -> None:
    deadline(7)
    call_command("send_reminders")
    assert [to for to, _ in sent()] == [grace.email]


def test_a_deputy_of_today_is_reminded_beside_the_officer(ada: User, deadline: Deadline, small_plan: SmallPlan) -> None:
    deadline(7)
    Deputy.objects.create(officer=small_plan.officer, user=person("Bo"), starts=today())
    Deputy.objects.create(officer=small_plan.officer, user=person("Cy"), starts=today() + timedelta(days=1))
    call_command("send_reminders")
    assert [to for to, _ in sent()] == [ada.email, "bo@council.example"]


def test_a_closed_account_gets_none(ada: User, deadline: Deadline) -> None:
    deadline(7)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    call_command("send_reminders")
    assert sent() == []


def test_a_dry_run_prints_the_mails_and_sends_none(ada: User, deadline: Deadline, run_command: RunCommand) -> None:
    deadline(7)
    printed = run_command("send_reminders", "--dry-run").out
    assert f"To: {ada.email}" in printed
    assert "1.1 Open a home" in printed
    assert sent() == []
    assert not SentReminder.objects.exists()


def test_one_that_cannot_be_sent_is_tried_again_by_the_next_run(
    ada: User, deadline: Deadline, refused_command: RefusedCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadline(7)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", fails)
        assert f"{ada.email} (no server there)" in refused_command("send_reminders")
    assert not SentReminder.objects.exists()
    call_command("send_reminders")
    assert len(sent()) == 1


def fails(self: EmailMultiAlternatives) -> int:
    raise ConnectionRefusedError("no server there")
