"""One version of a plan against another, or one action through all of them. Constant in queries."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from actions.compared import ComparedAction, DateMove, HistoryColumn, VersionComparison
from actions.comparison.change import Change
from actions.comparison.changes import MilestonesChange, TimeframeChange, changes_between
from actions.comparison.snapshot import Columns
from actions.endings import ending_between, endings_through
from actions.models import Action, ActionVersion, LineageEdge
from actions.reasons_given import ReasonsGiven
from actions.sides import Side, fields_printed, load_sides
from plans.models import Plan, PlanVersion
from plans.today import by_date, today


class ColumnsApart(NamedTuple):
    """The fields that only the one of two versions has a column for."""

    gone: frozenset[str]
    new: frozenset[str]


ROLLED_INTO, SPLIT, MERGED = LineageEdge.Kind.ROLLED_INTO, LineageEdge.Kind.SPLIT, LineageEdge.Kind.MERGED


class ComparisonRefusedError(Exception):
    """The two versions cannot be compared; the message is one sentence that says why."""


def compare_versions(
    before: PlanVersion,
    after: PlanVersion,
    actions: Collection[int] | None = None,
    *,
    apart: ColumnsApart | None = None,
) -> VersionComparison:
    """Compare two versions of one plan, in either order. Raises ComparisonRefusedError for any other two.

    With `actions` only these are compared, of which the columns do not tell: `apart` has what `columns_apart` found.
    """
    if before.plan_id != after.plan_id:
        raise ComparisonRefusedError("Versions of two different plans cannot be compared.")
    if before.pk == after.pk:
        raise ComparisonRefusedError(f"{before.label} is the same version twice: choose two that differ.")
    edges = _edges(Q(from_action_version__action__plan=before.plan_id))
    earlier, later = load_sides([before, after], actions and _with_relatives(actions, edges))
    asked = later.entries | earlier.entries if actions is None else actions
    reasons = _reasons(before.plan, _redated(earlier, later))
    pair = _Pair(earlier, later, _Beside(edges, endings_through(before.plan, [before, after], actions), reasons), apart)
    return VersionComparison(
        before=before,
        after=after,
        actions=[pair.compare(action) for action in asked],
        columns_gone=pair.columns_gone,
        columns_new=pair.columns_new,
    )


def columns_apart(before: PlanVersion, after: PlanVersion, parts: Iterable[Collection[int]]) -> ColumnsApart:
    """The columns that only the one of two versions has, gone and new. Their actions are read part by part, and only
    where they print different ones.
    """
    if fields_printed(before) == fields_printed(after):
        return ColumnsApart(frozenset(), frozenset())
    filled: dict[int, set[str]] = {before.pk: set(), after.pk: set()}
    for part in parts:
        for side in load_sides([before, after], part):
            filled[side.version.pk] |= side.columns.filled
    columns, other_columns = (
        Columns(printed=fields_printed(version), filled=frozenset(filled[version.pk])) for version in (before, after)
    )
    return ColumnsApart(columns.not_in(other_columns), other_columns.not_in(columns))


def history_of(action: Action) -> list[HistoryColumn]:
    """An action through its plan's versions, earliest first, without those that a correction has replaced."""
    edges = _edges(Q(from_action_version__action=action) | Q(to_action_version__action=action))
    related = {action.pk, *(end for edge in edges for end in (edge.earlier, edge.later))}
    sides = load_sides(action.plan.versions.current().by_date(), related)
    beside = _Beside(edges, endings_through(action.plan, actions=[action.pk]), _reasons(action.plan, [action.pk]))
    return list(_columns(action.pk, sides, beside))


def _with_relatives(actions: Collection[int], edges: Iterable["_Edge"]) -> set[int]:
    """These, and those that they came out of or went into."""
    wanted = set(actions)
    return wanted | {end for edge in edges if wanted & {edge.earlier, edge.later} for end in (edge.earlier, edge.later)}


class _Edge(NamedTuple):
    """`day` and `number` are of the later one's version; `goes_on` says whether the earlier stands in that as well."""

    kind: str
    earlier: int
    later: int
    day: date | None
    number: int
    goes_on: bool


class _Beside(NamedTuple):
    """What is known of actions beside their words in two versions; `endings` by action."""

    edges: list[_Edge]
    endings: Mapping[int, list[LineageEdge]]
    reasons: ReasonsGiven


def _edges(wanted: Q) -> list[_Edge]:
    """What the live lineage says of these beside the mere going on: which actions came out of which."""
    edges = LineageEdge.objects.current().filter(wanted, kind__in=[ROLLED_INTO, SPLIT, MERGED])
    beside = ActionVersion.objects.filter(
        action=OuterRef("from_action_version__action"), version=OuterRef("to_action_version__version")
    )
    ends = ("from_action_version__action", "to_action_version__action")
    version = ("to_action_version__version__as_of", "to_action_version__version__number")
    return [_Edge(*row) for row in edges.values_list("kind", *ends, *version, Exists(beside))]


def _reasons(plan: Plan, actions: Collection[int]) -> ReasonsGiven:
    return ReasonsGiven(actions, days={plan.pk: today(plan)})


def _redated(before: Side, after: Side) -> list[int]:
    """The actions of which some date is another, of which alone reasons are looked for."""
    kept = before.snapshots.keys() & after.snapshots.keys()
    return [action for action in kept if before.snapshots[action].dates != after.snapshots[action].dates]


def _columns(action: int, sides: list[Side], beside: _Beside) -> Iterator[HistoryColumn]:
    """Each version against the last before it that has the action, or where none has, against the last before it."""
    previous: Side | None = None
    had_it = False
    for stands, run in groupby(sides, key=lambda side: action in side.entries):
        for columns in [[side] for side in run] if stands else [list(run)]:
            first, versions = columns[0], tuple(side.version for side in columns)
            compared = _compare(action, previous, first, beside) if stands or had_it else None
            yield HistoryColumn(versions=versions, columns=first.columns, compared=compared)
            had_it = had_it or stands
            if stands or not had_it:
                previous = columns[-1]


def _compare(action: int, before: Side | None, after: Side, beside: _Beside) -> ComparedAction:
    if before is None:
        endings = ending_between(beside.endings.get(action, ()), after.version, after.version)
        return ComparedAction(after=after.entries[action], now=after.snapshots[action], endings=endings)
    return _Pair(before, after, beside).compare(action)


class _Pair:
    """Two versions side by side, and what is known beside them."""

    def __init__(self, before: Side, after: Side, beside: _Beside, apart: ColumnsApart | None = None):
        self.before, self.after = before, after
        self.edges, self.said, self.reasons = beside
        columns, other_columns = before.columns, after.columns
        apart = apart or ColumnsApart(columns.not_in(other_columns), other_columns.not_in(columns))
        self.columns_gone, self.columns_new = apart

    def compare(self, action: int) -> ComparedAction:
        earlier, later = self.before.entries.get(action), self.after.entries.get(action)
        was, now = self.before.snapshots.get(action), self.after.snapshots.get(action)
        compared = ComparedAction(before=earlier, after=later, was=was, now=now, endings=self._endings(action))
        if was is None:
            origin, came_from = self._origin(action)
            return replace(compared, origin=origin, came_from=came_from)
        if now is None:
            is_merged, rolled_into = self._went_into(action)
            return replace(compared, is_merged=is_merged, rolled_into=rolled_into)
        changes = changes_between(was, now, apart_from=self.columns_gone | self.columns_new)
        moves = tuple(self._date_moves(action, changes))
        endings_before = self._endings_before(action, compared.endings)
        return replace(compared, changes=changes, date_moves=moves, endings_before=endings_before)

    def _endings(self, action: int) -> tuple[LineageEdge, ...]:
        """How it ended on the way from the one version to the other, or where the later has it, how it ends there."""
        earliest = self.after if action in self.after.entries else self.before
        return ending_between(self.said.get(action, ()), earliest.version, self.after.version)

    def _endings_before(self, action: int, endings: tuple[LineageEdge, ...]) -> tuple[LineageEdge, ...]:
        """Nothing where the version after came first and says of no end: that is not to go on after all."""
        before = self.before.version
        if by_date(before) > by_date(self.after.version) and not endings:
            return ()
        return ending_between(self.said.get(action, ()), before, before)

    def _went_into(self, action: int) -> tuple[bool, tuple[ActionVersion, ...]]:
        """What it went into, and whether it was merged rather than rolled into that."""
        onward = [edge for edge in self.edges if edge.earlier == action]
        rolled = [edge for edge in onward if edge.kind == ROLLED_INTO]
        merged = [] if rolled else [edge for edge in onward if self._is_merged_away(edge)]
        targets = dict.fromkeys(edge.later for edge in rolled or merged)
        found = [self.before.entries.get(target) or self.after.entries.get(target) for target in targets]
        return bool(merged), tuple(target for target in found if target)

    def _is_merged_away(self, edge: _Edge) -> bool:
        """Whether it was merged on the way from the one version to the other, and did not go on beside."""
        before, after = self.before.version, self.after.version
        day = edge.day or date.max
        # A correction that has replaced the version after has its day, and a higher number.
        between = by_date(before) < (day, edge.number) and day <= (after.as_of or date.max)
        return edge.kind == MERGED and between and not edge.goes_on

    def _origin(self, action: int) -> tuple[str, tuple[ActionVersion, ...]]:
        """ "split" or "merged" and what it came from, where that stands in the version before."""
        parents = [
            (edge.kind, self.before.entries[edge.earlier])
            for edge in self.edges
            if edge.kind in {SPLIT, MERGED} and edge.later == action and edge.earlier in self.before.entries
        ]
        return (parents[0][0], tuple(parent for _, parent in parents)) if parents else ("", ())

    def _date_moves(self, action: int, changes: Iterable[Change]) -> Iterator[DateMove]:
        """The action's own first, as timeframes come before milestones."""
        versions = before, after = self.before.version, self.after.version
        goes_back = by_date(before) > by_date(after)
        for change in changes:
            if isinstance(change, TimeframeChange) and change.moves:
                reason = self.reasons.reason(*versions, action=action)
                yield DateMove(before=change.due_before, after=change.due_after, reason=reason, goes_back=goes_back)
            elif isinstance(change, MilestonesChange):
                for moved in change.moved:
                    yield DateMove(
                        before=moved.before.due,
                        after=moved.after.due,
                        reason=self.reasons.reason(*versions, action=action, milestone=moved.after.key),
                        milestone=moved.after.title,
                        goes_back=goes_back,
                    )
