"""What was reported on one action: every update, and where each of its milestones stands."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from actions.models import ActionVersion, MilestoneVersion, ProgressUpdate
from actions.statuses import Status, status_of
from actions.what_was_said import OfMilestone, with_what_was_said
from plans.models import PlanVersion

from .standings import Standing


@dataclass(kw_only=True)
class Report:
    """An update as the timeline shows it, with what was said; `printed_with` are the action versions it was printed
    beside, and `replaced` those of their plan versions that a correction has replaced.
    """

    update: ProgressUpdate
    status: Status
    printed_with: list[ActionVersion]
    replaced: list[PlanVersion]
    corrects: ProgressUpdate | None = None
    corrected_by: list[ProgressUpdate] = field(default_factory=list)

    @property
    def signed_by(self) -> str:
        return self.update.signed or str(self.update.author or "")

    @property
    def prints_no_status(self) -> bool:
        """Whether there is no status because the version it was printed in has no such column."""
        printed = self.printed_with
        return not self.status.colour and bool(printed) and not printed[0].version.prints_status


@dataclass(frozen=True, kw_only=True)
class MilestoneLine:
    """A milestone as worded in the version shown, with what was last reported of it."""

    worded: MilestoneVersion
    done_on: date | None
    forecast: date | None
    reason: str
    days_late: int


class Progress:
    """The reports on one action and on its milestones. Costs two queries."""

    def __init__(self, standing: Standing):
        self.standing = standing
        told = ProgressUpdate.objects.filter(pk__in=[update.pk for update in standing.updates])
        told = told.select_related("status", "author")
        self.updates = with_what_was_said(told.order_by("-as_at", "-id"))

    def reports(self) -> list[Report]:
        """Every update, newest first."""
        printed_with: dict[int | None, list[ActionVersion]] = defaultdict(list)
        for entry in self.standing.entries:
            printed_with[entry.printed_update_id].append(entry)
        shown = {update.pk: self._report(update, printed_with[update.pk]) for update in self.updates}
        for report in shown.values():
            if corrected := shown.get(report.update.corrects_id or 0):
                report.corrects = corrected.update
                corrected.corrected_by.append(report.update)
        return list(shown.values())

    def _report(self, update: ProgressUpdate, printed_with: list[ActionVersion]) -> Report:
        replaced = [entry.version for entry in printed_with if entry.version not in self.standing.versions]
        return Report(update=update, status=status_of(update), printed_with=printed_with, replaced=replaced)

    def milestones(self) -> list[MilestoneLine]:
        """The milestones of the wording shown, in printed order."""
        until_today = [update for update in reversed(self.updates) if update.as_at <= self.standing.as_at]
        last = {said.milestone: (update, said) for update in until_today for said in update.said.milestones}
        return [self._line(worded, last.get(worded.milestone_id)) for worded in self.standing.entry.milestones.all()]

    def _line(self, worded: MilestoneVersion, last: tuple[ProgressUpdate, OfMilestone] | None) -> MilestoneLine:
        update, said = last or (None, None)
        is_done = said is not None and said.is_done
        is_open = self.standing.is_in_use and not is_done and not self.standing.row.status.closes
        return MilestoneLine(
            worded=worded,
            done_on=update.as_at if update and is_done else None,
            forecast=said.forecast if said and not is_done else None,
            reason=said.reason if said and update and not update.is_exempt else "",
            days_late=max(0, (self.standing.as_at - worded.due).days) if worded.due and is_open else 0,
        )
