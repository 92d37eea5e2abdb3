"""How far each action and milestone has moved from the date first published for it, and whether anybody said why.

Slippage is the days from the first published date to the date now: what was last forecast, or else what the latest
version says. An action keeps its first published date through renumbering; one that was split from others, or merged
out of them, has the earliest of theirs. A move is silent when a date moved or was taken away and no report between the
two versions explains it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise

from actions.comparison.dates import days_apart, days_between
from actions.milestone_standings import MilestoneStanding
from actions.models import ActionVersion, ProgressUpdate
from actions.reasons_given import ReasonsGiven, is_silent
from actions.slippage_sources import Dated, Forecasts, Timelines, latest_updates, with_forebears
from plans.today import PlansToday


@dataclass(frozen=True)
class Move:
    """From one version to the next the date is another, or of another kind; `reason` is what was said of it, if any."""

    before: Dated
    after: Dated
    reason: str

    @property
    def days(self) -> int | None:
        """Days later, below zero earlier; None where one of the two has no date."""
        return days_between(self.before.due, self.after.due)

    @property
    def told(self) -> str:
        if self.days is not None:
            return days_apart(self.days)
        return "date taken away" if self.before.due else "date given" if self.after.due else ""

    @property
    def changes_kind(self) -> bool:
        return self.before.kind != self.after.kind

    @property
    def is_silent(self) -> bool:
        return is_silent(self.before.due, self.reason)


@dataclass(frozen=True)
class Forecast:
    """The date last reported as expected, when, and why it differs from the plan's."""

    expected: date
    reported_on: date
    reason: str


@dataclass(frozen=True)
class Spell:
    """Versions in a row that say the same of when."""

    dated: Dated
    labels: tuple[str, ...]
    move: Move | None


@dataclass(frozen=True, kw_only=True)
class SlippageLine:
    """An action, or one of its milestones, with what every version said of when, earliest first.

    `entry` is the action's latest wording; `milestone` the title of the milestone, "" for the action itself. It
    `stands` while the plan's latest version has it. A milestone `is_done` once the last report on it says so.
    """

    entry: ActionVersion
    milestone: str
    dates: tuple[Dated, ...]
    moves: tuple[Move, ...]
    forecast: Forecast | None
    stands: bool
    is_done: bool = False

    @cached_property
    def first(self) -> Dated | None:
        """The first published date."""
        return next((dated for dated in self.dates if dated.due and dated.version.is_published), None)

    @property
    def last(self) -> Dated:
        return self.dates[-1]

    @property
    def now(self) -> date | None:
        return self.forecast.expected if self.forecast else self.last.due

    @cached_property
    def days(self) -> int | None:
        """Days later than first published, below zero earlier; None where either has no date."""
        return days_between(self.first.due, self.now) if self.first else None

    @property
    def days_apart(self) -> str:
        return days_apart(self.days)

    @property
    def days_order(self) -> int:
        return self.days or 0

    @property
    def first_order(self) -> date:
        """What never had a published date sorts last."""
        return (self.first and self.first.due) or date.max

    @property
    def has_slipped(self) -> bool:
        return (self.days or 0) > 0

    @property
    def forecast_moves(self) -> bool:
        return self.forecast is not None and self.forecast.expected != self.last.due

    @property
    def silent_moves(self) -> list[Move]:
        return [move for move in self.moves if move.is_silent]

    @property
    def forecast_is_silent(self) -> bool:
        return bool(self.forecast_moves and self.forecast and is_silent(self.last.due, self.forecast.reason))

    @property
    def is_silent(self) -> bool:
        return bool(self.silent_moves) or self.forecast_is_silent

    @property
    def silence(self) -> str:
        """ " (365 days later)", to stand behind its name where sentences tell of what moved without a reason."""
        return f" ({days_apart(self.days)})" if self.days else ""

    @property
    def has_changed(self) -> bool:
        return bool(self.moves) or self.forecast_moves

    @property
    def reasons(self) -> list[str]:
        given = [move.reason for move in self.moves] + [self.forecast.reason if self.forecast else ""]
        return list(dict.fromkeys(filter(None, given)))

    @cached_property
    def spells(self) -> list[Spell]:
        """The versions grouped where they say the same, each group with the move that led to it."""
        moves = {move.after: move for move in self.moves}
        spells = []
        for _, group in groupby(
            self.dates, key=lambda dated: (dated.due, dated.kind, "" if dated.due else dated.words)
        ):
            same = tuple(group)
            labels = tuple(dated.version.label for dated in same)
            spells.append(Spell(same[0], labels, moves.get(same[0])))
        return spells


@dataclass(frozen=True)
class Ledger:
    """Slippage lines, worst first: those that slipped, then those that changed otherwise, then in printed order.

    An action counts once, with its own days or those of the milestone that slipped furthest. Beside them are the
    `milestones` of each action version of the plans' latest versions, by its primary key, as printed.
    """

    lines: list[SlippageLine]
    milestones: Mapping[int, list[MilestoneStanding]]

    @cached_property
    def slipped(self) -> list[SlippageLine]:
        """The worst line of each action that has slipped."""
        worst: dict[int, SlippageLine] = {}
        for line in self.lines:
            if line.has_slipped:
                worst.setdefault(line.entry.action_id, line)
        return list(worst.values())

    @property
    def days(self) -> int:
        return sum(line.days or 0 for line in self.slipped)

    @cached_property
    def silent(self) -> list[SlippageLine]:
        """One line of each action of which some date moved, or was taken away, without a word of why."""
        return list({line.entry.action_id: line for line in reversed(self.lines) if line.is_silent}.values())[::-1]

    @cached_property
    def kind_changes(self) -> list[tuple[SlippageLine, Move]]:
        return [(line, move) for line in self.lines for move in line.moves if move.changes_kind]

    @property
    def has_forecasts(self) -> bool:
        return any(line.forecast for line in self.lines)

    @cached_property
    def dated(self) -> int:
        """How many actions ever had a published date, of their own or of a milestone."""
        return len({line.entry.action_id for line in self.lines if line.first})


def slippage(
    plans: PlansToday, *, latest: Mapping[int, ProgressUpdate] | None = None, actions: Collection[int] | None = None
) -> Ledger:
    """The ledger of these plans, each with the versions and reports that it had on its day. Five queries.

    `latest` is the update that speaks for each action then, by its primary key: one query less where it is known. With
    `actions` it is of these, and of what they were split from or merged out of.
    """
    among = None if actions is None else with_forebears(actions)
    timelines = Timelines(plans.versions, among)
    moved = {dated.action for line in timelines.lines for dated in _moved(line.dates)}
    if latest is None:
        latest = {update.action_id: update for update in latest_updates(plans.days)}
    forecasts = Forecasts(plans.days, latest, among)
    reasons = ReasonsGiven(moved, days=plans.days, reports=forecasts.reports)
    lines = [
        SlippageLine(
            entry=line.entry,
            milestone=line.milestone,
            dates=tuple(line.dates),
            moves=tuple(_moves(line.dates, reasons)),
            forecast=_forecast(line.dates[-1], forecasts) if line.stands else None,
            stands=line.stands,
            is_done=forecasts.is_done(line.dates[-1]),
        )
        for line in timelines.lines
    ]
    milestones = {
        key: [forecasts.standing(worded) for worded in timelines.milestones[key]]
        for key, entry in timelines.by_pk.items()
        if entry.version_id in timelines.latest
    }
    return Ledger(sorted(lines, key=_worst_first), milestones)


def _worst_first(line: SlippageLine) -> tuple[object, ...]:
    place = (line.entry.action.plan.title, not line.stands, line.entry.position, bool(line.milestone))
    return -max(line.days or 0, 0), not line.is_silent, not line.has_changed, *place


def _changes(dates: Iterable[Dated]) -> Iterable[tuple[Dated, Dated]]:
    return (
        (before, after) for before, after in pairwise(dates) if (before.due, before.kind) != (after.due, after.kind)
    )


def _moved(dates: Iterable[Dated]) -> list[Dated]:
    return [after for _, after in _changes(dates)]


def _moves(dates: Iterable[Dated], reasons: ReasonsGiven) -> list[Move]:
    return [
        Move(
            before,
            after,
            reasons.reason(before.version, after.version, action=after.action, milestone=after.milestone),
        )
        for before, after in _changes(dates)
    ]


def _forecast(last: Dated, forecasts: Forecasts) -> Forecast | None:
    found = forecasts.of(last)
    return Forecast(*found) if found else None
