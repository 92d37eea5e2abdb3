"""Putting right in the working version what a correction puts right in the version that it is a copy of."""

from collections.abc import Iterator

from actions.comparing import compare_versions
from actions.edited_words import STEP, Words, words_of, write_words
from actions.models import ActionVersion
from actions.outside import outside_of
from plans.fingerprints import plain
from plans.models import PlanVersion


def put_right_in(working: PlanVersion, correction: PlanVersion) -> None:
    """Whatever still says what the corrected version says, says what its published correction says instead.

    That is the words of its actions and sections, and the text outside. What was changed in the working version
    meanwhile stays as it is, and so do its columns, and which actions stand where. Nothing is done where another
    version was published after the corrected one: the working version is a copy of that.
    """
    if correction.corrects is None or working.plan.versions.last_published() != correction:
        return
    _put_right_around(working, correction.corrects, correction)
    here = {entry.action_id: entry for entry in working.action_versions.select_related("version__plan", "action")}
    columns = {*correction.corrects.columns} & {*correction.columns}
    for each in compare_versions(correction.corrects, correction).actions:
        entry = here.get(each.shown.action_id)
        if entry and each.before and each.after and not each.is_unchanged:
            _put_right(entry, each.before, each.after, columns)


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


def _put_right(entry: ActionVersion, was: ActionVersion, right: ActionVersion, columns: set[str]) -> None:
    changes = dict(_changes(words_of(was), words_of(right), words_of(entry), columns))
    reference = changes.get("reference")
    if reference and entry.version.action_versions.filter(reference=reference).exists():
        del changes["reference"]
    write_words(entry, changes)


def _changes(was: Words, right: Words, stands: Words, columns: set[str]) -> Iterator[tuple[str, str]]:
    """The fields whose words are put right and stand as they were. A milestone is put right as a whole."""
    for keys in _together(was, right):
        told = [[plain(words.get(key, "")) for key in keys] for words in (was, right, stands)]
        heading = keys[0].removeprefix("other:")
        if told[0] == told[2] != told[1] and (heading == keys[0] or heading in columns):
            yield from ((key, right.get(key, "")) for key in keys)


def _together(was: Words, right: Words) -> Iterator[list[str]]:
    """The keys of what is put right together: a milestone's title and timeframe, or one field."""
    for key in dict.fromkeys((*was, *right)):
        named, _, what = key.rpartition(":")
        if not key.startswith("milestone:"):
            yield [key]
        elif what == STEP[0]:
            yield [key, f"{named}:{STEP[1]}"]
