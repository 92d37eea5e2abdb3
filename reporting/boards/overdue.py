"""What is past its date, and what keeps moving its date."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import django_filters
import django_tables2 as tables
from django.utils.formats import date_format

from actions.slippage import Ledger, Move, SlippageLine
from plans.tables import ListTable
from reporting.action_table import ACTION_FACTS, unneeded
from reporting.rows import ActionRow

from .board import ActionBoard, Shown
from .board_filter import BoardFilter
from .scope import Scope

OVERDUE, MILESTONES, SLIPPED, SILENT, AGAIN = "overdue", "milestones", "slipped", "silent", "again"
_ORDINALS = {2: "second", 3: "third"}


@dataclass(frozen=True)
class OverdueLine:
    """An action that is past its date or whose date slipped; `slipped` is its own date, or its milestone that slipped
    furthest. `milestones` are those past their date.
    """

    row: ActionRow
    slipped: SlippageLine | None
    milestones: tuple[SlippageLine, ...] = ()

    @property
    def days_late(self) -> int:
        return self.row.days_late

    @cached_property
    def later(self) -> list[Move]:
        """Each time that the date was put off."""
        return [move for move in self.slipped.moves if (move.days or 0) > 0] if self.slipped else []

    @property
    def times(self) -> int:
        forecast_later = bool(self.slipped and self.slipped.forecast_moves and self.slipped.has_slipped)
        return len(self.later) + forecast_later

    @property
    def days(self) -> int:
        return (self.slipped.days or 0) if self.slipped else 0

    @property
    def is_silent(self) -> bool:
        return bool(self.slipped and self.slipped.is_silent)

    @property
    def reasons(self) -> list[str]:
        return self.slipped.reasons if self.slipped else []

    @property
    def milestone(self) -> str:
        return self.slipped.milestone if self.slipped else ""

    @cached_property
    def missed(self) -> int:
        """How many of its dates passed before they were met or put off, the one it has now with them."""
        passed = [move for move in self.later if move.before.due and move.before.due < self._put_off_on(move)]
        return len(passed) + self.row.is_late

    def _put_off_on(self, move: Move) -> date:
        """A version says so on its date, the one being worked on today."""
        return move.after.version.as_of or self.row.as_at

    @property
    def missed_again(self) -> str:
        """ "second date missed" and so on, from the second on."""
        return f"{_ORDINALS.get(self.missed, f'{self.missed}th')} date missed" if self.missed > 1 else ""

    @property
    def milestones_told(self) -> list[str]:
        return [f"{line.milestone}, {date_format(line.now)}" for line in self.milestones if line.now]

    @property
    def order(self) -> tuple[int, int]:
        return -self.days_late, -self.days


class OverdueTable(ListTable):
    row_template = "reporting/boards/overdue_row.html"
    noun = "action"
    caption = "Actions past their date or slipping, the latest first"
    nothing = "No action is past its date, and none has slipped."
    usual_order = "late"
    facts = {
        **{heading: f"row.{path}" for heading, path in ACTION_FACTS.items()},
        "Milestones past their date": "milestones_told",
        "Times put off": "times",
        "Days slipped": "days",
        "Milestone that slipped": "milestone",
        "Dates missed": "missed",
        "Moved without a reason": "is_silent",
        "Reasons given": "reasons",
    }

    plan = tables.Column("Plan", order_by="row__plan_order")
    reference = tables.Column("Ref", order_by="row__plan_order")
    title = tables.Column("Action", order_by="row__title")
    status = tables.Column("Status", order_by="row__status_order")
    late = tables.Column("Due", order_by="order")
    slipped = tables.Column("Slipped", order_by="-days")
    reason = tables.Column("Reason given", orderable=False)


class OverdueFilter(BoardFilter):
    show = django_filters.ChoiceFilter(
        label="Show",
        choices=[
            (OVERDUE, "Past its date"),
            (MILESTONES, "A milestone past its date"),
            (SLIPPED, "Slipped"),
            (SILENT, "Moved without a reason"),
            (AGAIN, "Missed a second date"),
        ],
        empty_label="All of these",
    )

    def shows(self, line: OverdueLine) -> bool:
        shown = {
            OVERDUE: line.days_late > 0,
            MILESTONES: bool(line.milestones),
            SLIPPED: line.days > 0,
            SILENT: line.is_silent,
            AGAIN: line.missed > 1,
        }
        return shown.get(self.asked.get("show", ""), True)


class Overdue(ActionBoard):
    slug = "overdue"
    title = "Overdue and slipping"
    purpose = "Actions and milestones past their date and not done, and those whose date has been put off."
    template = "reporting/boards/overdue.html"
    table = OverdueTable
    filter = OverdueFilter

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[OverdueLine]:
        return sorted(overdue_lines(scope, rows), key=lambda line: line.order)

    def why(self, line: OverdueLine) -> list[str]:
        slipped = f"Slipped {line.days} days" + (", no reason given" if line.is_silent else "") if line.days else ""
        milestones = [f"Milestone past its date: {told}" for told in line.milestones_told]
        return [*super().why(line), *milestones, *filter(None, [slipped, line.missed_again.capitalize()])]

    def left_out(self, lines: Sequence[OverdueLine]) -> list[str]:
        empty = [name for name in unneeded(line.row for line in lines) if name in self.table.base_columns]
        return empty if any(line.slipped for line in lines) else [*empty, "slipped", "reason"]

    def more(self, shown: Shown) -> dict[str, object]:
        late = [line for line in shown.lines if line.days_late]
        slipped = [line for line in shown.lines if line.days > 0]
        return {
            "late": late,
            "milestones": [line for line in shown.lines if line.milestones and not line.days_late],
            "slipped": slipped,
            "days_slipped": sum(line.days for line in slipped),
            "silent": [line for line in shown.lines if line.is_silent],
            "again": [line for line in shown.lines if line.missed > 1],
            "actions": sum(shown.filter.keeps(row) for row in shown.scope.rows),
        }


def overdue_lines(scope: Scope, rows: Iterable[ActionRow]) -> list[OverdueLine]:
    """Those of these actions that are past their date, have a milestone that is, or whose date slipped; as printed."""
    rows = list(rows)
    milestones = _late_milestones(scope.ledger, rows)
    found = [OverdueLine(row, scope.slipped.get(row.action), tuple(milestones[row.action])) for row in rows]
    return [line for line in found if line.days_late or line.slipped or line.milestones]


def _late_milestones(ledger: Ledger, rows: list[ActionRow]) -> Mapping[int, list[SlippageLine]]:
    """By action that is not closed: its milestones that nobody has reported done by the date they have now."""
    late: dict[int, list[SlippageLine]] = defaultdict(list)
    days = {row.action: row.as_at for row in rows if not row.status.closes}
    for line in ledger.lines:
        day = days.get(line.entry.action_id)
        if day and line.stands and line.milestone and not line.is_done and line.now and line.now < day:
            late[line.entry.action_id].append(line)
    return late
