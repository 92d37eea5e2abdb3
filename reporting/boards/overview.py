"""Where the plans are: every section's colours, now and in the version before."""

from collections import defaultdict
from dataclasses import dataclass

import django_tables2 as tables

from plans.models import Plan
from plans.tables import ListTable
from plans.today import PlanToday
from reporting.counts import Counts, SectionCounts, count_colours, section_counts, travel_words
from reporting.rows import ActionRow, PrintedAction

from .board import Board, Shown
from .look_first import Look, look_first
from .scope import Scope
from .this_cycle import PlanReports, plan_reports


@dataclass(frozen=True, kw_only=True)
class PlanStanding:
    """A plan with the colours of its sections and of all of them together, how far it is with this cycle's reports, and
    what to look at first.
    """

    today: PlanToday
    sections: list[SectionCounts]
    now: Counts
    before: Counts
    travel: str
    late: int
    reports: PlanReports
    look_first: list[Look]

    @property
    def plan(self) -> Plan:
        return self.today.plan


@dataclass(frozen=True)
class SectionLine:
    """A section of a plan, with its colours now and in the version before."""

    standing: PlanStanding
    section: SectionCounts


class SectionTable(ListTable):
    noun = "section"
    facts = {
        "Plan": "standing.plan.title",
        "Number": "section.number",
        "Section": "section.title",
        "Actions": "section.now.total",
        "Status now": "section.now.words",
        "Actions before": "section.before.total",
        "Status before": "section.before.words",
        "Since the version before": "section.travel",
        "Reports wanted in the plan this cycle": "standing.reports.asked",
        "Reported": "standing.reports.reported",
        "Next deadline": "standing.reports.cycle.due",
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
            SectionLine(standing, section) for standing in plan_standings(scope, rows) for section in standing.sections
        ]

    def more(self, shown: Shown) -> dict[str, object]:
        standings = {line.standing.plan.pk: line.standing for line in shown.lines}
        with_actions = {row.plan.pk for row in shown.scope.rows}
        empty = [today.plan for plan, today in shown.scope.plans.items() if plan not in with_actions]
        return {"standings": standings.values(), "empty": empty}

    def address(self, plan: Plan | None = None) -> str:
        """A plan's own page is its overview."""
        return plan.get_absolute_url() if plan else super().address()


def plan_standings(scope: Scope, rows: list[ActionRow]) -> list[PlanStanding]:
    """Where each plan stands by these of its actions; a plan that has none of them is left out. Where they are all that
    there are, those that have gone since the version before count in it too.
    """
    of_plan: dict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        of_plan[row.plan.pk].append(row)
    reports = plan_reports(scope, rows)
    gone = _gone(scope) if len(rows) == len(scope.rows) else []
    return [
        _standing(scope, today, of_plan[plan], [entry for entry in gone if entry.plan == plan], reports[plan])
        for plan, today in scope.plans.items()
        if of_plan[plan]
    ]


def _gone(scope: Scope) -> list[PrintedAction]:
    """What the version before printed of actions that are no longer there."""
    there = {row.action for row in scope.rows}
    return [entry for action, entry in scope.before.items() if action not in there]


def _standing(
    scope: Scope, today: PlanToday, rows: list[ActionRow], gone: list[PrintedAction], reports: PlanReports
) -> PlanStanding:
    sections = {row.section.section_id: row.section for row in rows}
    before = [row.before for row in rows if row.before] + gone
    return PlanStanding(
        today=today,
        sections=section_counts(sections.values(), rows, before, gone),
        now=count_colours(row.status.colour for row in rows),
        before=count_colours(entry.colour for entry in before),
        travel=travel_words(rows, gone=len(gone)),
        late=sum(row.is_late for row in rows),
        reports=reports,
        look_first=look_first(scope, rows),
    )
