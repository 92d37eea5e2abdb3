from typing import Any

from django.core.management.base import CommandError, CommandParser

from actions.reminders import send_reminders, todays_reminders
from plans.commands import Command as OurCommand


class Command(OurCommand):
    help = "Mail everybody whose reports are due; for cron, once a day. A second run on the same day sends nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="print the mails and send none")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            for reminder in todays_reminders():
                mail = reminder.message()
                self.stdout.write(f"To: {mail.to[0]}\nSubject: {mail.subject}\n\n{mail.body}\n")
            return
        failed = []
        for reminder, error in send_reminders():
            if error:
                failed.append(f"{reminder.person.email} ({error})")
            else:
                self.stdout.write(f"{reminder.person.email}: {reminder.subject}")
        if failed:
            raise CommandError(f"not sent, and tried again by the next run: {'; '.join(failed)}")
