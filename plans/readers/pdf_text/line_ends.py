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


class Way(IntEnum):
    """How a cell stands at the end of a line."""

    GOES_ON = 0
    NAMES_GO_ON = 1
    ENDS = 2
    ENDS_ALONE = 3


class StepsOfTable(NamedTuple):
    """`people` are the columns of officers."""

    steps: list[Step]
    people: Collection[int]


def expected_spaces(lines: list[Line]) -> list[float]:
    """What share of the lines may end with a space, way by way, for all that a document's lines themselves say.

    Those above a small letter go on; the others do in the usual number, and the more of the rest have a space, the more
    cells of a single line do.
    """
    lines = [line for line in lines if not line.bullet]
    goes_on = _share([line for line in lines if starts_small(line.words[0])])
    others = _share([line for line in lines if not starts_small(line.words[0])])
    ends = (others - _USUAL[Way.GOES_ON] * goes_on) / (1 - _USUAL[Way.GOES_ON])
    alone = _within(ends / _USUALLY_ALONE)
    rest = (ends - _USUALLY_ALONE * alone) / (1 - _USUALLY_ALONE)
    return [_within(goes_on), _within(goes_on), _within(rest), alone]


class LineEnds:
    """`expected` are the shares with a space, way by way, until others are learned from how the lines were read."""

    def __init__(self, expected: list[float]):
        self._expected = expected
        self._worths: dict[tuple[Way, bool], float] = {}
        self._learn(Counter())

    def learn(self, tables: Iterable[StepsOfTable]) -> None:
        self._learn(Counter(seen for table in tables for seen in _seen(table)))

    def _learn(self, seen: Counter[tuple[Way, bool]]) -> None:
        counts = {way: seen[way, True] + seen[way, False] + _BELIEF * _USUAL[way] for way in Way}
        shares = {way: self._share_of(way, seen) for way in Way}
        whole = sum(counts[way] * shares[way] for way in Way) / sum(counts.values())
        for way, share in shares.items():
            self._worths[way, True], self._worths[way, False] = log(share / whole), log((1 - share) / (1 - whole))
        names = Way.NAMES_GO_ON, False
        self._worths[names] = max(_PARAGRAPH_OF_NAMES, self._worths[names])

    def _share_of(self, way: Way, seen: Counter[tuple[Way, bool]]) -> float:
        believed = _BELIEF * self._expected[way]
        return _within((seen[way, True] + believed) / (seen[way, True] + seen[way, False] + _BELIEF))

    def worth(self, way: Way, below: Line) -> float:
        """That the line above the one `below` ends in this way, for whether a space stands at its end."""
        return 0.0 if below.bullet or below.opens_page else self._worths[way, below.below_space]


def _share(lines: list[Line]) -> float:
    return (sum(line.below_space for line in lines) + 1) / (len(lines) + 2)


def _within(share: float) -> float:
    return max(_LEAST, min(1 - _LEAST, share))


def _seen(table: StepsOfTable) -> Iterator[tuple[Way, bool]]:
    """Of the lines above those that begin with no small letter, since that alone says that they go on."""
    for before, step in pairwise(table.steps):
        piece = step.piece
        if not piece or piece.begin or piece.line.opens_page or piece.bullet or piece.small:
            continue
        if step.opens == MORE:
            way = Way.NAMES_GO_ON if step.column in table.people else Way.GOES_ON
        else:
            way = Way.ENDS if before.opens == MORE else Way.ENDS_ALONE
        yield way, piece.line.below_space
