"""How the tables of a file begin, for a person who is to say which of them is the plan, and what its columns are."""

from plans.folding import fold

from .contents import Contents, Table
from .refusing import FirstRows

_MOST_TABLES, _MOST_ROWS, _MOST_COLUMNS, _LONGEST = 12, 8, 40, 300


def first_rows(contents: Contents) -> list[FirstRows]:
    """The longest first; tables that begin alike are one."""
    found: dict[tuple[str, ...], FirstRows] = {}
    for part in contents.parts:
        if isinstance(part, Table):
            rows = [cells for cells in (part.columns, *(row.cells for row in part.rows[:_MOST_ROWS])) if any(cells)]
            if max(map(len, rows), default=0) > 1:
                begins = tuple(map(fold, rows[0]))
                kept = found.setdefault(begins, FirstRows(rows=_even(rows[:_MOST_ROWS]), count=0))
                kept.count += len(part.rows)
    return sorted(found.values(), key=lambda one: -one.count)[:_MOST_TABLES]


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = min(max(map(len, rows)), _MOST_COLUMNS)
    return [[cell[:_LONGEST] for cell in [*row, *[""] * width][:width]] for row in rows]
