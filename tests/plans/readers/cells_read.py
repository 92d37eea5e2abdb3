"""How many cells of an invented plan were read as it was written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plans.readers.contents import Contents, Table
from tests.plans.readers.invented_plans import InventedPlan

_BULLETS = ("-", "–", "•", "o")


@dataclass
class CellsRead:
    """`right`: the words and their order; `exact`: the paragraphs and bullets too. `rows` is how many were read.

    `right_rows`: of those, the indexes of the ones with every cell right.
    """

    cells: int = 0
    right: int = 0
    exact: int = 0
    rows: int = 0
    right_rows: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def cells_read(plan: InventedPlan, contents: Contents) -> CellsRead:
    read = [row.cells for table in contents.parts if isinstance(table, Table) for row in table.rows]
    result = CellsRead(cells=len(plan.rows) * len(plan.columns), rows=len(read))
    for index, found in pairs(plan.rows, read):
        if len(read[found]) != len(plan.columns):
            continue
        if list(map(_words, plan.rows[index])) == list(map(_words, read[found])):
            result.right_rows.add(found)
        for heading, expected, cell in zip(plan.columns, plan.rows[index], read[found], strict=True):
            right = _words(expected) == _words(cell)
            result.right += right
            result.exact += expected == cell
            if not right:
                result.wrong.append(f"row {index + 1}, {heading}: {expected!r} was read as {cell!r}")
    return result


def _words(cell: str) -> list[str]:
    return [word for word in cell.split() if word not in _BULLETS]


def pairs(expected: Sequence[list[str]], read: Sequence[list[str]]) -> list[tuple[int, int]]:
    """Which row is which, in their order, by the words they share."""
    ours, theirs = ([set(_words(" ".join(row))) for row in rows] for rows in (expected, read))
    alike = [[len(one & other) / max(1, len(one | other)) for other in theirs] for one in ours]
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for one in range(len(ours) - 1, -1, -1):
        for other in range(len(theirs) - 1, -1, -1):
            together = best[one + 1][other + 1] + alike[one][other]
            best[one][other] = max(best[one + 1][other], best[one][other + 1], together)
    pairs: list[tuple[int, int]] = []
    one = other = 0
    while one < len(ours) and other < len(theirs):
        if best[one][other] == best[one + 1][other + 1] + alike[one][other]:
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return pairs
