"""Putting right in the working version what a correction puts right in the version that it is a copy of."""

from collections.abc import Collection, Iterator

from actions.comparing import compare_versions
from actions.edited_words import STEP, Words, words_of, write_words
from actions.endings import going_on
from actions.mending_actions import as_they_were, bring_in, split_or_merged, take_out
from actions.models import ActionVersion
from actions.outside import outside_of
from plans.fingerprints import plain
from plans.models import PlanVersion


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
    branched = split_or_merged(corrected, correction)
    was, right = ({entry.action_id: entry for entry in going_on(version)} for version in (corrected, correction))
    ended = as_they_were(working, [was[action] for action in was.keys() - right.keys() - branched])
    _put_words_right(working, corrected, correction, branched)
    bring_in(working, correction, right.keys() - was.keys() - branched)
    take_out(working, correction, ended)


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
