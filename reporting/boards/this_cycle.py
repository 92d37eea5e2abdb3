"""How far each plan is with the reports of its running cycle."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from actions.unreported import Unreported
from plans.cycles import Cycle
from plans.today import PlanToday
from reporting.rows import ActionRow

from .scope import Scope


@dataclass(frozen=True, kw_only=True)
class Reports:
    """Of some actions: how many a report is wanted of, closed ones only where they have it, and how many have none.
    `overdue` are those for which a deadline has passed.
    """

    asked: int
    unreported: int
    overdue: int

    @property
    def reported(self) -> int:
        return self.asked - self.unreported

    def __add__(self, other: "Reports") -> "Reports":
        return Reports(
            asked=self.asked + other.asked,
            unreported=self.unreported + other.unreported,
            overdue=self.overdue + other.overdue,
        )


@dataclass(frozen=True, kw_only=True)
class PlanReports(Reports):
    """Those of one plan; one without deadlines wants none, and `is_asked` is false. Of the open actions `never` had no
    report at all, and `stalest` is how many days old the oldest last report is.
    """

    today: PlanToday
    is_asked: bool
    never: int
    stalest: int | None

    @property
    def cycle(self) -> Cycle | None:
        return self.today.cycle

    @property
    def days_left(self) -> int | None:
        return self.cycle.days_left(self.today.day) if self.cycle else None


def unreported(scope: Scope, row: ActionRow) -> Unreported | None:
    """None where it is reported or closed, or nobody is asked."""
    return None if row.status.closes else scope.reported.unreported(row.plan.pk, row.action)


def count_reports(scope: Scope, rows: Iterable[ActionRow]) -> Reports:
    wanted = [
        (row, scope.reported.unreported(row.plan.pk, row.action)) for row in rows if scope.reported.asks(row.plan.pk)
    ]
    missing = [found for row, found in wanted if found and not row.status.closes]
    return Reports(
        asked=sum(not row.status.closes or found is None for row, found in wanted),
        unreported=len(missing),
        overdue=sum(found.is_late for found in missing),
    )


def plan_reports(scope: Scope, rows: Iterable[ActionRow]) -> dict[int, PlanReports]:
    """How far each plan is by these of its actions, by the plan's primary key; without the plans that have none."""
    of_plan: dict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        of_plan[row.plan.pk].append(row)
    return {plan: _of_plan(scope, scope.plans[plan], of_plan[plan]) for plan in scope.plans if of_plan[plan]}


def _of_plan(scope: Scope, today: PlanToday, rows: list[ActionRow]) -> PlanReports:
    ages = [row.days_since_report for row in rows if not row.status.closes]
    return PlanReports(
        **vars(count_reports(scope, rows)),
        today=today,
        is_asked=scope.reported.asks(today.plan.pk),
        never=ages.count(None),
        stalest=max((age for age in ages if age is not None), default=None),
    )
