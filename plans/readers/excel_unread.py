"""What a workbook holds and is not read: hidden sheets, rows and columns, cells far away, notes, page headers."""

import re
from collections.abc import Iterator
from itertools import groupby

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .document import DocumentWarning
from .excel_cells import WIDEST, hidden_columns, hidden_rows, spread, texts
from .texts import counted, one_line, quoted

_MOST_QUOTED = 20
_CODE = re.compile(r"&(?:\[[^\]]*\]|[A-Z])")  # of what a program puts there: the page, the day


def warnings_of_unread(workbook: Workbook) -> Iterator[DocumentWarning]:
    hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    for sheet in shown:
        yield from _of_hidden(sheet)
        yield from _of_far_away(sheet)
        yield from _of_notes(sheet)
        yield from _of_struck(sheet)
    if hidden:
        told = f"{quoted(*hidden)} {'is' if len(hidden) == 1 else 'are'} hidden, and not read"
        yield DocumentWarning(where="sheets", message=told)
    if printed := dict.fromkeys(text for sheet in shown for text in _page_headers(sheet)):
        told = f"{counted(len(printed), 'header or footer is', 'headers and footers are')} left out: {quoted(*printed)}"
        yield DocumentWarning(where="pages", message=told)


def _of_hidden(sheet: Worksheet) -> Iterator[DocumentWarning]:
    """The rows that are not shown with all their texts, each column with the first that stands in it."""
    columns = hidden_columns(sheet)
    first: dict[int, str] = {}
    for (_, column), text in sorted(spread(sheet, texts(sheet), columns).items()):
        if text and column in columns:
            first.setdefault(column, text)
    named = [(f"column {get_column_letter(column)}", text) for column, text in first.items()]
    told = [f"{name}, {quoted(text)}, is hidden, and not read" for name, text in named]
    for message in [*told, *_hidden_rows_told(sheet)]:
        yield DocumentWarning(where=f"sheet {quoted(sheet.title)}", message=message)


def _hidden_rows_told(sheet: Worksheet) -> Iterator[str]:
    """Of those that follow one another in one sentence."""
    rows: dict[int, list[str]] = {row: [] for row in sorted(hidden_rows(sheet))}
    for cell, text in texts(sheet):
        if text and cell.row in rows:
            rows[cell.row].append(text)
    for _, run in groupby(enumerate(rows), key=lambda numbered: numbered[1] - numbered[0]):
        filled = {row: " ".join(rows[row]) for _, row in run if rows[row]}
        if len(filled) > 1:
            yield f"rows {min(filled)} to {max(filled)}, {quoted(*filled.values())}, are hidden, and not read"
        elif filled:
            yield f"row {min(filled)}, {quoted(*filled.values())}, is hidden, and not read"


def _of_far_away(sheet: Worksheet) -> Iterator[DocumentWarning]:
    """How many texts stand further to the right than is read, and the first of them."""
    found = [text for cell, text in texts(sheet) if text and cell.column > WIDEST]
    if found:
        more = f" and {len(found) - _MOST_QUOTED} more" if len(found) > _MOST_QUOTED else ""
        cells = counted(len(found), "cell is not read, beyond column", "cells are not read, beyond column")
        told = f"{cells} {get_column_letter(WIDEST)}: "
        message = f"{told}{quoted(*found[:_MOST_QUOTED])}{more}"
        yield DocumentWarning(where=f"sheet {quoted(sheet.title)}", message=message)


def _of_notes(sheet: Worksheet) -> Iterator[DocumentWarning]:
    for cell in sheet._cells.values():
        if cell.comment and (text := one_line(cell.comment.text)):
            told = f"the note {quoted(text)} on cell {cell.coordinate} is left out"
            yield DocumentWarning(where=f"sheet {quoted(sheet.title)}, row {cell.row}", message=told)


def _of_struck(sheet: Worksheet) -> Iterator[DocumentWarning]:
    struck: dict[int, bool] = {}
    found: list[str] = []
    for cell, text in texts(sheet):
        number = cell._style.fontId
        if number not in struck:
            struck[number] = bool(cell.font.strike)
        found += [text] if struck[number] and text else []
    if found:
        lines = counted(len(found), "cell is struck through, and", "cells are struck through, and")
        told = f"{lines} read all the same: {quoted(*found)}"
        yield DocumentWarning(where=f"sheet {quoted(sheet.title)}", message=told)


def _page_headers(sheet: Worksheet) -> Iterator[str]:
    for edge in (sheet.oddHeader, sheet.oddFooter, sheet.firstHeader, sheet.firstFooter):
        for part in (edge.left, edge.center, edge.right):
            if text := one_line(_CODE.sub(" ", part.text or "")):
                yield text
