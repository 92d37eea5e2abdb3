"""When a plan's officers are to report by: its deadlines, and the cycle that a day lies in. Pure: no Django.

A cycle runs from the day after one deadline to the next. Monthly and quarterly deadlines are counted from the first
one and keep its day of the month; in a month too short for it they fall on the last day.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHLY, QUARTERLY, DATES = "monthly", "quarterly", "dates"
_MONTHS = {MONTHLY: 1, QUARTERLY: 3}


@dataclass(frozen=True)
class Cycle:
    """The days from `starts` to `due`, both included; `due` is the deadline. The first of given dates has no start."""

    starts: date
    due: date

    def days_left(self, day: date) -> int:
        return (self.due - day).days


def cycle_on(frequency: str, deadlines: Sequence[date], day: date) -> Cycle | None:
    """The cycle that a day lies in, before the first deadline the first one; None where the last given date has passed,
    or there are none.
    """
    if not deadlines:
        return None
    if frequency == DATES:
        return _between(sorted(deadlines), day)
    first = min(deadlines)
    return _counted_from(first, _MONTHS[frequency], max(first, day))


def cycle_before(frequency: str, deadlines: Sequence[date], day: date) -> Cycle | None:
    """The cycle that had ended last on a day; None up to the first deadline."""
    if not deadlines or day <= min(deadlines):
        return None
    running = cycle_on(frequency, deadlines, day)
    return cycle_on(frequency, deadlines, running.starts - timedelta(days=1) if running else max(deadlines))


def _between(deadlines: Sequence[date], day: date) -> Cycle | None:
    place = bisect_left(deadlines, day)
    if place == len(deadlines):
        return None
    starts = deadlines[place - 1] + timedelta(days=1) if place else date.min
    return Cycle(starts, deadlines[place])


def _counted_from(first: date, months: int, day: date) -> Cycle:
    steps = ((day.year - first.year) * 12 + day.month - first.month) // months
    while _months_after(first, steps * months) < day:
        steps += 1
    previous = _months_after(first, (steps - 1) * months)
    return Cycle(previous + timedelta(days=1), _months_after(first, steps * months))


def _months_after(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
