"""What nobody has reported on, and how old what was last said is."""

from collections.abc import Sequence
from dataclasses import dataclass

import django_filters
import django_tables2 as tables

from actions.reminded import Reminded, reminded
from actions.unreported import Unreported
from plans.tables import ListTable
from reporting.action_table import ACTION_FACTS, unneeded
from reporting.rows import ActionRow

from .board import ActionBoard, Shown
from .board_filter import BoardFilter
from .scope import Scope
from .this_cycle import plan_reports, unreported

MISSED, AGAIN, NEVER, QUIET = "missed", "again", "never", "quiet"


@dataclass(frozen=True)
class UnreportedLine:
    """An open action without a report this cycle; of a plan that asks for none, any open action. `reminded` is of this
    cycle.
    """

    row: ActionRow
    missing: Unreported | None
    reminded: list[Reminded]

    @property
    def running(self) -> int:
        return self.missing.running if self.missing else 0

    @property
    def is_late(self) -> bool:
        return bool(self.missing and self.missing.is_late)

    @property
    def told(self) -> list[str]:
        return [person.told for person in self.reminded]

    @property
    def order(self) -> tuple[int, int]:
        """The longest unreported first, then the stalest."""
        return -self.running, self.row.reported_order.toordinal()

    @property
    def reminded_order(self) -> int:
        """Whoever was reminded last comes first, actions that nobody was reminded of last."""
        return -self.reminded[0].last.toordinal() if self.reminded else 0


class UnreportedTable(ListTable):
    row_template = "reporting/boards/unreported_row.html"
    noun = "action"
    caption = "Actions without a report, the longest unreported first"
    nothing = "Every open action is reported on."
    usual_order = "missing"
    facts = {
        **{heading: f"row.{path}" for heading, path in ACTION_FACTS.items()},
        "Days since last report": "row.days_since_report",
        "Report due by": "missing.cycle.due",
        "Report late by (days)": "missing.days_late",
        "Cycles without a report": "missing.running",
        "Reminded": "told",
    }

    plan = tables.Column("Plan", order_by="row__plan_order")
    reference = tables.Column("Ref", order_by="row__plan_order")
    title = tables.Column("Action", order_by="row__title")
    status = tables.Column("Status", order_by="row__status_order")
    missing = tables.Column("No report for", order_by="order")
    reported_on = tables.Column("Last report", order_by="row__reported_order")
    reminded = tables.Column("Reminded", order_by="reminded_order")


class UnreportedFilter(BoardFilter):
    show = django_filters.ChoiceFilter(
        label="Show",
        choices=[
            (MISSED, "A deadline missed"),
            (AGAIN, "Two cycles running or more"),
            (NEVER, "Never reported on"),
            (QUIET, "Nobody reminded"),
        ],
        empty_label="All of these",
    )

    def shows(self, line: UnreportedLine) -> bool:
        shown = {
            MISSED: line.is_late,
            AGAIN: line.running > 1,
            NEVER: line.row.update is None,
            QUIET: not line.reminded,
        }
        return shown.get(self.asked.get("show", ""), True)


class UnreportedBoard(ActionBoard):
    slug = "unreported"
    title = "Unreported and stale"
    purpose = "Open actions that nobody has reported on this cycle, for how long, and who was reminded."
    template = "reporting/boards/unreported.html"
    table = UnreportedTable
    filter = UnreportedFilter

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[UnreportedLine]:
        missing = {row.action: unreported(scope, row) for row in rows}
        since = {action: found.cycle.starts for action, found in missing.items() if found}
        told = reminded(since, until=scope.as_at)
        lines = [
            UnreportedLine(row, missing[row.action], told.get(row.action, []))
            for row in rows
            if missing[row.action] or not (row.status.closes or scope.reported.asks(row.plan.pk))
        ]
        return sorted(lines, key=lambda line: line.order)

    def why(self, line: UnreportedLine) -> list[str]:
        running = f"No report for {line.running} cycles running" if line.running > 1 else ""
        late = f"Report {line.missing.days_late} days past its deadline" if line.missing and line.is_late else ""
        age = line.row.days_since_report
        heard = "Never reported on" if age is None else f"Last report {age} days old" if age else ""
        return [*super().why(line), *filter(None, [running, late, heard])]

    def left_out(self, lines: Sequence[UnreportedLine]) -> list[str]:
        empty = [name for name in unneeded(line.row for line in lines) if name in self.table.base_columns]
        return empty if any(line.missing for line in lines) else [*empty, "missing", "reminded"]

    def more(self, shown: Shown) -> dict[str, object]:
        plans = plan_reports(shown.scope, filter(shown.filter.keeps, shown.scope.rows)).values()
        return {"plans": plans}
