import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from actions.comparing import ComparedAction, ComparisonRefusedError, VersionComparison, compare_versions
from plans.models import Plan, PlanVersion


class Command(BaseCommand):
    help = "Print every action's change between two versions of a plan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the plan")
        parser.add_argument("from", type=int, help="a version's number")
        parser.add_argument("to", type=int, help="another's")
        parser.add_argument("--json", action="store_true", help="as JSON, the only form there is")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = Plan.objects.filter(slug=options["slug"]).first()
        if plan is None:
            raise CommandError(f"there is no plan “{options['slug']}”; export_plan --list names them all")
        try:
            compared = compare_versions(_version(plan, options["from"]), _version(plan, options["to"]))
        except ComparisonRefusedError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(json.dumps(_as_json(compared), indent=2, ensure_ascii=False))


def _version(plan: Plan, number: int) -> PlanVersion:
    if version := plan.versions.filter(number=number).first():
        return version
    raise CommandError(f"{plan.title} has no version {number}")


def _as_json(compared: VersionComparison) -> dict[str, Any]:
    return {
        "from": {"number": compared.before.number, "label": compared.before.label},
        "to": {"number": compared.after.number, "label": compared.after.label},
        "summary": compared.summary,
        "actions": [_action_as_json(action) for action in compared.actions],
    }


def _action_as_json(action: ComparedAction) -> dict[str, Any]:
    return {
        "action": action.shown.action.slug,
        "from_reference": action.before.reference if action.before else None,
        "to_reference": action.after.reference if action.after else None,
        "kinds": list(action.kinds),
        "rolled_into": [target.reference or target.action.slug for target in action.rolled_into],
        "slip_days": action.slip_days,
        "fields": [
            {
                "field": change.field,
                "before": change.before,
                "after": change.after,
                "runs": change.comparison.as_json(),
            }
            for change in action.changes
        ],
    }
