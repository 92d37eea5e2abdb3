from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection

from config.postgresql.backups import BackupFailed, in_words, restore
from plans.commands import Command as OurCommand


class Command(OurCommand):
    help = "Read a backup into the empty database that DATABASE_URL names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            contents = restore(connection, file)
        except BackupFailed as failure:
            raise CommandError(str(failure)) from None
        self.stdout.write(f"Restored: {in_words(contents)}.")
