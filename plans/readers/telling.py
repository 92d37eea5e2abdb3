"""Warnings, each with the row and the column that it is about: of whoever made the rows, and of whoever read the file.

A reader knows where in its file a thing stands. Which row that place has come to is found once the rows are made: it is
the one that stands there, or the last that begins above it. Its cell is that of the column named, or else the one in
which the words stand that the warning quotes first.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .contents import Part, Table
from .document import DocumentWarning
from .printed_row import PrintedRow

_LINE = re.compile(r"line ([0-9]{1,9})")
_QUOTE = re.compile("“([^”]+)”")


class Telling:
    """`warnings` are those of the reader to begin with, and grow."""

    def __init__(self, parts: Sequence[Part], warnings: Iterable[DocumentWarning]):
        self.parts = parts
        self.warnings = list(warnings)
        self._of_reader = tuple(self.warnings)
        self._about: list[tuple[PrintedRow, DocumentWarning]] = []

    def of(self, where: str, message: str) -> None:
        """Of the whole document or a part of it."""
        self.warnings.append(DocumentWarning(where=where, message=message))

    def about(self, row: PrintedRow, message: str, *, field: str = "") -> None:
        """Of a row, or of its cell for the field."""
        warning = DocumentWarning(where=row.where, message=message, column=row.headings.get(field))
        self.warnings.append(warning)
        self._about.append((row, warning))

    def place(self, rows: Sequence[PrintedRow]) -> None:
        """Have every warning say which of the rows it is about, where it is about one."""
        numbers = {id(printed): number for number, row in enumerate(rows) for printed in row.printed()}
        for about, warning in self._about:
            warning.row = numbers.get(id(about))
        places = _Places(self.parts, rows)
        for warning in self._of_reader:
            if row := places.row_at(warning):
                warning.row, warning.column = numbers[id(row)], _column(warning, row)


class _Places:
    def __init__(self, parts: Sequence[Part], rows: Sequence[PrintedRow]):
        self.rows: dict[str, list[PrintedRow]] = defaultdict(list)
        for row in rows:
            for printed in row.printed():
                self.rows[printed.place].append(row)
        begun: dict[int, PrintedRow | None] = dict.fromkeys(_lines(_places_of(parts)))
        begun |= {line: found[-1] for place, found in self.rows.items() for line in _lines([place])}
        self.lines = sorted(begun)
        self.begun = [begun[line] for line in self.lines]

    def row_at(self, warning: DocumentWarning) -> PrintedRow | None:
        there = self.rows.get(warning.where, [])
        if len(there) > 1:
            there = [row for row in there if _heading_of_quoted(warning, row) is not None]
            return there[0] if len(there) == 1 else None
        return there[0] if there else self._above(warning)

    def _above(self, warning: DocumentWarning) -> PrintedRow | None:
        at = next((bisect_right(self.lines, line) for line in _lines([warning.where])), 0)
        return self.begun[at - 1] if at else None


def _places_of(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        yield part.place
        if isinstance(part, Table):
            yield from (row.place for row in part.rows)


def line_named(place: str) -> int:
    """The number of the line that a place of a document is, counted from 1; 0 where it is none: "page 3, table 1"."""
    match = _LINE.fullmatch(place)
    return int(match[1]) if match else 0


def _lines(places: Iterable[str]) -> Iterator[int]:
    return filter(None, map(line_named, places))


def _column(warning: DocumentWarning, row: PrintedRow) -> str | None:
    known = {*row.headings.values(), *row.other}
    return warning.column if warning.column in known else _heading_of_quoted(warning, row)


def _heading_of_quoted(warning: DocumentWarning, row: PrintedRow) -> str | None:
    """The heading of the first cell in which those words stand."""
    quote = _QUOTE.search(warning.message)
    cells = [*((row.headings.get(field), text) for field, text in row.texts.items()), *row.other.items()]
    return next((heading for heading, text in cells if quote and quote[1] in " ".join(text.split())), None)
