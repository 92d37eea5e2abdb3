"""Tables turned on their sides, with one action in each column."""

from .columns import field_of_heading
from .contents import Table


def is_turned(table: Table) -> bool:
    """Whether the table is turned on its side: its headings stand below one another, with an action in each column.

    One of figures counts how many there are of what its rows are called.
    """
    first = [table.columns[0] if table.columns else "", *(row.cells[0] for row in table.rows if row.cells)]
    labels = [field_of_heading(cell) for cell in first if cell and len(cell) <= 60]
    across = {field_of_heading(heading) for heading in table.columns[1:] if heading and len(heading) <= 60} - {""}
    down = set(labels) - {""}
    return (
        len(down) >= 3
        and _are_worded([cell for row in table.rows for cell in row.cells[1:] if cell])
        and len(down) > len(across) + 1
        and len([label for label in labels if label]) * 3 >= len(first) * 2
    )


def _are_worded(cells: list[str]) -> bool:
    return sum(any(map(str.isalpha, cell)) for cell in cells) * 2 >= len(cells)
