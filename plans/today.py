"""What day it is, and which of a plan's versions are looked at on it: today, or as at another day.

In demo mode a plan lives at the date of its last published version: otherwise everything would be years overdue.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from .cycles import Cycle
from .models import Plan, PlanVersion, ReportingCycle


@dataclass(frozen=True)
class PlanToday:
    """A plan as it is looked at on a day.

    `versions` are those that were there on it and that no correction has replaced, earliest first. A past day has those
    published for it or before; the version being worked on is of today.
    """

    plan: Plan
    versions: list[PlanVersion]
    day: date
    is_past: bool = False

    @property
    def in_use(self) -> PlanVersion | None:
        """The version being worked on, or else the last published."""
        return self.versions[-1] if self.versions else None

    @property
    def last_published(self) -> PlanVersion | None:
        return _last_published(self.versions)

    def before(self, version: PlanVersion) -> PlanVersion | None:
        """The published version before this one and before the day."""
        end = min(by_date(version), (self.day, 0))
        earlier = [other for other in self.versions if other.is_published and by_date(other) < end]
        return earlier[-1] if earlier else None

    @property
    def rule(self) -> ReportingCycle | None:
        """When its officers report, None where there are no deadlines; a query, unless the plan came with it."""
        rule: ReportingCycle | None = getattr(self.plan, "reporting_cycle", None)
        return rule

    @property
    def cycle(self) -> Cycle | None:
        """The reporting cycle that the day lies in."""
        return self.rule.on(self.day) if self.rule else None

    @property
    def is_reported_on(self) -> bool:
        """Whether reports could be made on the day: a version was being worked on. Publishing one opens the next."""
        return self.is_past or bool(self.in_use and not self.in_use.is_published)

    @property
    def previous(self) -> PlanVersion | None:
        """The published version before the one in use: what direction of travel is told from."""
        return self.before(self.in_use) if self.in_use else None


class PlansToday(dict[int, PlanToday]):
    """Several plans as they are looked at, each by its primary key."""

    @property
    def days(self) -> dict[int, date]:
        return {plan: today.day for plan, today in self.items()}

    @property
    def versions(self) -> list[PlanVersion]:
        return [version for today in self.values() for version in today.versions]

    @property
    def versions_in_use(self) -> list[PlanVersion]:
        return [today.in_use for today in self.values() if today.in_use]


def by_date(version: PlanVersion) -> tuple[date, int]:
    """A key that sorts as `PlanVersion.objects.by_date()` does."""
    return version.as_of or date.max, version.number


def plans_today(plans: Iterable[Plan], *, as_at: date | None = None) -> PlansToday:
    """These plans in their order, today or as at another day; one query beside that for the plans themselves."""
    plans = list(plans)
    versions: dict[int, list[PlanVersion]] = defaultdict(list)
    current = PlanVersion.objects.filter(plan__in=plans).current().select_related("plan")
    for version in current.defer("narrative", "introduction").by_date():
        versions[version.plan_id].append(version)
    return PlansToday({plan.pk: looked_at(plan, versions[plan.pk], as_at) for plan in plans})


def plan_today(plan: Plan, *, as_at: date | None = None) -> PlanToday:
    return plans_today([plan], as_at=as_at)[plan.pk]


def today(plan: Plan) -> date:
    """The day it is for one plan; a query in the demo only."""
    return plan_today(plan).day if settings.DEMO else timezone.localdate()


def looked_at(plan: Plan, versions: list[PlanVersion], as_at: date | None = None) -> PlanToday:
    """A plan whose versions that no correction has replaced are these, in their order."""
    last = _last_published(versions)
    today = last.as_of if settings.DEMO and last and last.as_of else timezone.localdate()
    if as_at is None or as_at >= today:
        return PlanToday(plan, versions, as_at or today)
    then = [version for version in versions if version.is_published and by_date(version) <= (as_at, version.number)]
    return PlanToday(plan, then, as_at, is_past=True)


def _last_published(versions: Sequence[PlanVersion]) -> PlanVersion | None:
    return next((version for version in reversed(versions) if version.is_published), None)
