"""A pack as the file that goes on the agenda."""

from collections.abc import Mapping
from datetime import datetime, time

from plans.readers import own_workbook
from reporting.workbooks import Book

from . import SHEETS
from .data import PackData
from .front import CONTENTS, COVER, NOTES, contents_table, notes_table, pack_title, write_cover
from .sheet import PackSheet, SheetTable


def chosen_sheets(data: PackData) -> list[PackSheet]:
    return [sheet for slug, sheet in SHEETS.items() if slug not in data.choices.left_out]


def pack_tables(data: PackData) -> Mapping[PackSheet, SheetTable]:
    return {sheet: sheet.table(data) for sheet in chosen_sheets(data)}


def pack_workbook(data: PackData) -> bytes:
    """The workbook; of the same data, date and preparer the same to the byte."""
    told = _told(data)
    made_at = datetime.combine(data.made_on, time())
    book = Book(title=pack_title(data), made_at=made_at, author=data.prepared_by, told=told)
    tables = pack_tables(data)
    book.name_sheets(COVER, CONTENTS, NOTES, *(sheet.name for sheet in tables))
    write_cover(book, data)
    notes = notes_table(data, tables)
    book.add_table(CONTENTS, *contents_table(tables, notes=len(notes[1])))
    book.add_table(NOTES, *notes)
    for sheet, table in tables.items():
        sheet.write(book, table)
    return book.as_bytes()


def _told(data: PackData) -> dict[str, str]:
    """By what the file is known again when it comes back: its plan, version and columns."""
    columns = {
        own_workbook.COLUMN.format(number): own_workbook.column_told(column.heading, column.field)
        for number, column in enumerate(data.printed.columns, 1)
    }
    return {own_workbook.PLAN: data.plan.slug, own_workbook.NUMBER: str(data.version.number), **columns}
