"""One version of a plan against another: every action of both, with its changes. Constant in queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from actions.comparison.changes import KINDS, Change, MilestonesChange, TimeframeChange, changes_between
from actions.comparison.snapshot import ActionSnapshot, SnapshotMilestone, SnapshotStatus
from actions.models import ActionVersion, LineageEdge, MilestoneVersion, ProgressUpdate
from actions.printed_names import printed_names
from actions.statuses import status_of, updates_beside
from plans.models import PlanVersion
from plans.readers.columns import field_of_heading


class ComparisonRefusedError(Exception):
    """The two versions cannot be compared; the message is one sentence that says why."""


@dataclass(frozen=True, kw_only=True)
class ComparedAction:
    """An action in the version before, in the version after, or in both; `changes` only where it is in both.

    `origin` is "split" or "merged" where the lineage says that the action came out of others; `rolled_into` names the
    actions it went into, by their references in the version before where they stand there.
    """

    before: ActionVersion | None
    after: ActionVersion | None
    changes: tuple[Change, ...] = ()
    origin: str = ""
    came_from: tuple[ActionVersion, ...] = ()
    rolled_into: tuple[ActionVersion, ...] = ()
    status_before: SnapshotStatus | None = None
    status_after: SnapshotStatus | None = None

    @property
    def shown(self) -> ActionVersion:
        """Its wording in the later version, or else in the earlier."""
        found = self.after or self.before
        assert found
        return found

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        found = {kind for change in self.changes for kind in change.kinds}
        if self.before is None:
            found.add(self.origin or "new")
        elif self.after is None:
            found.add("dropped")
            found |= {"rolled_into"} if self.rolled_into else set()
        return tuple(kind for kind in KINDS if kind in found) or ("unchanged",)

    @property
    def slip_days(self) -> int | None:
        """Days its date moved, later above zero; None where that cannot be said or it did not move."""
        timeframes = [change for change in self.changes if isinstance(change, TimeframeChange)]
        return (timeframes[0].slip_days or None) if timeframes else None

    @property
    def longest_slip(self) -> int | None:
        """The slip of the action or of its milestone that slipped most."""
        milestones = [change for change in self.changes if isinstance(change, MilestonesChange)]
        slips = [moved.slip_days for change in milestones for moved in change.moved]
        return max([days for days in [self.slip_days, *slips] if days], default=None)


@dataclass(frozen=True, kw_only=True)
class VersionComparison:
    """Every action of two versions, those of the later one first in its printed order, then the dropped in theirs."""

    before: PlanVersion
    after: PlanVersion
    actions: list[ComparedAction] = field(default_factory=list)

    @cached_property
    def summary(self) -> dict[str, int]:
        """How many actions each kind of change has, in the order of KINDS."""
        counts = Counter(kind for action in self.actions for kind in action.kinds)
        return {kind: counts[kind] for kind in KINDS if counts[kind]}


def compare_versions(before: PlanVersion, after: PlanVersion) -> VersionComparison:
    """Compare two versions of one plan, in either order. Raises ComparisonRefusedError for any other two."""
    if before.plan_id != after.plan_id:
        raise ComparisonRefusedError("Versions of two different plans cannot be compared.")
    if before.pk == after.pk:
        raise ComparisonRefusedError(f"{before.label} is the same version twice: choose two that differ.")
    return _Comparing(before, after).compare()


class _Comparing:
    def __init__(self, before: PlanVersion, after: PlanVersion):
        self.before, self.after = _Side(before), _Side(after)
        self.edges = _edges(before.plan_id)

    def compare(self) -> VersionComparison:
        here = [self._in_after(entry) for entry in self.after.entries.values()]
        gone = [
            self._dropped(entry) for action, entry in self.before.entries.items() if action not in self.after.entries
        ]
        return VersionComparison(before=self.before.version, after=self.after.version, actions=here + gone)

    def _in_after(self, entry: ActionVersion) -> ComparedAction:
        earlier = self.before.entries.get(entry.action_id)
        now = self.after.snapshot(entry)
        if earlier is None:
            origin, came_from = self._origin(entry)
            return ComparedAction(before=None, after=entry, origin=origin, came_from=came_from, status_after=now.status)
        was = self.before.snapshot(earlier)
        return ComparedAction(
            before=earlier,
            after=entry,
            changes=changes_between(was, now),
            status_before=was.status,
            status_after=now.status,
        )

    def _dropped(self, entry: ActionVersion) -> ComparedAction:
        targets = [later for kind, earlier, later in self.edges if kind == ROLLED_INTO and earlier == entry.action_id]
        found = [self.before.entries.get(action) or self.after.entries.get(action) for action in targets]
        return ComparedAction(
            before=entry,
            after=None,
            rolled_into=tuple(target for target in found if target),
            status_before=self.before.snapshot(entry).status,
        )

    def _origin(self, entry: ActionVersion) -> tuple[str, tuple[ActionVersion, ...]]:
        """ "split" or "merged" and what it came from, where that stands in the version before."""
        parents = [
            (kind, self.before.entries[earlier])
            for kind, earlier, later in self.edges
            if kind in {SPLIT, MERGED} and later == entry.action_id and earlier in self.before.entries
        ]
        return (parents[0][0], tuple(parent for _, parent in parents)) if parents else ("", ())


ROLLED_INTO, SPLIT, MERGED = LineageEdge.Kind.ROLLED_INTO, LineageEdge.Kind.SPLIT, LineageEdge.Kind.MERGED


def _edges(plan: int) -> list[tuple[str, int, int]]:
    """The plan's live lineage as (kind, earlier action, later action)."""
    edges = LineageEdge.objects.live().filter(from_action_version__action__plan=plan, to_action_version__isnull=False)
    return list(edges.values_list("kind", "from_action_version__action", "to_action_version__action"))


class _Side:
    """One version's actions by their continuing action, in printed order, with what is compared of each."""

    def __init__(self, version: PlanVersion):
        self.version = version
        entries = version.action_versions.select_related("action", "section_version").order_by("position")
        self.entries = {entry.action_id: entry for entry in entries}
        self.updates = updates_beside(version)
        self.names = printed_names(version.action_versions.all())
        self.milestones = _milestones(version)
        self.fields = {field_of_heading(heading) for heading in version.columns}

    def snapshot(self, entry: ActionVersion) -> ActionSnapshot:
        names = self.names[entry.pk]
        update = self.updates.get(entry.action_id)
        return ActionSnapshot(
            reference=entry.reference,
            section=entry.section_version.section_id,
            section_name=str(entry.section_version),
            is_new=entry.is_new,
            text=entry.text,
            intended_outcome=entry.intended_outcome,
            success_measure=entry.success_measure,
            accountable=tuple(names.accountable),
            lead=tuple(names.lead),
            timeframe=entry.timeframe,
            due=entry.due,
            status=_status(update) if "status" in self.fields else None,
            progress=(update.narrative if update else "") if "progress" in self.fields else None,
            milestones=tuple(self.milestones[entry.pk]),
            links=tuple(entry.links),
            saving=entry.saving,
            other=entry.other,
        )


def _status(update: ProgressUpdate | None) -> SnapshotStatus:
    if update is None:
        return SnapshotStatus()
    status = status_of(update)
    return SnapshotStatus(colour=status.colour, words=status.words, closes=status.closes)


def _milestones(version: PlanVersion) -> Mapping[int, Iterable[SnapshotMilestone]]:
    milestones: dict[int, list[SnapshotMilestone]] = defaultdict(list)
    for entry in MilestoneVersion.objects.filter(action_version__version=version).order_by("position"):
        milestones[entry.action_version_id].append(
            SnapshotMilestone(key=entry.milestone_id, title=entry.title, timeframe=entry.timeframe, due=entry.due)
        )
    return milestones
