"""A pack as the file that goes on the agenda."""

from datetime import datetime, time

from plans.readers import own_workbook
from reporting.workbooks import Book

from . import SHEETS
from .data import PackData
from .front import CONTENTS, COVER, NOTES, contents_table, counted, notes_table, pack_title, write_cover
from .gathering import Gathered, OnStep, gather, told_to_nobody
from .sheet import PackSheet


def chosen_sheets(data: PackData) -> list[PackSheet]:
    return [sheet for slug, sheet in SHEETS.items() if slug not in data.choices.left_out]


def pack_workbook(data: PackData, on_step: OnStep = told_to_nobody) -> bytes:
    """The workbook; of the same data, date and preparer the same to the byte. Each part and each sheet is a step."""
    sheets = chosen_sheets(data)
    steps = data.number_of_parts + len(sheets)
    gathered = gather(data, sheets, lambda done, of: on_step(done, steps))
    book = Book(
        title=pack_title(data),
        made_at=datetime.combine(data.made_on, time()),
        author=data.prepared_by,
        told=_told(data, gathered),
    )
    book.name_sheets(COVER, CONTENTS, NOTES, *(sheet.name for sheet in sheets))
    for done, (sheet, table) in enumerate(gathered.tables.items(), data.number_of_parts + 1):
        sheet.write(book, table)
        on_step(done, steps)
    notes = notes_table(data, gathered)
    write_cover(book, data, gathered.withheld)
    counts = {sheet: counted(sheet, table) for sheet, table in gathered.tables.items()}
    book.add_table(CONTENTS, *contents_table(counts, notes=len(notes[1])))
    book.add_table(NOTES, *notes)
    return book.as_bytes()


def _told(data: PackData, gathered: Gathered) -> dict[str, str]:
    """By what the file is known again when it comes back: its plan, version and the columns of the plan itself."""
    printed = [column.printed for table in gathered.tables.values() for column in table.columns if column.printed]
    columns = {
        own_workbook.COLUMN.format(number): own_workbook.column_told(column.heading, column.field)
        for number, column in enumerate(printed, 1)
    }
    return {own_workbook.PLAN: data.plan.slug, own_workbook.NUMBER: str(data.version.number), **columns}
