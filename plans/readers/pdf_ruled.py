"""A table whose cells stand between lines."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .colours import colours_of_row
from .contents import GridRow
from .grids import is_row_of_headings
from .pdf_words import USUAL_LEADING, Block, Box, Fill, Word, leading_of, lines_of, made_whole

Point = tuple[float, float]

_SAME = 3.0  # points, from a column's edge to that of the same


@dataclass
class Ruled:
    """`rows` have the box of each cell, None where a cell of another row or column reaches."""

    rows: list[list[Box | None]]
    words: Sequence[Word]
    fills: Sequence[Fill]

    @cached_property
    def boxes(self) -> set[Box]:
        return {box for row in self.rows for box in row if box}

    @cached_property
    def top(self) -> float:
        return min(box[1] for box in self.boxes)

    @cached_property
    def lefts(self) -> list[float]:
        return sorted({box[0] for box in self.boxes})

    @cached_property
    def parts_rows(self) -> bool:
        """Whether the lines part rows for sure, and not columns or sections: in most columns no box is as high as half
        the table.
        """
        bottom = max(box[3] for box in self.boxes)
        highest = [max(box[3] - box[1] for box in self.boxes if box[0] == left) for left in self.lefts]
        high = [height for height in highest if height * 2 > bottom - self.top]
        return len(self.rows) > 2 and len(high) * 2 < len(highest)

    def has_columns_of(self, other: "Ruled") -> bool:
        return len(self.lefts) == len(other.lefts) and all(
            abs(left - there) < _SAME for left, there in zip(self.lefts, other.lefts, strict=True)
        )

    def holds(self, word: Word) -> bool:
        """Whether one of the words given stands in a cell."""
        return id(word) in self._held_words

    @cached_property
    def _held_words(self) -> set[int]:
        return {id(word) for words in self._held.values() for word in words}

    @cached_property
    def _held(self) -> dict[Box, list[Word]]:
        """What stands in each cell; of all words only those at its height are asked."""
        placed = sorted(((word.middle, word) for word in self.words), key=_height_of)
        heights = list(map(_height_of, placed))
        held = {}
        for box in self.boxes:
            there = placed[bisect_left(heights, box[1]) : bisect_right(heights, box[3])]
            held[box] = [word for (across, _), word in there if box[0] <= across <= box[2]]
        return held

    @cached_property
    def blocks(self) -> dict[Box, Block]:
        margins = _margins(self._held)
        return {box: _block(words, box, margins[box[0]]) for box, words in self._held.items()}

    def make_words_whole(self, after: "Ruled", known: Container[str]) -> None:
        """Of a table that goes on with another on the next page: its last words, where the page's end cuts them."""
        rows = ([box for box in row if box] for row in after.rows)
        first = next((row for row in rows if not is_row_of_headings([after._printed(box) for box in row])), [])
        for lower in first:
            upper = max((box for box in self.boxes if abs(box[0] - lower[0]) < _SAME), key=_bottom_of, default=None)
            if upper:
                self.blocks[upper], after.blocks[lower] = made_whole(self.blocks[upper], after.blocks[lower], known)

    def _printed(self, box: Box) -> str:
        return self.blocks[box].text(USUAL_LEADING)

    def grid(self, page: int, known: Container[str]) -> Iterator[GridRow]:
        """A cell that spans rows stands in each of them, one that spans columns once."""
        leading = leading_of(self.blocks.values())
        texts = {box: block.text(leading, known) for box, block in self.blocks.items()}
        width = max(box[2] for box in self.boxes) - self.lefts[0]
        for at, row in enumerate(self.rows, 1):
            own = [box for box in row if box]
            top = min(box[1] for box in own)
            reaching = {box[0]: box for box in self.boxes if box[1] < top < box[3] - 1}
            there = [mine or reaching.get(left) for mine, left in zip(row, self.lefts, strict=False)]
            fills = [self._colour(box) if box else "" for box in there]
            wide = len(own) == 1 < len(row) and not reaching and own[0][2] - own[0][0] > width * 0.95
            cells = [texts[box] if box else "" for box in there]
            yield GridRow(cells=cells, colours=colours_of_row(fills), place=f"page {page}, row {at}", wide=wide)

    def _colour(self, cell: Box) -> str:
        """That which was drawn last."""
        return next((fill.color for fill in reversed(self.fills) if _shows_in(fill, cell)), "")


def _shows_in(fill: Fill, cell: Box) -> bool:
    """Whether it lies behind the middle of a cell, or as a sign within it."""
    left, top, right, bottom = fill.box
    behind = left < (cell[0] + cell[2]) / 2 < right and top < (cell[1] + cell[3]) / 2 < bottom
    return behind or (cell[0] < left and cell[1] < top and right < cell[2] and bottom < cell[3])


def _block(words: Sequence[Word], box: Box, margin: float) -> Block:
    """Words that run upwards or downwards are wrapped at the cell's top or bottom."""
    turned = [word for word in words if word.turn]
    if not turned:
        return Block(lines_of(words), box[2] - margin)
    end = turned[0].side - box[1] if turned[0].turn > 0 else box[3]
    return Block(lines_of(word for word in words if not word.turn) + lines_of(turned), end - margin)


def _height_of(placed: tuple[Point, Word]) -> float:
    """Of a word with its middle."""
    return placed[0][1]


def _bottom_of(box: Box) -> float:
    return box[3]


def _margins(held: dict[Box, list[Word]]) -> dict[float, float]:
    """By its left side the room before the words of a column's cells, which is the room after them too."""
    rooms: dict[float, list[float]] = defaultdict(list)
    for (left, *_), words in held.items():
        rooms[left] += [word.left - left for word in words if not word.turn]
    return {left: max(0, min(found, default=0)) for left, found in rooms.items()}
