"""What a pack is made of: a plan at one of its versions, as boards look at it, but for what may not be published."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from actions.as_printed import PrintedTable, printed_table
from actions.compared import VersionComparison
from actions.comparing import compare_versions
from actions.models import ActionVersion, ProgressUpdate
from actions.models.progress import WITHHELD
from actions.slippage import Ledger, slippage
from actions.statuses import NO_STATUS, updates_beside
from plans.measures import MeasureRead, measures_of
from plans.models import Plan, PlanVersion
from plans.permissions import Person
from plans.today import PlansToday, PlanToday, by_date, today
from reporting.boards.day_form import DayForm
from reporting.boards.scope import Scope
from reporting.rows import ActionRow, PrintedAction


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the clerk has chosen. Without names, every sheet but those left out, and every section, is in the pack.

    Reports for a day after the closing date do not count in a draft.
    """

    left_out: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    council: str = ""
    logo: bytes = b""
    committee: str = ""
    closing: date | None = None


class PackScope(Scope):
    """One plan at a version, with what may be published of it."""

    @property
    def version(self) -> PlanVersion:
        (version,) = self.plans.versions_in_use
        return version

    @cached_property
    def rows(self) -> list[ActionRow]:
        """A published version says what has been printed by then; the one being worked on, what was last reported."""
        rows = super().rows
        if self.version.is_published:
            printed = updates_beside(self.version)
            ever = self._printed_so_far
            rows = [replace(row, update=printed.get(row.action) or _among(row.update, ever)) for row in rows]
        return [replace(row, update=_public(row.update)) for row in rows]

    @property
    def _printed_so_far(self) -> set[int]:
        """The updates that this version or one before it printed, by primary key."""
        entries = ActionVersion.objects.filter(version__in=self.plans.versions).exclude(printed_update=None)
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


@dataclass(frozen=True, kw_only=True)
class PackData:
    """`made_on` is the day the pack is prepared, `prepared_by` the name of who does it."""

    version: PlanVersion
    made_on: date
    prepared_by: str = ""
    choices: Choices = field(default_factory=Choices)
    person: Person = field(default_factory=AnonymousUser)

    @property
    def plan(self) -> Plan:
        return self.version.plan

    @property
    def is_draft(self) -> bool:
        return not self.version.is_published

    @cached_property
    def scope(self) -> PackScope:
        looked_at = PlansToday({self.plan.pk: _at(self.version, self.choices.closing)})
        return PackScope(self.person, looked_at, DayForm({}), self.plan)

    @property
    def today(self) -> PlanToday:
        return self.scope.plans[self.plan.pk]

    @property
    def day(self) -> date:
        return self.today.day

    @property
    def previous(self) -> PlanVersion | None:
        return self.today.previous

    @cached_property
    def rows(self) -> list[ActionRow]:
        """Every action of the sections that are chosen, as printed."""
        return [row for row in self.scope.rows if self.has_section(row.section.section_id)]

    @cached_property
    def actions(self) -> dict[int, ActionRow]:
        return {row.action: row for row in self.rows}

    def has_section(self, section: int) -> bool:
        return not self.choices.sections or section in self._sections

    @cached_property
    def _sections(self) -> set[int]:
        chosen = self.plan.sections.filter(slug__in=self.choices.sections)
        return set(chosen.values_list("pk", flat=True))

    @cached_property
    def withheld(self) -> list[ActionRow]:
        """The actions of whose report something is exempt from publication."""
        return [row for row in self.rows if row.update and row.update.withholds]

    @cached_property
    def ledger(self) -> Ledger:
        latest = {row.action: row.update for row in self.scope.rows if row.update}
        return slippage(self.scope.plans, latest=latest)

    @cached_property
    def comparison(self) -> VersionComparison | None:
        """With the version before; None where there is none."""
        return compare_versions(self.previous, self.version) if self.previous else None

    def give_up(self, names: Iterable[str]) -> None:
        """Forget what was worked out under these names: it takes much memory, and is worked out anew when asked for."""
        for name in names:
            vars(self).pop(name, None)

    @cached_property
    def measures(self) -> list[MeasureRead]:
        return measures_of(self.version)

    @cached_property
    def printed(self) -> PrintedTable:
        return printed_table(self.version)


def _at(version: PlanVersion, closing: date | None) -> PlanToday:
    """The plan as if the version were the last: on the day it stood at, or for a draft today or the closing date."""
    line = version.plan.versions.current().exclude(pk=version.pk).select_related("plan").by_date()
    earlier = [other for other in line if other.is_published and by_date(other) < by_date(version)]
    day = version.as_of if version.is_published and version.as_of else today(version.plan)
    if closing and not version.is_published:
        day = min(day, closing)
    return PlanToday(version.plan, [*earlier, version], day)


def _public(update: ProgressUpdate | None) -> ProgressUpdate | None:
    """The update as it may be published: of one that is exempt as a whole, not even the status."""
    if update is None or not update.is_exempt:
        return update
    shown = copy(update)
    shown.status, shown.status_words = None, WITHHELD
    return shown


def _among(update: ProgressUpdate | None, these: set[int]) -> ProgressUpdate | None:
    return update if update and update.pk in these else None
