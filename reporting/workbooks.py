"""Workbooks that are read, printed and heard: a table a sheet, by the government's guidance on spreadsheets."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

LONGEST_SHEET_NAME = 31  # characters, Excel's own rule
_NOT_IN_A_SHEET_NAME = re.compile(r"[\\/*?:\[\]]")
_WIDTHS = (10, 60)  # of a column, in characters
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def new_workbook(*, title: str) -> Workbook:
    """A workbook without a sheet, with its title and language."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = title
    workbook.properties.language = "en-GB"
    return workbook


def write_table(workbook: Workbook, name: str, headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> Worksheet:
    """One more sheet with one table from its first cell on; text is text, whatever it begins with."""
    sheet: Worksheet = workbook.create_sheet(_sheet_name(name, workbook.sheetnames))
    for column, heading in enumerate(headings, 1):
        sheet.cell(1, column, heading).font = Font(bold=True)
    widths = [len(heading) for heading in headings]
    for number, line in enumerate(lines, 2):
        for column, value in enumerate(line, 1):
            _write(sheet, number, column, value)
            widths[column - 1] = max(widths[column - 1], _longest_line(value))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(max(width + 2, _WIDTHS[0]), _WIDTHS[1])
    _mark_up(sheet, len(workbook.sheetnames))
    return sheet


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row, column)
    cell.alignment = _WRAPPED
    if isinstance(value, date):
        cell.value, cell.number_format = value, "d mmmm yyyy"
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        cell.value = value
    else:
        text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", text), "s"


def _mark_up(sheet: Worksheet, number: int) -> None:
    """As a table that a screen reader names, printed on landscape pages with its headings on each."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.max_row > 1:
        table = Table(displayName=f"Table{number}", ref=sheet.dimensions)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(table)


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    plain = _NOT_IN_A_SHEET_NAME.sub(" ", name).strip("' ")[:LONGEST_SHEET_NAME] or "Sheet"
    number, found = 2, plain
    while found.casefold() in {other.casefold() for other in taken}:
        found = f"{plain[: LONGEST_SHEET_NAME - 3]} {number}"
        number += 1
    return found


def _longest_line(value: Any) -> int:
    if isinstance(value, date):
        return len("30 September 2020")
    return max((len(line) for line in str(value or "").splitlines()), default=0)
