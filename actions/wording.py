"""Writing an action version's words, with what is read from them beside them."""

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


def write_wording(
    action_version: ActionVersion, row: Row, officers: OfficerBook, *, previous: ActionVersion | None
) -> None:
    """Save the action version with the row's words, officers, success measures and milestones.

    A milestone continues the one of the same title in `previous`. An officer named twice in a role stands there once.
    """
    printed_on = _printed_on(action_version)
    action_version.is_new = row.is_new
    action_version.text = row.action
    action_version.intended_outcome = row.intended_outcome
    action_version.timeframe = row.timeframe
    action_version.success_measure = row.success_measure
    action_version.links = row.links
    action_version.saving = row.saving
    action_version.other = row.other
    read_dates(action_version, printed_on)
    read_saving(action_version)
    action_version.save()
    _write_officers(action_version, row, officers)
    write_success_measures(action_version)
    _write_milestones(action_version, row, printed_on, previous)
    _write_reasons(action_version, row)


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
    for position, line in enumerate(read_success_measures(action_version.success_measure), 1):
        same = next((index for index, kept in enumerate(there) if kept.words == line.words), None)
        kept = (
            there.pop(same)
            if same is not None
            else SuccessMeasure(
                action_version=action_version,
                words=line.words,
                target=_with_room(line.target),
                unit=line.unit,
                due=line.due,
            )
        )
        kept.position = position
        kept.save()
    for gone in there:
        gone.delete()


def _printed_on(action_version: ActionVersion) -> date:
    return action_version.version.as_of or today(action_version.version.plan)


def _with_room(amount: Decimal | None) -> Decimal | None:
    """None in place of an amount beyond any council's means, for which the database has no room."""
    return amount if amount is not None and amount < 10**12 else None


def _write_officers(action_version: ActionVersion, row: Row, officers: OfficerBook) -> None:
    for role, names in ((Assignment.Role.ACCOUNTABLE, row.accountable), (Assignment.Role.LEAD, row.lead)):
        for position, (officer, name) in enumerate(officers.find_all(names).items(), 1):
            Assignment.objects.create(
                action_version=action_version,
                officer=officer,
                role=role,
                position=position,
                name_as_printed=name,
            )


def _write_milestones(
    action_version: ActionVersion, row: Row, printed_on: date, previous: ActionVersion | None
) -> None:
    continuing = {}
    if previous is not None and previous.action_id == action_version.action_id:
        continuing = {fold(entry.title): entry.milestone for entry in previous.milestones.select_related("milestone")}
    for position, entry in enumerate(row.milestones, 1):
        milestone = continuing.pop(fold(entry.title), None) or Milestone.objects.create(action=action_version.action)
        worded = MilestoneVersion(
            milestone=milestone,
            action_version=action_version,
            position=position,
            title=entry.title,
            timeframe=entry.timeframe,
        )
        read_dates(worded, printed_on)
        worded.save()


def _write_reasons(action_version: ActionVersion, row: Row) -> None:
    """Those whose milestone stands here."""
    steps = {fold(step.title): step.milestone_id for step in action_version.milestones.all()} if row.reasons else {}
    for given in row.reasons:
        milestone = steps.get(fold(given.milestone))
        if milestone or given.about != ChangeReason.About.MILESTONE:
            ChangeReason.objects.create(
                action_version=action_version,
                about=given.about,
                milestone_id=milestone if given.about == ChangeReason.About.MILESTONE else None,
                words=given.words,
                reason=given.reason,
            )
