"""Changing what the working version prints around its tables, and what was changed of it."""

from collections.abc import Iterator
from itertools import pairwise

from actions.editing import editing
from actions.outside import Outside, outside_of, told
from plans.last_change import ChangedSince
from plans.models import PlanVersion, User
from plans.row_history import Change, Entry, records_of, told_with_names

INTRODUCTION, OTHER_TEXT = "Introduction", "Other text"


def change_outside(version: PlanVersion, wanted: Outside, *, seen: str, by: User | None) -> bool:
    """Print this instead; returns whether it differs. `seen` is the mark of what was read."""
    with editing(version, "change text outside the tables", by=by) as here:
        stands = outside_of(here)
        if stands.mark != seen:
            now = {INTRODUCTION: stands.introduction, OTHER_TEXT: told(stands.passages)}
            raise ChangedSince(here, now, stands.mark, to=by)
        here.introduction = wanted.introduction
        here.narrative = [{"heading": passage.heading, "text": passage.text} for passage in wanted.passages]
        here.save(update_fields=["introduction", "narrative"])
    return wanted != stands


def changes_outside(version: PlanVersion) -> list[Change]:
    """What was changed of it while the version was worked on, the latest first; two queries."""
    return told_with_names([*_entries(version)])


def _entries(version: PlanVersion) -> Iterator[Entry]:
    for earlier, event in pairwise(records_of(PlanVersion).filter(pgh_obj_id=version.pk)):
        before, now = outside_of(earlier), outside_of(event)
        if before.introduction != now.introduction:
            yield event, INTRODUCTION, before.introduction, now.introduction
        if before.passages != now.passages:
            gone = [passage for passage in before.passages if passage not in now.passages]
            come = [passage for passage in now.passages if passage not in before.passages]
            if not gone and not come:  # some change places, or one of two alike goes
                gone, come = [*before.passages], [*now.passages]
            yield event, OTHER_TEXT, told(gone), told(come)
