"""What white space says in one document: some leave a line blank between paragraphs, some below each cell."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from .line_ends import LineEnds, StepsOfTable
from .lines import Gap, Line
from .steps import MORE
from .words import starts_small

_MOST_EMPTIES, _MOST_BLANKS = 3, 2
_BELIEF = 6.0  # lines that must have been seen before what was learned weighs as much as that all is alike
_AT_MOST = 1.5

_Kind = tuple[Gap, bool, bool]
_Space = tuple[int, int, bool]


@dataclass(kw_only=True)
class WhiteSpace:
    """How often each space was seen before a line that goes on with a cell, and before one that begins a cell."""

    line_ends: LineEnds
    _seen: Counter[tuple[_Kind, bool, _Space]] = field(default_factory=Counter)
    _worths: dict[tuple[_Kind, bool, _Space], float] = field(default_factory=dict)

    def learn(self, tables: Iterable[StepsOfTable]) -> None:
        tables = list(tables)
        self.line_ends.learn(tables)
        self._seen, self._worths = Counter(), {}
        for step in (step for table in tables for step in table.steps):
            if step.piece and not step.piece.begin and not step.piece.line.opens_page and not step.piece.bullet:
                self._seen[_kind(step.piece.line), step.opens == MORE, _space(step.piece.line)] += 1

    def worth(self, line: Line, *, goes_on: bool) -> float:
        """For the space before the line, compared with all lines that stand as far from the one before."""
        if line.bullet or line.opens_page:
            return 0.0
        key = (_kind(line), goes_on, _space(line))
        found = self._worths.get(key)
        if found is None:
            found = self._worths[key] = self._worth(*key)
        return found

    def _worth(self, kind: _Kind, goes_on: bool, space: _Space) -> float:
        alike = [(key, count) for key, count in self._seen.items() if key[0] == kind]
        total = sum(count for _, count in alike)
        if not total:
            return 0.0
        share = (sum(count for key, count in alike if key[2] == space) + 1) / (total + 1)
        ours = sum(count for key, count in alike if key[1] is goes_on)
        own = (self._seen[kind, goes_on, space] + _BELIEF * share) / (ours + _BELIEF)
        return max(-_AT_MOST, min(_AT_MOST, log(own / share)))


def _kind(line: Line) -> _Kind:
    return line.gap, line.loose, starts_small(line.words[0])


def _space(line: Line) -> _Space:
    return min(line.empties, _MOST_EMPTIES), min(line.blanks, _MOST_BLANKS), 0 in line.double
