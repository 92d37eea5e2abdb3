"""A pack as the file that goes on the agenda."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time

from plans.readers import own_workbook
from reporting.workbooks import Book

from . import SHEETS
from .data import PackData
from .front import CONTENTS, COVER, NOTES, contents_table, counted, notes_table, pack_title, write_cover
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
    sheets = chosen_sheets(data)
    book.name_sheets(COVER, CONTENTS, NOTES, *(sheet.name for sheet in sheets))
    numbers = dict(_write_sheets(book, data, sheets))
    notes = notes_table(data, sheets)
    write_cover(book, data)
    book.add_table(CONTENTS, *contents_table({sheet: numbers[sheet] for sheet in sheets}, notes=len(notes[1])))
    book.add_table(NOTES, *notes)
    return book.as_bytes()


def _write_sheets(book: Book, data: PackData, sheets: Sequence[PackSheet]) -> Iterator[tuple[PackSheet, str]]:
    """Each with how many lines it has, in words. What few sheets use is worked out for them and given up again."""
    waiting = sorted(sheets, key=lambda sheet: sheet.uses)
    while waiting:
        sheet = waiting.pop(0)
        table = sheet.table(data)
        sheet.write(book, table)
        yield sheet, counted(sheet, table)
        data.give_up(set(sheet.uses).difference(*(other.uses for other in waiting)))


def _told(data: PackData) -> dict[str, str]:
    """By what the file is known again when it comes back: its plan, version and columns."""
    columns = {
        own_workbook.COLUMN.format(number): own_workbook.column_told(column.heading, column.field)
        for number, column in enumerate(data.printed.columns, 1)
    }
    return {own_workbook.PLAN: data.plan.slug, own_workbook.NUMBER: str(data.version.number), **columns}
