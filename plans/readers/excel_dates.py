"""Dates of a workbook whose month is shown first, in figures: each is a day beyond doubt, whatever its figures say."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from .document import DocumentWarning
from .excel_cells import hidden_columns, hidden_rows
from .number_formats import in_figures, shows_month_first
from .texts import counted, quoted

_MOST_QUOTED = 5


def warnings_of_months_first(workbook: Workbook) -> Iterator[DocumentWarning]:
    """One, of all that stand in cells that are shown."""
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    count, few = 0, dict[str, None]()
    for cell in chain.from_iterable(map(_month_first, shown)):
        count += 1
        if len(few) <= _MOST_QUOTED:
            few[f"{quoted(in_figures(cell.value, cell.number_format))} is {cell.value:%-d %B %Y}"] = None
    if count:
        told = [*few][:_MOST_QUOTED] + ["…"] * (len(few) > _MOST_QUOTED)
        are = counted(count, "date is", "dates are")
        they = "the day that it is" if count == 1 else "the days that they are"
        message = f"{are} shown with the month first, and read as {they}: {', '.join(told)}"
        yield DocumentWarning(where="sheets", message=message)


def _month_first(sheet: Worksheet) -> Iterator[Cell]:
    columns, rows = hidden_columns(sheet), hidden_rows(sheet)
    for cell in sheet._cells.values():
        is_shown = cell.column not in columns and cell.row not in rows
        if is_shown and isinstance(cell.value, date) and shows_month_first(cell.number_format):
            yield cell
