"""Mails that remind officers of reports that are due: one a person and day, however many actions it names."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from actions.due_reports import DueReport, due_reports, people_to_remind, people_to_tell
from actions.mails import mail_to
from actions.models import SentReminder
from plans.models import Plan, User


@dataclass
class Reminder:
    """What one person is told today: what they are to report on, and what they answer for that others have not."""

    person: User
    to_report: list[DueReport] = field(default_factory=list)
    unreported: list[DueReport] = field(default_factory=list)

    @property
    def subject(self) -> str:
        if not self.to_report:
            return f"{_actions(len(self.unreported))} that you account for without a report"
        if late := sum(report.is_late for report in self.to_report):
            of_them = "" if late == len(self.to_report) else f"{late} of them "
            return f"{_actions(len(self.to_report))} to report, {of_them}overdue"
        first = min(self.to_report, key=lambda report: report.cycle.due)
        when = "today" if first.days_left == 0 else f"by {date_format(first.cycle.due)}"
        return f"{_actions(len(self.to_report))} to report {when}"

    def message(self) -> EmailMultiAlternatives:
        return mail_to(self.person, self.subject, "reminder", reminder=self)


def todays_reminders() -> list[Reminder]:
    """Who is to be reminded today, and has not been yet; by name."""
    reports = [report for report in due_reports(Plan.objects.all()) if report.is_worth_a_mail]
    reminders: dict[User, Reminder] = {}
    for person, due in people_to_remind(reports).items():
        reminders.setdefault(person, Reminder(person)).to_report = due
    for person, due in people_to_tell([report for report in reports if report.days_left <= 0]).items():
        reminders.setdefault(person, Reminder(person)).unreported = due
    told = set(SentReminder.objects.filter(sent_on=timezone.localdate()).values_list("person_id", flat=True))
    waiting = [reminder for reminder in reminders.values() if reminder.person.pk not in told]
    return sorted(waiting, key=lambda reminder: (reminder.person.name, reminder.person.pk))


def send_reminders() -> Iterator[tuple[Reminder, Exception | None]]:
    """Send each of today’s mails; one that cannot be sent comes back with its error, and the next run tries again."""
    for reminder in todays_reminders():
        try:
            with transaction.atomic():
                named = [report.worded.pk for report in [*reminder.to_report, *reminder.unreported]]
                SentReminder.objects.create(person=reminder.person, sent_on=timezone.localdate(), action_versions=named)
                reminder.message().send()
        except IntegrityError:
            continue  # another run has just sent it
        except OSError as error:  # as every mail backend's failures are
            yield reminder, error
        else:
            yield reminder, None


def _actions(number: int) -> str:
    return f"{number} action{'' if number == 1 else 's'}"
