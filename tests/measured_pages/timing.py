"""How long pages take, in turns."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from django.db import connection


@dataclass(frozen=True)
class Took:
    """Milliseconds, or times of what something else took."""

    itself: float
    by_the_clock: float

    def times(self, other: "Took") -> str:
        """How many times as long as another, both ways."""
        times = self.in_times_of(other)
        return f"{times.itself:7.2f} {times.by_the_clock:7.2f}"

    def in_times_of(self, other: "Took") -> "Took":
        return Took(self.itself / other.itself, self.by_the_clock / other.by_the_clock)

    def __str__(self) -> str:
        return f"{self.itself:9.1f} {self.by_the_clock:9.1f}"


def medians(pages: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Took]:
    """The pages take turns, so that what else the machine does meets all of them."""
    took: dict[str, list[Took]] = {name: [] for name in pages}
    for _ in range(rounds + 1):
        for name, page in pages.items():
            took[name].append(timed(page))
    return {
        name: Took(median(one.itself for one in turns[1:]), median(one.by_the_clock for one in turns[1:]))
        for name, turns in took.items()
    }


def timed(page: Callable[[], object]) -> Took:
    waited = 0.0

    def wait(execute: Callable[..., object], *arguments: object) -> object:
        nonlocal waited
        start, worked = time.perf_counter(), time.process_time()
        try:
            return execute(*arguments)
        finally:
            waited += (time.perf_counter() - start) - (time.process_time() - worked)

    with connection.execute_wrapper(wait):
        start, worked = time.perf_counter(), time.process_time()
        page()
        worked, start = time.process_time() - worked, time.perf_counter() - start
    return Took(itself=1000 * (worked + waited), by_the_clock=1000 * start)
