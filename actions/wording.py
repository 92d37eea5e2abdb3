"""Writing action versions' words, with what is read from them beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.models import ActionVersion, Assignment, ChangeReason, Milestone, MilestoneVersion, SuccessMeasure
from plans.folding import fold
from plans.money import read_money
from plans.officers import OfficerBook
from plans.readers.document import Row
from plans.success_measures import read_success_measures
from plans.timeframes import read_timeframe
from plans.today import today


@dataclass(frozen=True)
class Worded:
    """An action version that is not saved yet, the row it is worded by, and the version of its action before it."""

    entry: ActionVersion
    row: Row
    previous: ActionVersion | None


def write_wordings(worded: Sequence[Worded], officers: OfficerBook) -> None:
    """Save these of one version with their rows' words, officers, success measures and milestones; constant in queries.

    A milestone continues the one of the same title in `previous`. An officer named twice in a role stands there once.
    """
    if not worded:
        return
    printed_on = _printed_on(worded[0].entry)
    for each in worded:
        _set_words(each.entry, each.row, printed_on)
    ActionVersion.objects.bulk_create(each.entry for each in worded)
    Assignment.objects.bulk_create(part for each in worded for part in _parts(each, officers))
    SuccessMeasure.objects.bulk_create(line for each in worded for line in _success_measures(each.entry))
    steps = _steps(worded, printed_on)
    ChangeReason.objects.bulk_create(given for each in worded for given in _reasons(each, steps[each.entry.pk]))


def _set_words(entry: ActionVersion, row: Row, printed_on: date) -> None:
    entry.is_new = row.is_new
    entry.text = row.action
    entry.intended_outcome = row.intended_outcome
    entry.timeframe = row.timeframe
    entry.success_measure = row.success_measure
    entry.links = row.links
    entry.saving = row.saving
    entry.other = row.other
    read_dates(entry, printed_on)
    read_saving(entry)


def read_dates(entry: ActionVersion | MilestoneVersion, printed_on: date | None = None) -> None:
    """Set, and do not save, the dates that stand in an action's or a milestone's timeframe.

    `printed_on`, by default the day of the version, tells which year a day without one is in.
    """
    if printed_on is None:
        printed_on = _printed_on(entry if isinstance(entry, ActionVersion) else entry.action_version)
    timeframe = read_timeframe(entry.timeframe, printed_on)
    entry.due, entry.start = timeframe.due, timeframe.start
    if isinstance(entry, ActionVersion):
        entry.recurs, entry.next_on = timeframe.recurs, timeframe.next_on


def read_saving(action_version: ActionVersion) -> None:
    action_version.saving_pounds = _with_room(read_money(action_version.saving))


def write_success_measures(action_version: ActionVersion) -> None:
    """Have a line for each one that stands in the words now. A line that stays keeps what was put right in it."""
    there = list(action_version.success_measures.all())
    for line in _success_measures(action_version):
        same = next((index for index, kept in enumerate(there) if kept.words == line.words), None)
        kept = line if same is None else there.pop(same)
        kept.position = line.position
        kept.save()
    for gone in there:
        gone.delete()


def _success_measures(action_version: ActionVersion) -> Iterator[SuccessMeasure]:
    for position, line in enumerate(read_success_measures(action_version.success_measure), 1):
        yield SuccessMeasure(
            action_version=action_version,
            position=position,
            words=line.words,
            target=_with_room(line.target),
            unit=line.unit,
            due=line.due,
        )


def _printed_on(action_version: ActionVersion) -> date:
    return action_version.version.as_of or today(action_version.version.plan)


def _with_room(amount: Decimal | None) -> Decimal | None:
    """None in place of an amount beyond any council's means, for which the database has no room."""
    return amount if amount is not None and amount < 10**12 else None


def _parts(worded: Worded, officers: OfficerBook) -> Iterator[Assignment]:
    row = worded.row
    for role, names in ((Assignment.Role.ACCOUNTABLE, row.accountable), (Assignment.Role.LEAD, row.lead)):
        for position, (officer, name) in enumerate(officers.find_all(names).items(), 1):
            yield Assignment(
                action_version=worded.entry, officer=officer, role=role, position=position, name_as_printed=name
            )


def _steps(worded: Sequence[Worded], printed_on: date) -> dict[int, list[MilestoneVersion]]:
    """Save the milestones of all of these; returns them by action version."""
    before = _milestones_before(worded)
    steps: dict[int, list[MilestoneVersion]] = defaultdict(list)
    for each in worded:
        continuing = before.get(each.entry.action_id, {})
        for position, printed in enumerate(each.row.milestones, 1):
            step = MilestoneVersion(
                milestone=continuing.pop(fold(printed.title), None) or Milestone(action=each.entry.action),
                action_version=each.entry,
                position=position,
                title=printed.title,
                timeframe=printed.timeframe,
            )
            read_dates(step, printed_on)
            steps[each.entry.pk].append(step)
    written = [step for of_action in steps.values() for step in of_action]
    Milestone.objects.bulk_create(step.milestone for step in written if step.milestone.pk is None)
    MilestoneVersion.objects.bulk_create(written)
    return steps


def _milestones_before(worded: Iterable[Worded]) -> dict[int, dict[str, Milestone]]:
    """Those of the version before by their folded titles, for each action that goes on."""
    going_on = [each.previous for each in worded if each.previous and each.previous.action_id == each.entry.action_id]
    found: dict[int, dict[str, Milestone]] = defaultdict(dict)
    steps = MilestoneVersion.objects.filter(action_version__in=going_on).select_related("milestone", "action_version")
    for step in steps:
        found[step.action_version.action_id][fold(step.title)] = step.milestone
    return found


def _reasons(worded: Worded, steps: Iterable[MilestoneVersion]) -> Iterator[ChangeReason]:
    """Those whose milestone stands here."""
    milestones = {fold(step.title): step.milestone for step in steps}
    for given in worded.row.reasons:
        milestone = milestones.get(fold(given.milestone))
        if milestone or given.about != ChangeReason.About.MILESTONE:
            yield ChangeReason(
                action_version=worded.entry,
                about=given.about,
                milestone=milestone if given.about == ChangeReason.About.MILESTONE else None,
                words=given.words,
                reason=given.reason,
            )
