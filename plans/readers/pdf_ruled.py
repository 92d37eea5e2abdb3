"""A table whose cells stand between lines."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .grids import GridRow
from .pdf_words import Block, Word, leading_of, lines_of

Box = tuple[float, float, float, float]


@dataclass
class Ruled:
    """`rows` have the box of each cell, None where a cell of another row or column reaches."""

    rows: list[list[Box | None]]
    words: Sequence[Word]

    @cached_property
    def boxes(self) -> set[Box]:
        return {box for row in self.rows for box in row if box}

    @property
    def top(self) -> float:
        return min(box[1] for box in self.boxes)

    def holds(self, word: Word) -> bool:
        return any(_within(word, box) for box in self.boxes)

    @cached_property
    def blocks(self) -> dict[Box, Block]:
        held = {box: [word for word in self.words if _within(word, box)] for box in self.boxes}
        return {box: Block(lines_of(words), box[2] - _margin(box[0], held)) for box, words in held.items()}

    def grid(self, page: int, known: Container[str]) -> Iterator[GridRow]:
        """A cell that spans rows stands in each of them, one that spans columns once."""
        leading = leading_of(self.blocks.values())
        texts = {box: block.text(leading, known) for box, block in self.blocks.items()}
        lefts = sorted({box[0] for box in self.boxes})
        width = max(box[2] for box in self.boxes) - lefts[0]
        for at, row in enumerate(self.rows, 1):
            own = [box for box in row if box]
            top = min(box[1] for box in own)
            reaching = {box[0]: box for box in self.boxes if box[1] < top < box[3] - 1}
            there = [mine or reaching.get(left) for mine, left in zip(row, lefts, strict=False)]
            wide = len(own) == 1 < len(row) and not reaching and own[0][2] - own[0][0] > width * 0.95
            yield GridRow(cells=[texts[box] if box else "" for box in there], place=f"page {page}, row {at}", wide=wide)


def _within(word: Word, box: Box) -> bool:
    across, down = word.middle
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _margin(left: float, held: dict[Box, list[Word]]) -> float:
    """The room before the words of a column's cells, which is the room after them too."""
    return max(0, min((word.left - left for box, words in held.items() if box[0] == left for word in words), default=0))
