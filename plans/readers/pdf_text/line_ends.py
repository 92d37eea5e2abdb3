"""What a space at a line's end says in one document.

Most programs that copy line by line keep the space at which a line was broken, so that the cell goes on; many of them
keep the one below a cell of a single line, too, and some lose both where a line is full.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from math import log
from typing import NamedTuple

from .lines import Line
from .steps import MORE, Step
from .words import starts_small

_BELIEF = 12.0  # lines that must have been seen before what was learned weighs as much as what the document suggests
_LEAST = 0.01  # of any lines, that have a space, and that have none
# How many of the lines that begin with no small letter go on, go on with names, end a cell of several lines, and are
# all of one: until they were read.
_USUAL = (0.4, 0.1, 0.3, 0.3)
_USUALLY_ALONE = 0.45  # of the lines that end a cell
_PARAGRAPH_OF_NAMES = -0.7  # at least: officers often have a line each


class LineEnd(IntEnum):
    """How a cell stands at the end of a line."""

    GOES_ON = 0
    NAMES_GO_ON = 1
    ENDS = 2
    ENDS_ALONE = 3


def going_on(*, of_names: bool) -> LineEnd:
    return LineEnd.NAMES_GO_ON if of_names else LineEnd.GOES_ON


def ending(last: Step) -> LineEnd:
    """Of the cell with that last step."""
    return LineEnd.ENDS if last.opens == MORE else LineEnd.ENDS_ALONE


class StepsOfTable(NamedTuple):
    """`people` are the columns of officers."""

    steps: list[Step]
    people: Collection[int]


def expected_spaces(lines: list[Line]) -> list[float]:
    """What share of the lines may end with a space, end by end, for all that a document's lines themselves say.

    Those above a small letter go on; the others do in the usual number, and the more of the rest have a space, the more
    cells of a single line do.
    """
    lines = [line for line in lines if not line.bullet]
    goes_on = _share([line for line in lines if starts_small(line.words[0])])
    others = _share([line for line in lines if not starts_small(line.words[0])])
    ends = (others - _USUAL[LineEnd.GOES_ON] * goes_on) / (1 - _USUAL[LineEnd.GOES_ON])
    alone = _within(ends / _USUALLY_ALONE)
    rest = (ends - _USUALLY_ALONE * alone) / (1 - _USUALLY_ALONE)
    return [_within(goes_on), _within(goes_on), _within(rest), alone]


class LineEnds:
    """`expected` are the shares with a space, end by end, until others are learned from how the lines were read."""

    def __init__(self, expected: list[float]):
        self._expected = expected
        self._worths: dict[tuple[LineEnd, bool], float] = {}
        self._learn(Counter())

    def learn(self, tables: Iterable[StepsOfTable]) -> None:
        self._learn(Counter(seen for table in tables for seen in _seen(table)))

    def _learn(self, seen: Counter[tuple[LineEnd, bool]]) -> None:
        counts = {end: seen[end, True] + seen[end, False] + _BELIEF * _USUAL[end] for end in LineEnd}
        shares = {end: self._share_of(end, seen) for end in LineEnd}
        whole = sum(counts[end] * shares[end] for end in LineEnd) / sum(counts.values())
        for end, share in shares.items():
            self._worths[end, True], self._worths[end, False] = log(share / whole), log((1 - share) / (1 - whole))
        names = LineEnd.NAMES_GO_ON, False
        self._worths[names] = max(_PARAGRAPH_OF_NAMES, self._worths[names])

    def _share_of(self, end: LineEnd, seen: Counter[tuple[LineEnd, bool]]) -> float:
        believed = _BELIEF * self._expected[end]
        return _within((seen[end, True] + believed) / (seen[end, True] + seen[end, False] + _BELIEF))

    def worth(self, end: LineEnd, below: Line) -> float:
        """That the line above the one `below` ends so, for whether a space stands at its end."""
        return 0.0 if below.bullet or below.opens_page else self._worths[end, below.below_space]


def _share(lines: list[Line]) -> float:
    return (sum(line.below_space for line in lines) + 1) / (len(lines) + 2)


def _within(share: float) -> float:
    return max(_LEAST, min(1 - _LEAST, share))


def _seen(table: StepsOfTable) -> Iterator[tuple[LineEnd, bool]]:
    """Of the lines above those that begin with no small letter, since that alone says that they go on."""
    for before, step in pairwise(table.steps):
        piece = step.piece
        if not piece or piece.begin or piece.line.opens_page or piece.bullet or piece.small:
            continue
        end = going_on(of_names=step.column in table.people) if step.opens == MORE else ending(before)
        yield end, piece.line.below_space
