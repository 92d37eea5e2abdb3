"""Which column each line stands in: the best way through a stretch of lines, cell after cell and row after row.

A cell of several lines ends where the text stands apart, since the next begins back at the top. A line is shared only
by cells that begin and end on it, but for its last, which may go on below. `worth` says what each step is worth; the
way with the greatest sum is found by keeping, line by line, the best way to each column.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from . import worth
from .column import Column, Piece
from .lines import Line, is_glyph
from .words import Vocabulary, starts_small

_BEAM = 18.0  # a way this much worse than the best is given up
_MOST_SPLITS = 10
_LONGEST_SHARED = 60  # words on a line that cells share
_ROW, _CELL, _MORE = 2, 1, 0


class Step:
    """A piece in its column. `opens`: a row, a cell, or neither. `carried`: of the row that the page before began."""

    __slots__ = ("back", "carried", "column", "in_list", "opens", "piece", "score")

    def __init__(
        self,
        score: float,
        column: int,
        piece: Piece | None,
        back: "Step | None",
        opens: int,
        carried: bool,
        in_list: bool = False,
    ):
        self.score, self.column, self.piece, self.back = score, column, piece, back
        self.opens, self.carried = opens, carried
        self.in_list = piece is not None and (piece.bullet or piece.marked or (in_list and not piece.line.apart))

    @property
    def opens_row(self) -> bool:
        return self.opens == _ROW


@dataclass(kw_only=True)
class Stretch:
    """Lines to be placed.

    reference  whether the first word is a row's reference, in column 0
    free       whether rows may begin anywhere
    carried    the row that goes on from the page before, cell by cell; None when there is none
    cut        whether the row goes on on the next page
    """

    lines: list[Line]
    reference: bool = False
    free: bool = False
    carried: list[worth.Carried | None] | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    score: float
    back: Step
    opens: int
    carried: bool


@dataclass(kw_only=True)
class Path:
    columns: list[Column]
    vocabulary: Vocabulary
    everywhere: Counter[str]

    def through(self, stretch: Stretch) -> list[Step]:
        """The best steps through all the lines."""
        begin = 0
        steps = [Step(0.0, -1, None, None, _MORE, stretch.carried is not None)]
        if stretch.reference:
            begin = 1
            steps = [Step(0.0, 0, Piece(stretch.lines[0], 0, 1), steps[0], _ROW, False)]
        for line in stretch.lines:
            if begin < len(line.words):
                steps = self._over(line, begin, steps, stretch)
            begin = 0
        best = max(steps, key=lambda step: step.score + self._worth_of_end(step, stretch))
        return list(_back_from(best))[::-1]

    def _worth_of_end(self, step: Step, stretch: Stretch) -> float:
        return 0.0 if stretch.cut else self._empty(step, len(self.columns), stretch, 0)

    def _over(self, line: Line, begin: int, steps: list[Step], stretch: Stretch) -> list[Step]:
        found: dict[tuple[int, int, bool], Step] = {}
        if not begin:
            whole = Piece(line, 0, len(line.words))
            for step in steps:
                if step.piece:
                    _keep(found, self._going_on(step, step.piece, whole))
        for step in self._starting(line, begin, steps, stretch):
            _keep(found, step)
        least = max(step.score for step in found.values()) - _BEAM
        return [step for step in found.values() if step.score >= least]

    def _going_on(self, step: Step, before: Piece, whole: Piece) -> Step:
        column = self.columns[step.column]
        score = step.score + worth.worth_of_going_on(before, whole, column, in_list=step.in_list)
        fit = max(column.least_on_further_lines, column.fit(whole, self.vocabulary, self.everywhere))
        return Step(score + fit + column.too_wide(whole), step.column, whole, step, _MORE, step.carried, step.in_list)

    def _fit(self, column: Column, piece: Piece) -> float:
        return column.fit(piece, self.vocabulary, self.everywhere) + column.too_wide(piece)

    def _starting(self, line: Line, begin: int, steps: list[Step], stretch: Stretch) -> Iterator[Step]:
        """Every way in which cells begin on the line, as the steps that reach its end."""
        places = [begin, *_splits(line, begin), len(line.words)]
        at: dict[int, dict[tuple[int, int, bool], Step]] = {}
        for number, place in enumerate(places[:-1]):
            befores = list(at.get(place, {}).values()) if number else steps
            entries = self._entries(line, place, befores, stretch)
            for end in places[number + 1 :]:
                piece = Piece(line, place, end)
                for index, entry in entries:
                    carried = stretch.carried[index] if entry.carried and stretch.carried else None
                    score = entry.score + self._worth_of_beginning(piece, index, carried, entry)
                    in_list = bool(carried and carried.in_list)
                    step = Step(score, index, piece, entry.back, entry.opens, entry.carried, in_list)
                    if end == places[-1]:
                        yield step
                    else:
                        _keep(at.setdefault(end, {}), step)

    def _worth_of_beginning(self, piece: Piece, index: int, carried: worth.Carried | None, entry: _Entry) -> float:
        column = self.columns[index]
        fit = self._fit(column, piece)
        if entry.carried:
            return fit + worth.worth_of_carrying_on(carried, piece, column)
        return fit + worth.worth_of_beginning(piece)

    def _entries(self, line: Line, place: int, befores: list[Step], stretch: Stretch) -> list[tuple[int, _Entry]]:
        """The best way into each column at the place."""
        best: dict[tuple[int, bool], _Entry] = {}
        at_place = worth.worth_of_place(line, place)
        blanks = (line.blanks if not place else 0) + (place in line.double and not (line.opens_page and not place))
        for before in befores:
            score = before.score + at_place
            if before.piece:
                score += worth.worth_of_leaving(before.piece, cut=stretch.cut, within=place > 0)
            opens = _CELL if before.column >= 0 or before.carried else _ROW
            for index in range(before.column + 1, len(self.columns)):
                empty = self._empty(before, index, stretch, blanks)
                _keep_entry(best, index, _Entry(score + empty, before, opens, before.carried))
            if stretch.free and not place and (before.column >= 0 or before.carried):
                score += worth.ROW + (worth.ROW_AT_BULLET if line.bullet else 0.0)
                score += self._empty(before, len(self.columns), stretch, 0)
                for index in range(min(2, len(self.columns))):
                    _keep_entry(best, index, _Entry(score + index * worth.FIRST_CELL_EMPTY, before, _ROW, False))
        return [(index, entry) for (index, _), entry in best.items()]

    def _empty(self, before: Step, until: int, stretch: Stretch, blanks: int) -> float:
        """What it is worth that the columns after the step, up to `until`, have nothing."""
        passed = range(before.column + 1, until)
        if not passed:
            return 0.0
        if before.carried and stretch.carried:
            return sum(worth.worth_of_not_carrying_on(stretch.carried[index]) for index in passed)
        share = max(0.25, 1 - 0.75 * blanks / len(passed))
        return share * sum(self.columns[index].empty for index in passed)


def _keep(found: dict[tuple[int, int, bool], Step], step: Step) -> None:
    key = (step.column, step.piece.begin if step.piece else 0, step.carried)
    if key not in found or found[key].score < step.score:
        found[key] = step


def _keep_entry(best: dict[tuple[int, bool], _Entry], index: int, entry: _Entry) -> None:
    key = (index, entry.carried)
    if key not in best or best[key].score < entry.score:
        best[key] = entry


def _splits(line: Line, begin: int) -> list[int]:
    """The words after the first at which a cell might begin."""
    if len(line.words) > _LONGEST_SHARED:
        return []
    places = [
        place
        for place in range(begin + 1, len(line.words))
        if place in line.double or is_glyph(line.words[place]) or not starts_small(line.words[place])
    ]
    return places[:_MOST_SPLITS]


def _back_from(step: Step) -> Iterator[Step]:
    """The steps with a piece, from the last to the first."""
    at: Step | None = step
    while at:
        if at.piece:
            yield at
        at = at.back
