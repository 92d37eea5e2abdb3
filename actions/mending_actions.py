"""Which actions go on in the working version once a correction of what it is a copy of is published."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

from django.db.models import ProtectedError, Q, QuerySet, RestrictedError

from actions.copying import copy_actions, copy_of, copy_threads
from actions.edited_words import Words, words_of
from actions.models import ActionVersion, LineageEdge
from actions.ordering import lines_of, write_order
from plans.models import PlanVersion, SectionVersion

_KINDS = LineageEdge.Kind


def split_or_merged(corrected: PlanVersion, correction: PlanVersion) -> set[int]:
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


def as_they_were(working: PlanVersion, ended: Iterable[ActionVersion]) -> list[ActionVersion]:
    """Of the working version those that still say what these say, of the same measures and in the same section."""
    here = {entry.action_id: entry for entry in working.action_versions.select_related("section_version")}
    pairs = [(here[was.action_id], was) for was in ended if was.action_id in here]
    return [entry for entry, was in pairs if _says(entry) == _says(was)]


def bring_in(working: PlanVersion, correction: PlanVersion, actions: Collection[int]) -> None:
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


def take_out(working: PlanVersion, correction: PlanVersion, ended: Iterable[ActionVersion]) -> None:
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


def _says(entry: ActionVersion) -> tuple[int, Words, list[int | None]]:
    measures = entry.success_measures.values_list("measure", flat=True)
    return entry.section_version.section_id, words_of(entry), list(measures.order_by("position"))


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
