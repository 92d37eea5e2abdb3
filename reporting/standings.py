"""Where single actions of any plans stand today: their wording in use, their reports and their row."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from actions.models import Action, ActionVersion, ProgressUpdate
from actions.statuses import NO_STATUS, printed_status, status_of
from plans.models import Plan, PlanVersion
from plans.today import todays

from .in_use import by_date, version_before, version_in_use, versions_by_plan
from .rows import ActionRow, PrintedAction


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One action, as worded in the version in use or, where that version has it not, as last worded before it.

    `versions` are the plan's, earliest first, without those a correction replaced; `entries` the action's wording in
    each version that has it, in the same order; `updates` every report on it, newest first.
    """

    entry: ActionVersion
    in_use: PlanVersion | None
    as_at: date
    versions: list[PlanVersion]
    entries: list[ActionVersion]
    updates: list[ProgressUpdate]
    row: ActionRow

    @property
    def is_in_use(self) -> bool:
        return self.in_use is not None and self.entry.version_id == self.in_use.pk

    @property
    def is_dropped(self) -> bool:
        return not self.is_in_use and not self.is_to_come

    @property
    def is_to_come(self) -> bool:
        """Whether no published version has it yet."""
        return not any(entry.version.is_published for entry in self.entries)

    @property
    def days_late(self) -> int:
        """Nobody waits for an action that the plan no longer has."""
        return self.row.days_late if self.is_in_use else 0


def standings_of(actions: Collection[Action]) -> dict[int, Standing]:
    """Where each of these actions stands, by its primary key; without those that no version words. Four queries."""
    days = todays()
    versions = versions_by_plan(Plan.objects.filter(pk__in={action.plan_id for action in actions}))
    entries: dict[int, list[ActionVersion]] = defaultdict(list)
    for entry in _worded(actions):
        entries[entry.action_id].append(entry)
    updates: dict[int, list[ProgressUpdate]] = defaultdict(list)
    for update in (
        ProgressUpdate.objects.filter(action__in=actions).select_related("status", "author").order_by("-as_at", "-id")
    ):
        updates[update.action_id].append(update)
    return {
        action.pk: _standing(versions[action.plan_id], entries[action.pk], updates[action.pk], days[action.plan_id])
        for action in actions
        if action.pk in entries
    }


def _worded(actions: Collection[Action]) -> list[ActionVersion]:
    entries = ActionVersion.objects.filter(action__in=actions).select_related(
        "version__plan", "action__plan", "section_version__section", "printed_update__status"
    )
    return sorted(entries.defer("printed_update__narrative"), key=lambda entry: by_date(entry.version))


def _standing(
    versions: list[PlanVersion], entries: list[ActionVersion], updates: list[ProgressUpdate], as_at: date
) -> Standing:
    in_use = version_in_use(versions)
    entry = _entry_to_show(entries, in_use)
    update = next((update for update in updates if update.as_at <= as_at), None)
    before = _printed_before(entry, versions, entries, as_at)
    row = ActionRow(
        pk=entry.pk,
        plan=entry.action.plan,
        position=entry.position,
        reference=entry.reference,
        title=entry.title,
        slug=entry.action.slug,
        section=entry.section_version.section_id,
        section_name=str(entry.section_version),
        is_new=entry.is_new,
        due=entry.due,
        timeframe=entry.timeframe,
        status=status_of(update) if update else NO_STATUS,
        reported_on=update.as_at if update else None,
        as_at=as_at,
        before=before,
    )
    return Standing(
        entry=entry, in_use=in_use, as_at=as_at, versions=versions, entries=entries, updates=updates, row=row
    )


def _entry_to_show(entries: list[ActionVersion], in_use: PlanVersion | None) -> ActionVersion:
    up_to = [entry for entry in entries if in_use and by_date(entry.version) <= by_date(in_use)]
    return up_to[-1] if up_to else entries[0]


def _printed_before(
    entry: ActionVersion, versions: list[PlanVersion], entries: list[ActionVersion], as_at: date
) -> PrintedAction | None:
    """What the published version before the entry's own said of the action."""
    earlier = version_before(versions, entry.version, as_at)
    found = next((other for other in entries if earlier and other.version_id == earlier.pk), None)
    if found is None:
        return None
    return PrintedAction(
        section=found.section_version.section_id,
        reference=found.reference,
        due=found.due,
        status=printed_status(found),
    )
