"""A change as a page shows it: marks in the line, or blocks where a text was rewritten."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format

from actions.as_printed import OWN_HEADINGS
from actions.compared import ComparedAction, DateMove
from actions.comparison.change import Change
from actions.comparison.changes import MilestonesChange, OfficersChange, StatusChange, TimeframeChange
from actions.comparison.marked import FEW_WORDS, NO_STEPS, Passage, marked
from actions.comparison.runs import Run
from actions.comparison.snapshot import SnapshotStatus
from actions.statuses import Status, Travel
from plans.models import Plan

_ARROWS = {"better": "▲", "worse": "▼"}
NAMES = OWN_HEADINGS | {"reference": "Reference", "is_new": "Marked as new"}


class MovedStatus(NamedTuple):
    """A status before and after, and which way it went."""

    was: Status | None
    now: Status | None
    travel: Travel


@dataclass(frozen=True, kw_only=True)
class ChangedField:
    """A field with its change. `form` says how the words are drawn: "marks", "rewritten", "added" or "removed".

    `step` is where its change begins when that is no mark in the line. `moves` are the dates that moved with it.
    """

    name: str
    change: Change
    form: str
    passages: list[Passage] = field(default_factory=list)
    step: object = None
    moves: tuple[DateMove, ...] = ()

    @property
    def status(self) -> MovedStatus | None:
        return moved_status(self.change) if isinstance(self.change, StatusChange) else None

    @property
    def says_dates(self) -> bool:
        """Whether its words are no more than the dates read from them."""
        words = (self.change.before, self.change.after)
        return words in [tuple(_day(day) for day in (move.before, move.after)) for move in self.moves]

    @property
    def is_names(self) -> bool:
        return isinstance(self.change, OfficersChange)

    @property
    def is_reordered(self) -> bool:
        return isinstance(self.change, OfficersChange) and self.change.is_reordered


def moved_status(change: StatusChange) -> MovedStatus:
    travel = Travel(_ARROWS.get(change.direction, ""), change.direction)
    return MovedStatus(shown_status(change.status_before), shown_status(change.status_after), travel)


def shown_status(status: SnapshotStatus | None) -> Status | None:
    return Status(status.colour, status.words, status.closes) if status else None


def _day(day: date | None) -> str:
    return date_format(day) if day else ""


def field_name(change: Change, plan: Plan) -> str:
    return plan.section_word if change.field == "section" else NAMES.get(change.field, change.field)


def changed_field(
    change: Change, compared: ComparedAction, plan: Plan, steps: Iterator[object] = NO_STEPS
) -> ChangedField:
    """The change drawn; each place where the text changed takes the next of `steps`."""
    form, passages, step = _form(change), [], None
    if form == "marks" and not isinstance(change, StatusChange):
        passages = marked(_runs(change), steps)
    if not any(_steps(passages)):
        step = next(steps)
    return ChangedField(
        name=field_name(change, plan),
        change=change,
        form=form,
        passages=passages,
        step=step,
        moves=_moves(change, compared),
    )


def _steps(passages: Iterable[Passage]) -> Iterator[object]:
    return (piece.step for passage in passages for block in passage.blocks for line in block.lines for piece in line)


def _form(change: Change) -> str:
    kind = change.comparison.kind
    is_short = max(len(text.split()) for text in (change.before, change.after)) <= FEW_WORDS
    if kind in {"edited", "same"} or is_short or isinstance(change, OfficersChange | StatusChange):
        return "marks"
    return kind


def _runs(change: Change) -> tuple[Run, ...]:
    """Of officers a line each: those who stand there now, then those who do not any more."""
    if not isinstance(change, OfficersChange):
        return change.comparison.runs
    here = [
        Run("insert", "", f"{name}\n") if name in change.added else Run("equal", f"{name}\n", f"{name}\n")
        for name in change.after.split("\n")
    ]
    return (*here, *(Run("delete", f"{name}\n", "") for name in change.removed))


def _moves(change: Change, compared: ComparedAction) -> tuple[DateMove, ...]:
    if isinstance(change, TimeframeChange):
        return tuple(move for move in compared.date_moves if move.milestone is None)
    if isinstance(change, MilestonesChange):
        return tuple(move for move in compared.date_moves if move.milestone is not None)
    return ()
