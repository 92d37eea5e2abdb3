"""Who an action version names in each role, as printed there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from actions.models import ActionVersion, Assignment
from plans.models import Officer, Plan


@dataclass(frozen=True)
class PrintedNames:
    """In printed order; `officers` has the printed name of each by the officer's address, whatever their part."""

    accountable: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    officers: dict[str, str] = field(default_factory=dict)


def printed_names(action_versions: QuerySet[ActionVersion]) -> Mapping[int, PrintedNames]:
    """The names in each of these, by its primary key; one query."""
    names: dict[int, PrintedNames] = defaultdict(PrintedNames)
    shown = action_versions.order_by().values("pk")
    assignments = Assignment.objects.filter(action_version__in=shown).order_by("position")
    shown_by = assignments.values_list("action_version_id", "role", "name_as_printed", "officer__slug")
    for action_version, role, name, officer in shown_by:
        printed = names[action_version]
        (printed.accountable if role == Assignment.Role.ACCOUNTABLE else printed.lead).append(name)
        printed.officers[officer] = name
    return names


def officers_printed(plan: Plan) -> dict[str, Officer]:
    """Whom each name stood for that the plan has printed so far, the latest having the last word."""
    printed = Assignment.objects.filter(action_version__version__plan=plan).select_related("officer").order_by("pk")
    return {assignment.name_as_printed: assignment.officer for assignment in printed}
