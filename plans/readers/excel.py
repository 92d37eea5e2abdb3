"""Excel: every sheet that is shown, its headings found below whatever stands above them, dates as they are shown."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

import openpyxl
from lxml import etree
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from .colours import colours_of_row
from .contents import Contents, GridRow, Heading, Paragraph, Part, Table
from .document import DocumentError, PlanDocument
from .excel_cells import WIDEST, fills, hidden_columns, hidden_rows, spread, texts
from .excel_dates import warnings_of_months_first
from .excel_unread import warnings_of_unread
from .excel_valueless import warnings_of_valueless
from .grids import is_row_of_headings, parts_of_grid
from .guards import DAMAGED, MOST_CELLS, checked_archive, too_much
from .headings import is_numbered
from .our_pack import is_our_pack, read_our_pack
from .texts import quoted, tidy


def read_excel(data: bytes) -> Contents | PlanDocument:
    checked = _check_sheets(data)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheets = [(sheet, list(_rows(sheet))) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        valueless = list(warnings_of_valueless(zipfile.ZipFile(io.BytesIO(data)), checked.valueless))
    except Exception:  # openpyxl raises whatever the damage leads to
        raise DocumentError(DAMAGED) from None
    if is_our_pack(workbook):
        return read_our_pack(workbook)
    contents = Contents()
    for parts in _with_names([(sheet.title, parts_of_grid(rows)) for sheet, rows in sheets]):
        contents.parts += parts
    contents.parts += [Paragraph(text=text, place="text boxes") for text in checked.boxes]
    contents.warnings += [*valueless, *warnings_of_months_first(workbook)]
    contents.warnings += warnings_of_unread(workbook)
    return contents


def _with_names(sheets: Sequence[tuple[str, list[Part]]]) -> Iterator[list[Part]]:
    """The parts of each sheet, with its name as a heading where there are several plans and nothing else tells them
    apart: no heading above the first table, or but those that other sheets have too. Where the first plan
    alone has any, and no number in them, these are the document's.
    """
    headings = [_headings_above(parts) for _, parts in sheets]
    several = sum(any(map(_reads_like_plan, parts)) for _, parts in sheets) > 1
    plans = (at for at, (_, parts) in enumerate(sheets) if any(map(_reads_like_plan, parts)))
    first = next((headings[at] for at in plans), [])
    of_all = first if sum(map(bool, headings)) == 1 and not any(map(is_numbered, first)) else []
    for at, (name, parts) in enumerate(sheets):
        others = {*of_all, *(text for place, texts in enumerate(headings) if place != at for text in texts)}
        table = next((place for place, part in enumerate(parts) if isinstance(part, Table)), None)
        if several and table is not None and set(headings[at]) <= others:
            parts.insert(table, Heading(text=name, place=f"sheet {quoted(name)}", marked=True, of_sheet=True))
        yield parts


def _headings_above(parts: Sequence[Part]) -> list[str]:
    above = takewhile(lambda part: not isinstance(part, Table), parts)
    return [part.text for part in above if isinstance(part, Heading)]


def _reads_like_plan(part: Part) -> bool:
    return isinstance(part, Table) and is_row_of_headings(part.columns)


@dataclass
class _Checked:
    """Which cells have a formula without a value saved with it, by their sheet's file, and what stands in boxes that
    are drawn over cells.
    """

    valueless: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


def _check_sheets(data: bytes) -> _Checked:
    """Raises DocumentError for more cells than any plan has, those included that a merge or a link would fill."""
    archive = checked_archive(data)
    cells, checked = 0, _Checked()
    for name in archive.namelist():
        if name.startswith("xl/") and not name.startswith("xl/media/"):
            for element in _elements(archive.read(name)):
                cells += _cells_of(element)
                if element.find("{*}f") is not None and not _is_worked_out(element):
                    checked.valueless.append((name, element.get("r", "")))
                if cells > MOST_CELLS:
                    raise too_much(f"more than {MOST_CELLS:,} cells")
                if _kind(element) == "p" and name.startswith("xl/drawings/"):
                    checked.boxes += tidy("".join(element.itertext("{*}t"))).split("\n")
    return _Checked(checked.valueless, list(filter(None, checked.boxes)))


def _is_worked_out(cell: etree._Element) -> bool:
    """Whether a value is saved with its formula, which may be a text without a letter."""
    return bool(cell.findtext("{*}v")) or cell.get("t") == "str"


def _cells_of(element: etree._Element) -> int:
    """What an element costs: a cell is one, a row and a style too."""
    kind = _kind(element)
    if kind in ("mergeCell", "hyperlink"):
        return _area(element.get("ref", ""))
    return int(kind in ("c", "row", "xf"))


def _elements(xml: bytes) -> Iterator[etree._Element]:
    try:
        for _, element in etree.iterparse(io.BytesIO(xml), events=("end",), tag="{*}*", resolve_entities=False):
            yield element
            if _kind(element) in ("row", "mergeCell", "hyperlink"):
                element.clear(keep_tail=False)
    except etree.XMLSyntaxError:
        return  # openpyxl will say


def _kind(element: etree._Element) -> str:
    """Its name without what stands for its namespace, declared or (in a damaged file) not."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _area(reference: str) -> int:
    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError):
        return 0
    return (right - left + 1) * (bottom - top + 1) if None not in (left, top, right, bottom) else MOST_CELLS


def _rows(sheet: Worksheet) -> Iterator[GridRow]:
    """Rows that are shown and have something in them."""
    columns, hidden = hidden_columns(sheet), hidden_rows(sheet)
    cells, colours = spread(sheet, texts(sheet), columns), spread(sheet, fills(sheet), columns)
    below: dict[int, list[str]] = {}
    for (row, column), text in sorted(cells.items()):
        if text and column <= WIDEST and column not in columns and row not in hidden:
            line = below.setdefault(row, [])
            line += [""] * (column - len(line) - 1) + [text]
    width = max(map(len, below.values()), default=0)
    wide = _from_edge_to_edge(sheet, width)
    rows = (
        GridRow(
            cells=line,
            colours=colours_of_row([colours.get((row, column), "") for column in range(1, width + 1)]),
            place=f"sheet {quoted(sheet.title)}, row {row}",
            wide=row in wide,
            apart=row > 1 and row - 1 not in below and row - 1 not in hidden,
        )
        for row, line in below.items()
    )
    yield from above_headings(rows)


def _from_edge_to_edge(sheet: Worksheet, width: int) -> set[int]:
    """The rows that are one cell, of a sheet of which so many columns have something."""
    ranges = (one for one in sheet.merged_cells.ranges if one.min_row == one.max_row and one.min_col == 1)
    return {one.min_row for one in ranges if one.max_col >= width > 1}


def above_headings(rows: Iterator[GridRow]) -> Iterator[GridRow]:
    """Of a sheet, whose first rows are wide where they have one cell at most: they stand above the headings."""
    above = True
    for row in rows:
        above = above and sum(map(bool, row.cells)) <= 1
        yield replace(row, wide=row.wide or above)
