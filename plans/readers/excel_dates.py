"""Dates of a workbook whose month is shown first, in figures: each is a day beyond doubt, whatever its figures say."""

from collections.abc import Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .document import DocumentWarning
from .excel_cells import hidden_columns, hidden_rows
from .number_formats import in_figures, shows_month_first
from .texts import counted, quoted

_MOST_QUOTED = 5


def warnings_of_months_first(workbook: Workbook) -> Iterator[DocumentWarning]:
    """One, of all that stand in cells that are shown."""
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    told = [message for sheet in shown for message in _told(sheet)]
    if told:
        few = [*dict.fromkeys(told)][:_MOST_QUOTED]
        more = ["…"] if len(few) < len({*told}) else []
        are = counted(len(told), "date is", "dates are")
        they = "the day that it is" if len(told) == 1 else "the days that they are"
        message = f"{are} shown with the month first, and read as {they}: {', '.join(few + more)}"
        yield DocumentWarning(where="sheets", message=message)


def _told(sheet: Worksheet) -> Iterator[str]:
    columns, rows = hidden_columns(sheet), hidden_rows(sheet)
    for cell in sheet._cells.values():
        if not isinstance(cell.value, date) or cell.column in columns or cell.row in rows:
            continue
        if shows_month_first(cell.number_format):
            yield f"{quoted(in_figures(cell.value, cell.number_format))} is {cell.value:%-d %B %Y}"
