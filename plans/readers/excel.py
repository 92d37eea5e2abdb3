"""Excel: every sheet that is shown, its headings found below whatever stands above them, dates as they are shown."""

import io
from collections.abc import Iterator

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from .contents import Contents, Heading, Table
from .document import DocumentError, DocumentWarning
from .grids import GridRow, parts_of_grid
from .guards import DAMAGED, checked_archive
from .number_formats import as_shown
from .texts import quoted, tidy

_MOST_CELLS = 200_000  # 5,000 rows of 40 columns
_WIDEST = 200


def read_excel(data: bytes) -> Contents:
    _check_cells(data)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        sheets = [(sheet, list(_rows(sheet))) for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    except Exception:  # openpyxl raises whatever the damage leads to
        raise DocumentError(DAMAGED) from None
    contents = Contents()
    for sheet, rows in sheets:
        parts = parts_of_grid(rows)
        if len(sheets) > 1 and any(isinstance(part, Table) for part in parts) and not isinstance(parts[0], Heading):
            parts.insert(0, Heading(text=sheet.title, place=f"sheet {sheet.title}"))
        contents.parts += parts
    hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        told = f"{quoted(*hidden)} {'is' if len(hidden) == 1 else 'are'} hidden, and not read"
        contents.warnings.append(DocumentWarning(where="sheets", message=told))
    return contents


def _check_cells(data: bytes) -> None:
    archive = checked_archive(data)
    names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    if sum(archive.read(name).count(b"<c ") for name in names) > _MOST_CELLS:
        raise DocumentError(f"this workbook has more than {_MOST_CELLS:,} cells, which is more than any plan")


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
