"""Excel: every sheet that is shown, its headings found below whatever stands above them, dates as they are shown."""

import io
from collections.abc import Iterator

import openpyxl
from lxml import etree
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from .contents import Contents, Heading, Table
from .document import DocumentError, DocumentWarning, PlanDocument
from .grids import GridRow, parts_of_grid
from .guards import DAMAGED, MOST_CELLS, checked_archive, too_much
from .number_formats import as_shown
from .our_pack import is_our_pack, read_our_pack
from .texts import quoted, tidy

_WIDEST = 200


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
    for sheet, rows in sheets:
        parts = parts_of_grid(rows)
        if len(sheets) > 1 and any(isinstance(part, Table) for part in parts) and not isinstance(parts[0], Heading):
            parts.insert(0, Heading(text=sheet.title, place=f"sheet {sheet.title}"))
        contents.parts += parts
    if valueless:
        told = f"{valueless} formulas have no value saved with them, and are read as empty cells"
        contents.warnings.append(DocumentWarning(where="sheets", message=told))
    hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        told = f"{quoted(*hidden)} {'is' if len(hidden) == 1 else 'are'} hidden, and not read"
        contents.warnings.append(DocumentWarning(where="sheets", message=told))
    return contents


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
    """Rows that have something in them. A merged cell that spans rows stands in each, one that spans columns once."""
    cells = {(cell.row, cell.column): tidy(_shown(cell)) for cell in sheet._cells.values() if cell.value is not None}
    wide: set[int] = set()
    last = max((column for (_, column), text in cells.items() if text), default=0)
    for merged in sheet.merged_cells.ranges:
        text = cells.get((merged.min_row, merged.min_col), "")
        if merged.min_row == merged.max_row and merged.min_col == 1 and merged.max_col >= last > 1:
            wide.add(merged.min_row)
        elif text and merged.max_row - merged.min_row < 1000:
            cells |= {(row, merged.min_col): text for row in range(merged.min_row, merged.max_row + 1)}
    below: dict[int, list[str]] = {}
    for (row, column), text in sorted(cells.items()):
        if text and column <= _WIDEST:
            line = below.setdefault(row, [])
            line += [""] * (column - len(line) - 1) + [text]
    yield from above_headings(
        GridRow(cells=line, place=f"sheet {sheet.title}, row {row}", wide=row in wide) for row, line in below.items()
    )


def _shown(cell: object) -> str:
    return as_shown(cell.value, cell.number_format)  # type: ignore[attr-defined]


def above_headings(rows: Iterator[GridRow]) -> Iterator[GridRow]:
    """Of a sheet, whose first rows are wide where they have one cell only: they stand above the headings."""
    above = True
    for row in rows:
        above = above and sum(map(bool, row.cells)) == 1
        yield GridRow(cells=row.cells, place=row.place, wide=row.wide or above)
