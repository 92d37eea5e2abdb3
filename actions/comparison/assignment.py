"""The best pairing of all actions together, not of each by itself. Pure: no Django.

Greedy choice gives an action the nearest other and leaves its twin the wrong one; the optimal assignment (Hungarian
method) makes the sum of all likenesses greatest. Pairs below the threshold have no value in it, so no good pair is
given up for two bad ones.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped]
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

Table = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

# Below this difference two candidates for an action are rivals: either may be the right one.
RIVALS = 0.1
# Two ways to pair rivals whose likenesses add up to within this are as good, and the order of the plan decides.
TIE = 0.01
# Far below any likeness that is told apart, so that it only ever decides between equal sums.
_ORDER = 1e-7
_MOST_ROUNDS = 20


def assign(table: Any) -> list[tuple[int, int]]:
    """The pairs (row, column) with the greatest sum; in row order. `table` is sparse, with only entries worth pairing.

    Among equals the pair whose places in their versions are nearest wins, and twins keep their order.
    """
    pairs: list[tuple[int, int]] = []
    for rows, columns in _islands(table):
        if len(rows) == 1 and len(columns) == 1:
            pairs.append((int(rows[0]), int(columns[0])))
            continue
        likeness = table[rows][:, columns].toarray()
        worth = _nearness(rows, columns, table.shape) * _ORDER
        worth += likeness.round(6)
        worth[likeness == 0] = 0
        at_rows, at_columns = linear_sum_assignment(worth, maximize=True)
        del worth
        paired = likeness[at_rows, at_columns] > 0
        at_rows, at_columns = at_rows[paired], _in_order(likeness, at_rows[paired], at_columns[paired])
        pairs.extend((int(row), int(column)) for row, column in zip(rows[at_rows], columns[at_columns], strict=True))
    return sorted(pairs)


def _islands(table: Any) -> Iterator[tuple[Indices, Indices]]:
    """Rows and columns that hang together by some entry: each island is assigned by itself, which is much less work."""
    height, width = table.shape
    ends = np.concatenate([table.indptr, np.full(width, table.indptr[-1])])
    graph = sparse.csr_array((table.data, table.indices + height, ends), shape=(height + width, height + width))
    _, island = sparse.csgraph.connected_components(graph, directed=False)
    order = np.argsort(island, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(island[order])) + 1):
        rows, columns = members[members < height], members[members >= height] - height
        if len(rows) and len(columns):
            yield rows, columns


def _nearness(rows: Indices, columns: Indices, shape: tuple[int, int]) -> npt.NDArray[np.float64]:
    """1 for the same relative place in both versions, less the further apart; squared, so that order is kept."""
    apart = np.subtract.outer(rows / shape[0], columns / shape[1])
    return np.subtract(1, np.square(apart, out=apart), out=apart)


def _in_order(likeness: Table, rows: Indices, columns: Indices) -> Indices:
    """The columns, those of two crossing pairs of rivals exchanged wherever that is as good within a TIE.

    Every exchange lessens the number of crossings, so it ends; a huge island of equals is left at _MOST_ROUNDS.
    """
    columns = columns.copy()
    for _ in range(_MOST_ROUNDS):
        exchanged: set[int] = set()
        for one, other in _equal_crossings(likeness[np.ix_(rows, columns)], columns):
            if one not in exchanged and other not in exchanged:
                columns[[one, other]] = columns[[other, one]]
                exchanged |= {one, other}
        if not exchanged:
            break
    return columns


def _equal_crossings(likeness: Table, columns: Indices) -> Iterator[tuple[int, int]]:
    """Pairs of pairs, in row order. `likeness` has the pairs' rows, and their columns in the same order."""
    own = likeness.diagonal()
    close = (likeness > 0) & (likeness >= own[:, np.newaxis] - RIVALS)
    close &= close.T
    close &= np.greater.outer(columns, columns)
    close &= likeness + likeness.T >= np.add.outer(own, own) - TIE
    for one, other in np.argwhere(np.triu(close, 1)):
        yield int(one), int(other)
