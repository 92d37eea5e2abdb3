"""Where a row reads oddly, though no other way through its lines was nearly as good."""

from collections.abc import Iterator
from itertools import pairwise

from .column import Column
from .piece import Piece
from .words import Sort

_TOO_WIDE = 1.04  # times the width
_MUCH_ROOM, _MUCH_ROOM_IN_LIST = 0.1, 0.3  # of the width


def oddities(cells: list[list[Piece]], columns: list[Column]) -> Iterator[tuple[Piece, Column, str]]:
    """The pieces of a row that are hard to believe in their columns, and why."""
    for cell, column in zip(cells, columns, strict=True):
        if cell:
            yield from ((piece, column, why) for piece, why in _of_cell(cell, column))


def _of_cell(cell: list[Piece], column: Column) -> Iterator[tuple[Piece, str]]:
    first, last = cell[0], cell[-1]
    if column.kind == "text" and first.small:
        yield first, "though a sentence seems to go on with it"
    if column.kind == "text" and last.opened:
        yield last, "though its sentence does not seem to end there"
    if column.kind == "person" and _is_half_a_name(cell, column):
        yield first, "though a name has more words"
    if column.width is not None:
        yield from _that_do_not_fit(cell, column)


def _is_half_a_name(cell: list[Piece], column: Column) -> bool:
    words = cell[0].words
    recurs = column.lines[cell[0].key] > 1
    return len(cell) == len(words) == 1 and column.vocabulary.sort(words[0]) is Sort.NAME and not recurs


def _that_do_not_fit(cell: list[Piece], column: Column) -> Iterator[tuple[Piece, str]]:
    listed = any(piece.bullet or piece.marked for piece in cell)
    much = _MUCH_ROOM_IN_LIST if listed else _MUCH_ROOM
    for piece in cell:
        if piece.width > (column.width or 0.0) * _TOO_WIDE:
            yield piece, "though it is wider than the other lines there"
    broken = [piece for before, piece in pairwise(cell) if _is_broken_early(before, piece, column, much)]
    if not listed or len(broken) == 1:  # several lines of a list are set further in
        yield from ((piece, "though it had room on the line above") for piece in broken)


def _is_broken_early(before: Piece, piece: Piece, column: Column, much: float) -> bool:
    below = not piece.begin and not piece.line.opens_page and not piece.marked
    return below and piece.small and not before.stopped and column.room_after(before, piece) > much
