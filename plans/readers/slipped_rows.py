"""Rows that may have slipped out of a plan's tables: lines of the text around them that read like one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.folding import fold

from .document import PlanDocument, Row
from .references import split_reference

# "A4" and "2.10" count on within "A" and "2."; a number that stands alone may count anything.
_COUNTED = re.compile(r"(?P<stem>.*[^0-9])[0-9]+")
_CELLS = " | "  # stands between them where a table is told as text
_FEWEST_CELLS = 3


@dataclass(frozen=True)
class SlippedRow:
    """`line` is as it stands in the text, `under` the heading above it."""

    line: str
    under: str = ""


def slipped_rows(document: PlanDocument) -> list[SlippedRow]:
    """The lines that begin with a reference like the rows' which no row has, or that have cells like the rows'.

    Where the text counts its own paragraphs as the rows are counted, no reference tells anything.
    """
    lines, rows = [*_lines(document)], document.rows()
    begins = [_reference(line.line) for line in lines]
    references = {row.reference for row in rows}
    counted_by_text = {_stem(reference) for reference in begins if reference in references}
    counted = {_stem(reference) for reference in references} - counted_by_text - {""}
    has_cells_of_rows = _Cells(rows).are_in
    return [
        line
        for line, reference in zip(lines, begins, strict=True)
        if (_stem(reference) in counted and reference not in references) or has_cells_of_rows(line.line)
    ]


class _Cells:
    """What stands in the rows: who, when, and how it stands."""

    def __init__(self, rows: Sequence[Row]):
        who = {fold(name) for row in rows for name in (*row.accountable, *row.lead)}
        when = {fold(row.timeframe) for row in rows} - {""}
        status = {fold(row.status) for row in rows} - {""}
        self._columns = (who, when, status)

    def are_in(self, line: str) -> bool:
        """Whether it has cells, and some of two of these columns among them."""
        cells = {fold(cell) for cell in line.split(_CELLS)}
        return line.count(_CELLS) + 1 >= _FEWEST_CELLS and sum(bool(cells & column) for column in self._columns) > 1


def _reference(line: str) -> str:
    """The one that it begins with; none where a sentence goes on after the number: "1.5 million pounds"."""
    reference, rest = split_reference(line)
    return "" if rest[:1].islower() else reference


def _stem(reference: str) -> str:
    counted = _COUNTED.fullmatch(reference)
    return counted["stem"] if counted else ""


def _lines(document: PlanDocument) -> Iterator[SlippedRow]:
    for line in document.introduction.split("\n"):
        yield SlippedRow(line)
    for passage in document.narrative:
        yield SlippedRow(passage.heading)
        for line in passage.text.split("\n"):
            yield SlippedRow(line, passage.heading)
