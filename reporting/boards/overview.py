"""Where the plans are: every section's colours, now and in the version before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import django_tables2 as tables

from plans.models import Plan, SectionVersion
from plans.tables import ListTable
from plans.today import PlanToday
from reporting.counts import Counts, SectionCounts, count_colours, section_counts
from reporting.rows import ActionRow

from .board import Board, Shown
from .scope import Scope


@dataclass(frozen=True)
class SectionLine:
    """A section of a plan, with its colours now and in the version before."""

    today: PlanToday
    section: SectionCounts


@dataclass(frozen=True, kw_only=True)
class PlanStanding:
    """A plan with the colours of its sections, and of all of them together."""

    today: PlanToday
    sections: list[SectionCounts]
    now: Counts
    before: Counts
    late: int

    @property
    def plan(self) -> Plan:
        return self.today.plan


class SectionTable(ListTable):
    noun = "section"
    facts = {
        "Plan": "today.plan.title",
        "Number": "section.number",
        "Section": "section.title",
        "Actions": "section.now.total",
        "Status now": "section.now.words",
        "Actions before": "section.before.total",
        "Status before": "section.before.words",
    }

    plan = tables.Column("Plan", orderable=False)


class Overview(Board):
    slug = "overview"
    title = "Overview"
    purpose = "Where each plan stands, section by section, with the version before below it."
    template = "reporting/boards/overview.html"
    table = SectionTable

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[SectionLine]:
        return [
            SectionLine(standing.today, section)
            for standing in plan_standings(scope, rows)
            for section in standing.sections
        ]

    def more(self, shown: Shown) -> dict[str, object]:
        kept = [row for row in shown.scope.rows if shown.filter.keeps(row)]
        return {"standings": plan_standings(shown.scope, kept)}

    def address(self, plan: Plan | None = None) -> str:
        """A plan's own page is its overview."""
        return plan.get_absolute_url() if plan else super().address()


def plan_standings(scope: Scope, rows: Iterable[ActionRow]) -> list[PlanStanding]:
    """Where each plan stands by these of its actions; a plan that has none of them is left out. One query."""
    of_plan: dict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        of_plan[row.plan.pk].append(row)
    sections: dict[int, list[SectionVersion]] = defaultdict(list)
    for section in SectionVersion.objects.filter(version__in=scope.plans.versions_in_use).order_by("position"):
        sections[section.version_id].append(section)
    return [_standing(scope, today, sections, of_plan[plan]) for plan, today in scope.plans.items() if of_plan[plan]]


def _standing(
    scope: Scope, today: PlanToday, sections: Mapping[int, list[SectionVersion]], rows: list[ActionRow]
) -> PlanStanding:
    before = [entry for entry in scope.before.values() if entry.plan == today.plan.pk]
    return PlanStanding(
        today=today,
        sections=section_counts(sections[today.in_use.pk] if today.in_use else [], rows, before),
        now=count_colours(row.status.colour for row in rows),
        before=count_colours(entry.colour for entry in before),
        late=sum(row.is_late for row in rows),
    )
