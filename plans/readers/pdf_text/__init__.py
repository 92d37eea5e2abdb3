"""Text copied out of a PDF, in which a table's cells come one after another, wrapped at their column's width.

Nothing in it says where a cell ends. What says it is put together from the white space the copy keeps, the widths to
which the lines are wrapped, references that ascend, names and statuses that recur, and how sentences begin and end.
"""

import re
from collections.abc import Iterator

from ..contents import Contents, Heading, Paragraph, Part, Table, TableRow
from ..document import DocumentWarning
from ..left_out import furniture_warning
from ..named_headings import NONE_NAMED, NamedHeadings
from ..texts import decoded
from .doubts import doubt_warnings
from .effort import Effort
from .furniture import without_furniture
from .heading_rows import HeadingRow
from .headings import find_heading_rows
from .lines import Line, printed_lines
from .named import named_heading_rows
from .outline import Outline, Passage, PrintedTable, outline_of
from .tables import ReadTable, TablesReader, read_tables

__all__ = ["looks_like_pdf_text", "named_row_of", "read_pdf_text"]


def read_pdf_text(data: bytes, named: NamedHeadings = NONE_NAMED) -> Contents:
    """Any text; where no table is found, all is passages."""
    lines = printed_lines(decoded(data))
    rows = _heading_rows(lines, named)
    lines, furniture = without_furniture(lines, {row.begin for row in rows})
    rows = _heading_rows(lines, named) if furniture else rows
    outline = outline_of(lines, rows)
    is_named = any(row.headings == tuple(named.read_as.values()) for row in rows)
    reader = _read_as_named(lines, outline.tables, named) if is_named else read_tables(lines, outline.tables)
    repeated = [_as_printed(headings, named) for headings in outline.repeated]
    contents = Contents(warnings=furniture_warning([*(line.text for line in furniture), *repeated]))
    _fill(contents, outline, reader)
    return contents


def _heading_rows(lines: list[Line], named: NamedHeadings) -> list[HeadingRow]:
    return named_heading_rows(lines, named) or find_heading_rows(lines)


def _read_as_named(lines: list[Line], tables: list[PrintedTable], named: NamedHeadings) -> TablesReader:
    """With the headings parted as they were named, and called as they are printed."""
    reader = TablesReader(lines, tables, Effort())
    reader.read()
    for table in reader.tables:
        for column in table.columns:
            column.heading = named.printed.get(column.heading, column.heading)
    return reader


def _as_printed(headings: str, named: NamedHeadings) -> str:
    return " ".join(named.read_as) if headings == " ".join(named.read_as.values()) else headings


def _fill(contents: Contents, outline: Outline, reader: TablesReader) -> None:
    tables = iter(reader.tables)
    for part in outline.parts:
        if isinstance(part, Passage):
            contents.parts.append(_passage(part.lines, is_heading=part.is_heading))
        else:
            table = next(tables)
            contents.warnings += _warnings(table)
            contents.parts += _parts_of_table(table, reader)


def _passage(lines: list[Line], *, is_heading: bool) -> Heading | Paragraph:
    kind = Heading if is_heading else Paragraph
    return kind(text=_text(lines), place=f"line {lines[0].number}")


def _text(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines)


def _parts_of_table(table: ReadTable, reader: TablesReader) -> Iterator[Part]:
    """A part for the rows of each section, and the headings and what else stands between them."""
    if table.above:
        yield Heading(text=_text(table.above), place=f"line {table.above[0].number}", marked=True)
    columns = [] if table.printed.goes_on else [column.heading for column in table.columns]
    part = Table(columns=columns, place=f"line {table.printed.place}")
    for row in table.rows:
        part.rows.append(TableRow(cells=reader.texts(table, row), place=f"line {row.number}"))
        if row.below:
            yield part
            is_last = table is reader.tables[-1] and row is table.rows[-1]
            yield _passage(row.below, is_heading=not is_last)
            part = Table(columns=[], place=f"line {row.below[0].number}")
    if part.rows or part.columns:
        yield part


def _warnings(table: ReadTable) -> Iterator[DocumentWarning]:
    if table.filled_heading:
        message = (
            f"the last column has no heading here; it was taken to be “{table.filled_heading}”, as in the other tables"
        )
        yield DocumentWarning(where=f"line {table.printed.place}", message=message)
    yield from doubt_warnings(table.path.doubts, (row.cells() for row in table.rows), table.columns)
    yield from (_turned_page(line) for row in table.rows for line in row.turned_before)


def _turned_page(line: Line) -> DocumentWarning:
    message = f"“{line.text}” was taken to stand at the top of a page, though nothing says that a page begins there"
    return DocumentWarning(where=f"line {line.number}", message=message)


_MARKED_UP = re.compile(r"(?m)^[^\S\n]*(?:\|.*\||</?[a-z!])", re.IGNORECASE)


def looks_like_pdf_text(text: str) -> bool:
    """Whether headings of columns stand in it, and no marks that part cells; so no tabs, Markdown or plain prose."""
    lines = printed_lines(text)
    if not lines or text.count("\t") * 4 > len(lines) or len(_MARKED_UP.findall(text)) * 10 > len(lines):
        return False
    return bool(find_heading_rows(lines))


def named_row_of(named: NamedHeadings, text: str) -> str:
    """The lines of the first row of the headings that were named; "" where there is none."""
    lines = printed_lines(text)
    rows = named_heading_rows(lines, named)
    return "\n".join(line.text for line in lines[rows[0].begin : rows[0].end]) if rows else ""
