from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from actions.demo import load_accounts, load_demo
from plans import commands
from plans.readers.document import DocumentError


class Command(commands.Command):
    help = "Load the demo's plans and, in demo mode, its accounts. What is there already stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            with transaction.atomic():
                loaded = load_demo(folder)
                accounts = load_accounts(folder / "accounts.toml") if settings.DEMO else []
        except DocumentError as error:
            raise CommandError(str(error)) from None
        for line in loaded or ["The demo's plans are there already."]:
            self.stdout.write(line)
        if accounts:
            self.stdout.write("\nSign in as one of these, with the password beside it:")
        for account in accounts:
            self.stdout.write(f"  {account.what:<16} {account.email:<36} {account.password}")
