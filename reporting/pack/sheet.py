"""What the sheets of a pack have in common: each is one table, of lines that a board or comparison has worked out."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar

from openpyxl.worksheet.worksheet import Worksheet

from actions.as_printed import PrintedColumn
from reporting.action_table import ACTION_FACTS
from reporting.downloads import known
from reporting.workbooks import Book

from .data import PackData, PackPart


@dataclass(frozen=True)
class PackColumn:
    """A heading, what stands below it of a line, and what is said where that is nothing.

    `is_colour` says that it has the words of RAG colours, `stays` that it is there even if no line has anything in it.
    `printed` is the column of the plan itself that it shows, if it does.
    """

    heading: str
    of: Callable[[Any], Any]
    nothing: str
    is_colour: bool = False
    stays: bool = False
    printed: PrintedColumn | None = None

    def value(self, line: Any) -> Any:
        found = self.of(line)
        return self.nothing if found in (None, "", []) else found


@dataclass(frozen=True)
class SheetTable:
    """A table with no empty cell. Where there is nothing to tell, `lines` is empty and `nothing` says so."""

    columns: Sequence[PackColumn]
    lines: Collection[list[Any]]
    nothing: str

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    @property
    def coloured(self) -> list[str]:
        return [column.heading for column in self.columns if column.is_colour]

    @property
    def printed(self) -> tuple[Sequence[str], Collection[list[Any]]]:
        """Headings and lines as they are written: what there is to say where there are none."""
        return (self.headings, self.lines) if self.lines else (("What there is to report",), [[self.nothing]])


class PackSheet:
    """One sheet. `name` is on its tab, `purpose` tells in a sentence what it has, `noun` is what a line is about.

    Its lines are those of each part of the plan, one part after another. One that `sums` adds up lines of the same key;
    otherwise the first of them stands for all. It is registered in `reporting/pack/__init__.py`.
    """

    slug: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[str]
    purpose: ClassVar[str]
    noun: ClassVar[str]
    nothing: ClassVar[str]
    columns: ClassVar[Sequence[PackColumn]] = ()
    sums: ClassVar[bool] = False

    def lines(self, part: PackPart) -> Sequence[Any]:
        raise NotImplementedError

    def key(self, line: Any) -> Hashable | None:
        """What tells a line from others, None where each stands for itself."""
        return None

    def order(self, line: Any) -> Any:
        """Where it stands among the lines of every part, None where they come as printed."""
        return None

    def summed(self, lines: list[Any]) -> Sequence[Any]:
        """What is shown of lines that are added up."""
        return lines

    def why_nothing(self, data: PackData) -> str:
        """The sentence where it has no lines."""
        return self.nothing

    def columns_of(self, data: PackData) -> Sequence[PackColumn]:
        return self.columns

    def asides(self, part: PackPart) -> Sequence[str]:
        """What its notes tell of a part."""
        return ()

    def notes(self, data: PackData, asides: Sequence[str]) -> Sequence[str]:
        """What a reader has to know of it beside its headings."""
        return ()

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
