import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from plans import commands
from plans.readers.document import document_as_dict
from reporting.exporting import export_version, list_plans


class Command(commands.Command):
    help = (
        "Print one version of a plan as JSON that import_plan reads, or (--list) every plan with its versions,"
        " without open corrections."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="the plan")
        parser.add_argument("--version", dest="number", type=int, help="a version's number; otherwise the working one")
        parser.add_argument("--list", action="store_true", help="every plan with its versions")
        parser.add_argument("--json", action="store_true", help="as JSON, the only form there is")

    def handle(self, *args: Any, slug: str | None, number: int | None, **options: Any) -> None:
        if options["list"]:
            content: object = list_plans()
        elif slug:
            content = document_as_dict(export_version(commands.version_of(slug, number)))
        else:
            raise CommandError("say which plan to export by its slug, or --list")
        self.stdout.write(json.dumps(content, indent=2, ensure_ascii=False))
