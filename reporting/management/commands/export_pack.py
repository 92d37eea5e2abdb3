from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from plans import commands
from reporting.pack.data import PackData
from reporting.pack.workbook import pack_workbook


class Command(commands.Command):
    help = "Write the committee pack of one version of a plan as an Excel workbook."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the plan")
        parser.add_argument("--version", dest="number", type=int, help="a version's number; otherwise the working one")
        parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write, FILE.xlsx")

    def handle(self, *args: Any, slug: str, number: int | None, output: Path, **options: Any) -> None:
        if output.suffix.lower() != ".xlsx":
            raise CommandError(f"the pack is an Excel workbook: “{output.name}” should end in .xlsx")
        data = PackData(version=commands.version_of(slug, number), made_on=timezone.localdate())
        content = pack_workbook(data)
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"“{output}” cannot be written: {error.strerror}") from None
        self.stdout.write(f"{output}: {data.plan.title}, {data.version.label}")
