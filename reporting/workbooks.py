"""Workbooks that are read, printed and heard: a table a sheet, by the government's guidance on spreadsheets.

They are written row by row, so that a large one takes no more memory than a small one, and of the same contents comes
the same file to the byte.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from actions.statuses import colour_word
from plans.readers.own_workbook import LONGEST_SHEET_NAME, another, told_apart

from .marked_cells import Marked, rich_text, storable
from .row_heights import HIGHEST_ROW, column_widths, heading_lines, height_of, lines_of, rows_that_show
from .steady_archive import saved

_NOT_IN_A_SHEET_NAME = re.compile(r"[\\/*?:\[\]\x00-\x1f\ufffe\uffff]")
FONT = "Arial"
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
_NUMBER = Alignment(vertical="top", horizontal="right", indent=1)
_BELOW = Border(bottom=Side("hair", color="808080"))
# Each colour's fill, the same as on the pages, and letters that have a contrast of 4.5 to 1 or better on it.
FILLS = {
    "red": ("CA3535", "FFFFFF"),
    "amber": ("FFC000", "000000"),
    "green": ("0F7A52", "FFFFFF"),
    "blue": ("12467B", "FFFFFF"),
    "grey": ("D9DCDE", "000000"),
}


@dataclass(frozen=True)
class Link:
    """Words that lead to the sheet of that name, as it was asked for."""

    words: str
    sheet: str

    def __str__(self) -> str:
        return self.words


class Book:
    """A workbook in the making. `made_at` is the moment it says it was made; `told` are properties of our own."""

    def __init__(self, *, title: str, made_at: datetime, author: str = "", told: Mapping[str, str] | None = None):
        self.workbook = Workbook(write_only=True)
        self.workbook._named_styles["Normal"].font = Font(name=FONT, size=11)  # columns are as wide as its figures
        self.title = storable(title)
        properties = self.workbook.properties
        properties.title, properties.language = self.title, "en-GB"
        properties.creator = properties.lastModifiedBy = storable(author)
        properties.created = made_at.replace(tzinfo=None, microsecond=0)
        for name, value in (told or {}).items():
            self.workbook.custom_doc_props.append(StringProperty(name=name, value=storable(value)))
        self.names: dict[str, str] = {}
        self.pictures: dict[str, str] = {}

    def name_sheets(self, *names: str) -> None:
        """Settle what these sheets are called, and their order: links lead to those that are still to come, too."""
        for name in names:
            self.names[name] = _sheet_name(name, self.names.values())

    def add_text(self, name: str, lines: Sequence[str]) -> Worksheet:
        """A sheet of sentences below one another; the first is its heading."""
        sheet = self._sheet(name)
        sheet.column_dimensions["A"].width = 90
        heading, body = (_styled(sheet, Font(name=FONT, size=size, bold=bold)) for size, bold in ((20, 1), (12, 0)))
        heading.border = body.border = Border()
        for number, line in enumerate(lines, 1):
            wrapped = height_of(lines_of(line, 60.0 if number == 1 else 85.0))
            sheet.row_dimensions[number].height = min(wrapped * (2 if number == 1 else 1.4), HIGHEST_ROW)
            sheet.append([_set_text(heading if number == 1 else body, line)])
        return sheet

    def add_table(
        self, name: str, headings: Sequence[str], lines: Collection[Sequence[Any]], *, coloured: Sequence[str] = ()
    ) -> Worksheet:
        """A sheet with one table from its first cell on; text is text, whatever it begins with.

        A text that is too long for a row goes on in the next one. Columns `coloured` have the words of colours, and
        are filled with them.
        """
        sheet = self._sheet(name)
        headings = told_apart([storable(heading) for heading in headings])
        widths = column_widths(headings, lines)
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        writer = _Rows(sheet, self, [heading in coloured for heading in headings])
        writer.write_headings(headings, height_of(max(map(heading_lines, headings, widths))))
        for line in lines:
            for row, height in rows_that_show([_plain(value) for value in line], widths):
                writer.write(row, height)
        self._mark_up(sheet, headings, writer.written)
        return sheet

    def describe_picture(self, drawing: str, words: str) -> None:
        """What somebody is told who cannot see a chart or picture, by the name it has in the file."""
        self.pictures[drawing] = storable(words)

    def as_bytes(self) -> bytes:
        return saved(self.workbook, self.pictures)

    @property
    def _order(self) -> dict[str, int]:
        """Where each sheet stands, whenever it is written."""
        return {title: place for place, title in enumerate(self.names.values())}

    def _sheet(self, name: str) -> Worksheet:
        if name not in self.names:
            self.name_sheets(name)
        place = sum(self._order[other.title] < self._order[self.names[name]] for other in self.workbook.worksheets)
        sheet: Worksheet = self.workbook.create_sheet(self.names[name], place)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for words in (sheet.oddHeader.left, sheet.oddFooter.left, sheet.oddFooter.right):
            words.font, words.size = FONT, 10
        sheet.oddHeader.left.text = self.title.replace("&", "&&")[:200]
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Page &P of &N"
        return sheet

    def _mark_up(self, sheet: Worksheet, headings: Sequence[str], rows: int) -> None:
        """As a table that a screen reader names."""
        if rows > 1:
            last = get_column_letter(len(headings))
            table = Table(displayName=f"Table{len(self.workbook.sheetnames)}", ref=f"A1:{last}{rows}")
            table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
            table._initialise_columns()
            for column, heading in zip(table.tableColumns, headings, strict=True):
                column.name = heading
            sheet.tables.add(table)


class _Rows:
    """Writes the rows of one sheet. Each cell is written as soon as it is set, so one of each look serves for all."""

    def __init__(self, sheet: Worksheet, book: Book, coloured: Sequence[bool]):
        self.sheet, self.book, self.coloured = sheet, book, coloured
        self.written = 0
        font = Font(name=FONT, size=11)
        self.heading = _styled(sheet, Font(name=FONT, size=11, bold=True), _WRAPPED, "E8EBED")
        self.text, self.number, self.day = (_styled(sheet, font, look) for look in (_WRAPPED, _NUMBER, _WRAPPED))
        self.day.number_format = "d mmmm yyyy"
        self.filled = {
            colour_word(colour): _styled(sheet, Font(name=FONT, size=11, bold=True, color=letters), _WRAPPED, fill)
            for colour, (fill, letters) in FILLS.items()
        }

    def write_headings(self, headings: Sequence[str], height: float) -> None:
        self._append((_set_text(self.heading, heading) for heading in headings), height)

    def write(self, row: Sequence[Any], height: float) -> None:
        self._append((self._cell(*pair) for pair in enumerate(row, 1)), height)

    def _append(self, cells: Iterator[Cell], height: float) -> None:
        self.written += 1
        self.sheet.row_dimensions[self.written].height = height
        self.sheet.append(cells)
        del self.sheet.row_dimensions[self.written]

    def _cell(self, column: int, value: Any) -> Cell:
        if isinstance(value, date):
            self.day.value = value
            return self.day
        if isinstance(value, int | float | Decimal):
            self.number.value = value
            return self.number
        if isinstance(value, Link):
            return self._link(column, value)
        if self.coloured[column - 1] and value in self.filled:
            return _set_text(self.filled[value], value)
        return _set_text(self.text, value)

    def _link(self, column: int, link: Link) -> Cell:
        cell = _styled(self.sheet, Font(name=FONT, size=11, underline="single", color="1D70B8"), _WRAPPED)
        cell.row, cell.column = self.written, column
        place = self.book.names[link.sheet].replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{place}'!A1", display=link.words)
        return _set_text(cell, link.words)


def _styled(sheet: Worksheet, font: Font, look: Alignment = _WRAPPED, fill: str = "") -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.border = font, look, _BELOW
    if fill:
        cell.fill = PatternFill("solid", start_color=fill)
    return cell


def _set_text(cell: Cell, value: Any) -> Cell:
    cell.value = rich_text(value, FONT) if isinstance(value, Marked) else storable(str(value))
    cell.data_type = "s"
    return cell


def _plain(value: Any) -> Any:
    """A value as one of the few kinds that are written."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else value


def _sheet_name(name: str, taken: Any) -> str:
    plain = " ".join(_NOT_IN_A_SHEET_NAME.sub(" ", name).split()).strip("' ")[:LONGEST_SHEET_NAME].strip("' ")
    return another(plain or "Sheet", list(taken), LONGEST_SHEET_NAME)
