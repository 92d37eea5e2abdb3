"""A grid of cells, as sheets and tables have them, in parts: the lines above its headings, the headings, the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.folding import fold

from .columns import field_of_heading
from .contents import Heading, Paragraph, Part, Table, TableRow
from .headings import is_numbered, looks_like_heading

_HEADINGS_STAND_WITHIN = 40  # rows


@dataclass(kw_only=True)
class GridRow:
    """`wide` is a row that is one cell from edge to edge."""

    cells: list[str]
    place: str = ""
    wide: bool = False


def parts_of_grid(rows: Sequence[GridRow], *, goes_on: bool = False) -> list[Part]:
    """Headings, paragraphs and tables. A numbered or wide line between rows is a heading; the table below it has no
    column headings of its own.

    A grid in which no row reads like column headings has for them its first row that is not wide; or none, when it may
    go on from the table before.
    """
    rows = [row for row in rows if any(row.cells)]
    if goes_on and not any(is_row_of_headings(row.cells) for row in rows):
        return _parts_below([""] * max((len(row.cells) for row in rows), default=0), rows, Table(columns=[]))
    begin = _row_of_headings(rows)
    parts: list[Part] = [_line(row) for row in rows[:begin]]
    if begin == len(rows):
        return parts
    headings, *below = _without_empty_columns(rows[begin:])
    return parts + _parts_below(headings.cells, below, _table(_without_trailing_blanks(headings, below)))


def _parts_below(columns: Sequence[str], rows: Sequence[GridRow], table: Table) -> list[Part]:
    """The table with those of the rows that are its own, and what stands between them."""
    parts: list[Part] = [table]
    for row in rows:
        if is_row_of_headings(row.cells) or _same(row.cells, columns):
            columns, table = row.cells, _table(row)
            parts.append(table)
        elif _is_between(row, columns):
            parts.append(_line(row))
            table = Table(columns=[], place=row.place)
            parts.append(table)
        else:
            table.rows.append(TableRow(cells=row.cells, place=row.place))
    return [part for part in parts if not isinstance(part, Table) or part.rows or part.columns]


def is_row_of_headings(cells: Sequence[str]) -> bool:
    """Whether the cells read like column headings: short, and most of them known, of at least three fields."""
    filled = [cell for cell in cells if cell]
    known = {field_of_heading(cell) for cell in filled if len(cell) <= 60} - {""}
    return len(known) >= 3 and len(known) * 2 > len(filled) and all(len(cell) <= 120 for cell in filled)


def _row_of_headings(rows: Sequence[GridRow]) -> int:
    for place, row in enumerate(rows[:_HEADINGS_STAND_WITHIN]):
        if is_row_of_headings(row.cells):
            return place
    several = (place for place, row in enumerate(rows) if not row.wide)
    return next(several, len(rows))


def _is_between(row: GridRow, columns: Sequence[str]) -> bool:
    """Whether the row is no row of the table but a heading or a note that stands between its rows."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) != 1 or len(columns) < 2:
        return False
    return row.wide or (bool(row.cells[0]) and (is_numbered(filled[0]) or _in_reference(row, columns)))


def _in_reference(row: GridRow, columns: Sequence[str]) -> bool:
    return field_of_heading(columns[0]) == "reference" and len(row.cells[0].split()) > 1


def _line(row: GridRow) -> Part:
    text = "\n".join(cell for cell in row.cells if cell)
    return Heading(text=text, place=row.place) if looks_like_heading(text) else Paragraph(text=text, place=row.place)


def _table(row: GridRow) -> Table:
    return Table(columns=[" ".join(cell.split()) for cell in row.cells], place=row.place)


def _without_trailing_blanks(headings: GridRow, rows: Sequence[GridRow]) -> GridRow:
    """Blank headings at the end are columns only where most rows have something below them."""
    cells = list(headings.cells)
    while cells and not cells[-1] and sum(bool(row.cells[len(cells) - 1]) for row in rows) * 2 <= len(rows):
        cells.pop()
    return GridRow(cells=cells, place=headings.place)


def _same(cells: Sequence[str], columns: Sequence[str]) -> bool:
    return len(cells) == len(columns) and list(map(fold, cells)) == list(map(fold, columns))


def _without_empty_columns(rows: Sequence[GridRow]) -> list[GridRow]:
    width = max((len(row.cells) for row in rows), default=0)
    rows = [GridRow(cells=row.cells + [""] * (width - len(row.cells)), place=row.place, wide=row.wide) for row in rows]
    kept = [place for place in range(width) if any(row.cells[place] for row in rows)]
    return [GridRow(cells=[row.cells[at] for at in kept], place=row.place, wide=row.wide) for row in rows]
