"""Where single actions of any plans stand today: their wording in use, their reports and their row."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from actions.models import Action, ActionVersion, ProgressUpdate
from actions.statuses import printed_status
from plans.models import PlanVersion
from plans.today import PlanToday, by_date, plans_today

from .rows import ActionRow, PrintedAction, action_row, printed_action


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One action, as worded in the version in use or, where that version has it not, as last worded before it.

    `entries` are the action's wording in each version that has it, earliest first; `updates` every report on it, newest
    first.
    """

    entry: ActionVersion
    today: PlanToday
    entries: list[ActionVersion]
    updates: list[ProgressUpdate]
    row: ActionRow

    @property
    def as_at(self) -> date:
        return self.row.as_at

    @property
    def versions(self) -> list[PlanVersion]:
        return self.today.versions

    @property
    def is_in_use(self) -> bool:
        return self.today.in_use is not None and self.entry.version_id == self.today.in_use.pk

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
    """Where each of these actions stands, by its primary key; without those that no version words.

    Three queries, where the actions come with their plans; a plan is taken from the first of its actions.
    """
    plans = plans_today({action.plan for action in actions})
    entries: dict[int, list[ActionVersion]] = defaultdict(list)
    for entry in _worded(actions):
        entries[entry.action_id].append(entry)
    updates: dict[int, list[ProgressUpdate]] = defaultdict(list)
    for update in (
        ProgressUpdate.objects.filter(action__in=actions).select_related("status", "author").order_by("-as_at", "-id")
    ):
        updates[update.action_id].append(update)
    return {
        action.pk: _standing(plans[action.plan_id], entries[action.pk], updates[action.pk])
        for action in actions
        if action.pk in entries
    }


def _worded(actions: Collection[Action]) -> list[ActionVersion]:
    entries = ActionVersion.objects.filter(action__in=actions).select_related(
        "version__plan", "action__plan", "section_version__section", "printed_update__status"
    )
    return sorted(entries.defer("printed_update__narrative"), key=lambda entry: by_date(entry.version))


def _standing(today: PlanToday, entries: list[ActionVersion], updates: list[ProgressUpdate]) -> Standing:
    entry = _entry_to_show(entries, today.in_use)
    update = next((update for update in updates if update.as_at <= today.day), None)
    row = action_row(entry, update=update, as_at=today.day, before=_printed_before(entry, today, entries))
    return Standing(entry=entry, today=today, entries=entries, updates=updates, row=row)


def _entry_to_show(entries: list[ActionVersion], in_use: PlanVersion | None) -> ActionVersion:
    up_to = [entry for entry in entries if in_use and by_date(entry.version) <= by_date(in_use)]
    return up_to[-1] if up_to else entries[0]


def _printed_before(entry: ActionVersion, today: PlanToday, entries: list[ActionVersion]) -> PrintedAction | None:
    """What the published version before the entry's own said of the action."""
    earlier = today.before(entry.version)
    found = next((other for other in entries if earlier and other.version_id == earlier.pk), None)
    return printed_action(found, printed_status(found)) if found else None
