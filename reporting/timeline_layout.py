"""Where dates stand on a calendar, in pixels. Pure: no Django.

Every line has a row: a ring where it was first due, a line to the mark of where it is due now, and its words beside
them. All pictures of a page share one calendar, so that a day stands at the same place in each of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reporting.text_width import cut, width_of

PAGE = 1200  # what a picture may take before it scrolls
WIDEST = 6000
MARGIN, AXIS, ROW, FOOT = 14, 58, 26, 8
TYPE, GAP = 13, 12
LEAST_MONTH = 9  # pixels
LEAST_NAMED_MONTH, LEAST_YEAR = 30, 40


@dataclass(frozen=True, kw_only=True)
class Dates:
    """What is drawn of one line. `kind` is "open", "late" or "done"; `told` stands beside it, after its name."""

    name: str
    told: str
    first: date | None
    now: date | None
    kind: str


@dataclass(frozen=True)
class Tick:
    """A month begins; `year` is named where one does, `month` where there is room."""

    x: float
    year: str
    month: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The row of one line. `first_x` is where the ring is drawn, `x` where the mark is; None where neither is."""

    y: float
    kind: str
    first_x: float | None
    x: float | None
    words_x: float
    words: str
    whole: str
    ends: bool

    @property
    def words_y(self) -> float:
        return self.y + 4

    @property
    def diamond(self) -> str:
        """The corners of a mark that is open or late."""
        x, y = self.x or 0, self.y
        return f"{x},{y - 7} {x + 7},{y} {x},{y + 7} {x - 7},{y}"

    @property
    def tick(self) -> str:
        """The stroke inside of a mark that is done."""
        x, y = self.x or 0, self.y
        return f"M{x - 3.5},{y} l2.5,3 l4.5,-6"

    @property
    def square_x(self) -> float:
        return (self.x or 0) - 6

    @property
    def square_y(self) -> float:
        return self.y - 6


@dataclass(frozen=True, kw_only=True)
class Picture:
    width: float
    height: float
    ticks: Sequence[Tick]
    today_x: float
    marks: Sequence[Mark]

    @property
    def bottom(self) -> float:
        return self.height - FOOT

    @property
    def today_ends(self) -> bool:
        """Whether the words for today stand before their line, since behind it there is no room."""
        return self.today_x > self.width - 200


class Calendar:
    """The days from the first of the first month to the end of the last, as a scale."""

    def __init__(self, days: Iterable[date]):
        days = sorted(days)
        self.start = _month(days[0], -1)
        self.end = _month(days[-1], 2)
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        self.width = min(max(PAGE, months * LEAST_MONTH + 2 * MARGIN), WIDEST)
        self.per_day = (self.width - 2 * MARGIN) / (self.end - self.start).days

    def x(self, day: date) -> float:
        return round(MARGIN + (day - self.start).days * self.per_day, 1)

    @property
    def ticks(self) -> list[Tick]:
        month_width, ticks, month = 30 * self.per_day, [], self.start
        while month < self.end:
            named = month_width >= LEAST_NAMED_MONTH or (month_width >= LEAST_NAMED_MONTH / 3 and month.month % 3 == 1)
            year = str(month.year) if self._names_year(month) else ""
            if named or year or month_width >= LEAST_MONTH:
                ticks.append(Tick(self.x(month), year, f"{month:%b}" if named else ""))
            month = _month(month, 1)
        return ticks

    def _names_year(self, month: date) -> bool:
        """Where one begins, and at the start; where there is room for it."""
        next_year = _month(date(month.year, 12, 1), 1)
        room = min(self.x(next_year), self.width) - self.x(month)
        every = int(LEAST_YEAR / (365 * self.per_day)) + 1
        begins = month == self.start or (month.month == 1 and month.year % every == 0)
        return begins and room > LEAST_YEAR * (every if month == self.start else 1)

    def picture(self, lines: Sequence[Dates], today: date) -> Picture:
        marks = [self._mark(line, AXIS + ROW * place + ROW / 2) for place, line in enumerate(lines)]
        height = AXIS + ROW * len(lines) + FOOT
        return Picture(width=self.width, height=height, ticks=self.ticks, today_x=self.x(today), marks=marks)

    def _mark(self, line: Dates, y: float) -> Mark:
        """Its words stand behind it where they have the room, else before it."""
        drawn = [self.x(day) for day in (line.first, line.now) if day]
        behind, before = max(drawn) + GAP, min(drawn) - GAP
        told = f", {line.told}" if line.told else ""
        room = max(self.width - MARGIN - behind, before - MARGIN) - width_of(told, TYPE)
        name = cut(line.name, TYPE, max(room, 60))
        whole = f"{line.name}{told}"
        ends = width_of(f"{name}{told}", TYPE) > self.width - MARGIN - behind and before > self.width - behind
        return Mark(
            y=y,
            kind=line.kind,
            first_x=self.x(line.first) if line.first and line.first != line.now else None,
            x=self.x(line.now) if line.now else None,
            words_x=before if ends else behind,
            words=f"{name}{told}",
            whole="" if name == line.name else whole,
            ends=ends,
        )


def _month(day: date, later: int) -> date:
    """The first of the month that is so many months later."""
    months = day.year * 12 + day.month - 1 + later
    months = min(max(months, 12), 9999 * 12 + 11)
    return date(months // 12, months % 12 + 1, 1)


def days_of(lines: Iterable[Dates]) -> list[date]:
    return [day for line in lines for day in (line.first, line.now) if day]
