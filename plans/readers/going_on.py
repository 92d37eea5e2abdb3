"""Tables that go on with the one before them: parted from it, and without headings of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .contents import Part, Table, TableRow
from .grids import is_row_of_headings
from .recognising import reads_like_cells_of

_FEWEST_ALIKE = 2  # cells that read like those of their columns


def with_rows_that_go_on(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, in which the first row of a table stands as its headings only where it is no row of the table before.

    That has as many columns, and under several of them what reads like it: a reference, a date, officers, a status.
    """
    before: Table | None = None
    for part in parts:
        if not isinstance(part, Table) or not part.columns:
            yield part
            continue
        if before and _goes_on(part, before):
            first = TableRow(cells=part.columns, place=part.place)
            yield replace(part, columns=[], rows=[first, *part.rows])
            continue
        before = part if is_row_of_headings(part.columns) else None
        yield part


def _goes_on(table: Table, before: Table) -> bool:
    if len(table.columns) != len(before.columns) or is_row_of_headings(table.columns):
        return False
    columns = [[row.cells[at] for row in before.rows if row.cells[at]] for at in range(len(before.columns))]
    pairs = zip(table.columns, columns, strict=True)
    return sum(reads_like_cells_of(cell, cells) for cell, cells in pairs if cell and cells) >= _FEWEST_ALIKE
