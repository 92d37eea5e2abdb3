"""The milestones of every action, with the dates that each has had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.models import MilestoneReport
from actions.slippage import SlippageLine
from reporting.rows import ActionRow

from .data import PackPart
from .sheet import PackSheet, action_facts, fact


@dataclass(frozen=True)
class MilestoneLine:
    row: ActionRow
    slipped: SlippageLine
    report: MilestoneReport | None

    @property
    def timeframe(self) -> str:
        return self.slipped.last.words

    @property
    def first(self) -> date | None:
        return self.slipped.first.due if self.slipped.first else None

    @property
    def forecast(self) -> date | None:
        return self.slipped.forecast.expected if self.slipped.forecast else None

    @property
    def state(self) -> str:
        if self.report and self.report.is_done and not self.report.update.is_exempt:
            return f"Done, reported {self.report.update.as_at:%-d %B %Y}"
        if self.row.status.closes:
            return f"Action closed: {self.row.status.words}"
        due = self.slipped.last.due
        return "Past its date" if due and due < self.row.as_at else "Open"


class Milestones(PackSheet):
    slug = "milestones"
    name = "Milestones"
    title = "Milestones"
    purpose = "Every dated step of an action: the date first published, the date now and how far it has slipped."
    noun = "milestone"
    nothing = "No action of this version has milestones."
    columns = (
        *action_facts("Section", "Ref", "Action", of="row."),
        fact("Milestone", "slipped.milestone", "[no words]"),
        fact("Timeframe", "timeframe", "[nothing printed]"),
        fact("State", "state", ""),
        fact("First published date", "first", "[no date]"),
        fact("Date now", "slipped.last.due", "[no date]"),
        fact("Expected", "forecast", "[as the plan says]"),
        fact("Days slipped", "slipped.days", "[not two dates]"),
        fact("Reasons given", "slipped.reasons", "[none]"),
    )

    def lines(self, part: PackPart) -> Sequence[MilestoneLine]:
        standing = [line for line in part.scope.ledger.lines if line.stands and line.last.milestone]
        standing = [line for line in standing if line.entry.action_id in part.actions]
        reports = part.forecasts.of_milestone
        lines = [
            MilestoneLine(part.actions[line.entry.action_id], line, reports.get(line.last.milestone or 0))
            for line in standing
        ]
        return sorted(lines, key=lambda line: line.row.position)
