"""Lines of a table that stand in none of its columns: a section's heading between two rows, what is below the last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .column import Column
from .lines import Line
from .outline import PrintedTable
from .piece import Piece
from .words import Sort, is_open, is_stop, line_key, starts_small

_HEADING, _BELOW_THE_LAST = 0.7, -5.0  # what it is worth that such a line stands there, in the measure of `worth`
_NO_HEADING, _RECURS, _DATED = -8.0, -5.0, -3.0
_LONGEST_HEADING, _MOST_LINES = 14, 3  # words; lines


@dataclass(kw_only=True)
class Aside(Column):
    """A column beside all others, over the whole table's width, for whole lines.

    `below_last`: for what stands below the last row of all, which may be anything; else for headings. `recurring`: how
    often each line is printed, since a heading is printed once.
    """

    heading: str = ""
    kind: str = "text"
    empty: float = 0.0
    below_last: bool = False
    recurring: Counter[str] = field(default_factory=Counter)

    def fit_below(self, piece: Piece, before: Piece) -> float:
        return 0.0 if self.below_last else self.fit(piece)

    def fit(self, piece: Piece) -> float:
        if self.below_last:
            return _BELOW_THE_LAST
        if not may_be_heading(piece.words):
            return _NO_HEADING
        recurs = _RECURS if self.recurring[piece.key] > 1 else 0.0
        sorts = {self.vocabulary.sort(word) for word in piece.words}
        return _HEADING + recurs + (_DATED if sorts & {Sort.MONTH, Sort.FIGURE_OF_DATE, Sort.FIGURE} else 0.0)

    def too_wide(self, piece: Piece) -> float:
        return 0.0


def may_be_heading(words: Sequence[str]) -> bool:
    """Whether the words may be those of a section's heading: it is short, and no sentence."""
    ends = is_stop(words[-1]) or is_open(words[-1])
    return words[0][0].isupper() and not ends and len(words) <= _LONGEST_HEADING


def parted_above_rows(
    table: PrintedTable, references: set[int], recurring: Counter[str]
) -> tuple[list[Line], PrintedTable]:
    """The lines of a heading between the column headings and the first row, and the table without them.

    `references` are the indexes of the lines with the rows' references; what recurs right above one is a cell.
    """
    first, *others = table.pages or [[]]
    count = next((place for place, line in enumerate(first) if line.index in references), 0)
    while count > 1 and recurring[line_key(first[count - 1].words)] > 1:
        count -= 1
    above = first[:count]
    whole = 0 < count <= _MOST_LINES and not starts_small(first[count].words[0])
    if not whole or not may_be_heading([word for line in above for word in line.words]):
        return [], table
    return above, replace(table, pages=[first[count:], *others])
