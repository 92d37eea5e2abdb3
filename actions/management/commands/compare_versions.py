import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from actions.comparing import ComparisonRefusedError, compare_versions
from plans import commands
from plans.models import Plan, PlanVersion


class Command(commands.Command):
    help = "Print every action's change between two versions of a plan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the plan")
        parser.add_argument("from", type=int, help="a version's number")
        parser.add_argument("to", type=int, help="another's")
        parser.add_argument("--json", action="store_true", help="as JSON, the only form there is")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        plan = Plan.objects.filter(slug=slug).first()
        if plan is None:
            raise CommandError(f"there is no plan “{slug}”; export_plan --list names them all")
        try:
            compared = compare_versions(_version(plan, options["from"]), _version(plan, options["to"]))
        except ComparisonRefusedError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(compared.as_json(), indent=2, ensure_ascii=False))


def _version(plan: Plan, number: int) -> PlanVersion:
    if version := plan.versions.filter(number=number).first():
        return version
    raise CommandError(f"{plan.title} has no version {number}")
