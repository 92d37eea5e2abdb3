"""Putting right in the working version what a correction puts right in the version that it is a copy of."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress

from django.db.models import ProtectedError, Q, QuerySet, RestrictedError

from actions.comparing import compare_versions
from actions.copying import copy_actions, copy_of, copy_threads
from actions.edited_words import STEP, Words, words_of, write_words
from actions.endings import going_on
from actions.models import ActionVersion, LineageEdge
from actions.ordering import lines_of, write_order
from actions.outside import outside_of
from plans.fingerprints import plain
from plans.models import PlanVersion, SectionVersion

_KINDS = LineageEdge.Kind


def put_right_in(working: PlanVersion, correction: PlanVersion) -> None:
    """Whatever still says what the corrected version says, says what its published correction says instead.

    That is the words of its actions and sections, the text outside, and which actions go on. What was changed in the
    working version meanwhile stays as it is, and so do its columns, the order of milestones and of actions, and what
    the correction split or merged, with all its words. Nothing is done where another version was published after the
    corrected one: the working version is a copy of that.
    """
    corrected = correction.corrects
    if corrected is None or working.plan.versions.last_published() != correction:
        return
    _put_right_around(working, corrected, correction)
    branched = _branched(corrected, correction)
    was, right = ({entry.action_id: entry for entry in going_on(version)} for version in (corrected, correction))
    ended = _as_they_were(working, [was[action] for action in was.keys() - right.keys() - branched])
    _put_words_right(working, corrected, correction, branched)
    _bring_in(working, correction, right.keys() - was.keys() - branched)
    _take_out(working, correction, ended)


def _put_words_right(
    working: PlanVersion, corrected: PlanVersion, correction: PlanVersion, branched: Collection[int]
) -> None:
    columns = {*working.columns} & {*correction.columns}
    entries = working.action_versions.select_related("version__plan", "action", "section_version")
    here = {entry.action_id: entry for entry in entries.exclude(action__in=branched)}
    references: dict[ActionVersion, str] = {}
    for each in compare_versions(corrected, correction).actions:
        entry = here.get(each.shown.action_id)
        if entry and each.before and each.after and not each.is_unchanged:
            changes = _changes(each.before, each.after, entry, columns)
            if "reference" in changes:
                references[entry] = changes.pop("reference")
            write_words(entry, changes)
    _put_references_right(working, references)


def _put_right_around(working: PlanVersion, corrected: PlanVersion, correction: PlanVersion) -> None:
    if outside_of(working) == outside_of(corrected):
        working.introduction, working.narrative = correction.introduction, correction.narrative
    if working.title == corrected.title:
        working.title = correction.title
    working.save(update_fields=["introduction", "narrative", "title"])
    was, right = ({each.section_id: each for each in version.sections.all()} for version in (corrected, correction))
    for section in working.sections.filter(section__in=was.keys() & right.keys()):
        before, after = was[section.section_id], right[section.section_id]
        if (section.number, section.title) == (before.number, before.title):
            section.number, section.title = after.number, after.title
            section.save(update_fields=["number", "title"])


def _branched(corrected: PlanVersion, correction: PlanVersion) -> set[int]:
    """The actions of which the correction made others, and those: what the ones say less, the others say.

    What was made of such as begin in the correction is as new as they are.
    """
    old = set(corrected.action_versions.values_list("action", flat=True))
    made = correction.action_versions.exclude(action__in=old)
    edges = LineageEdge.objects.live().filter(kind__in=(_KINDS.SPLIT, _KINDS.MERGED), to_action_version__in=made)
    ends = edges.values_list("from_action_version__action", "to_action_version__action")
    branched: set[int] = set()
    while more := {action for edge in ends if edge[0] in old | branched for action in edge} - branched:
        branched |= more
    return branched


def _as_they_were(working: PlanVersion, ended: Iterable[ActionVersion]) -> list[ActionVersion]:
    """Of the working version those that still say what these say."""
    here = {entry.action_id: entry for entry in working.action_versions.all()}
    pairs = [(here[was.action_id], was) for was in ended if was.action_id in here]
    return [entry for entry, was in pairs if words_of(entry) == words_of(was)]


def _bring_in(working: PlanVersion, correction: PlanVersion, actions: Collection[int]) -> None:
    """What goes on in the correction only, behind what it stands behind there, without a reference that is taken."""
    there = working.action_versions.all()
    missing = correction.action_versions.filter(action__in=actions).exclude(action__in=there.values("action"))
    if not missing:
        return
    taken = set(there.values_list("reference", flat=True))
    copies = copy_actions(missing, working, _sections_of(missing, working), taken=taken)
    copy_threads(copies)
    lines = lines_of(working)
    for line in lines_of(correction).values():
        for place, entry in enumerate(line):
            if copy := copies.get(entry.pk):
                _place(copy, line[:place], lines[copy.section_version_id])
    write_order(lines)


def _take_out(working: PlanVersion, correction: PlanVersion, ended: Iterable[ActionVersion]) -> None:
    """What the correction lets end, unless it ends here already or others in it, or it ends in what is not here.

    What was reported or asked about stays, and so does what somebody is writing a report on.
    """
    said = LineageEdge.objects.live().exclude(kind=_KINDS.CONTINUES)
    there = working.action_versions.values("action")
    lost = said.filter(kind=_KINDS.ROLLED_INTO, from_action_version__version=correction)
    lost = lost.exclude(to_action_version__action__in=there)
    for entry in ended:
        if said.filter(Q(from_action_version=entry) | Q(to_action_version=entry)).exists():
            continue
        if lost.filter(from_action_version__action=entry.action_id).exists() or entry.action.drafts.exists():
            continue
        with suppress(ProtectedError, RestrictedError):
            entry.delete()


def _sections_of(entries: QuerySet[ActionVersion], working: PlanVersion) -> dict[int, SectionVersion]:
    """The working version's sections, by the primary key of those in which these stand; begun where it has none."""
    here = {section.section_id: section for section in working.sections.all()}
    needed = SectionVersion.objects.filter(action_versions__in=entries).distinct().order_by("position")
    return {section.pk: here.get(section.section_id) or _begin_section(working, section) for section in needed}


def _begin_section(working: PlanVersion, section: SectionVersion) -> SectionVersion:
    """The last one, without a number that is taken. One that was begun here by the same title meanwhile is the same."""
    begun = working.sections.exclude(section__versions__version__state=PlanVersion.State.PUBLISHED)
    if section.title and (same := begun.filter(title__iexact=section.title).first()):
        same.section = section.section
        same.save(update_fields=["section"])
        return same
    last = working.sections.order_by("position").last()
    copy = copy_of(section, version=working, position=last.position + 1 if last else 1)
    if section.title and working.sections.filter(number=section.number).exists():
        copy.number = ""
    copy.save()
    return copy


def _place(copy: ActionVersion, before: Sequence[ActionVersion], line: list[ActionVersion]) -> None:
    """Behind the nearest of those before it that stands in the line, or else first."""
    line.remove(copy)
    places = {entry.action_id: place for place, entry in enumerate(line, 1)}
    line.insert(next((places[entry.action_id] for entry in reversed(before) if entry.action_id in places), 0), copy)


def _put_references_right(working: PlanVersion, wanted: dict[ActionVersion, str]) -> None:
    """All at once, since they may change places; but for one that an action has which keeps its own."""
    kept = working.action_versions.exclude(pk__in=[entry.pk for entry in wanted]).exclude(reference="")
    taken = set(kept.values_list("reference", flat=True))
    while refused := [entry for entry, reference in wanted.items() if reference in taken]:
        for entry in refused:
            taken.add(entry.reference)
            del wanted[entry]
    working.action_versions.filter(pk__in=[entry.pk for entry in wanted]).update(reference="")
    for entry, reference in wanted.items():
        entry.reference = reference
        entry.save(update_fields=["reference"])


def _changes(was: ActionVersion, right: ActionVersion, entry: ActionVersion, columns: set[str]) -> Words:
    """The fields whose words are put right and stand as they were. A milestone is put right as a whole.

    The reference of an action that was moved belongs to where it went.
    """
    before, after, stands = words_of(was), words_of(right), words_of(entry)
    left = {f"other:{heading}" for heading in {*was.other, *right.other} - columns}
    if was.section_version.section_id != right.section_version.section_id:
        left.add("reference")
    changes: Words = {}
    for keys in _together(before, after):
        old, new, now = ([plain(words.get(key, "")) for key in keys] for words in (before, after, stands))
        if old == now != new and left.isdisjoint(keys):
            changes |= {key: after.get(key, "") for key in keys}
    return changes


def _together(was: Words, right: Words) -> Iterator[list[str]]:
    """The keys of what is put right together: a milestone's title and timeframe, or one field."""
    for key in dict.fromkeys((*was, *right)):
        named, _, what = key.rpartition(":")
        if not key.startswith("milestone:"):
            yield [key]
        elif what == STEP[0]:
            yield [key, f"{named}:{STEP[1]}"]
