"""The lineage once a version is published: it runs through it, and every thread has its beginning and its end."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from django.db.models import Q

from actions.endings import endings_in, endings_of
from actions.models import ActionVersion, LineageEdge
from actions.origins import worded
from actions.thread_ends import Ending, PrintedEndings
from plans.models import Plan, PlanVersion, User

_KINDS = LineageEdge.Kind
_ENDS = ("from_action_version", "to_action_version")
_GOING_ON = {_KINDS.CONTINUES, _KINDS.SPLIT, _KINDS.MERGED}
_NO_ORIGIN_NEEDED = {*_GOING_ON, _KINDS.NEW}
_NO_END_NEEDED = {*_GOING_ON, _KINDS.ROLLED_INTO, _KINDS.DROPPED}


def neighbours(plan: Plan, as_of: date | None) -> tuple[PlanVersion | None, PlanVersion | None]:
    """The published versions before and after a version for this date; for one without a date the last, and none."""
    line = list(plan.versions.published().current().by_date())
    before = [version for version in line if as_of is None or (version.as_of and version.as_of <= as_of)]
    after = line[len(before) :]
    return before[-1] if before else None, after[0] if after else None


def settle(version: PlanVersion, *, by: User | None) -> None:
    """Join a version that has just been published with the versions before and after it."""
    if version.corrects is not None:
        _take_over(version.corrects, version)
    line = list(version.plan.versions.published().current().by_date())
    place = line.index(version)
    for earlier, later in pairwise(line[max(place - 1, 0) : place + 2]):
        Joint(earlier, later, by).join()


def write_endings(endings: Iterable[Ending], *, decided_by: User | None, and_dropped: bool) -> None:
    """What became of actions that a version has no more, where nothing said so before; `and_dropped`: of all of them.

    That something was dropped is only said once the version without it is published.
    """
    endings = list(endings)
    said = LineageEdge.objects.live().filter(from_action_version__in=[ending.entry for ending in endings])
    known = defaultdict(set)
    for edge in said:
        known[edge.from_action_version_id].add(edge.kind)
    edges = []
    for ending in endings:
        if known[ending.entry.pk] & _NO_END_NEEDED:
            continue
        made = {"from_action_version": ending.entry, "reason": ending.reason, "decided_by": decided_by}
        edges += [LineageEdge(kind=_KINDS.ROLLED_INTO, to_action_version=later, **made) for later in ending.rolled_into]
        if and_dropped and not ending.rolled_into:
            edges.append(LineageEdge(kind=_KINDS.DROPPED, **made))
    LineageEdge.objects.bulk_create(edges)


class Joint:
    """Two versions, the later one following directly on the earlier."""

    def __init__(self, earlier: PlanVersion, later: PlanVersion, by: User | None = None):
        self.later, self.earlier, self.by = later, earlier, by
        self.before = {entry.action_id: entry for entry in worded(earlier)}
        self.after = {entry.action_id: entry for entry in worded(later)}
        self.back: dict[int, list[LineageEdge]] = defaultdict(list)
        self.onward: dict[int, list[LineageEdge]] = defaultdict(list)
        touching = Q(from_action_version__in=self.before.values()) | Q(to_action_version__in=self.after.values())
        for edge in LineageEdge.objects.live().filter(touching).select_related("to_action_version"):
            if edge.to_action_version_id:
                self.back[edge.to_action_version_id].append(edge)
            if edge.from_action_version_id:
                self.onward[edge.from_action_version_id].append(edge)

    def join(self) -> None:
        edges = [self._continued(action) for action in self.before.keys() & self.after.keys()]
        edges += map(self._begun, self.new)
        LineageEdge.objects.bulk_create(edge for edge in edges if edge)
        write_endings(self.endings(), decided_by=self.by, and_dropped=True)

    @property
    def new(self) -> list[ActionVersion]:
        """What the earlier version has not got."""
        return [entry for action, entry in self.after.items() if action not in self.before]

    def _continued(self, action: int) -> LineageEdge | None:
        earlier, later = self.before[action], self.after[action]
        if any(edge.from_action_version_id == earlier.pk for edge in self.back[later.pk]):
            return None
        said = [edge for edge in self.back[later.pk] if edge.kind in {_KINDS.CONTINUES, _KINDS.NEW}]
        said += [edge for edge in self.onward[earlier.pk] if edge.kind == _KINDS.DROPPED]
        return LineageEdge(
            kind=_KINDS.CONTINUES,
            from_action_version=earlier,
            to_action_version=later,
            reason=f"the same action, now that {self.earlier.label} and {self.later.label} follow each other",
            decided_by=self.by,
            supersedes=said[0] if said else None,
        )

    def _begun(self, entry: ActionVersion) -> LineageEdge | None:
        if any(edge.kind in _NO_ORIGIN_NEEDED for edge in self.back[entry.pk]):
            return None
        reason = f"not in {self.earlier.label}"
        return LineageEdge(kind=_KINDS.NEW, to_action_version=entry, reason=reason, decided_by=self.by)

    def endings(self) -> list[Ending]:
        """What the later version has not got, and what became of it as far as its progress says."""
        printed = PrintedEndings([*self.before.values()])
        endings = []
        for action, entry in self.before.items():
            if action not in self.after:
                known, merged = (self._ends(entry, kind) for kind in (_KINDS.ROLLED_INTO, _KINDS.MERGED))
                others = known or (() if merged else printed.of(entry).rolled_into)
                reason = "as its progress says" if others else f"not in {self.later.label}"
                endings.append(Ending(entry=entry, rolled_into=others, merged_into=merged, reason=reason))
        return endings

    def _ends(self, entry: ActionVersion, kind: LineageEdge.Kind) -> tuple[ActionVersion, ...]:
        onward = [edge.to_action_version for edge in self.onward[entry.pk] if edge.kind == kind]
        return tuple(later for later in onward if later)


def _take_over(corrected: PlanVersion, correction: PlanVersion) -> None:
    """What was said of the corrected version's actions is said of the correction's instead.

    What the corrected version printed as ending, the correction was opened with, and says itself; and so it does of
    what else it lets end, whatever was read of that from the next version.
    """
    printed = {edge.pk for edges in endings_in(corrected).values() for edge in edges}
    ends_here = endings_of(correction.action_versions.all()).values("from_action_version__action")
    read = endings_of(corrected.action_versions.filter(action__in=ends_here)).values_list("pk", flat=True)
    here = {entry.action_id: entry for entry in correction.action_versions.all()}

    def instead_of(end: ActionVersion | None) -> ActionVersion | None:
        return here.get(end.action_id) if end and end.version_id == corrected.pk else end

    ends = Q(from_action_version__version=corrected) | Q(to_action_version__version=corrected)
    edges = []
    for edge in LineageEdge.objects.live().filter(ends).exclude(pk__in=[*printed, *read]).select_related(*_ENDS):
        earlier, later = instead_of(edge.from_action_version), instead_of(edge.to_action_version)
        has_its_ends = bool(earlier) == bool(edge.from_action_version) and bool(later) == bool(edge.to_action_version)
        if has_its_ends and earlier != later:
            taken_over = LineageEdge(
                kind=edge.kind,
                from_action_version=earlier,
                to_action_version=later,
                score=edge.score,
                reason=edge.reason,
                decided_by=edge.decided_by,
                is_put_right=edge.is_put_right,
                supersedes=edge,
            )
            edges.append(taken_over)
    LineageEdge.objects.bulk_create(edges)
