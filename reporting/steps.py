"""The changes of a page as a chain: each leads to the next and to the one before, with or without JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass


class Steps(Iterator[object]):
    """Hands out the places of a page's changes in the order they are read."""

    def __init__(self) -> None:
        self.count = 0

    def __next__(self) -> "Step":
        self.count += 1
        return Step(self, self.count)


@dataclass(frozen=True)
class Step:
    """A place that a reader steps to. What follows it is known when the whole page has been put together."""

    steps: Steps
    number: int

    @property
    def of(self) -> int:
        return self.steps.count

    @property
    def previous(self) -> int | None:
        return self.number - 1 or None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.number < self.steps.count else None
