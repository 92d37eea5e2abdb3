"""Why dates moved, where a report says so: a printed version itself gives no reason."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from datetime import date
from functools import cached_property

from actions.models import MilestoneReport, ProgressUpdate
from plans.models import PlanVersion

Dated = list[tuple[date, str]]


class ReasonsGiven:
    """What was reported of the dates of some actions. Costs two queries, and none until a reason is asked for.

    A report that expects an action by another date says why, and so does what it says of a milestone. What is exempt
    from publication is left out.
    """

    def __init__(self, actions: Collection[int]):
        self.actions = actions

    def for_action(self, action: int, before: PlanVersion, after: PlanVersion) -> str:
        """The last reason reported between two versions, on the days they stood at included; "" for none."""
        return _last(self._of_actions[action], before, after)

    def for_milestone(self, milestone: Hashable, before: PlanVersion, after: PlanVersion) -> str:
        return _last(self._of_milestones[milestone], before, after)

    @cached_property
    def _of_actions(self) -> dict[Hashable, Dated]:
        expected = ProgressUpdate.objects.filter(action__in=self.actions, is_exempt=False).exclude(forecast_reason="")
        return _grouped(expected.order_by("as_at", "id").values_list("action", "as_at", "forecast_reason"))

    @cached_property
    def _of_milestones(self) -> dict[Hashable, Dated]:
        reports = MilestoneReport.objects.filter(milestone__action__in=self.actions, update__is_exempt=False)
        reports = reports.exclude(reason="")
        return _grouped(reports.order_by("update__as_at", "update").values_list("milestone", "update__as_at", "reason"))


def _grouped(rows: Iterable[tuple[Hashable, date, str]]) -> dict[Hashable, Dated]:
    found: dict[Hashable, Dated] = defaultdict(list)
    for key, day, words in rows:
        found[key].append((day, words))
    return found


def _last(reasons: Dated, before: PlanVersion, after: PlanVersion) -> str:
    start, end = sorted(version.as_of or date.max for version in (before, after))
    return next((words for day, words in reversed(reasons) if start <= day <= end), "")
