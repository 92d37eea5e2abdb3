"""A plan's whole history: which actions each version has, what each became, and the same as stages to draw."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from actions.models import Action, ActionVersion, LineageEdge
from actions.statuses import NO_STATUS, Status, printed_status, status_of, updates_beside
from plans.models import Plan, PlanVersion

from .lineage_layout import Joint, Part, Stage, Stop

_KINDS = LineageEdge.Kind
_BECAME = {_KINDS.ROLLED_INTO, _KINDS.MERGED}
_CAME_FROM = {_KINDS.SPLIT, _KINDS.MERGED}


@dataclass(frozen=True)
class Standing:
    """An action in one version; the status is None where the version prints none of any action."""

    entry: ActionVersion
    status: Status | None


@dataclass(kw_only=True)
class ActionThread:
    """An action through all versions shown, None where a version has it not; what it came from and what it became.

    `origins` and `ends` are other actions, with the kind of lineage.
    """

    action: Action
    standings: list[Standing | None]
    origins: list[tuple[LineageEdge.Kind, "ActionThread"]] = field(default_factory=list)
    ends: list[tuple[LineageEdge.Kind, "ActionThread"]] = field(default_factory=list)

    @cached_property
    def places(self) -> list[int]:
        """The numbers of the versions that have it."""
        return [number for number, standing in enumerate(self.standings) if standing]

    @property
    def first(self) -> int:
        return self.places[0]

    @property
    def last(self) -> int:
        return self.places[-1]

    @property
    def stands(self) -> bool:
        return self.last == len(self.standings) - 1

    @property
    def entry(self) -> ActionVersion:
        """Its latest wording."""
        return self.at(self.last).entry

    def at(self, number: int) -> Standing:
        standing = self.standings[number]
        assert standing
        return standing

    def near(self, number: int) -> ActionVersion:
        """Its wording in this version, or else in the last before it or the first after it."""
        up_to = [place for place in self.places if place <= number]
        return self.at(up_to[-1] if up_to else self.first).entry

    def word_before(self, number: int) -> str:
        """What stands before it in a version, where it does not come straight from the version before."""
        if number == 0 or not self.standings[number] or self.standings[number - 1]:
            return ""
        return "back" if number > self.first else self.origins[0][0] if self.origins else "new"

    def word_after(self, number: int) -> str:
        """What stands behind it in a version, where it does not go straight on into the next."""
        if not self.standings[number] or number == len(self.standings) - 1 or self.standings[number + 1]:
            return ""
        if number < self.last:
            return "away"
        return self.ends[0][0].label.lower() if self.ends else "dropped"


class PlanLineage:
    """The published versions of a plan, and the one being worked on once its actions stand otherwise. Five queries."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.versions = list(plan.versions.current().by_date())
        entries = _entries(self.versions)
        if _is_mere_copy(self.versions, entries):
            self.versions.pop()
        self.standings = {version.pk: _standings(version, entries[version.pk]) for version in self.versions}
        self.threads = self._threads()

    def _threads(self) -> list[ActionThread]:
        """In the order of the last version, then those it no longer has, the latest gone first."""
        threads: dict[int, ActionThread] = {}
        for number, version in enumerate(self.versions):
            for standing in self.standings[version.pk]:
                action = standing.entry.action
                action.plan = self.plan
                blank: list[Standing | None] = [None] * len(self.versions)
                thread = threads.setdefault(action.pk, ActionThread(action=action, standings=blank))
                thread.standings[number] = standing
        for kind, earlier, later, in_version in _edges(self.plan):
            if earlier in threads and later in threads:
                self._tie(kind, threads[earlier], threads[later], in_version)
        return sorted(threads.values(), key=lambda thread: (-thread.last, thread.entry.position))

    def _tie(self, kind: LineageEdge.Kind, earlier: ActionThread, later: ActionThread, version: int) -> None:
        """An action came out of others in the version it first stands in; it became another where it ends."""
        begins = later.first > 0 and version == self.versions[later.first].pk
        if kind in _CAME_FROM and begins and earlier.standings[later.first - 1]:
            later.origins.append((kind, earlier))
        if kind in _BECAME and not earlier.stands:
            earlier.ends.append((kind, later))

    @property
    def stages(self) -> list[Stage]:
        threads = {thread.action.pk: thread for thread in self.threads}
        return [
            Stage(version.label, self._note(number), [*self._parts(number, threads)])
            for number, version in enumerate(self.versions)
        ]

    @property
    def joints(self) -> list[Joint]:
        """What is drawn dashed: between the last version of the one and the next, or into the first of the other."""
        ends = [Joint(one.last, one.action.pk, other.action.pk) for one in self.threads for _, other in one.ends]
        origins = [
            Joint(one.first - 1, other.action.pk, one.action.pk) for one in self.threads for _, other in one.origins
        ]
        return list(dict.fromkeys(ends + origins))

    def _parts(self, number: int, threads: dict[int, ActionThread]) -> Iterable[Part]:
        standings = self.standings[self.versions[number].pk]
        for section, group in groupby(standings, key=lambda standing: standing.entry.section_version):
            stops = [_stop(standing, threads[standing.entry.action_id], number) for standing in group]
            yield Part(str(section), stops)

    def _note(self, number: int) -> str:
        version = self.versions[number]
        count = len(self.standings[version.pk])
        told = f"{count} action{'' if count == 1 else 's'}"
        if not version.is_published:
            return f"{told}, being worked on"
        return told if version.prints_status else f"{told}, no statuses printed"


def _entries(versions: Sequence[PlanVersion]) -> dict[int, list[ActionVersion]]:
    entries: dict[int, list[ActionVersion]] = defaultdict(list)
    worded = ActionVersion.objects.filter(version__in=versions).order_by("position")
    worded = worded.select_related("action", "section_version", "printed_update__status")
    unread = ["intended_outcome", "success_measure", "timeframe", "other", "links", "printed_update__narrative"]
    for entry in worded.defer(*unread):
        entries[entry.version_id].append(entry)
    return entries


def _is_mere_copy(versions: Sequence[PlanVersion], entries: dict[int, list[ActionVersion]]) -> bool:
    """Whether the last version is being worked on, and has the actions of the one before in the same places."""
    if len(versions) < 2 or versions[-1].is_published:
        return False
    before, working = (
        [(entry.action_id, entry.reference, entry.section_version.section_id) for entry in entries[version.pk]]
        for version in versions[-2:]
    )
    return before == working


def _standings(version: PlanVersion, entries: list[ActionVersion]) -> list[Standing]:
    if not version.is_published:
        updates = updates_beside(version)
        return [
            Standing(entry, status_of(updates[entry.action_id]) if entry.action_id in updates else NO_STATUS)
            for entry in entries
        ]
    for entry in entries:
        entry.version = version
    return [Standing(entry, printed_status(entry)) for entry in entries]


def _edges(plan: Plan) -> list[tuple[LineageEdge.Kind, int, int, int]]:
    """What became part of something else or came out of it: the kind, the two actions, the version of the later."""
    edges = LineageEdge.objects.current().filter(from_action_version__action__plan=plan, kind__in=_BECAME | _CAME_FROM)
    ends = ["from_action_version__action", "to_action_version__action", "to_action_version__version"]
    return [(_KINDS(kind), *found) for kind, *found in edges.values_list("kind", *ends)]


def _stop(standing: Standing, thread: ActionThread, number: int) -> Stop:
    status = standing.status
    return Stop(
        thread=thread.action.pk,
        reference=standing.entry.reference,
        title=standing.entry.title,
        colour=(status.colour if status else "") or "none",
        word=status.colour_word if status else "",
        before=thread.word_before(number),
        after=thread.word_after(number),
    )
