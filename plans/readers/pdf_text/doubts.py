"""Where a reading was a close call, another way through the lines being worth nearly as much, or reads oddly."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, takewhile

from ..document import DocumentWarning
from .column import Column
from .lines import is_glyph
from .oddities import oddities
from .piece import Piece
from .steps import ROW, Step, back_from

# In the measure of `worth`. Of the rows with a closer call half are wrong, and most of the wrong rows have one. Another
# way to part a line, or to begin a row, is seldom the right one, unless it is worth as much.
CLOSE, _CLOSE_WITHIN_COLUMN = 4.45, 0.3
_LONGEST_QUOTE = 12  # words


@dataclass(frozen=True)
class Doubt:
    """The first step that was taken and might not have been; `instead` is the other way's, perhaps on a line below."""

    taken: Step
    instead: Step

    @property
    def of_column(self) -> bool:
        """Whether the same words may stand in another column."""
        assert self.taken.piece
        assert self.instead.piece
        return self.taken.column != self.instead.column and self.taken.piece.words == self.instead.piece.words


def close_calls(steps: list[Step], ends: Iterable[tuple[Step, float]]) -> list[Doubt]:
    """`ends` are the last steps of other ways to the end, with how much less they are worth."""
    places = {id(step): place for place, step in enumerate(steps)}
    ways = [(len(steps) - 1, end, loss) for end, loss in ends]
    ways += [(place, step.rival, step.score - step.rival.score) for place, step in enumerate(steps) if step.rival]
    found = [(_first_difference(steps, place, other, places), loss) for place, other, loss in ways if loss < CLOSE]
    return [doubt for doubt, loss in found if doubt and (loss < _CLOSE_WITHIN_COLUMN or doubt.of_column)]


def _first_difference(steps: list[Step], last: int, other: Step, places: Mapping[int, int]) -> Doubt | None:
    """Back to where the two ways part, and then the first place at which they say different things.

    The one goes over the steps as far as the `last`, the other ends with `other`. `places` are those of the steps, by
    the identity of each.
    """
    theirs = list(takewhile(lambda step: id(step) not in places, back_from(other)))[::-1]
    before = theirs[0].back if theirs else other
    parted = places.get(id(before), -1) + 1
    ours = steps[parted : last + 1]
    return next((Doubt(*pair) for pair in zip(ours, theirs, strict=False) if _says(pair[0]) != _says(pair[1])), None)


def _says(step: Step) -> tuple[int, int, int, bool]:
    assert step.piece
    return step.piece.line.index, step.piece.end, step.column, step.opens == ROW


def doubt_warnings(
    doubts: Iterable[Doubt], rows: Iterable[list[list[Piece]]], columns: list[Column]
) -> Iterator[DocumentWarning]:
    """One for each line, that quotes what stands there. `rows` are the pieces of each row, column by column."""
    told: set[int] = set()
    for piece, column, why in chain(_of_doubts(doubts, columns), _of_rows(rows, columns)):
        if piece.line.number in told or is_glyph(piece.words[-1]):
            continue
        told.add(piece.line.number)
        message = f"{_quoted(piece.words)} was read under {_named(column)}{why}"
        yield DocumentWarning(where=f"line {piece.line.number}", message=message, column=column.heading or None)


def _of_doubts(doubts: Iterable[Doubt], columns: list[Column]) -> Iterator[tuple[Piece, Column, str]]:
    for doubt in doubts:
        assert doubt.taken.piece
        if max(doubt.taken.column, doubt.instead.column) < len(columns):  # else it may stand between rows
            yield doubt.taken.piece, columns[doubt.taken.column], f"; {_other_way(doubt, columns)}"


def _of_rows(rows: Iterable[list[list[Piece]]], columns: list[Column]) -> Iterator[tuple[Piece, Column, str]]:
    for cells in rows:
        yield from ((piece, column, f", {why}") for piece, column, why in oddities(cells, columns))


def _other_way(doubt: Doubt, columns: list[Column]) -> str:
    taken, instead = doubt.taken, doubt.instead
    assert taken.piece
    assert instead.piece
    if taken.piece.words != instead.piece.words:
        return f"its cell may be {_quoted(instead.piece.words)} instead"
    if taken.column != instead.column:
        return f"it may stand under {_named(columns[instead.column])} instead"
    return f"it may {'not ' if taken.opens == ROW else ''}begin a new row"


def _quoted(words: list[str]) -> str:
    words = words[is_glyph(words[0]) :]
    return f"“{' '.join(words[:_LONGEST_QUOTE])}{' …' if len(words) > _LONGEST_QUOTE else ''}”"


def _named(column: Column) -> str:
    return f"“{column.heading}”" if column.heading else "the column of references"
