"""What each officer answers for, and what each leads: two boards of one kind."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import django_tables2 as tables

from actions.models import Assignment
from plans.tables import ListTable
from reporting.counts import Counts, count_colours
from reporting.rows import ActionRow

from .board import Board, Shown
from .board_filter import NOBODY, BoardFilter
from .scope import Scope
from .this_cycle import Reports, count_reports

ROLES = Assignment.Role


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """An officer's actions in one role; `shared` are those in which others have it too. `worst` is the one of them that
    slipped furthest, by `days_slipped`.
    """

    officer: str
    name: str
    counts: Counts
    shared: int
    late: int
    reports: Reports
    worst: ActionRow | None
    days_slipped: int

    def __add__(self, other: "Caseload") -> "Caseload":
        """The same officer's, with other actions too; the name is the one that stands first."""
        return replace(
            max(self, other, key=lambda load: load.days_slipped),
            name=self.name,
            counts=self.counts + other.counts,
            shared=self.shared + other.shared,
            late=self.late + other.late,
            reports=self.reports + other.reports,
        )

    @property
    def total(self) -> int:
        return self.counts.total

    @property
    def unreported(self) -> int | None:
        """None where no report is wanted of any."""
        return self.reports.unreported if self.reports.asked else None

    @property
    def name_order(self) -> str:
        return self.name.casefold()

    @property
    def order(self) -> tuple[int, str]:
        """The largest first."""
        return -self.total, self.name_order

    @property
    def red_first(self) -> tuple[int, int]:
        """Who has the most Red comes first, of those with as many who has the most Amber."""
        return -self.counts.red, -self.counts.amber


class CaseloadTable(ListTable):
    row_template = "reporting/boards/caseload_row.html"
    noun = "officer"
    caption = "Officers, the largest caseload first"
    nothing = "There is nobody to show."
    usual_order = "total"
    facts = {
        "Officer": "name",
        "Actions": "total",
        "Shared with others": "shared",
        "Colours": "counts.words",
        "Past their date": "late",
        "Reports wanted this cycle": "reports.asked",
        "Unreported this cycle": "unreported",
        "Reports past their deadline": "reports.overdue",
        "Most days slipped": "days_slipped",
        "Slipped furthest": "worst.title",
    }

    name = tables.Column("Officer", order_by="name_order")
    total = tables.Column("Actions", order_by="order")
    colours = tables.Column("Status", order_by="red_first")
    late = tables.Column("Past their date", order_by="-late")
    unreported = tables.Column("No report this cycle", order_by="-reports__unreported")
    slipped = tables.Column("Slipped furthest", order_by="-days_slipped")

    @cached_property
    def longest(self) -> int:
        return max(row.record.total for row in self.rows)


class CaseloadFilter(BoardFilter):
    """Narrows the actions that are counted; whose they are is what the board tells."""

    def __init__(self, data: Any, *, scope: Scope):
        super().__init__(data, scope=scope)
        for name in {"officer", "role"} & set(self.filters):
            del self.filters[name]


class CaseloadBoard(Board):
    template = "reporting/boards/caseloads.html"
    table = CaseloadTable
    filter = CaseloadFilter
    role: ClassVar[Assignment.Role]

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[Caseload]:
        held: dict[str, list[ActionRow]] = defaultdict(list)
        names: dict[str, str] = {}
        for row in rows:
            for officer, name in row.names.officers(self.role).items():
                names.setdefault(officer, name)
                held[officer].append(row)
        return [self._caseload(scope, officer, names[officer], theirs) for officer, theirs in held.items()]

    def more(self, shown: Shown) -> dict[str, object]:
        rows = [row for row in shown.scope.rows if shown.filter.keeps(row)]
        parts = sum(line.total for line in shown.lines)
        named = sum(bool(row.names.officers(self.role)) for row in rows)
        return {"role": self.role, "nobody": NOBODY, "parts": parts, "named": named, "unnamed": len(rows) - named}

    def _caseload(self, scope: Scope, officer: str, name: str, rows: list[ActionRow]) -> Caseload:
        slipped = [row for row in rows if row.action in scope.slipped]
        worst = max(slipped, key=lambda row: scope.slipped[row.action].days or 0, default=None)
        return Caseload(
            officer=officer,
            name=name,
            counts=count_colours(row.status.colour for row in rows),
            shared=sum(len(row.names.officers(self.role)) > 1 for row in rows),
            late=sum(row.is_late for row in rows),
            reports=count_reports(scope, rows),
            worst=worst,
            days_slipped=scope.slipped[worst.action].days or 0 if worst else 0,
        )


class ByAccountable(CaseloadBoard):
    slug = "accountable-officers"
    title = "By accountable officer"
    purpose = "What each accountable officer answers for, where it stands, and what is late or unreported."
    role = ROLES.ACCOUNTABLE


class ByLead(CaseloadBoard):
    slug = "lead-officers"
    title = "By lead officer"
    purpose = "What each lead officer has in hand, where it stands, and what is late or unreported."
    role = ROLES.LEAD
