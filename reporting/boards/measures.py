"""The numbers that the plans are judged by: what each stood at, where it is going, and its target."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import django_tables2 as tables

from plans import permissions
from plans.measures import target_on
from plans.models import Measure, Plan, Reading
from plans.readings import in_words
from plans.success_measures import is_short_of_target
from plans.tables import ListTable
from reporting.line_chart import LineChart, line_chart
from reporting.rows import ActionRow

from .board import Board, Shown
from .board_filter import BoardFilter
from .scope import Scope


@dataclass(frozen=True)
class MeasureLine:
    """A measure with its readings up to the day, earliest first, and its target on that day."""

    measure: Measure
    readings: list[Reading]
    target: Decimal | None

    @property
    def plan(self) -> Plan:
        return self.measure.plan

    @property
    def latest(self) -> Reading | None:
        return self.readings[-1] if self.readings else None

    @property
    def before(self) -> Reading | None:
        return self.readings[-2] if self.readings[1:] else None

    @property
    def change(self) -> Decimal | None:
        """Since the reading before."""
        return self.latest.value - self.before.value if self.latest and self.before else None

    @property
    def change_in_words(self) -> str:
        """ "up 3.2 from 9.1%", "the same"; "" for a first reading."""
        if self.change is None or self.before is None:
            return ""
        way = "up" if self.change > 0 else "down"
        return f"{way} {abs(self.change).normalize():f} from {self.before.as_printed}" if self.change else "the same"

    @property
    def target_in_words(self) -> str:
        return "" if self.target is None else in_words(self.target, self.measure.unit)

    @property
    def is_short(self) -> bool | None:
        """Whether the last reading is short of the target; None where there is nothing to hold against it."""
        values = [reading.value for reading in self.readings]
        return is_short_of_target(self.target, values, words=self.measure.title)

    @property
    def standing(self) -> str:
        return {None: "", True: "short of its target", False: "target reached"}[self.is_short]

    @cached_property
    def chart(self) -> LineChart | None:
        """None where there are not two readings to draw a line between."""
        if self.before is None:
            return None
        values = [(reading.date, float(reading.value)) for reading in self.readings]
        return line_chart(values, target=None if self.target is None else float(self.target))

    @property
    def every_reading(self) -> list[str]:
        return [f"{reading.date.isoformat()}: {reading.as_printed}" for reading in self.readings]

    @property
    def latest_order(self) -> date:
        return self.latest.date if self.latest else date.min


class MeasureTable(ListTable):
    row_template = "reporting/boards/measures_row.html"
    noun = "measure"
    caption = "Measures"
    nothing = "There is no measure yet. A plan’s measures come with its documents, or its owner adds them."
    usual_order = "plan"
    facts = {
        "Plan": "plan.title",
        "Measure": "measure.title",
        "Unit": "measure.unit",
        "Latest reading": "latest.value",
        "As printed": "latest.as_printed",
        "How many that is": "latest.count",
        "Date": "latest.date",
        "Change": "change",
        "Target": "target",
        "Standing": "standing",
        "Every reading": "every_reading",
    }

    plan = tables.Column("Plan", order_by=("measure__plan__title", "measure__position"))
    title = tables.Column("Measure", order_by="measure__title")
    latest = tables.Column("Latest reading", order_by="-latest_order")
    chart = tables.Column("Over time", orderable=False)
    target = tables.Column("Target", orderable=False)


class MeasureFilter(BoardFilter):
    """Measures belong to plans, not to actions."""

    section = officer = colour = status = None
    nothing_matches = "No measure matches. Clear the filter, or ask for less."

    def keeps_measure(self, measure: Measure) -> bool:
        words, plan = self.asked.get("words", ""), self.asked.get("plan", measure.plan.slug)
        return words.casefold() in measure.title.casefold() and plan == measure.plan.slug


class Measures(Board):
    slug = "measures"
    title = "Measures"
    purpose = "The numbers the plan is judged by, each with its readings, its target and where it is going."
    template = "reporting/boards/measures.html"
    table = MeasureTable
    filter = MeasureFilter

    def chosen(self, scope: Scope, asked: BoardFilter) -> tuple[Sequence[MeasureLine], int]:
        lines = self.lines(scope, scope.rows)
        assert isinstance(asked, MeasureFilter)
        return [line for line in lines if asked.keeps_measure(line.measure)], len(lines)

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[MeasureLine]:
        """Three queries."""
        readings: dict[int, list[Reading]] = defaultdict(list)
        for reading in Reading.objects.live().filter(measure__plan__in=scope.plans).order_by("date"):
            readings[reading.measure_id].append(reading)
        measures = Measure.objects.filter(plan__in=scope.plans).select_related("plan").prefetch_related("targets")
        return [
            MeasureLine(
                measure,
                [reading for reading in readings[measure.pk] if reading.date <= day],
                target_on(measure, day, measure.targets.all()),
            )
            for measure in measures.order_by("plan__title", "position", "id")
            for day in (scope.plans[measure.plan_id].day,)
        ]

    def left_out(self, lines: Sequence[MeasureLine]) -> list[str]:
        unneeded = {
            "plan": len({line.plan.pk for line in lines}) < 2,
            "target": not any(line.target is not None for line in lines),
            "chart": not any(line.chart for line in lines),
        }
        return [name for name, is_unneeded in unneeded.items() if is_unneeded]

    def more(self, shown: Shown) -> dict[str, object]:
        held = [line.is_short for line in shown.lines if line.is_short is not None]
        read = [line for line in shown.lines if line.latest]
        may_read_in = set(permissions.plans_to_read_for(shown.scope.person).values_list("pk", flat=True))
        owned = permissions.owned_plans(shown.scope.person).filter(pk__in=shown.scope.plans)
        return {
            "read": len(read),
            "held": len(held),
            "short": sum(held),
            "may_read_in": may_read_in,
            "owned": {plan.pk: plan for plan in owned},
        }
