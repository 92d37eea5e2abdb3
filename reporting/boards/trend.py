"""How the mix of statuses went: at each version and at each month's end between, from the updates themselves."""

from bisect import bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import django_tables2 as tables

from actions.models import ActionVersion, ProgressUpdate
from actions.statuses import ORDER, colour_word
from plans.models import Plan, PlanVersion
from plans.tables import ListTable
from plans.today import PlansToday, PlanToday
from reporting.column_chart import Column, columns
from reporting.counts import Counts, count_colours
from reporting.rows import ActionRow

from .board import Board, Shown
from .scope import Scope

ALL = "All together"
MOST_MONTHS = 24  # of a longer time only every second, third … month is shown


@dataclass(frozen=True)
class TrendLine:
    """What a plan, or a section of it, stood at on a day; `version` is the label of the version of that day, if any."""

    plan: Plan
    part: str
    day: date
    version: str
    counts: Counts


@dataclass(frozen=True)
class Trend:
    """One of the small multiples: a plan or a section of it, through time."""

    plan: Plan
    part: str
    lines: list[TrendLine]

    @cached_property
    def columns(self) -> list[Column]:
        """The days of versions are marked."""
        return columns([(line.counts, bool(line.version)) for line in self.lines])

    @property
    def first(self) -> TrendLine:
        return self.lines[0]

    @property
    def last(self) -> TrendLine:
        return self.lines[-1]


class TrendTable(ListTable):
    row_template = "reporting/boards/trend_row.html"
    noun = "line"
    caption = "The same as figures, by plan and day"
    nothing = "Nothing had been published yet, so there is no trend."
    facts = {
        "Plan": "plan.title",
        "Part": "part",
        "Day": "day",
        "Version": "version",
        "Actions": "counts.total",
        "Blue": "counts.blue",
        "Green": "counts.green",
        "Amber": "counts.amber",
        "Red": "counts.red",
        "Grey": "counts.grey",
        "No status": "counts.no_status",
    }

    plan = tables.Column("Plan", orderable=False)
    part = tables.Column("Part", order_by=("part", "day"))
    day = tables.Column("Day", order_by="day")
    counts = tables.Column("Status", orderable=False)


class TrendBoard(Board):
    slug = "trend"
    title = "Trend"
    purpose = "How the mix of statuses went, at each version and at each month’s end between."
    template = "reporting/boards/trend.html"
    table = TrendTable

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[TrendLine]:
        """Two queries. Narrowed to some actions, these alone are followed back."""
        followed = None if len(rows) == len(scope.rows) else {row.action for row in rows}
        history = History(scope.plans, followed)
        lines = [line for today in scope.plans.values() for line in history.lines(today, by_section=bool(scope.plan))]
        return [line for line in lines if followed is None or line.counts.total]

    def left_out(self, lines: Sequence[TrendLine]) -> list[str]:
        return ["plan"] if len({line.plan.pk for line in lines}) < 2 else []

    def more(self, shown: Shown) -> dict[str, object]:
        parts: dict[tuple[Plan, str], list[TrendLine]] = defaultdict(list)
        for line in shown.lines:
            parts[line.plan, line.part].append(line)
        trends = [Trend(plan, part, lines) for (plan, part), lines in parts.items()]
        colours = {entry.colour for line in shown.lines for entry in line.counts.colours}
        return {"trends": trends, "key": [(colour, colour_word(colour)) for colour in ORDER if colour in colours]}


class History:
    """Which actions each version had in which section, and every update on them; of some actions, or (None) of all."""

    def __init__(self, plans: PlansToday, followed: Collection[int] | None):
        self.entries: dict[int, list[tuple[int, int]]] = defaultdict(list)  # by version: actions with their sections
        self.names: dict[int, str] = {}  # of the sections, as the latest version has them
        worded = ActionVersion.objects.filter(version__in=plans.versions).select_related("section_version")
        for entry in worded.only("action", "version", "section_version").order_by("version__as_of", "position"):
            self.names[entry.section_version.section_id] = str(entry.section_version)
            if followed is None or entry.action_id in followed:
                self.entries[entry.version_id].append((entry.action_id, entry.section_version.section_id))
        self.days: dict[int, list[date]] = defaultdict(list)  # by action: of its updates, earliest first
        self.colours: dict[int, list[str]] = defaultdict(list)  # and the colour of each
        updates = ProgressUpdate.objects.filter(action__plan__in=plans).order_by("as_at", "id")
        for action, day, colour in updates.values_list("action", "as_at", "status__colour"):
            self.days[action].append(day)
            self.colours[action].append(colour or "")

    def lines(self, today: PlanToday, *, by_section: bool) -> Iterator[TrendLine]:
        """The plan's all together, and then each section's, day by day; those that it no longer has come last."""
        labels = {version.as_of: version.label for version in today.versions}
        stood = [(day, self._colours(version, day)) for day, version in _days(today)]
        last_first = dict.fromkeys(section for _, colours in reversed(stood) for section, _ in colours)
        sections = last_first if by_section else {}
        for section in [None, *sections]:
            for day, colours in stood:
                counts = count_colours(colour for of, colour in colours if section in {None, of})
                part = ALL if section is None else self.names[section]
                yield TrendLine(today.plan, part, day, labels.get(day, ""), counts)

    def _colours(self, version: PlanVersion, day: date) -> list[tuple[int, str]]:
        """The section and the colour of each of the version's actions on a day."""
        return [(section, self._colour(action, day)) for action, section in self.entries[version.pk]]

    def _colour(self, action: int, day: date) -> str:
        place = bisect_right(self.days[action], day)
        return self.colours[action][place - 1] if place else ""


def _days(today: PlanToday) -> list[tuple[date, PlanVersion]]:
    """Each day that is shown with the version that was there on it: of versions, of months' ends, and the last."""
    published = {version.as_of: version for version in today.versions if version.as_of}
    if not published:
        return [(today.day, today.in_use)] if today.in_use else []
    days = sorted({*published, *_month_ends(min(published), today.day), today.day})
    there = [max(of for of in published if of <= day) for day in days]
    shown = [(day, published[of]) for day, of in zip(days, there, strict=True)]
    return [*shown[:-1], (today.day, today.in_use or shown[-1][1])]


def _month_ends(first: date, last: date) -> list[date]:
    """Between two days, thinned where they are too many."""
    ends, day = [], first
    while (end := day.replace(day=monthrange(day.year, day.month)[1])) < last:
        ends.append(end)
        day = end + timedelta(days=1)
    step = -(-len(ends) // MOST_MONTHS) or 1
    return ends[::-1][::step]
