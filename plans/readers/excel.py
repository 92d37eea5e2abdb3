"""Excel: every sheet that is shown, its headings found below whatever stands above them, dates as they are shown."""

import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

import openpyxl
from lxml import etree
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from .contents import Contents, Heading, Part, Table
from .document import DocumentError, DocumentWarning, PlanDocument
from .grids import GridRow, is_row_of_headings, parts_of_grid
from .guards import DAMAGED, MOST_CELLS, checked_archive, too_much
from .number_formats import as_shown
from .our_pack import is_our_pack, read_our_pack
from .texts import counted, quoted, tidy

_WIDEST, _LAST = 200, 16_384  # columns that are read, and that a sheet can have
_MOST_FILLED = 1000  # rows of one merged cell


def read_excel(data: bytes) -> Contents | PlanDocument:
    valueless = _check_sheets(data)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheets = [(sheet, list(_rows(sheet))) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    except Exception:  # openpyxl raises whatever the damage leads to
        raise DocumentError(DAMAGED) from None
    if is_our_pack(workbook):
        return read_our_pack(workbook)
    contents = Contents()
    for parts in _with_names([(sheet.title, parts_of_grid(rows)) for sheet, rows in sheets]):
        contents.parts += parts
    if valueless:
        cells = "has no value saved with it, and is read as an empty cell"
        if valueless > 1:
            cells = "have no value saved with them, and are read as empty cells"
        told = f"{counted(valueless, 'formula')} {cells}: open the file, save it, and give it anew"
        contents.warnings.append(DocumentWarning(where="sheets", message=told))
    for sheet, _ in sheets:
        contents.warnings += _warnings_of_hidden(sheet)
    hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        told = f"{quoted(*hidden)} {'is' if len(hidden) == 1 else 'are'} hidden, and not read"
        contents.warnings.append(DocumentWarning(where="sheets", message=told))
    return contents


def _with_names(sheets: Sequence[tuple[str, list[Part]]]) -> Iterator[list[Part]]:
    """The parts of each sheet, with its name as a heading where there are several plans and nothing else tells them
    apart: no heading above the first table, or but those that other sheets have too.
    """
    headings = [_headings_above(parts) for _, parts in sheets]
    several = sum(any(map(_reads_like_plan, parts)) for _, parts in sheets) > 1
    for at, (name, parts) in enumerate(sheets):
        others = {text for place, texts in enumerate(headings) if place != at for text in texts}
        table = next((place for place, part in enumerate(parts) if isinstance(part, Table)), None)
        if several and table is not None and set(headings[at]) <= others:
            parts.insert(table, Heading(text=name, place=f"sheet {name}"))
        yield parts


def _headings_above(parts: Sequence[Part]) -> list[str]:
    above = takewhile(lambda part: not isinstance(part, Table), parts)
    return [part.text for part in above if isinstance(part, Heading)]


def _reads_like_plan(part: Part) -> bool:
    return isinstance(part, Table) and is_row_of_headings(part.columns)


def _check_sheets(data: bytes) -> int:
    """How many formulas have no value saved with them.

    Raises DocumentError for more cells than any plan has, those included that a merge or a link would fill.
    """
    archive = checked_archive(data)
    cells = valueless = 0
    for name in archive.namelist():
        if name.startswith("xl/") and not name.startswith("xl/media/"):
            for element in _elements(archive.read(name)):
                cells += _cells_of(element)
                valueless += element.find("{*}f") is not None and not element.findtext("{*}v")
                if cells > MOST_CELLS:
                    raise too_much(f"more than {MOST_CELLS:,} cells")
    return valueless


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
    columns, hidden = _hidden_columns(sheet), _hidden_rows(sheet)
    cells, wide = _spread(sheet, columns)
    below: dict[int, list[str]] = {}
    for (row, column), text in sorted(cells.items()):
        if text and column <= _WIDEST and column not in columns and row not in hidden:
            line = below.setdefault(row, [])
            line += [""] * (column - len(line) - 1) + [text]
    rows = (
        GridRow(
            cells=line,
            place=f"sheet {sheet.title}, row {row}",
            wide=row in wide,
            apart=row > 1 and row - 1 not in below and row - 1 not in hidden,
        )
        for row, line in below.items()
    )
    yield from above_headings(rows)


def _spread(sheet: Worksheet, hidden: Collection[int]) -> tuple[dict[tuple[int, int], str], set[int]]:
    """The texts by row and column, and the rows that are one cell from edge to edge.

    A merged cell stands in each of its rows, and once in a row: in its first column that is not among the hidden.
    """
    cells = {(cell.row, cell.column): text for cell, text in _texts(sheet)}
    wide: set[int] = set()
    last = max((column for (_, column), text in cells.items() if text and column not in hidden), default=0)
    for merged in sheet.merged_cells.ranges:
        top, bottom = merged.min_row, merged.max_row
        if top == bottom and merged.min_col == 1 and merged.max_col >= last > 1:
            wide.add(top)
        if text := cells.pop((top, merged.min_col), ""):
            shown = (column for column in range(merged.min_col, merged.max_col + 1) if column not in hidden)
            column = next(shown, merged.min_col)
            filled = range(top, bottom + 1) if bottom - top < _MOST_FILLED else [top]
            cells |= {(row, column): text for row in filled}
    return cells, wide


def _texts(sheet: Worksheet) -> Iterator[tuple[Cell, str]]:
    return (
        (cell, tidy(as_shown(cell.value, cell.number_format)))
        for cell in sheet._cells.values()
        if cell.value is not None
    )


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    end = 0
    for one in sorted(sheet.column_dimensions.values(), key=lambda one: one.min):
        if one.hidden:
            hidden.update(range(max(one.min, end + 1), min(one.max, _LAST) + 1))
            end = max(end, one.max)
    return hidden


def _hidden_rows(sheet: Worksheet) -> set[int]:
    """The rows that somebody has hidden; those that a filter hides are there for whoever lifts it."""
    hidden = {row for row, one in sheet.row_dimensions.items() if one.hidden}
    return set() if sheet.auto_filter.filterColumn else hidden


def _warnings_of_hidden(sheet: Worksheet) -> Iterator[DocumentWarning]:
    """Each row that is not shown with all its texts, each column with the first that stands in it."""
    columns = _hidden_columns(sheet)
    places: dict[str, str] = {}
    for (_, column), text in sorted(_spread(sheet, columns)[0].items()):
        if text and column in columns:
            places.setdefault(f"column {get_column_letter(column)}", text)
    rows: dict[int, list[str]] = {row: [] for row in sorted(_hidden_rows(sheet))}
    for cell, text in _texts(sheet):
        if text and cell.row in rows:
            rows[cell.row].append(text)
    places |= {f"row {row}": " ".join(words) for row, words in rows.items() if words}
    for place, text in places.items():
        told = f"{place}, {quoted(text)}, is hidden, and not read"
        yield DocumentWarning(where=f"sheet {sheet.title}", message=told)


def above_headings(rows: Iterator[GridRow]) -> Iterator[GridRow]:
    """Of a sheet, whose first rows are wide where they have one cell at most: they stand above the headings."""
    above = True
    for row in rows:
        above = above and sum(map(bool, row.cells)) <= 1
        yield replace(row, wide=row.wide or above)
