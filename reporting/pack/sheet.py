"""What the sheets of a pack have in common: each is one table, of lines that a board or comparison has worked out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar

from openpyxl.worksheet.worksheet import Worksheet

from reporting.action_table import ACTION_FACTS
from reporting.downloads import known
from reporting.workbooks import Book

from .data import PackData


@dataclass(frozen=True)
class PackColumn:
    """A heading, what stands below it of a line, and what is said where that is nothing.

    `is_colour` says that it has the words of RAG colours, `stays` that it is there even if no line has anything in it.
    """

    heading: str
    of: Callable[[Any], Any]
    nothing: str
    is_colour: bool = False
    stays: bool = False

    def value(self, line: Any) -> Any:
        found = self.of(line)
        return self.nothing if found in (None, "", []) else found


@dataclass(frozen=True)
class SheetTable:
    """A table with no empty cell. Where there is nothing to tell, `lines` is empty and `nothing` says so."""

    headings: Sequence[str]
    lines: list[list[Any]]
    nothing: str
    coloured: Sequence[str] = ()

    @property
    def printed(self) -> tuple[Sequence[str], list[list[Any]]]:
        """Headings and lines as they are written: what there is to say where there are none."""
        return (self.headings, self.lines) if self.lines else (("What there is to report",), [[self.nothing]])


class PackSheet:
    """One sheet. `name` is on its tab, `purpose` tells in a sentence what it has, `noun` is what a line is about.

    It is registered in `reporting/pack/__init__.py`.
    """

    slug: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[str]
    purpose: ClassVar[str]
    noun: ClassVar[str]
    nothing: ClassVar[str]
    columns: ClassVar[Sequence[PackColumn]] = ()
    uses: ClassVar[tuple[str, ...]] = ()  # what of the data it has worked out for it and few others

    def lines(self, data: PackData) -> Sequence[Any]:
        raise NotImplementedError

    def why_nothing(self, data: PackData) -> str:
        """The sentence where it has no lines."""
        return self.nothing

    def columns_of(self, data: PackData) -> Sequence[PackColumn]:
        return self.columns

    def notes(self, data: PackData) -> Sequence[str]:
        """What a reader has to know of it beside its headings."""
        return ()

    def table(self, data: PackData) -> SheetTable:
        """Its lines as values; most columns that have nothing to say in any of them are left out."""
        lines, columns = list(self.lines(data)), self.columns_of(data)
        values = [[column.value(line) for line in lines] for column in columns]
        kept = [
            (column, cells)
            for column, cells in zip(columns, values, strict=True)
            if column.stays or any(cell is not column.nothing for cell in cells)
        ]
        return SheetTable(
            headings=[column.heading for column, _ in kept],
            lines=[list(line) for line in zip(*(cells for _, cells in kept), strict=True)],
            nothing=self.why_nothing(data),
            coloured=[column.heading for column, _ in kept if column.is_colour],
        )

    def count(self, table: SheetTable) -> int:
        return len(table.lines)

    def write(self, book: Book, table: SheetTable) -> None:
        sheet = book.add_table(self.name, *table.printed, coloured=table.coloured)
        if table.lines:
            self.adorn(sheet, table, book)

    def adorn(self, sheet: Worksheet, table: SheetTable, book: Book) -> None:
        """What the sheet has beside its table, such as a chart of it."""


def fact(heading: str, path: str, nothing: str, *, is_colour: bool = False, stays: bool = False) -> PackColumn:
    """A column of an attribute of a line, which may be a path; nothing where there is nothing to ask."""
    value = attrgetter(path)
    return PackColumn(heading, lambda line: known(value, line), nothing, is_colour, stays)


_NOTHING: Mapping[str, str] = {
    "Ref": "[no number]",
    "Accountable": "[nobody named]",
    "Lead": "[nobody named]",
    "Status": "[no status given]",
    "Colour before": "[no status before]",
    "Due": "[no date]",
    "Timeframe": "[nothing printed]",
    "Due before": "[no date before]",
    "Last report": "[not reported]",
}


def action_facts(*headings: str, of: str = "") -> list[PackColumn]:
    """Columns that boards have of an action too, by their headings there; `of` leads from a line to its action."""
    return [
        fact(heading, f"{of}{ACTION_FACTS[heading]}", _NOTHING.get(heading, "[none]"), is_colour=heading == "Colour")
        for heading in headings
    ]
