"""In which typeface a document is set: the one in whose widths its lines were broken where they had to be."""

from collections.abc import Iterable
from itertools import accumulate, pairwise

from .piece import Piece
from .widths import TYPEFACES, USUAL, Typeface

_FEWEST_BREAKS, _FEWEST_OF_COLUMN = 30, 6
_FITS = 0.9  # of the breaks, from which the typeface is taken for the right one
EXACT, ROUGH = 0.004, 0.012  # of a width: how far it may be out, where the typeface is known and where it is not

Break = tuple[list[str], str]  # the words of a line, and the first word of the next, for which it had no room


def fitting_typeface(columns: Iterable[list[list[Piece]]]) -> tuple[Typeface, float]:
    """And how far its widths may be out. `columns` are the cells of each column of each table."""
    broken = [breaks for cells in columns if len(breaks := list(_breaks(cells))) >= _FEWEST_OF_COLUMN]
    total = sum(map(len, broken))
    if total < _FEWEST_BREAKS:
        return USUAL, ROUGH
    agreeing = [sum(_agreeing(breaks, typeface) for breaks in broken) for typeface in TYPEFACES]
    most = max(agreeing)
    return TYPEFACES[agreeing.index(most)], EXACT if most >= _FITS * total else ROUGH


def _breaks(cells: list[list[Piece]]) -> Iterable[Break]:
    """Where a sentence goes on on the next line."""
    for cell in cells:
        listed = False
        for before, piece in pairwise(cell):
            listed = listed or before.bullet or before.marked
            if not listed and piece.follows and piece.small and not before.stopped and not before.begin:
                yield before.words, piece.words[0]


def _agreeing(breaks: list[Break], typeface: Typeface) -> int:
    """With how many of them one width of the column agrees best: the line went in, and the next word did not."""
    changes: list[tuple[float, int]] = []
    for words, word in breaks:
        width = typeface.width(words)
        changes += [(width * (1 - EXACT / 2), 1), ((width + typeface.space + typeface.word_width(word)), -1)]
    return max(accumulate(change for _, change in sorted(changes)))
