"""Sheet C: which dates moved since the version before, and which extensions are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actions.comparison.dates import days_between
from reporting.headline import distinct_moves
from reporting.rows import ActionRow

from .data import PackPart
from .sheet import PackSheet, action_facts, fact

CHANGED, ASKED = "Date changed", "Extension asked for"


@dataclass(frozen=True, kw_only=True)
class DateLine:
    """A date of an action, or of the milestone named, that is another in this version or is asked to be."""

    row: ActionRow
    kind: str
    milestone: str
    old: date | None
    new: date | None
    reason: str

    @property
    def days(self) -> int | None:
        return days_between(self.old, self.new)


class DatesChanged(PackSheet):
    slug = "dates"
    name = "C Dates changed"
    title = "Dates changed and extensions asked for"
    purpose = "Every date that is not the one in the version before, or is asked to be another, with the reason given."
    noun = "date"
    nothing = "No date was changed since the version before, and no extension is asked for."
    columns = (
        *action_facts("Section", "Ref", "Action", of="row."),
        fact("Milestone", "milestone", "[the action itself]"),
        fact("What is told", "kind", ""),
        fact("Old date", "old", "[no date]", stays=True),
        fact("New date", "new", "[no date]", stays=True),
        fact("Days later", "days", "[not two dates]", stays=True),
        fact("Reason", "reason", "No reason given", stays=True),
    )

    def lines(self, part: PackPart) -> Sequence[DateLine]:
        return [*_changed(part), *_asked(part)]

    def order(self, line: DateLine) -> bool:
        return line.kind == ASKED


def _changed(part: PackPart) -> Iterator[DateLine]:
    for action in part.comparison.actions if part.comparison else ():
        row = part.actions.get(action.shown.action_id)
        if row is None:
            continue
        for move in distinct_moves(action):
            yield DateLine(
                row=row,
                kind=CHANGED,
                milestone=move.milestone or "",
                old=move.before,
                new=move.after,
                reason=move.reason,
            )


def _asked(part: PackPart) -> Iterator[DateLine]:
    lines = sorted(part.scope.ledger.lines, key=lambda line: (line.entry.position, line.milestone))
    for line in lines:
        row = part.actions.get(line.entry.action_id)
        if row and line.stands and line.forecast and line.forecast_moves:
            yield DateLine(
                row=row,
                kind=ASKED,
                milestone=line.milestone,
                old=line.last.due,
                new=line.forecast.expected,
                reason=line.forecast.reason,
            )
