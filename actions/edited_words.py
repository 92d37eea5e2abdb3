"""An action version's words as a form has them, one text for each field, and writing them back.

The fields: "reference", "text", "intended_outcome", "timeframe", "success_measure", "saving"; "accountable", "lead" and
"links", one a line; "other:" and a heading for a column of the plan's own; and "milestone:", the primary key of the
milestone (for one more "new" and a number), and ":title", ":timeframe" or ":place".
"""

from collections.abc import Collection, Mapping

from actions.models import ActionVersion, Assignment, Milestone, MilestoneVersion
from actions.printed_names import officers_printed, printed_names
from actions.wording import read_dates, read_saving, write_success_measures
from plans.fingerprints import plain
from plans.folding import fold
from plans.officers import OfficerBook
from plans.recording import Refused

Words = dict[str, str]

TEXTS = ("reference", "text", "intended_outcome", "timeframe", "success_measure", "saving")
ROLES = (Assignment.Role.ACCOUNTABLE, Assignment.Role.LEAD)
STEP = ("title", "timeframe", "place")
_LAST = 1_000_000


def words_of(entry: ActionVersion) -> Words:
    """Every field as it stands now; two queries."""
    names = printed_names(ActionVersion.objects.filter(pk=entry.pk))[entry.pk]
    words = {name: str(getattr(entry, name)) for name in TEXTS}
    words |= {"accountable": "\n".join(names.accountable), "lead": "\n".join(names.lead)}
    words["links"] = "\n".join(entry.links)
    words |= {f"other:{heading}": text for heading, text in entry.other.items()}
    for place, step in enumerate(entry.milestones.order_by("position"), 1):
        words |= step_words(step.milestone_id, step.title, step.timeframe, place)
    return words


def step_words(milestone: int | str, title: str, timeframe: str, place: int | str) -> Words:
    named = f"milestone:{milestone}:"
    return {f"{named}title": title, f"{named}timeframe": timeframe, f"{named}place": str(place)}


def write_words(entry: ActionVersion, changes: Words) -> None:
    """Write the fields that are to change, reading anew the dates and targets that stand in them."""
    reads_dates = "timeframe" in changes and fold(changes["timeframe"]) != fold(entry.timeframe)
    for name in TEXTS:
        if name in changes:
            setattr(entry, name, plain(changes[name]))
    if "links" in changes:
        entry.links = _lines(changes["links"])
    entry.other = _other_columns(entry.other, changes)
    if reads_dates:
        read_dates(entry)
    if "saving" in changes:
        read_saving(entry)
    entry.save()
    if "success_measure" in changes:
        write_success_measures(entry)
    write_officers(entry, {role: _lines(changes[role.value]) for role in ROLES if role.value in changes})
    _write_milestones(entry, changes)


def write_officers(entry: ActionVersion, named: Mapping[Assignment.Role, Collection[str]]) -> None:
    """Those named in a role and no others, in this order; whoever stays keeps their part."""
    if not named:
        return
    book = OfficerBook(printed=officers_printed(entry.version.plan))
    for role, names in named.items():
        there = {part.officer_id: part for part in entry.assignments.filter(role=role)}
        for position, (officer, name) in enumerate(book.find_all(names).items(), 1):
            part = there.pop(officer.pk, None) or Assignment(action_version=entry, officer=officer, role=role)
            if (part.position, part.name_as_printed) != (position, name):
                part.position, part.name_as_printed = position, name
                part.save()
        for gone in there.values():
            gone.delete()


def _other_columns(other: Mapping[str, str], changes: Words) -> dict[str, str]:
    written = {key.removeprefix("other:"): plain(text) for key, text in changes.items() if key.startswith("other:")}
    return {heading: text for heading, text in {**other, **written}.items() if text} if written else {**other}


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _write_milestones(entry: ActionVersion, changes: Words) -> None:
    """A step of which nothing is left is taken out; the others stand by their places, new ones last."""
    there = {str(step.milestone_id): step for step in entry.milestones.order_by("position")}
    line, moved = list(there.values()), []
    for key in dict.fromkeys(key.split(":")[1] for key in changes if key.startswith("milestone:")):
        step, place = _reworded(entry, there.get(key), key, changes), changes.get(f"milestone:{key}:place")
        if step in line and (place or not step.title):
            line.remove(step)
        if step.title and (place or key not in there):
            moved.append((int(place) if place else _LAST, step))
        elif step.pk and not step.title:
            step.delete()
    for wanted, step in sorted(moved, key=lambda pair: pair[0]):
        line.insert(wanted - 1, step)
    for position, step in enumerate(line, 1):
        step.position = position
        step.save()


def _reworded(entry: ActionVersion, step: MilestoneVersion | None, key: str, changes: Words) -> MilestoneVersion:
    """The step with its new words, not saved yet; one that is not worded here is the action's own, or a new one."""
    step = step or MilestoneVersion(action_version=entry)
    title, timeframe, _place = (changes.get(f"milestone:{key}:{name}") for name in STEP)
    step.title = step.title if title is None else plain(title)
    if timeframe is not None and fold(timeframe) != fold(step.timeframe):
        step.timeframe = plain(timeframe)
        read_dates(step)
    if not step.title and step.timeframe:
        raise Refused(f"Say what is to be done {step.timeframe}, or take the date away too.")
    if step.title and step.pk is None:
        known = entry.action.milestones.filter(pk=key).first() if key.isdecimal() else None
        step.milestone = known or Milestone.objects.create(action=entry.action)
    return step
