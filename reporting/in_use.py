"""A plan's versions in the order of their dates, and which of them is looked at."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from plans.models import Plan, PlanVersion


def by_date(version: PlanVersion) -> tuple[date, int]:
    """A key that sorts as `PlanVersion.objects.by_date()` does."""
    return version.as_of or date.max, version.number


def versions_by_plan(plans: QuerySet[Plan]) -> dict[int, list[PlanVersion]]:
    """The current versions of each plan in the order of their dates, by the plan's primary key; one query."""
    versions = defaultdict(list)
    for version in PlanVersion.objects.filter(plan__in=plans).current().select_related("plan").by_date():
        versions[version.plan_id].append(version)
    return versions


def version_in_use(versions: Iterable[PlanVersion], on: date | None = None) -> PlanVersion | None:
    """Today's version: the one being worked on, or else the last published. For a past day, the one published for it.

    `versions` are a plan's current ones in the order of their dates. None where there is no such version.
    """
    found = None
    for version in versions:
        if on is None or (version.as_of is not None and version.as_of <= on):
            found = version
    return found


def versions_in_use(plans: QuerySet[Plan]) -> list[PlanVersion]:
    """Today's version of each plan that has one; one query."""
    found = map(version_in_use, versions_by_plan(plans).values())
    return [version for version in found if version is not None]


def version_before(versions: Iterable[PlanVersion], version: PlanVersion, as_at: date) -> PlanVersion | None:
    """The published version before this one, and before the day it is looked at; `versions` as for `version_in_use`."""
    earlier = [other for other in versions if other.is_published and by_date(other) < min(by_date(version), (as_at, 0))]
    return earlier[-1] if earlier else None


def last_published(versions: Iterable[PlanVersion]) -> PlanVersion | None:
    published = [version for version in versions if version.is_published]
    return published[-1] if published else None
