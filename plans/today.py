"""What day it is, and which of a plan's versions are looked at on it.

In demo mode a plan lives at the date of its last published version: otherwise everything would be years overdue.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from .cycles import Cycle
from .models import Plan, PlanVersion, ReportingCycle


@dataclass(frozen=True)
class PlanToday:
    """A plan as it is looked at today; `versions` are those that no correction has replaced, earliest first."""

    plan: Plan
    versions: list[PlanVersion]

    @property
    def day(self) -> date:
        last = self.last_published
        return last.as_of if settings.DEMO and last and last.as_of else timezone.localdate()

    @property
    def in_use(self) -> PlanVersion | None:
        """The version being worked on, or else the last published."""
        return self.versions[-1] if self.versions else None

    @property
    def last_published(self) -> PlanVersion | None:
        published = [version for version in self.versions if version.is_published]
        return published[-1] if published else None

    def before(self, version: PlanVersion) -> PlanVersion | None:
        """The published version before this one and before today."""
        end = min(by_date(version), (self.day, 0))
        earlier = [other for other in self.versions if other.is_published and by_date(other) < end]
        return earlier[-1] if earlier else None


class PlansToday(dict[int, PlanToday]):
    """Several plans as they are looked at today, each by its primary key."""

    @property
    def days(self) -> dict[int, date]:
        return {plan: today.day for plan, today in self.items()}

    @property
    def versions_in_use(self) -> list[PlanVersion]:
        return [today.in_use for today in self.values() if today.in_use]


def by_date(version: PlanVersion) -> tuple[date, int]:
    """A key that sorts as `PlanVersion.objects.by_date()` does."""
    return version.as_of or date.max, version.number


def plans_today(plans: Iterable[Plan]) -> PlansToday:
    """These plans in their order; one query beside that for the plans themselves."""
    plans = list(plans)
    versions: dict[int, list[PlanVersion]] = defaultdict(list)
    for version in PlanVersion.objects.filter(plan__in=plans).current().select_related("plan").by_date():
        versions[version.plan_id].append(version)
    return PlansToday({plan.pk: PlanToday(plan, versions[plan.pk]) for plan in plans})


def plan_today(plan: Plan) -> PlanToday:
    return plans_today([plan])[plan.pk]


def today(plan: Plan) -> date:
    """The day it is for one plan; a query in the demo only."""
    return plan_today(plan).day if settings.DEMO else timezone.localdate()


def running_cycle(plan: Plan) -> Cycle | None:
    """The reporting cycle that the plan's today lies in; a query, unless the plan came with its rule."""
    rule: ReportingCycle | None = getattr(plan, "reporting_cycle", None)
    return rule.on(today(plan)) if rule else None
