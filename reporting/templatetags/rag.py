from dataclasses import dataclass

from django import template

from reporting.counts import Counts

register = template.Library()


@dataclass(frozen=True)
class Piece:
    """One colour's part of a bar; places and widths in per cent of the bar."""

    name: str
    label: str
    left: float
    width: float

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    @property
    def right(self) -> float:
        return self.left + self.width


@register.inclusion_tag("reporting/bar.html")
def status_bar(counts: Counts, *, before: bool = False, longest: int = 0) -> dict[str, object]:
    """A bar of colours whose lengths are the counts; the words beside it say the same.

    It fills its place or, where bars are to be held against each other, as much of it as its total is of the `longest`.
    """
    pieces, left = [], 0.0
    for entry in counts.colours:
        width = 100 * entry.count / (longest or counts.total)
        label = f"{entry.count} {entry.word}" if width > 20 else str(entry.count) if width > 3 else ""
        pieces.append(Piece(entry.colour or "none", label, left, width))
        left += width
    return {"pieces": pieces, "counts": counts, "before": before}
