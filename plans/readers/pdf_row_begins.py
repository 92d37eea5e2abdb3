"""At which lines of a table without rules its rows begin.

Every cell stands at the top of its row. So a row begins where text comes back to a column that had none in the line
above, and where that is of no help, where the lines above have ended: with room for another word, as a sentence, as a
date. No rule is certain, so each speaks for a row or against it, and the sum decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from .pdf_words import BULLET, Line
from .recognising import reads_like_date, reads_like_status
from .references import has_reference, is_reference

_MARKS = ("-", "/")  # within references
Cells = dict[int, Line]  # of a line, by column

# What speaks for a row, and against it.
_COMES_BACK = 4  # to a column without text in the line above, or with none so near above
_LINE_ALONE = -4  # a cell without others beside it
_IN_EVERY_COLUMN = 1
_APART = 1.5
_HAD_ROOM, _HAD_NONE = 1.5, -0.5  # for another word in the line above
_IS_WHOLE = 2  # as a date is, and the text above too
_ENDED = 0.5  # the sentence above
_BULLETED = -2
_GOES_ON_FROM_ABOVE = -3
# Distances between lines, as shares of the usual.
_MORE_THAN_USUAL, _FAR = 1.25, 1.8

_GOES_ON = re.compile(r"(?i)(?:[,&/–-]|\b(?:and|or|of|for|the|a|an|to|in|with|by|on|at|from))$")


@dataclass
class RowBegins:
    """`cells` are those of each line; the first `depth` lines are column headings, and `reference` is the column that
    they say has references.
    """

    lines: Sequence[Line]
    cells: Sequence[Cells]
    depth: int
    reference: int | None

    def row(self, at: int) -> bool:
        """Whether a row begins at that line."""
        cells = self.cells[at]
        if self._referenced is not None:
            return self._referenced in cells and self._begins_reference(at, self._referenced)
        worth = sum(self._worth(at, column) for column in cells)
        worth += _APART if self._distance(at, at - 1) > self._pitch * _MORE_THAN_USUAL else 0
        worth += _IN_EVERY_COLUMN if len(cells) == len(self._edges) else 0
        return worth + (_LINE_ALONE if len(cells) == 1 else 0) > 0

    def _begins_reference(self, at: int, column: int) -> bool:
        """A narrow column may break one at its mark: "AB-" and "12" below it."""
        above = self._above[at].get(column)
        goes_on = above == at - 1 and self.cells[above][column].text.endswith(_MARKS)
        text = self.cells[at][column].text
        return not goes_on and (has_reference(text) or text.endswith(_MARKS))

    def _worth(self, at: int, column: int) -> float:
        cell, above = self.cells[at][column], self._above[at].get(column)
        if above is None or self._distance(at, above) > self._pitch * _FAR:
            return _COMES_BACK
        before = self.cells[above][column]
        if BULLET.match(cell.text):
            return _BULLETED
        if cell.text[0].islower() or _GOES_ON.search(before.text):
            return _GOES_ON_FROM_ABOVE
        worth = _HAD_ROOM if before.has_room_for(cell.words[0], self._edges[column]) else _HAD_NONE
        worth += _IS_WHOLE if self._is_whole(before.text, cell.text) else 0
        return worth + (_ENDED if before.text.endswith(".") else 0)

    @staticmethod
    def _is_whole(before: str, text: str) -> bool:
        """Whether each of the two is a thing that is seldom wrapped."""
        return any(test(before) and test(text) for test in (reads_like_date, reads_like_status))

    def _distance(self, at: int, above: int) -> float:
        return self.lines[at].bottom - self.lines[above].bottom

    @cached_property
    def _above(self) -> list[dict[int, int]]:
        """For each line and column the line in which that column had text before."""
        found: list[dict[int, int]] = [{}]
        for at, cells in enumerate(self.cells[:-1]):
            found.append(found[-1] | dict.fromkeys(cells, at))
        return found

    @cached_property
    def _edges(self) -> dict[int, float]:
        """The right edge of each column's text."""
        columns = {column for cells in self.cells for column in cells}
        return {column: max(cells[column].right for cells in self.cells if column in cells) for column in columns}

    @cached_property
    def _pitch(self) -> float:
        """How far one line of a text stands below another."""
        heights = sorted(line.height for line in self.lines)
        found = sorted(
            distance
            for column in self._edges
            for above, at in pairwise([at for at, cells in enumerate(self.cells) if column in cells])
            if (distance := self._distance(at, above)) > 0
        )
        usual = heights[len(heights) // 2] * 1.3
        return min(found[len(found) // 5], usual) if found else usual

    @cached_property
    def _referenced(self) -> int | None:
        """The column of references, if there is one: a row begins with each."""
        below = self.cells[self.depth :]
        for column in self._edges:
            texts = [cells[column].text for cells in below if column in cells]
            known = [text for text in texts if is_reference(text) and not reads_like_date(text)]
            certain = len(known) > 1 and len(known) >= 0.8 * len(texts) and len(set(known)) == len(known)
            if known and (certain or column == self.reference):
                return column
        return None
