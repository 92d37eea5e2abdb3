"""What a pack is made of: a plan at one of its versions, of which one part is held at a time."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from actions.as_printed import PrintedTable, printed_table
from actions.compared import VersionComparison
from actions.comparing import ColumnsApart, columns_apart, compare_versions
from actions.slippage_sources import Forecasts
from plans.measures import MeasureRead, measures_of
from plans.models import Plan, PlanVersion, SectionVersion
from plans.permissions import Person
from plans.today import PlansToday, PlanToday, by_date, today
from reporting.boards.day_form import DayForm
from reporting.rows import ActionRow

from .scope import PackScope

PART = 500  # actions


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
    def plans(self) -> PlansToday:
        return PlansToday({self.plan.pk: _at(self.version, self.choices.closing)})

    @property
    def today(self) -> PlanToday:
        return self.plans[self.plan.pk]

    @property
    def day(self) -> date:
        return self.today.day

    @property
    def previous(self) -> PlanVersion | None:
        return self.today.previous

    @property
    def parts(self) -> "Iterator[PackPart]":
        """A few hundred actions each, those that have gone since the version before last; at least one part, so that of
        a plan without actions something is told too.
        """
        return (PackPart(self, part) for part in self._parts)

    @cached_property
    def _parts(self) -> list[list[int]]:
        """The actions by primary key."""
        actions: dict[int, None] = {}
        for version in filter(None, (self.version, self.previous)):
            printed = version.action_versions.order_by("section_version__position", "position")
            actions |= dict.fromkeys(printed.values_list("action", flat=True))
        in_order = list(actions)
        return [in_order[start : start + PART] for start in range(0, len(in_order) or 1, PART)]

    @property
    def number_of_parts(self) -> int:
        return len(self._parts)

    @cached_property
    def sections(self) -> list[SectionVersion]:
        """Every section of the version, as printed."""
        return list(self.version.sections.order_by("position"))

    def has_section(self, section: int) -> bool:
        return not self.choices.sections or section in self._sections

    @cached_property
    def _sections(self) -> set[int]:
        chosen = self.plan.sections.filter(slug__in=self.choices.sections)
        return set(chosen.values_list("pk", flat=True))

    @cached_property
    def columns_apart(self) -> ColumnsApart | None:
        """The columns that only this version or only the one before it has."""
        return columns_apart(self.previous, self.version, self._parts) if self.previous else None

    @cached_property
    def measures(self) -> list[MeasureRead]:
        return measures_of(self.version)

    @property
    def printed(self) -> PrintedTable:
        """The whole of it, where it has to be held whole."""
        return printed_table(self.version)


@dataclass(frozen=True)
class PackPart:
    """Those actions of a pack that are among these, by primary key."""

    data: PackData
    among: Collection[int]

    @cached_property
    def scope(self) -> PackScope:
        data = self.data
        return PackScope(data.person, data.plans, DayForm({}), data.plan, self.among)

    @cached_property
    def rows(self) -> list[ActionRow]:
        """Those of the sections that are chosen, as printed."""
        return [row for row in self.scope.rows if self.data.has_section(row.section.section_id)]

    @cached_property
    def actions(self) -> dict[int, ActionRow]:
        return {row.action: row for row in self.rows}

    @property
    def withheld(self) -> list[str]:
        """What the actions are called of whose report something is exempt from publication."""
        rows = [row for row in self.rows if row.update and row.update.withholds]
        return [row.reference or f"“{row.title}”" for row in rows]

    @cached_property
    def comparison(self) -> VersionComparison | None:
        """With the version before; None where there is none."""
        data = self.data
        if data.previous is None:
            return None
        return compare_versions(data.previous, data.version, self.among, apart=data.columns_apart)

    @property
    def forecasts(self) -> Forecasts:
        return Forecasts(self.data.plans.days, {}, self.among)

    @property
    def printed(self) -> PrintedTable:
        return printed_table(self.data.version, self.among)


def _at(version: PlanVersion, closing: date | None) -> PlanToday:
    """The plan as if the version were the last: on the day it stood at, or for a draft today or the closing date."""
    line = version.plan.versions.current().exclude(pk=version.pk).select_related("plan").by_date()
    earlier = [other for other in line if other.is_published and by_date(other) < by_date(version)]
    day = version.as_of if version.is_published and version.as_of else min(today(version.plan), version.reports_until)
    if closing and not version.is_published:
        day = min(day, closing)
    return PlanToday(version.plan, [*earlier, version], day, is_past=version.is_published)
