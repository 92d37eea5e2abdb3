"""A plan at a version as boards look at it, but for what may not be published."""

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property

from actions.models import ActionVersion, ProgressUpdate
from actions.models.progress import WITHHELD
from actions.statuses import NO_STATUS, updates_beside
from plans.models import PlanVersion
from reporting.boards.scope import Scope
from reporting.rows import ActionRow, PrintedAction


class PackScope(Scope):
    """One plan at a version, with what may be published of it."""

    is_public = True

    @property
    def version(self) -> PlanVersion:
        (version,) = self.plans.versions_in_use
        return version

    @property
    def as_at(self) -> date | None:
        """What is beside the plan is looked at on the day of a published version, too."""
        return self.version.as_of if self.version.is_published else None

    @cached_property
    def rows(self) -> list[ActionRow]:
        """A published version says what has been printed by then; the one being worked on, what was last reported."""
        rows = super().rows
        if self.version.is_published:
            printed = updates_beside(self.version, self.among)
            ever = self._printed_so_far
            rows = [replace(row, update=printed.get(row.action) or _among(row.update, ever)) for row in rows]
        return [replace(row, update=_public(row.update)) for row in rows]

    @property
    def _printed_so_far(self) -> set[int]:
        """The updates that this version or one before it printed, by primary key."""
        entries = self.worded_in(self.plans.versions).exclude(printed_update=None)
        return set(entries.values_list("printed_update", flat=True))

    @cached_property
    def before(self) -> Mapping[int, PrintedAction]:
        (today,) = self.plans.values()
        exempt = ActionVersion.objects.filter(version=today.previous, printed_update__is_exempt=True)
        withheld = set(exempt.values_list("action", flat=True))
        return {
            action: replace(entry, status=entry.status and NO_STATUS) if action in withheld else entry
            for action, entry in super().before.items()
        }


def _public(update: ProgressUpdate | None) -> ProgressUpdate | None:
    """The update as it may be published: of one that is exempt as a whole, not even the status."""
    if update is None or not update.is_exempt:
        return update
    shown = copy(update)
    shown.status, shown.status_words = None, WITHHELD
    return shown


def _among(update: ProgressUpdate | None, these: set[int]) -> ProgressUpdate | None:
    return update if update and update.pk in these else None
