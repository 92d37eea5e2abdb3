"""A table that no lines rule: its columns stand below its headings, with white between them down the page."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .columns import field_of_heading
from .grids import GridRow, is_row_of_headings
from .pdf_words import USUAL_LEADING, Block, Line, Word, lines_of, plain


@dataclass
class Unruled:
    """The lines of the table on one page, and the left edge of each of its columns."""

    lines: list[Line]
    lefts: list[float]
    referenced: bool
    known: Container[str]

    @property
    def top(self) -> float:
        return self.lines[0].top if self.lines else 0

    def rows(self, page: int) -> list[GridRow]:
        """A row begins with each reference; without any, where there is more room above a line than elsewhere."""
        gaps = [after.top - line.top for line, after in pairwise(self.lines)]
        pitch = median(gaps) if gaps else 0
        groups: list[list[Line]] = []
        was_wide = False
        for line, gap in zip(self.lines, [0.0, *gaps], strict=False):
            wide = self._is_wide(line)
            apart = gap > pitch * 1.4
            begins = bool(self._words(line, 0)) if self.referenced else apart
            headings = apart and is_row_of_headings(self._cells([line]))
            if not groups or wide or was_wide or begins or headings:
                groups.append([])
            groups[-1].append(line)
            was_wide = wide
        return [self._row(group, f"page {page}, row {number}") for number, group in enumerate(groups, 1)]

    def _row(self, lines: list[Line], place: str) -> GridRow:
        if len(lines) == 1 and self._is_wide(lines[0]):
            return GridRow(cells=[lines[0].text, *[""] * (len(self.lefts) - 1)], place=place, wide=True)
        return GridRow(cells=self._cells(lines), place=place)

    def _cells(self, lines: Sequence[Line]) -> list[str]:
        cells = []
        for column in range(len(self.lefts)):
            words = [word for line in lines for word in self._words(line, column)]
            edge = max((word.right for line in self.lines for word in self._words(line, column)), default=0)
            cells.append(Block(lines_of(words), edge).text(USUAL_LEADING, self.known))
        return cells

    def _words(self, line: Line, column: int) -> list[Word]:
        left = self.lefts[column] if column else float("-inf")
        right = self.lefts[column + 1] if column + 1 < len(self.lefts) else float("inf")
        return [word for word in line.words if left <= word.left + 1 < right]

    def _is_wide(self, line: Line) -> bool:
        """Whether it is one text that goes across columns."""
        return len(line.segments()) == 1 and len(self.lefts) > 1 and line.left < self.lefts[1] < line.right


def find_unruled(words: Sequence[Word], before: Unruled | None) -> Unruled | None:
    """The table on a page, from its headings to the foot; without headings the one of the page before goes on."""
    lines, known = lines_of(words), {plain(word.text) for word in words}
    for place, line in enumerate(lines):
        headings = line.segments()
        if is_row_of_headings([heading.text for heading in headings]):
            below = lines[place:]
            lefts = [headings[0].left]
            lefts += [_left(one, after, below) for one, after in pairwise(headings)]
            return Unruled(below, lefts, field_of_heading(headings[0].text) == "reference", known)
    return Unruled(lines, before.lefts, before.referenced, known) if before else None


def _left(heading: Line, after: Line, lines: Sequence[Line]) -> float:
    """Where the column below `after` begins: where few words are cut, and many begin."""
    words = [word for line in lines for word in line.words]
    lefts = Counter(round(word.left) for word in words if heading.right < word.left <= after.left + 1)
    cut = {at: sum(word.left < at - 1 and word.right > at + 1 for word in words) for at in lefts}
    return min(lefts, key=lambda at: (cut[at], -lefts[at], -at))
