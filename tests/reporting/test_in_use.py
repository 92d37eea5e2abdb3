from datetime import date

import pytest

from actions.publishing import open_next, publish
from plans.models import Plan
from reporting.in_use import version_before, version_in_use
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db


def in_use(plan: Plan, on: date | None = None) -> str:
    version = version_in_use(plan.versions.current().by_date(), on)
    return version.label if version else "none"


@pytest.fixture
def twice_published() -> Plan:
    plan = new_plan("a-plan", rows(1))
    add_version(plan, rows(1), as_of=date(2021, 6, 30))
    return plan


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2021, 1, 30), "none"),
        (date(2021, 1, 31), "January 2021"),
        (date(2021, 6, 29), "January 2021"),
        (date(2021, 6, 30), "June 2021"),
        (date(2022, 1, 1), "June 2021"),
    ],
)
def test_a_day_looks_at_the_version_last_published_for_it(twice_published: Plan, day: date, found: str) -> None:
    assert in_use(twice_published, day) == found


def test_a_past_day_never_shows_the_version_being_worked_on(twice_published: Plan) -> None:
    open_next(twice_published)
    assert in_use(twice_published, date(2021, 5, 1)) == "January 2021"


def test_today_shows_the_version_being_worked_on_or_else_the_last_published(twice_published: Plan) -> None:
    assert in_use(twice_published) == "June 2021"
    open_next(twice_published)
    assert in_use(twice_published) == "Working version"


def test_before_anything_is_published_there_is_only_the_working_version() -> None:
    plan = new_plan("a-plan")
    assert in_use(plan) == "none"
    open_next(plan)
    assert in_use(plan) == "Working version"
    assert in_use(plan, date(2021, 1, 1)) == "none"


def test_a_correction_stands_in_for_what_it_corrects() -> None:
    plan = new_plan("a-plan", rows(1, progress="", status=""))
    working = open_next(plan)
    working.corrects = plan.versions.get(number=1)
    working.save()
    publish(working, label="Put right", as_of=date(2021, 1, 31))
    assert in_use(plan, date(2021, 1, 31)) == "Put right"


def test_the_version_before_is_the_published_one_before_it_and_before_the_day(twice_published: Plan) -> None:
    working = open_next(twice_published)
    versions = list(twice_published.versions.current().by_date())
    january, june = versions[:2]
    later = date(2021, 9, 1)
    assert [version_before(versions, version, later) for version in (january, june, working)] == [None, january, june]
    assert version_before(versions, working, date(2021, 6, 30)) == january
