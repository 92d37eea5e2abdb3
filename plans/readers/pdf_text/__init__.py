"""Text copied out of a PDF, in which a table's cells come one after another, wrapped at their column's width.

Nothing in it says where a cell ends. What says it is put together from the white space the copy keeps, the widths to
which the lines are wrapped, references that ascend, names and statuses that recur, and how sentences begin and end.
"""

import re

from ..contents import Contents, Heading, Paragraph, Table, TableRow
from ..document import DocumentWarning
from ..texts import decoded
from .doubts import doubt_warnings
from .furniture import furniture_warning, without_furniture
from .headings import find_heading_rows
from .lines import Line, printed_lines
from .outline import Outline, Passage, outline_of
from .tables import ReadTable, TablesReader, read_tables

__all__ = ["looks_like_pdf_text", "read_pdf_text"]


def read_pdf_text(data: bytes) -> Contents:
    """Any text; where no table is found, all is passages."""
    lines = printed_lines(decoded(data))
    lines, furniture = without_furniture(lines, {row.begin for row in find_heading_rows(lines)})
    outline = outline_of(lines, find_heading_rows(lines))
    reader = read_tables(lines, outline.tables)
    contents = Contents(warnings=furniture_warning([*(line.text for line in furniture), *outline.repeated]))
    _fill(contents, outline, reader)
    return contents


def _fill(contents: Contents, outline: Outline, reader: TablesReader) -> None:
    tables = iter(reader.tables)
    for part in outline.parts:
        if isinstance(part, Passage):
            kind = Heading if part.is_heading else Paragraph
            contents.parts.append(kind(text=part.text, place=f"line {part.lines[0].number}"))
        else:
            contents.parts.append(_table(next(tables), reader, contents.warnings))


def _table(table: ReadTable, reader: TablesReader, warnings: list[DocumentWarning]) -> Table:
    place = f"line {table.printed.place}"
    if table.filled_heading:
        message = (
            f"the last column has no heading here; it was taken to be “{table.filled_heading}”, as in the other tables"
        )
        warnings.append(DocumentWarning(where=place, message=message))
    warnings.extend(doubt_warnings(table.path.doubts, (row.cells() for row in table.rows), table.columns))
    warnings.extend(_turned_page(line) for row in table.rows for line in row.turned_before)
    rows = [TableRow(cells=reader.texts(table, row), place=f"line {row.number}") for row in table.rows]
    return Table(columns=[column.heading for column in table.columns], rows=rows, place=place)


def _turned_page(line: Line) -> DocumentWarning:
    message = f"“{line.text}” was taken to stand at the top of a page, though nothing says that a page begins there"
    return DocumentWarning(where=f"line {line.number}", message=message)


_MARKED_UP = re.compile(r"(?m)^\s*\|.*\||^\s*</?[a-z!]", re.IGNORECASE)


def looks_like_pdf_text(text: str) -> bool:
    """Whether headings of columns stand in it, and no marks that part cells; so no tabs, Markdown or plain prose."""
    lines = printed_lines(text)
    if not lines or text.count("\t") * 4 > len(lines) or len(_MARKED_UP.findall(text)) * 10 > len(lines):
        return False
    return bool(find_heading_rows(lines))
