"""An action through its plan's versions: where it came from, what changed its place, and where it went."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Q

from actions.comparison.dates import days_apart, is_another_date
from actions.endings import IS_PRINTED
from actions.models import ActionVersion, LineageEdge
from actions.statuses import Status, printed_status
from plans.models import PlanVersion
from plans.today import by_date

from .standings import Standing

_KINDS = LineageEdge.Kind
CAME_FROM = {_KINDS.SPLIT: "Split from", _KINDS.MERGED: "Merged from", _KINDS.ROLLED_INTO: "Took in"}
WENT_TO = {
    _KINDS.SPLIT: "Split off",
    _KINDS.MERGED: "Merged into",
    _KINDS.ROLLED_INTO: "Rolled into",
    _KINDS.DROPPED: "Withdrawn",
}


@dataclass(frozen=True)
class Note:
    """What happened to an action in a version, the action version it happened with, if any, and what the version prints
    of how the action ends.
    """

    words: str
    other: ActionVersion | None = None
    ending: LineageEdge | None = None


@dataclass(kw_only=True)
class VersionLine:
    """A version of the plan and what it has of the action; without an `entry` it has not got it."""

    version: PlanVersion
    entry: ActionVersion | None = None
    status: Status | None = None
    notes: list[Note] = field(default_factory=list)


def went_to(standing: Standing, lines: list[VersionLine]) -> list[Note]:
    """What became of an action that its plan no longer has, as its last version says."""
    last = next(line for line in lines if line.entry == standing.entry)
    return [note for note in last.notes if note.words in WENT_TO.values()]


def version_lines(standing: Standing) -> list[VersionLine]:
    """A line for each version the action stands in and each run of later ones it does not; one query."""
    notes = _lineage_notes(standing)
    standing_in = {entry.version_id: entry for entry in standing.entries}
    current = {version.pk for version in standing.versions}
    lines: list[VersionLine] = []
    previous: ActionVersion | None = None
    for entry, versions in groupby(_versions(standing), key=lambda version: standing_in.get(version.pk)):
        version, *others = versions
        line = VersionLine(version=version, entry=entry)
        if entry is None:
            line.notes = [_absence(version, others)]
        else:
            line.status = printed_status(entry) if version.is_published else None
            if previous is None and _is_new(standing, notes[entry.pk]):
                line.notes.append(Note(f"New in {version.label}"))
            line.notes += [*_place_notes(entry, previous), *notes[entry.pk]]
            if version.pk not in current:
                line.notes.append(Note("Replaced by a correction"))
            previous = entry
        lines.append(line)
    return lines


def _versions(standing: Standing) -> list[PlanVersion]:
    """The plan's versions from the first that has the action, with those replaced since that have it."""
    versions = {version.pk: version for version in standing.versions}
    versions |= {entry.version_id: entry.version for entry in standing.entries}
    in_order = sorted(versions.values(), key=by_date)
    return in_order[in_order.index(standing.entries[0].version) :]


def _absence(version: PlanVersion, others: list[PlanVersion]) -> Note:
    further = {0: "", 1: ", nor in the version after it"}.get(len(others), f", nor in the {len(others)} after it")
    return Note(f"Not in {version.label}{further}")


def _is_new(standing: Standing, notes: list[Note]) -> bool:
    """Whether the plan had a version without the action before, and nothing else that the action came from."""
    first = by_date(standing.entries[0].version)
    came_from = {CAME_FROM[_KINDS.SPLIT], CAME_FROM[_KINDS.MERGED]}
    return any(by_date(version) < first for version in standing.versions) and not any(
        note.words in came_from for note in notes
    )


def _place_notes(entry: ActionVersion, previous: ActionVersion | None) -> Iterator[Note]:
    """That the action has another number, section or date than before."""
    if previous is None:
        return
    if previous.reference != entry.reference:
        yield Note(f"Renumbered, was {previous.reference or 'without a number'}")
    if previous.section_version.section_id != entry.section_version.section_id:
        yield Note(f"Moved from {previous.section_version}")
    moves = is_another_date(previous.timeframe, previous.due, entry.timeframe, entry.due)
    if previous.due and entry.due and moves:
        yield Note(f"Due {days_apart((entry.due - previous.due).days)}")


def _lineage_notes(standing: Standing) -> Mapping[int, list[Note]]:
    """What the lineage says beside the mere going on, by the primary key of the action version it says it of."""
    here = [entry.pk for entry in standing.entries]
    edges = LineageEdge.objects.live().filter(kind__in=WENT_TO).annotate(is_printed=IS_PRINTED)
    edges = edges.filter(Q(from_action_version__in=here) | Q(to_action_version__in=here))
    notes: dict[int, list[Note]] = defaultdict(list)
    for edge in edges.select_related(*_ends("from_action_version"), *_ends("to_action_version")):
        kind, earlier, later = _KINDS(edge.kind), edge.from_action_version, edge.to_action_version
        if later and later.pk in here:
            notes[later.pk].append(Note(CAME_FROM[kind], earlier))
        elif earlier and (later or edge.is_printed):
            notes[earlier.pk].append(Note(WENT_TO[kind], later, edge if edge.is_printed else None))
    return notes


def _ends(name: str) -> list[str]:
    return [f"{name}__action__plan", f"{name}__version"]
