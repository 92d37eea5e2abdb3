"""When everything is due, on a calendar: as first published and as it is expected now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

import django_filters
import django_tables2 as tables

from actions.comparison.dates import days_apart
from actions.slippage import SlippageLine
from plans.models import Plan
from plans.tables import ListTable
from plans.today import PlansToday
from reporting.action_table import unneeded
from reporting.rows import ActionRow
from reporting.timeline_layout import Calendar, Dates, Mark, Picture, days_of

from .board import ActionBoard, Shown
from .board_filter import BoardFilter
from .scope import Scope

TO_COME, PASSED, MOVED, DONE = "to-come", "passed", "moved", "done"
_SHORT = "%-d %b %Y"


@dataclass(frozen=True)
class TimelineLine:
    """A date of the plan: that of an action, or of one of its milestones."""

    row: ActionRow
    dated: SlippageLine

    @property
    def milestone(self) -> str:
        return self.dated.milestone

    @cached_property
    def first(self) -> date | None:
        """The first published date."""
        return self.dated.first.due if self.dated.first else None

    @cached_property
    def now(self) -> date | None:
        return self.dated.now

    @cached_property
    def is_done(self) -> bool:
        return self.dated.is_done or self.row.status.closes

    @cached_property
    def days_late(self) -> int:
        """Days past the date that the plan has now, or that is expected instead."""
        if self.is_done or self.now is None:
            return 0
        return max(0, (self.row.as_at - self.now).days)

    @property
    def days_moved(self) -> int | None:
        return self.dated.days

    @property
    def moved(self) -> str:
        return days_apart(self.days_moved) if self.days_moved else ""

    @cached_property
    def state(self) -> str:
        return "done" if self.is_done else "late" if self.days_late else "open"

    @property
    def state_word(self) -> str:
        return {"done": "Done", "late": "Past its date", "open": "To come"}[self.state]

    @property
    def name(self) -> str:
        return self.milestone or f"{self.row.reference} {self.row.title}".strip()

    @property
    def told(self) -> str:
        """What stands beside its name on the calendar."""
        when = f"{self.now:{_SHORT}}" if self.now else "no date now"
        late = f"{self.days_late} day{'' if self.days_late == 1 else 's'} late" if self.days_late else ""
        return ", ".join(filter(None, [when, late or ("done" if self.is_done else ""), self.moved]))

    @property
    def dates(self) -> Dates:
        return Dates(name=self.name, told=self.told, first=self.first, now=self.now, kind=self.state)

    @property
    def place(self) -> tuple[tuple[str, int, int], bool, date]:
        """As printed; an action before its milestones, and those by date."""
        return self.row.plan_order, bool(self.milestone), self.now_order

    @property
    def now_order(self) -> date:
        return self.now or date.max

    @property
    def first_order(self) -> date:
        return self.first or date.max

    @property
    def days_moved_order(self) -> int:
        return self.days_moved or 0


@dataclass(frozen=True)
class PlanPictures:
    """A plan on its day, with the pictures of its sections, and the words and address of each mark."""

    plan: Plan
    day: date
    sections: list[tuple[str, Picture, list[tuple[TimelineLine, Mark]]]]


class TimelineTable(ListTable):
    row_template = "reporting/boards/timeline_row.html"
    noun = "date"
    caption = "Dates of actions and their milestones"
    nothing = "No action has a date yet."
    usual_order = "now"
    facts = {
        "Plan": "row.plan.title",
        "Section": "row.section_name",
        "Ref": "row.reference",
        "Action": "row.title",
        "Milestone": "milestone",
        "Accountable": "row.accountable",
        "Lead": "row.lead",
        "First published": "first",
        "Now": "now",
        "Days moved": "days_moved",
        "State": "state_word",
        "Days late": "days_late",
    }

    plan = tables.Column("Plan", order_by="place")
    reference = tables.Column("Ref", order_by="place")
    title = tables.Column("Action or milestone", order_by="name")
    first = tables.Column("First published", order_by="first_order")
    now = tables.Column("Now", order_by="now_order")
    moved = tables.Column("Moved", order_by="-days_moved_order")
    state = tables.Column("State", order_by="state")


class TimelineFilter(BoardFilter):
    show = django_filters.ChoiceFilter(
        label="Show",
        choices=[(TO_COME, "To come"), (PASSED, "Past its date"), (MOVED, "Moved"), (DONE, "Done")],
        empty_label="All dates",
    )

    def shows(self, line: TimelineLine) -> bool:
        shown = {
            TO_COME: line.state == "open",
            PASSED: line.state == "late",
            MOVED: bool(line.days_moved),
            DONE: line.is_done,
        }
        return shown.get(self.asked.get("show", ""), True)


class Timeline(ActionBoard):
    slug = "timeline"
    title = "Timeline"
    purpose = "When actions and their milestones are due: as first published, and as it stands now."
    template = "reporting/boards/timeline.html"
    table = TimelineTable
    filter = TimelineFilter
    steps_through = False  # it is looked at as a whole

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[TimelineLine]:
        of_action = {row.action: row for row in rows}
        dated = [line for line in scope.ledger.lines if line.stands and (line.first or line.now)]
        lines = [TimelineLine(of_action[line.entry.action_id], line) for line in dated]
        return sorted(lines, key=lambda line: line.place)

    def left_out(self, lines: Sequence[TimelineLine]) -> list[str]:
        empty = [name for name in unneeded(line.row for line in lines) if name in self.table.base_columns]
        return empty if any(line.days_moved for line in lines) else [*empty, "moved"]

    def more(self, shown: Shown) -> dict[str, object]:
        lines: Sequence[TimelineLine] = shown.lines
        kept = [row for row in shown.scope.rows if shown.filter.keeps(row)]
        return {
            "pictures": pictures(list(shown.table.page_records), shown.scope.plans),
            "late": [line for line in lines if line.days_late],
            "next": min(
                (line for line in lines if line.state == "open"), key=lambda line: line.now_order, default=None
            ),
            "undated": len(kept) - len({line.row.action for line in lines})
            if not shown.filter.asked.get("show")
            else 0,
        }


def pictures(lines: Sequence[TimelineLine], plans: PlansToday) -> list[PlanPictures]:
    """The calendar of these lines, plan by plan and section by section as printed."""
    if not lines:
        return []
    lines = sorted(lines, key=lambda line: line.place)
    days = [plans[line.row.plan.pk].day for line in lines]
    calendar = Calendar([*days_of(line.dates for line in lines), *days])
    found = []
    for plan, of_plan in groupby(lines, key=lambda line: line.row.plan):
        today, sections = plans[plan.pk].day, []
        for section, group in groupby(of_plan, key=lambda line: line.row.section_name):
            drawn = list(group)
            picture = calendar.picture([line.dates for line in drawn], today)
            sections.append((section, picture, list(zip(drawn, picture.marks, strict=True))))
        found.append(PlanPictures(plan, today, sections))
    return found
