"""Whether anybody said why a date moved: the one rule, for a comparison of two versions as for the slippage ledger.

A printed version itself gives no reason. Whoever moved a date while editing one does, for as long as the words stand
that it was given for; and what was reported between the two versions may. What a milestone was reported with is a
reason in any words; of a report, the sentence that speaks of the delay is, where it was not said before.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain

from actions.comparison.explanations import explanation_in
from actions.models import ChangeReason, MilestoneReport, ProgressUpdate
from actions.models.progress import by_its_day
from plans.models import PlanVersion
from plans.today import by_date

_SAID = ("action", "as_at", "narrative", "exempt_narrative", "is_exempt", "status_words", "forecast_reason")


class ReasonsGiven:
    """What was reported of some actions up to the day of each of their plans (by the plan's primary key).

    Costs three queries, and none until a reason is asked for; two, where `reports` is all that was reported of the
    milestones up to then, the last first. What is exempt from publication is left out.
    """

    def __init__(
        self,
        actions: Collection[int],
        *,
        days: Mapping[int, date],
        reports: Collection[MilestoneReport] | None = None,
    ):
        self.actions, self.days, self._all_reports = actions, days, reports

    def reason(self, before: PlanVersion, after: PlanVersion, *, action: int, milestone: Hashable = None) -> str:
        """Why a date of the action, or of one milestone of it, moved between two versions, in either order."""
        since, until = sorted([before.as_of or date.max, after.as_of or date.max])
        told = chain(
            self._while_edited(max(before, after, key=by_date), since, until, (action, milestone)),
            self._with_milestones(since, until, action, milestone),
            self._in_reports(since, until, action),
        )
        return next(filter(None, told), "")

    def _while_edited(self, later: PlanVersion, since: date, until: date, key: tuple[int, Hashable]) -> Iterator[str]:
        for version, given in self._edited[key]:
            if version == later or since < (version.as_of or date.max) <= until:
                yield given.reason

    def _with_milestones(self, since: date, until: date, action: int, milestone: Hashable) -> Iterator[str]:
        reports = self._of_milestone[milestone] if milestone else self._of_action[action]
        yield from (report.public_reason for report in reports if since < report.update.as_at <= until)

    def _in_reports(self, since: date, until: date, action: int) -> Iterator[str]:
        said = self._said[action]
        earlier = [text for update in said if update.as_at <= since for text in _texts(update)]
        yield from (explanation(update, earlier) for update in said if since < update.as_at <= until)

    @cached_property
    def _edited(self) -> Mapping[tuple[int, Hashable], list[tuple[PlanVersion, ChangeReason]]]:
        """By action and milestone what was said while a version was edited, with that version, the last first."""
        found: dict[tuple[int, Hashable], list[tuple[PlanVersion, ChangeReason]]] = defaultdict(list)
        for given in ChangeReason.objects.of_dates(self.actions):
            entry = given.action_version
            found[entry.action_id, given.milestone_id].append((entry.version, given))
        return found

    @cached_property
    def _said(self) -> Mapping[int, list[ProgressUpdate]]:
        """The updates of each action, the last first."""
        said: dict[int, list[ProgressUpdate]] = defaultdict(list)
        in_plans = ProgressUpdate.objects.filter(action__plan__in=self.days)  # else all actions of all plans are read
        updates = in_plans.filter(by_its_day(self.days), action__in=self.actions).only(*_SAID)
        for update in updates.order_by("-as_at", "-id"):
            said[update.action_id].append(update)
        return said

    @cached_property
    def _reports(self) -> list[MilestoneReport]:
        if self._all_reports is not None:
            return [report for report in self._all_reports if report.reason]
        in_plans = MilestoneReport.objects.filter(update__action__plan__in=self.days)
        reports = in_plans.filter(milestone__action__in=self.actions).exclude(reason="")
        in_order = reports.select_related("update__action").order_by("-update__as_at", "-update_id")
        return [report for report in in_order if self._is_reported(report.update)]

    @cached_property
    def _of_action(self) -> Mapping[int, list[MilestoneReport]]:
        found: dict[int, list[MilestoneReport]] = defaultdict(list)
        for report in self._reports:
            found[report.update.action_id].append(report)
        return found

    @cached_property
    def _of_milestone(self) -> Mapping[Hashable, list[MilestoneReport]]:
        found: dict[Hashable, list[MilestoneReport]] = defaultdict(list)
        for report in self._reports:
            found[report.milestone_id].append(report)
        return found

    def _is_reported(self, update: ProgressUpdate) -> bool:
        return update.as_at <= self.days[update.action.plan_id]


def explanation(update: ProgressUpdate, said_before: Collection[str] = ()) -> str:
    """The reason that was asked for, or else a sentence that reads like one; "" for none. Nothing that is exempt."""
    if update.forecast_reason and not update.is_exempt:
        return update.forecast_reason
    return next(filter(None, (explanation_in(text, said_before=said_before) for text in _texts(update))), "")


def _texts(update: ProgressUpdate) -> tuple[str, str]:
    return update.public_narrative, update.public_status_words


def is_silent(published: date | None, reason: str) -> bool:
    """Whether a date that moved, or was taken away, had been published, and nobody said why."""
    return published is not None and not reason
