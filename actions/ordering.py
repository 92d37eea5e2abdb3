"""The order of the working version: where an action and a section stand, and the numbers they go by."""

from collections.abc import Iterable
from typing import Any

from actions.editing import editing, still_there
from actions.models import ActionVersion
from plans.fingerprints import fingerprint
from plans.last_change import LastChange, last_change, who_changed
from plans.models import PlanVersion, SectionVersion, User
from plans.recording import Refused

_WORDS_ALONE = ("edit action", "change section", "withdraw action", "roll action into another", "take back")


def order_mark(version: PlanVersion) -> str:
    """Tells this order from every other; two queries."""
    return mark_of(version.sections.order_by("position"), version.action_versions.order_by("position"))


def mark_of(sections: Iterable[SectionVersion], entries: Iterable[ActionVersion]) -> str:
    """The same of what is at hand, in order."""
    places = [(entry.pk, entry.section_version_id) for entry in entries]
    return fingerprint(f"{[section.pk for section in sections]} {places}")


def place_action(
    entry: ActionVersion, section: SectionVersion, after: ActionVersion | None, *, seen: str, by: User | None
) -> ActionVersion:
    """Put an action into a section, behind another or (None) first. `seen` is the mark of the order that was read."""
    with editing(entry.version, "place action", by=by, action=entry.action_id) as here:
        entry = still_there(entry, here)
        _require_order(here, seen, by)
        section = _section_here(section, here)
        lines = lines_of(here)
        lines[entry.section_version_id].remove(entry)
        line = lines[section.pk]
        if after is not None and after not in line:
            raise Refused(f"{after} does not stand in {section} any more. Choose another place.")
        line.insert(line.index(after) + 1 if after else 0, entry)
        write_order(lines)
    return still_there(entry, here)


def move_action(entry: ActionVersion, step: int, *, seen: str, by: User | None) -> ActionVersion:
    """One place up (-1) or down (1), past the end of its section into the next one. Refused where there is none."""
    lines = list(lines_of(entry.version).items())
    at = next(index for index, (section, _line) in enumerate(lines) if section == entry.section_version_id)
    line = lines[at][1]
    place = line.index(entry) + step
    if not 0 <= place < len(line):
        at += step
        if not 0 <= at < len(lines):
            raise Refused(f"{entry} stands {'first' if step < 0 else 'last'} already.")
        line = [*lines[at][1], entry]
        place = len(line) - 1 if step < 0 else 0
    others = [other for other in line if other != entry]
    section = SectionVersion.objects.get(pk=lines[at][0])
    return place_action(entry, section, others[place - 1] if place else None, seen=seen, by=by)


def place_section(section: SectionVersion, step: int, *, seen: str, by: User | None) -> None:
    """One place up (-1) or down (1), with all that stands in it. Refused where it is the first or the last."""
    with editing(section.version, "place section", by=by) as here:
        _require_order(here, seen, by)
        section = _section_here(section, here)
        sections = list(here.sections.order_by("position"))
        place = sections.index(section) + step
        if not 0 <= place < len(sections):
            raise Refused(f"{section} stands {'first' if step < 0 else 'last'} already.")
        sections.remove(section)
        sections.insert(place, section)
        lines = lines_of(here)
        for position, other in enumerate(sections, 1):
            other.position = position
        SectionVersion.objects.bulk_update(sections, ["position"])
        write_order({other.pk: lines[other.pk] for other in sections})


def new_numbers(section: SectionVersion) -> list[tuple[ActionVersion, str]]:
    """The actions of a section, each with the number that its place would give it."""
    start = f"{section.number}." if section.number else ""
    return [(entry, f"{start}{place}") for place, entry in enumerate(section.action_versions.order_by("position"), 1)]


def renumber_section(section: SectionVersion, *, seen: str, by: User | None) -> int:
    """Number the actions of a section anew by their places; how many have another number now.

    Refused where an action elsewhere has one of the numbers.
    """
    with editing(section.version, "renumber section", by=by) as here:
        _require_order(here, seen, by)
        numbers = new_numbers(_section_here(section, here))
        changed = [(entry, number) for entry, number in numbers if entry.reference != number]
        others = here.action_versions.exclude(section_version=section)
        if taken := others.filter(reference__in=[number for _, number in numbers]).first():
            raise Refused(f"“{taken}” of another section has one of these numbers. Give it another first.")
        entries = [entry for entry, _ in changed]
        here.action_versions.filter(pk__in=[entry.pk for entry in entries]).update(reference="")
        for entry, number in changed:
            entry.reference = number
            entry.save(update_fields=["reference"])
    return len(changed)


def lines_of(version: PlanVersion) -> dict[int, list[ActionVersion]]:
    """By section, in order, the actions that stand in it, in theirs."""
    lines: dict[int, list[ActionVersion]] = {section.pk: [] for section in version.sections.order_by("position")}
    for entry in version.action_versions.order_by("position"):
        lines[entry.section_version_id].append(entry)
    return lines


def write_order(lines: dict[int, list[ActionVersion]]) -> None:
    """Number the places of a whole version, section by section."""
    moved = []
    in_order = ((section, entry) for section, line in lines.items() for entry in line)
    for position, (section, entry) in enumerate(in_order, 1):
        if (entry.position, entry.section_version_id) != (position, section):
            entry.position, entry.section_version_id = position, section
            moved.append(entry)
    ActionVersion.objects.bulk_update(moved, ["position", "section_version"])


def _require_order(here: PlanVersion, seen: str, by: User | None) -> None:
    if seen != order_mark(here):
        who = who_changed(_last_reordered(here), by, "the order")
        raise Refused(f"{who}, since you opened this page. Look at it as it is now, then move it.")


def _last_reordered(here: PlanVersion) -> LastChange | None:
    kinds: tuple[Any, ...] = (ActionVersion, SectionVersion)
    records = (kind.pgh_event_model.objects for kind in kinds)
    asked = (of.filter(version_id=here.pk).exclude(pgh_context__metadata__operation__in=_WORDS_ALONE) for of in records)
    return max(filter(None, map(last_change, asked)), key=lambda change: change.when, default=None)


def _section_here(section: SectionVersion, here: PlanVersion) -> SectionVersion:
    found = here.sections.filter(pk=section.pk).first()
    if found is None:
        raise Refused("That section is not in this version any more. Choose another place.")
    return found
