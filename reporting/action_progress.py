"""What was reported on one action: every update, and where each of its milestones stands."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from actions.models import ActionVersion, MilestoneReport, MilestoneVersion, ProgressUpdate
from actions.statuses import Status, status_of
from plans.today import by_date

from .standings import Standing


@dataclass(frozen=True)
class MilestoneWords:
    """What an update says of a milestone, with the milestone's title."""

    title: str
    report: MilestoneReport


@dataclass(kw_only=True)
class Report:
    """An update as the timeline shows it; `printed_with` are the action versions it was printed beside."""

    update: ProgressUpdate
    status: Status
    printed_with: list[ActionVersion]
    milestones: list[MilestoneWords]
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
        wordings = MilestoneVersion.objects.filter(action_version__in=standing.entries).order_by("position")
        versions = {entry.pk: by_date(entry.version) for entry in standing.entries}
        self.wordings = sorted(wordings, key=lambda worded: versions[worded.action_version_id])
        said = MilestoneReport.objects.filter(update__action=standing.entry.action_id).select_related("update")
        self.said = list(said.order_by("update__as_at", "update_id"))

    def reports(self) -> list[Report]:
        """Every update, newest first."""
        printed_with: dict[int | None, list[ActionVersion]] = defaultdict(list)
        for entry in self.standing.entries:
            printed_with[entry.printed_update_id].append(entry)
        milestones = self._milestone_words()
        shown = {
            update.pk: Report(
                update=update,
                status=status_of(update),
                printed_with=printed_with[update.pk],
                milestones=milestones[update.pk],
            )
            for update in self.standing.updates
        }
        for report in shown.values():
            if corrected := shown.get(report.update.corrects_id or 0):
                report.corrects = corrected.update
                corrected.corrected_by.append(report.update)
        return list(shown.values())

    def milestones(self) -> list[MilestoneLine]:
        """The milestones of the wording shown, in printed order."""
        last = {report.milestone_id: report for report in self.said if report.update.as_at <= self.standing.as_at}
        here = [worded for worded in self.wordings if worded.action_version_id == self.standing.entry.pk]
        return [self._line(worded, last.get(worded.milestone_id)) for worded in here]

    def _milestone_words(self) -> dict[int, list[MilestoneWords]]:
        titles = {worded.milestone_id: worded.title for worded in self.wordings}
        words: dict[int, list[MilestoneWords]] = defaultdict(list)
        for report in self.said:
            words[report.update_id].append(MilestoneWords(titles.get(report.milestone_id, "a milestone"), report))
        return words

    def _line(self, worded: MilestoneVersion, report: MilestoneReport | None) -> MilestoneLine:
        is_done = report is not None and report.is_done
        is_open = self.standing.is_in_use and not is_done and not self.standing.row.status.closes
        return MilestoneLine(
            worded=worded,
            done_on=report.update.as_at if report and is_done else None,
            forecast=report.forecast if report and not is_done else None,
            reason=report.reason if report else "",
            days_late=max(0, (self.standing.as_at - worded.due).days) if worded.due and is_open else 0,
        )
