from datetime import date

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from actions.publishing import open_next, publish
from plans.models import Plan
from plans.today import PlanToday, plan_today, plans_today
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice_published() -> Plan:
    plan = new_plan("a-plan", rows(1))
    add_version(plan, rows(1), as_of=date(2021, 6, 30))
    return plan


def labels(today: PlanToday) -> list[str]:
    return [version.label for version in today.versions]


def test_the_demo_lives_on_the_day_of_the_last_published_version(twice_published: Plan, settings: Settings) -> None:
    settings.DEMO = True
    open_next(twice_published, by=None)
    assert plan_today(twice_published).day == date(2021, 6, 30)
    assert plan_today(new_plan("another-plan")).day == timezone.localdate()


def test_anywhere_else_it_is_today(twice_published: Plan, settings: Settings) -> None:
    settings.DEMO = False
    assert plan_today(twice_published).day == timezone.localdate()


def test_today_shows_the_version_being_worked_on_or_else_the_last_published(twice_published: Plan) -> None:
    june = plan_today(twice_published).in_use
    assert june is not None
    assert june.label == "June 2021"
    working = open_next(twice_published, by=None)
    today = plan_today(twice_published)
    assert (today.in_use, today.last_published) == (working, june)


def test_before_anything_is_published_there_is_only_the_working_version() -> None:
    plan = new_plan("a-plan")
    assert plan_today(plan).in_use is None
    working = open_next(plan, by=None)
    assert (plan_today(plan).in_use, plan_today(plan).last_published) == (working, None)


def test_a_correction_stands_in_for_what_it_corrects() -> None:
    plan = new_plan("a-plan", rows(1, progress="", status=""))
    working = open_next(plan, by=None)
    working.corrects = plan.versions.get(number=1)
    working.save()
    publish(working, label="Put right", as_of=date(2021, 1, 31), by=None)
    assert labels(plan_today(plan)) == ["Put right", "Working version"]


def test_the_version_before_is_the_published_one_before_it_and_before_the_day(
    twice_published: Plan, settings: Settings
) -> None:
    working = open_next(twice_published, by=None)
    today = plan_today(twice_published)
    january, june = today.versions[:2]
    assert [today.before(version) for version in (january, june, working)] == [None, january, june]
    settings.DEMO = True
    assert plan_today(twice_published).before(working) == january


def test_many_plans_cost_what_one_does(
    twice_published: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    new_plan("another-plan", rows(1))
    with django_assert_num_queries(2):
        found = plans_today(Plan.objects.all())
    assert [today.plan.slug for today in found.values()] == ["a-plan", "another-plan"]
    assert [version.label for version in found.versions_in_use] == ["June 2021", "January 2021"]
    assert list(found.days) == [today.plan.pk for today in found.values()]


class TestAPastDay:
    def test_shows_the_version_that_was_published_for_it(self, twice_published: Plan) -> None:
        open_next(twice_published, by=None)
        march = plan_today(twice_published, as_at=date(2021, 3, 1))
        assert (march.day, march.is_past, labels(march)) == (date(2021, 3, 1), True, ["January 2021"])
        june = plan_today(twice_published, as_at=date(2021, 6, 30))
        assert (june.in_use, june.previous) == (june.versions[1], june.versions[0])

    def test_before_the_first_version_has_nothing(self, twice_published: Plan) -> None:
        assert plan_today(twice_published, as_at=date(2021, 1, 30)).in_use is None

    def test_in_the_demo_the_day_after_its_last_version_is_no_past_day(
        self, twice_published: Plan, settings: Settings
    ) -> None:
        settings.DEMO = True
        working = open_next(twice_published, by=None)
        later = plan_today(twice_published, as_at=date(2021, 7, 31))
        assert (later.day, later.is_past, later.in_use) == (date(2021, 7, 31), False, working)
