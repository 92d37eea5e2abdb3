"""A small line chart of one number over time: where each point lies. Pure: no Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, MARGIN = 220.0, 56.0, 6.0  # pixels


@dataclass(frozen=True)
class LineChart:
    """Points from left to right by date and from the bottom up by value; `target` is the height of its line, if any."""

    points: list[tuple[float, float]]
    target: float | None
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def path(self) -> str:
        return " ".join(f"{'L' if place else 'M'}{x:.1f} {y:.1f}" for place, (x, y) in enumerate(self.points))


def line_chart(values: Sequence[tuple[date, float]], *, target: float | None = None) -> LineChart:
    """Of these values, earliest first. A single value, and values that are all the same, lie in the middle."""
    days = [float(day.toordinal()) for day, _ in values]
    heights = [value for _, value in values] + ([] if target is None else [target])
    points = [
        (_between(day, days, WIDTH), HEIGHT - _between(value, heights, HEIGHT))
        for day, (_, value) in zip(days, values, strict=True)
    ]
    return LineChart(points, None if target is None else HEIGHT - _between(target, heights, HEIGHT))


def _between(value: float, among: Sequence[float], length: float) -> float:
    """How far along a length a value lies among others, with a margin at both ends."""
    low, high = min(among), max(among)
    share = (value - low) / (high - low) if high > low else 0.5
    return MARGIN + share * (length - 2 * MARGIN)
