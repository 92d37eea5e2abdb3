"""What a first reading of the rows teaches about their columns, for the next reading to go by."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import accumulate, chain, pairwise
from math import exp, log

from .column import Column
from .piece import Piece
from .words import groups_of_names, name_of

_FEWEST_LINES = 4  # from which a width can be learned
_FEWEST_LINES_OF_ITS_OWN = 12
_LEAST_OF_OTHERS = 0.75  # of the width that tables with the same columns have
_FEWEST_USUAL, _MOST_OF_LINES, _WIDTH_OF_A_WORD = 8, 0.8, 5.0
_MOST_LINES = 6  # that a cell counts for
_FULLEST, EMPTY_THOUGH_NEEDED, OFTEN_EMPTY = -4.5, -6.0, -0.7
# What share of cells is believed to be empty, and to begin with a bullet, and how many further paragraphs a cell has
# that stand apart; each as firmly as if seen in so many.
_SELDOM_EMPTY, _BEGINS_WITH_BULLET, _FURTHER_PARAGRAPHS, _BELIEVED = 0.05, 0.1, 0.08, 8
_ENDS_AT_MOST = 1.5

Cells = list[list[Piece]]


def learn_columns(tables: list[list[Column]], rows: list[Cells]) -> None:
    """Take in, for tables with the same columns, what recurs in each, how often it is empty and how wide it is.

    Whoever is named in one column of officers may be named in another.
    """
    filled = [[row[index] for row in rows if row[index]] for index in range(len(tables[0]))]
    words = [Counter(word for cell in cells for piece in cell for word in piece.words) for cells in filled]
    all_words = sum(words, Counter[str]())
    officers = [cell for index, cells in enumerate(filled) if tables[0][index].kind == "person" for cell in cells]
    for index, columns in enumerate(zip(*tables, strict=True)):
        cells = filled[index]
        of_people = columns[0].kind == "person"
        lines = Counter(piece.key for cell in (officers if of_people else cells) for piece in cell)
        people = Counter(_names(officers)) if of_people else Counter[str]()
        expected = exp(OFTEN_EMPTY) if columns[0].seldom_filled else _SELDOM_EMPTY
        share = _ratio(len(rows) - len(cells), len(rows), expected)
        ends = _endings(columns[0].kind, cells)
        bullets = _ratio(sum(cell[0].bullet for cell in cells), len(cells), _BEGINS_WITH_BULLET)
        width, usual_width = learned_width(cells, columns[0].tolerance), _usual_width(cells)
        columns[0].learn(lines, people, words[index], all_words)
        for column in columns:
            column.learn_as(columns[0])
            column.empty = EMPTY_THOUGH_NEEDED if column.needed else min(OFTEN_EMPTY, max(_FULLEST, share))
            column.usual_width = usual_width
            if width:
                column.set_width(*width)
            column.ends, column.bullets = ends, bullets
            further = sum(_begins_paragraph(*pair, column) for cell in cells for pair in pairwise(cell))
            column.paragraphs = _ratio(further, len(cells), _FURTHER_PARAGRAPHS)


def _ratio(seen: int, of: int, expected: float) -> float:
    """Its logarithm, believed to be what is expected until it was seen in many."""
    return log((seen + expected * _BELIEVED) / (of + _BELIEVED))


def _begins_paragraph(before: Piece, piece: Piece, column: Column) -> bool:
    """Whether a further paragraph begins that stands as far from the line before as another cell might."""
    if piece.bullet or piece.marked or piece.line.opens_page or (piece.small and not before.stopped):
        return False
    return piece.line.apart or (piece.line.loose and before.stopped and column.room_after(before, piece) > 0)


def _endings(kind: str, cells: Cells) -> dict[bool, float]:
    """How much likelier a stop, and none, is at the end of a cell of text than at the end of any of its lines."""
    if kind != "text" or not cells:
        return {}
    lines = [piece.stopped for cell in cells for piece in cell]
    return {
        stopped: max(-_ENDS_AT_MOST, min(_ENDS_AT_MOST, _ratio(ends, len(cells), share) - log(share)))
        for stopped in (True, False)
        for ends in [sum(cell[-1].stopped is stopped for cell in cells)]
        for share in [(lines.count(stopped) + 1) / (len(lines) + 2)]
    }


def learn_indent(tables: list[list[Column]], rows: list[Cells]) -> None:
    """How much further in lists stand: by as much as most of their lines agree with, in all columns alike.

    `tables` are the columns of tables that have the same, of the same widths.
    """
    changes: list[tuple[float, int]] = []
    for index, column in enumerate(tables[0]):
        for lines, _ in _blocks([row[index] for row in rows if row[index]]):
            if column.width is not None and (lines[0].bullet or lines[0].marked):
                for before, piece in pairwise(lines):
                    if piece.small and not before.stopped:
                        room = column.width - before.width
                        changes += [(room - piece.first_width, 1), (room + column.width * column.tolerance, -1)]
    if len(changes) < 2 * _FEWEST_LINES:
        return
    changes.sort()
    sums = list(accumulate(change for _, change in changes))
    best = max(range(len(sums)), key=sums.__getitem__)
    for column in chain.from_iterable(tables):
        column.indent = max(0.0, (changes[best][0] + changes[best + 1][0]) / 2)


def learn_widths(columns: list[Column], rows: list[Cells]) -> None:
    """The widths that one table has of its own, where it has lines enough and does not differ much from the others."""
    for index, column in enumerate(columns):
        cells = [row[index] for row in rows if row[index]]
        if sum(map(len, cells)) < _FEWEST_LINES_OF_ITS_OWN:
            continue
        own = learned_width(cells, column.tolerance)
        if own and column.width and _LEAST_OF_OTHERS < own[0] / column.width < 1 / _LEAST_OF_OTHERS:
            column.set_width(*own)


def _names(cells: list[list[Piece]]) -> Iterable[str]:
    for cell in cells:
        for piece in cell:
            for group in groups_of_names(piece.words):
                yield name_of(piece.words, group)


def learned_width(cells: list[list[Piece]], tolerance: float) -> tuple[float, float] | None:
    """The width that most blocks of lines agree with: none is wider, or had room for the next line's first word; and
    the most that it may be.
    """
    votes: dict[float, float] = defaultdict(float)
    weighed = 0.0
    same = 1 + tolerance
    for lines, weight in _blocks(cells):
        widest = max(piece.width for piece in lines)
        votes[0.0] -= weight
        votes[widest / same] += weight
        least_break = min(_breaks(lines), default=0.0)
        if least_break > widest / same:
            weighed += weight
            votes[widest / same] += weight
            votes[least_break * same] -= weight
    if weighed < _FEWEST_LINES:
        return None
    return _most_voted(votes)


def _usual_width(cells: list[list[Piece]]) -> float | None:
    """Twice what most lines are wide, where that is a word or two."""
    widths = sorted(piece.width for cell in cells for piece in cell)
    if len(widths) < _FEWEST_USUAL:
        return None
    most = widths[int(_MOST_OF_LINES * len(widths))]
    return 2 * most if most < _WIDTH_OF_A_WORD else None


def _most_voted(votes: dict[float, float]) -> tuple[float, float]:
    """The middle of the range with the highest sum of votes, of which each counts from its width on; and its end."""
    widths = sorted(votes)
    sums = list(accumulate(votes[width] for width in widths))
    best = max(range(len(widths)), key=lambda place: (sums[place], -place))
    above = widths[best + 1] if best + 1 < len(widths) else widths[best] * 1.02
    return (widths[best] + min(above, widths[best] * 1.06)) / 2, above


def _blocks(cells: list[list[Piece]]) -> Iterable[tuple[list[Piece], float]]:
    """Lines that stand one below the other, and their weight; a cell counts for so many lines and no more."""
    for cell in cells:
        weight = min(1.0, _MOST_LINES / len(cell))
        block: list[Piece] = []
        for piece in cell:
            if block and (piece.line.apart or piece.line.opens_page or piece.bullet):
                yield block, weight * len(block)
                block = []
            block.append(piece)
        yield block, weight * len(block)


def _breaks(lines: list[Piece]) -> Iterable[float]:
    """For each line that goes on below: the width that would have let it take in the next word."""
    if lines[0].bullet or lines[0].marked:
        return
    for before, piece in pairwise(lines):
        if before.wraps or (before.wraps is None and (not before.stopped or piece.small)):
            yield before.width + piece.first_width
