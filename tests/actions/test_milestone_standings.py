"""Where milestones stand on a day: what the last report up to it said."""

from datetime import date
from typing import Any

import pytest

from actions.milestone_standings import MilestoneStanding, milestone_standings
from actions.models import MilestoneReport
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db


def report(plan: SmallPlan, as_at: date, **said: Any) -> None:
    update = plan.update(plan.working, as_at=as_at)
    MilestoneReport.objects.create(update=update, milestone=plan.milestone, **said)


def standing(plan: SmallPlan, day: date | None = None) -> MilestoneStanding:
    entry = plan.working.action_version
    (found,) = milestone_standings([entry], days={plan.plan.pk: day} if day else None)[entry.pk]
    return found


def test_nobody_has_reported_it(small_plan: SmallPlan) -> None:
    found = standing(small_plan, date(2020, 12, 31))
    assert (found.title, found.is_done, found.expected) == ("Buy a house", False, None)


@pytest.mark.parametrize(
    ("day", "is_done", "expected"),
    [
        (date(2020, 9, 30), False, None),
        (date(2020, 10, 1), False, date(2021, 3, 31)),
        (date(2020, 11, 1), True, None),
        (date(2020, 12, 1), False, date(2021, 6, 30)),
        (None, False, date(2021, 6, 30)),
    ],
)
def test_the_last_report_up_to_the_day_counts(
    small_plan: SmallPlan, day: date | None, is_done: bool, expected: date | None
) -> None:
    report(small_plan, date(2020, 10, 1), forecast=date(2021, 3, 31))
    report(small_plan, date(2020, 12, 1), forecast=date(2021, 6, 30))
    report(small_plan, date(2020, 11, 1), is_done=True)
    found = standing(small_plan, day)
    assert (found.is_done, found.expected) == (is_done, expected)
