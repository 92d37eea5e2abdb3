"""What nobody has reported on as at a day: the cycle to report for, and how many in a row have nothing.

Told from the reports that speak for the day or one before it, by the rule of `due_reports`, so that a board asks for
what the reminders ask for. What was read in from a document is nobody's report, and neither is one that was returned
or corrected.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from actions.due_reports import unreported_cycle
from actions.models import Action, ActionVersion, ProgressUpdate, SignOff
from plans.cycles import Cycle
from plans.models import ReportingCycle
from plans.today import PlansToday, PlanToday, by_date

_REPORT = JSONObject(
    key="pk",
    corrects="corrects_id",
    returned=Exists(SignOff.objects.filter(update=OuterRef("pk"), decision=SignOff.Decision.RETURNED)),
    day="as_at",
    as_of="action_version__version__as_of",
    number="action_version__version__number",
)


@dataclass(frozen=True, kw_only=True)
class Unreported:
    """An action that nobody has reported on: `cycle` is the one to report for, a late one first, and `running` how many
    cycles in a row have nothing, it among them. `days_left` is below zero once the deadline has passed.
    """

    cycle: Cycle
    days_left: int
    running: int

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def days_late(self) -> int:
        return max(0, -self.days_left)


class Reported:
    """What officers reported on the actions of the versions in use, each plan up to its day. One query, where the plans
    came with their deadlines. With `actions` it is of these alone.
    """

    def __init__(self, plans: PlansToday, actions: Collection[int] | None = None):
        self.among = actions
        self.asked = PlansToday({plan: today for plan, today in plans.items() if today.rule and today.is_reported_on})

    def asks(self, plan: int) -> bool:
        """Whether the plan has deadlines, and a version to report on."""
        return plan in self.asked

    def unreported(self, plan: int, action: int) -> Unreported | None:
        """None where this cycle has its report, and where nobody is asked for one."""
        today = self.asked.get(plan)
        if today is None or today.rule is None:
            return None
        this_time = [day for day, of_later in self._days.get(action, ()) if of_later]
        cycle = unreported_cycle(today.rule, today, this_time)
        if cycle is None:
            return None
        return Unreported(cycle=cycle, days_left=cycle.days_left(today.day), running=self._running(today, action))

    def _running(self, today: PlanToday, action: int) -> int:
        """Counted from the last report or, where there is none, from when the plan first had the action."""
        starts, dues = self._cycles[today.plan.pk]
        opened = today.last_published.as_of if today.last_published else None
        since_it_began = len(dues) - bisect_right(dues, self._first.get(action) or opened or date.min)
        days = self._days.get(action, [])
        since_reported = len(starts) - bisect_right(starts, days[-1][0]) if days else len(starts)
        return max(1, min(since_it_began, since_reported))

    @cached_property
    def _days(self) -> dict[int, list[tuple[date, bool]]]:
        """By action: the days its reports speak for, earliest first, and whether each was made on a version later than
        the last one that was published by then.
        """
        return {action.pk: list(self._days_of(self.asked[action.plan_id], action.told)) for action in self._actions}

    def _days_of(self, today: PlanToday, told: list[dict[str, Any]]) -> Iterator[tuple[date, bool]]:
        reports = [report for report in told if date.fromisoformat(report["day"]) <= today.day]
        corrected = {report["corrects"] for report in reports}
        for report in reports:
            if report["key"] not in corrected and not report["returned"]:
                as_of = date.fromisoformat(report["as_of"]) if report["as_of"] else date.max
                is_later = not today.last_published or (as_of, report["number"]) > by_date(today.last_published)
                yield date.fromisoformat(report["day"]), is_later

    @cached_property
    def _first(self) -> dict[int, date | None]:
        """By action: the date of the first published version that has it."""
        return {action.pk: action.first for action in self._actions}

    @cached_property
    def _actions(self) -> list[Any]:
        """The actions of the versions in use, each with what officers `told` of it, earliest first."""
        published = [version for version in self.asked.versions if version.is_published]
        first = ActionVersion.objects.filter(action=OuterRef("pk"), version__in=published).order_by("version__as_of")
        reports = ProgressUpdate.objects.filter(action=OuterRef("pk"), author__isnull=False).order_by("as_at", "pk")
        of_these = ActionVersion.objects.filter(version__in=self.asked.versions_in_use).values("action")
        of_these = of_these if self.among is None else of_these.filter(action__in=self.among)
        actions = Action.objects.filter(pk__in=of_these).order_by()
        return list(
            actions.annotate(
                first=Subquery(first.values("version__as_of")[:1]), told=ArraySubquery(reports.values(report=_REPORT))
            )
        )

    @cached_property
    def _cycles(self) -> dict[int, tuple[list[date], list[date]]]:
        """By plan: the first days and the deadlines of its cycles up to the running one, earliest first."""
        found = {}
        for plan, today in self.asked.items():
            cycles = list(_cycles_back(today.rule, today.day))[::-1] if today.rule else []
            found[plan] = [cycle.starts for cycle in cycles], [cycle.due for cycle in cycles]
        return found


def _cycles_back(rule: ReportingCycle, day: date) -> Iterator[Cycle]:
    """The running cycle, if there is one, and all before it, the last first."""
    if running := rule.on(day):
        yield running
    ended = rule.before(day)
    while ended:
        yield ended
        ended = rule.before(ended.due)
