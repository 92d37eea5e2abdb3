"""Who an action version names in each role, as printed there."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from actions.models import ActionVersion, Assignment
from plans.models import Officer, Plan


@dataclass(frozen=True)
class PrintedNames:
    """The printed name of each officer by the officer's address, for each part that one can have; in printed order."""

    accounting: dict[str, str] = field(default_factory=dict)
    leading: dict[str, str] = field(default_factory=dict)

    @property
    def accountable(self) -> list[str]:
        return list(self.accounting.values())

    @property
    def lead(self) -> list[str]:
        return list(self.leading.values())

    def officers(self, role: str = "") -> Mapping[str, str]:
        """Those with a role, or with any."""
        if not role:
            return self.leading | self.accounting
        return self.accounting if role == Assignment.Role.ACCOUNTABLE else self.leading


def printed_names(action_versions: QuerySet[ActionVersion]) -> Mapping[int, PrintedNames]:
    """The names in each of these, by its primary key; one query."""
    names: dict[int, PrintedNames] = defaultdict(PrintedNames)
    shown = action_versions.order_by().values("pk")
    assignments = Assignment.objects.filter(action_version__in=shown).order_by("position")
    shown_by = assignments.values_list("action_version_id", "role", "name_as_printed", "officer__slug")
    for action_version, role, name, officer in shown_by:
        printed = names[action_version]
        (printed.accounting if role == Assignment.Role.ACCOUNTABLE else printed.leading)[officer] = name
    return names


def officers_printed(plan: Plan) -> dict[str, Officer]:
    """Whom each name stood for that the plan has printed so far, the latest having the last word."""
    printed = Assignment.objects.filter(action_version__version__plan=plan).select_related("officer")
    latest = printed.order_by("name_as_printed", "-pk").distinct("name_as_printed")
    return {assignment.name_as_printed: assignment.officer for assignment in latest}
