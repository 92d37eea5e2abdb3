"""Which column each line stands in: the best way through a stretch of lines, cell after cell and row after row.

A cell of several lines ends where the text stands apart, since the next begins back at the top. A line is shared only
by cells that begin and end on it, but for its last, which may go on below. `worth` says what each step is worth; the
way with the greatest sum is found by keeping, line by line, the best way to each column.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice
from math import inf

from . import worth
from .column import Column
from .doubts import CLOSE, Doubt, close_calls
from .effort import Effort
from .entries import Entry, Key, enter, keep, leading
from .line_ends import ending, going_on
from .lines import Gap, Line, is_bullet, is_glyph
from .neighbours import LONGEST_NAME, Neighbours
from .piece import Piece
from .steps import CELL, MORE, ROW, Step, Stretch, back_from, of_cell
from .white_space import WhiteSpace
from .widths import USUAL, Typeface
from .words import Vocabulary, starts_small, within_date

_BEAM = 10.0  # a way this much worse than the best is given up
_BEST_FIT, _BEST_FIT_OF_TEXT = 6.0, 2.0  # that is to be hoped for, of a piece whose fit is still to be found out
_MOST_SPLITS = 24
TO_MAKE_A_PIECE = 4  # steps
_LONGEST_SHARED = 60  # words on a line that cells share


@dataclass(kw_only=True)
class Way:
    """Through one stretch."""

    steps: list[Step]
    worth: float
    doubts: list[Doubt]


@dataclass(kw_only=True)
class Path:
    """`marks` are the references that do not stand first in their rows: by the index of the line, of which word."""

    columns: list[Column]
    vocabulary: Vocabulary
    white_space: WhiteSpace
    neighbours: Neighbours
    effort: Effort
    typeface: Typeface = USUAL
    total: float = 0.0  # what the ways taken so far are worth
    doubts: list[Doubt] = field(default_factory=list)
    marks: Mapping[int, int] = field(default_factory=dict)
    _pieces: dict[tuple[int, int, int], Piece] = field(default_factory=dict)

    def through(self, stretch: Stretch) -> Way:
        """The best way through all the lines."""
        return _Walk(self, stretch).best()

    def taken(self, way: Way) -> list[Step]:
        """Its steps, when what it is worth and its doubts have been noted down."""
        self.total += way.worth
        self.doubts += way.doubts
        return way.steps

    def set_in(self, typeface: Typeface) -> None:
        self.typeface = typeface
        self._pieces.clear()

    def piece(self, line: Line, begin: int, end: int) -> Piece:
        key = (line.index, begin, end)
        found = self._pieces.get(key)
        if found is None:
            self.effort.spend(TO_MAKE_A_PIECE)
            found = self._pieces[key] = Piece(line, begin, end, self.typeface)
        return found

    def ways(self, line: Line) -> int:
        """In how many ways a piece of the line may stand in a cell."""
        if line.gap is Gap.NEXT and not line.opens_page:
            return 1
        places = len(self.places(line, 0, carried=False))
        return places * (places - 1) // 2

    def places(self, line: Line, begin: int, *, carried: bool) -> list[int]:
        """The words at which cells might begin, and the end of the line. `carried`: cells may go on in mid-sentence."""
        if len(line.words) > _LONGEST_SHARED:
            return [begin, len(line.words)]
        sorts = [self.vocabulary.sort(word) for word in line.words]
        mark = self.marks.get(line.index)
        around_mark = () if mark is None else (mark, mark + 1)
        splits = [
            place
            for place in range(begin + 1, len(line.words))
            if place in around_mark
            or (
                (carried or place in line.double or is_glyph(line.words[place]) or not starts_small(line.words[place]))
                and not within_date(line.words[place], sorts, place)
                and not is_bullet(line.words[place - 1])
            )
        ]
        return [begin, *splits[:_MOST_SPLITS], len(line.words)]


class _Walk:
    """All ways through one stretch, side by side."""

    def __init__(self, path: Path, stretch: Stretch):
        self._path, self._stretch = path, stretch
        self._columns = [*path.columns, stretch.aside] if stretch.aside else path.columns
        self._marks = path.marks
        ends_table = stretch.aside is not None and stretch.aside.below_last
        self._may_end_row = len(self._columns) - ends_table  # of the columns
        self._hope = -inf  # the score below which a way is not worth following
        self._empty_until = [0.0, *accumulate(column.empty for column in self._columns)]
        self._carried = [*(stretch.carried or ()), *([None] if stretch.aside else ())]
        self._dropped_until = [0.0, *accumulate(map(worth.worth_of_not_carrying_on, self._carried))]

    def best(self) -> Way:
        stretch = self._stretch
        begin = 0
        steps = [Step(0.0, -1, None, None, MORE, stretch.carried is not None)]
        if stretch.reference:
            begin = 1
            steps = [Step(0.0, 0, self._path.piece(stretch.lines[0], 0, 1), steps[0], ROW, False)]
        for line in stretch.lines:
            if begin < len(line.words):
                steps = self._over(line, begin, steps)
            begin = 0
        totals = [step.score + self._named(step) + self._empty(step, len(self._columns), 0) for step in steps]
        best = max(range(len(steps)), key=totals.__getitem__)
        found = list(back_from(steps[best]))[::-1]
        ends = [
            (step, totals[best] - total) for step, total in zip(steps, totals, strict=True) if step is not steps[best]
        ]
        doubts = close_calls(found, ends)
        for step in found:
            step.back = step.rival = None  # so that the ways not taken are forgotten
        return Way(steps=found, worth=totals[best], doubts=doubts)

    def _over(self, line: Line, begin: int, steps: list[Step]) -> list[Step]:
        self._path.effort.spend(len(steps) + len(line.words))
        found: dict[Key, Step] = {}
        self._hope = -inf
        if not begin:
            whole = self._path.piece(line, 0, len(line.words))
            space = self._path.white_space.worth(line, goes_on=True)
            for step in steps:
                if step.piece:
                    keep(found, self._going_on(step, step.piece, whole, space))
            self._hope = max([step.score for step in found.values()], default=-inf) - _BEAM - _BEST_FIT
        for step in self._starting(line, begin, steps):
            keep(found, step)
        least = max([step.score for step in found.values()]) - _BEAM
        return [step for step in found.values() if step.score >= least]

    def _going_on(self, step: Step, before: Piece, whole: Piece, space: float) -> Step:
        """`space` is what the white space before the line is worth."""
        column = self._columns[step.column]
        score = step.score + worth.worth_of_going_on(before, whole, column, in_list=step.in_list)
        score += column.fit_below(whole, before) + column.too_wide(whole) + space
        end = going_on(of_names=column.kind == "person")
        score += self._path.white_space.line_ends.worth(end, whole.line)
        if self._marks:
            score += self._worth_of_mark(whole, column)
        in_list = whole.listed or (step.in_list and not worth.leaves_list(before, whole, column))
        return Step(score, step.column, whole, step, MORE, step.carried, in_list)

    def _starting(self, line: Line, begin: int, steps: list[Step]) -> Iterator[Step]:
        """Every way in which cells begin on the line, as the steps that reach its end."""
        end = len(line.words)
        below = not begin and line.gap is Gap.NEXT and not line.opens_page and not self._stretch.free
        top = line is self._stretch.lines[0] or line.apart
        carried = self._stretch.carried is not None and top
        places = [begin, end] if below else self._path.places(line, begin, carried=carried)
        at: dict[int, dict[Key, Step]] = {begin: {(0, number, False): step for number, step in enumerate(steps)}}
        for place, following in zip(places, [places[number:] for number in range(1, len(places))], strict=False):
            befores = at.get(place, {})
            entries = sorted(
                self._entries(line, place, befores.values()).items(),
                key=lambda entry: entry[1].score,
                reverse=True,
            )
            if place > begin:
                entries = [entry for entry in entries if entry[1].score >= entries[0][1].score - _BEAM]
            self._path.effort.spend(len(following) * len(entries))
            for until in following:
                for step in self._of_piece(self._path.piece(line, place, until), entries, ends_line=until == end):
                    if until == end:
                        self._hope = max(self._hope, step.score - _BEAM - _BEST_FIT)
                        yield step
                    else:
                        keep(at.setdefault(until, {}), step)

    def _of_piece(
        self, piece: Piece, entries: list[tuple[tuple[int, bool], Entry]], *, ends_line: bool
    ) -> Iterator[Step]:
        """Those that begin a cell with the piece and are worth following."""
        for (index, _), entry in entries:
            if entry.score < self._hope:
                return
            column = self._columns[index]
            if column is self._stretch.aside and (piece.begin or not ends_line):
                continue
            room = column.too_wide(piece)
            if self._marks:
                room += self._worth_of_mark(piece, column)
            best_fit = _BEST_FIT_OF_TEXT if ends_line and column.kind == "text" else _BEST_FIT
            if entry.score + room + best_fit >= self._hope + _BEST_FIT:
                yield self._begun(piece, index, entry, room)

    def _begun(self, piece: Piece, index: int, entry: Entry, room: float) -> Step:
        column = self._columns[index]
        fit = column.fit(piece) + room
        in_list = piece.listed
        if entry.carried and column is not self._stretch.aside:
            carried = self._carried[index] if self._stretch.carried else None
            fit += worth.worth_of_carrying_on(carried, piece, column)
            in_list = in_list or bool(carried and carried.in_list and piece.small)
        else:
            fit += worth.worth_of_beginning(piece, column)
        if piece.begin and column.kind == "text":
            fit += self._path.neighbours.worth_of_parting(*piece.line.words[piece.begin - 1 : piece.begin + 1])
        step = Step(entry.score + fit, index, piece, entry.back, entry.opens, entry.carried, in_list)
        if (rival := entry.rival) and entry.score - rival.score < CLOSE:
            step.rival = Step(rival.score + fit, index, piece, rival.back, rival.opens, rival.carried, in_list)
        return step

    def _worth_of_mark(self, piece: Piece, column: Column) -> float:
        """That the piece stands in the column: a reference known by its place stands alone, in the one for it."""
        mark = self._marks.get(piece.line.index, -1)
        if piece.begin <= mark < piece.end:
            alone = column.kind == "reference" and piece.end - piece.begin == 1
            return worth.REFERENCE if alone else worth.MISPLACED_REFERENCE
        return worth.NO_REFERENCE if column.kind == "reference" else 0.0

    def _entries(self, line: Line, place: int, befores: Collection[Step]) -> dict[tuple[int, bool], Entry]:
        """The best way into each column at the place."""
        best: dict[tuple[int, bool], Entry] = {}
        at_place = worth.worth_of_place(line, place)
        if not place:
            at_place += self._path.white_space.worth(line, goes_on=False)
        blanks = (0 if place else line.blanks) + (place in line.double and not (line.opens_page and not place))
        ways = leading([(self._left(before, line, place, at_place), before) for before in befores], _BEAM)
        self._path.effort.spend(len(befores) + len(ways))
        for score, before in ways:
            begun = before.column >= 0 or before.carried
            opens = CELL if begun else ROW
            for index in range(before.column + 1, len(self._columns)):
                enter(best, (index, before.carried), score + self._empty(before, index, blanks), before, opens)
            if self._stretch.free and not place and begun and before.column < self._may_end_row:
                self._enter_row(best, line, before, score, blanks)
        return best

    def _left(self, before: Step, line: Line, place: int, at_place: float) -> float:
        """What the way is worth when its cell has ended before the place, at which one that begins is worth so much."""
        score = before.score + at_place
        if not before.piece:
            return score
        column = self._columns[before.column]
        score += worth.worth_of_leaving(before.piece, column, cut=self._stretch.cut, within=place > 0)
        score += self._named(before)
        return score if place else score + self._path.white_space.line_ends.worth(ending(before), line)

    def _enter_row(
        self, best: dict[tuple[int, bool], Entry], line: Line, before: Step, score: float, blanks: int
    ) -> None:
        score += worth.ROW + (worth.ROW_AT_BULLET if line.bullet else 0.0)
        score += self._empty(before, len(self._columns), 0)
        nothing = Step(0.0, -1, None, None, MORE, False)
        for index in range(min(2, len(self._columns))):
            enter(best, (index, False), score + self._empty(nothing, index, blanks), before, ROW)

    def _named(self, last: Step) -> float:
        """What it is worth that the cell which ends with the step names these officers."""
        if self._columns[last.column].kind != "person":
            return 0.0
        lines = [step.piece.words for step in islice(of_cell(last), LONGEST_NAME + 1) if step.piece]
        return self._path.neighbours.worth_of_name(tuple(chain.from_iterable(reversed(lines))))

    def _empty(self, before: Step, until: int, blanks: int) -> float:
        """What it is worth that the columns after the step, up to `until`, have nothing."""
        begin = before.column + 1
        if begin >= until:
            return 0.0
        if before.carried:
            return self._dropped_until[until] - self._dropped_until[begin]
        empty = self._empty_until[until] - self._empty_until[begin]
        return empty * max(0.25, 1 - 0.75 * blanks / (until - begin)) if blanks else empty
