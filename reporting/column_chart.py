"""Stacked columns of counts by colour, one for each day: where each piece lies. Pure but for what a count is."""

from collections.abc import Sequence
from dataclasses import dataclass

from .counts import Counts

WIDTH, HEIGHT = 340.0, 110.0  # pixels
WIDEST = 44.0  # of a column
GAP = 2.0
ROOM_FOR_A_NUMBER = 13.0  # pixels, both ways


@dataclass(frozen=True)
class ColumnPiece:
    """One colour's part of a column; `number` is "" where there is no room for it."""

    name: str
    number: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True)
class Column:
    """A day's pieces, from the bottom; where it `is_marked`, a mark stands below it."""

    pieces: list[ColumnPiece]
    middle: float
    is_marked: bool


def columns(days: Sequence[tuple[Counts, bool]]) -> list[Column]:
    """A column for each day, as high as it has actions, and whether to mark it; the highest takes the whole height."""
    most = max((counts.total for counts, _ in days), default=0)
    width = min(WIDEST, (WIDTH + GAP) / max(len(days), 1) - GAP)
    unit = HEIGHT / most if most else 0
    return [
        Column(_pieces(counts, place * (width + GAP), width, unit), place * (width + GAP) + width / 2, is_marked)
        for place, (counts, is_marked) in enumerate(days)
    ]


def _pieces(counts: Counts, x: float, width: float, unit: float) -> list[ColumnPiece]:
    pieces, bottom = [], HEIGHT
    for entry in counts.colours:
        height = entry.count * unit
        bottom -= height
        has_room = width >= ROOM_FOR_A_NUMBER and height >= ROOM_FOR_A_NUMBER
        number = str(entry.count) if has_room else ""
        pieces.append(ColumnPiece(entry.colour or "none", number, x, bottom, width, height))
    return pieces
