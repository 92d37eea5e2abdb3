from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection

from config.postgresql.backups import BackupFailed, back_up, in_words
from plans.commands import Command as OurCommand


class Command(OurCommand):
    help = "Write everything that the database holds into one file, and check that it can be restored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--unchecked", action="store_true", help="do not restore it into an empty database")

    def handle(self, *args: Any, file: Path, unchecked: bool, **options: Any) -> None:
        try:
            contents = back_up(connection, file, check=not unchecked)
        except BackupFailed as failure:
            raise CommandError(str(failure)) from None
        checked = "not checked" if unchecked else "restored and compared"
        self.stdout.write(f"{file}: {in_words(contents)}, {checked}.")
