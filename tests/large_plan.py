"""A plan of any number of actions, with everything that a small plan has by the same names."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from actions.models import Action, ActionVersion, LineageEdge, Milestone
from actions.publishing import open_next
from plans.models import Plan, PlanVersion, StatusLabel
from plans.readers.document import DocumentMilestone, Row
from tests.plan_documents import add_version, new_plan, rows
from tests.small_plan import Contents, SmallPlan

TAKEN_IN = 30  # actions that are imported; the others are copies, made in seconds where importing takes minutes
FAR_APART = 10_000_000  # more than any primary key before the copying
# What an action is made of, each before what points to it, and what has its number in the end.
PARTS = [
    *("actions.Action", "actions.ActionVersion", "actions.Assignment", "actions.SuccessMeasure", "actions.Milestone"),
    *("actions.MilestoneVersion", "actions.ProgressUpdate", "actions.LineageEdge"),
]
NUMBERED = {"slug", "reference", "text"}


class LargePlan(SmallPlan):
    """Published twice, two months apart, with one action in three reworded and given another date, and being worked on.

    The only plan so far. Each of twenty officers leads its part of the actions; `officer` is one of them, and `action`
    one of theirs.
    """

    def __init__(self, actions: int, slug: str = "large-plan") -> None:
        published = timezone.localdate() - timedelta(days=60)
        taken_in = min(actions, TAKEN_IN)
        self.plan: Plan = new_plan(slug, rows_of(taken_in), as_of=published - timedelta(days=60))
        add_version(self.plan, rows_of(taken_in, again=True), as_of=published)
        working = open_next(self.plan, by=None)
        assert actions % taken_in == 0
        assert Plan.objects.count() == 1
        multiply(actions // taken_in - 1, taken_in)
        analyze()
        self.label = StatusLabel.objects.get(plan=self.plan, words="Under way")
        self.published = self._contents(self.plan.versions.get(number=2))
        self.working = self._contents(working)
        self.action: Action = self.working.action_version.action
        self.section = self.working.section_version.section
        self.officer = self.working.assignment.officer
        self.milestone: Milestone = self.working.milestone_version.milestone
        self.edge = LineageEdge.objects.get(to_action_version=self.working.action_version)

    def _contents(self, version: PlanVersion) -> Contents:
        worded = ActionVersion.objects.select_related("section_version", "action").get(version=version, reference="1.1")
        return Contents(
            version=version,
            section_version=worded.section_version,
            action_version=worded,
            assignment=worded.assignments.get(role="lead"),
            success_measure=worded.success_measures.first(),
            milestone_version=worded.milestones.first(),
        )


@transaction.atomic
def multiply(times: int, actions: int) -> None:
    """Each action there is as many times again, with numbers that go on, past the rules as a replica does."""
    parts = [apps.get_model(name) for name in PARTS]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in parts:
            fields = model._meta.concrete_fields
            taken = ", ".join(f'"{field.column}"' for field in fields)
            given = ", ".join(_copied(field, parts, actions) for field in fields)
            table = f'"{model._meta.db_table}"'
            cursor.execute(
                f"INSERT INTO {table} ({taken}) SELECT {given} FROM {table}, generate_series(1::bigint, {times}) copy"
            )
        cursor.execute("SET LOCAL session_replication_role = origin")


def _copied(field: Any, parts: list[type[Model]], actions: int) -> str:
    column = f'"{field.column}"'
    if field.primary_key or field.related_model in parts:
        return f"{column} + copy * {FAR_APART}"
    if field.name in NUMBERED:
        return (
            f"regexp_replace({column}, '[0-9]+$', (substring({column} from '[0-9]+$')::int + copy * {actions})::text)"
        )
    return f"{column} + copy * {actions}" if field.model is ActionVersion and field.name == "position" else column


def rows_of(actions: int, *, again: bool = False) -> list[Row]:
    """Those of the first version, or of the one after it."""
    made = rows(actions, success_measure="Four in five are content", intended_outcome="What there is gets better")
    for number, row in enumerate(made, 1):
        row.milestones = [DocumentMilestone(title=f"Step {number}", timeframe="by March 2021")]
        if again:
            row.continues = [row.reference]
            row.progress = "Gone on since then."
            if number % 3 == 0:
                row.intended_outcome, row.timeframe = "What there is gets much better", "June 2021"
    return made


def a_document(actions: int) -> bytes:
    """Most of the same actions, as somebody brings in next."""
    lines = [f"1.{number},Action {number},Lead {number % 20}" for number in range(1, actions + 1)]
    return "\n".join(["Reference,Action,Lead", *lines]).encode()


def analyze() -> None:
    """So that queries are planned for what there is, as PostgreSQL sees to by itself between transactions."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
