"""A plan owner says when officers report, and whether reports are signed off."""

from datetime import date

import pytest
from django.test import Client

from plans.models import ReportingCycle, User
from tests.pages import page_words
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.small_plan import SmallPlan


@pytest.fixture
def owner(small_plan: SmallPlan, client: Client) -> User:
    account = plan_owner("Owner", small_plan.plan)
    client.force_login(account)
    return account


ADDRESS = "/plans/small-plan/deadlines/"
QUARTERLY = {
    "frequency": "quarterly",
    "first_deadline-day": "11",
    "first_deadline-month": "dec",
    "first_deadline-year": "2020",
}


def test_quarterly_deadlines_are_counted_from_the_first(client: Client, owner: User, small_plan: SmallPlan) -> None:
    client.post(ADDRESS, QUARTERLY | {"asks_sign_off": "on"})
    rule = ReportingCycle.objects.get(plan=small_plan.plan)
    assert (rule.frequency, rule.deadlines) == ("quarterly", [date(2020, 12, 11)])
    small_plan.plan.refresh_from_db()
    assert small_plan.plan.asks_sign_off
    assert 'value="2020"' in client.get(ADDRESS).content.decode()


def test_dates_of_its_own_are_kept_in_order_once_each(client: Client, owner: User) -> None:
    client.post(ADDRESS, {"frequency": "dates", "dates": "1 jun 2021\n15/1/2021\n15-01-2021\n"})
    assert ReportingCycle.objects.get().deadlines == [date(2021, 1, 15), date(2021, 6, 1)]


def test_a_plan_can_do_without_deadlines(client: Client, owner: User) -> None:
    client.post(ADDRESS, QUARTERLY)
    client.post(ADDRESS, {"frequency": "none"})
    assert not ReportingCycle.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"frequency": ""}, "Choose how often officers report."),
        ({"frequency": "monthly"}, "Enter the first deadline."),
        (QUARTERLY | {"first_deadline-day": "32"}, "There is no such date."),
        ({"frequency": "dates", "dates": " \n"}, "Enter at least one deadline."),
        ({"frequency": "dates", "dates": "soon"}, "“soon” is not a date."),
        ({"frequency": "dates", "dates": "31/2/2021"}, "“31/2/2021” is not a date."),
    ],
)
def test_what_cannot_be_says_what_to_do(client: Client, owner: User, typed: dict[str, str], told: str) -> None:
    assert told in page_words(client.post(ADDRESS, typed))
    assert not ReportingCycle.objects.exists()


def test_the_next_deadline_is_named(client: Client, owner: User) -> None:
    client.post(ADDRESS, {"frequency": "dates", "dates": "1/6/2999"})
    assert "The next deadline is 1 June 2999 ." in page_words(client.get(ADDRESS)).replace("2999.", "2999 .")


def test_actions_that_nobody_could_sign_off_for_are_counted(client: Client, owner: User, small_plan: SmallPlan) -> None:
    assert "1 of 1 actions has no accountable officer who can sign in" in page_words(client.get(ADDRESS))
    small_plan.officer.user = person("Ada")
    small_plan.officer.save()
    assert "no accountable officer who can sign in" in page_words(client.get(ADDRESS))  # she leads it
    small_plan.working.assignment.role = "accountable"
    small_plan.working.assignment.save()
    assert "no accountable officer who can sign in" not in page_words(client.get(ADDRESS))


@pytest.mark.parametrize("who", ["stranger", "clt", "clerk", "another plan’s owner"])
def test_nobody_but_its_owner_sets_them(client: Client, small_plan: SmallPlan, who: str) -> None:
    cast = {
        "stranger": lambda: person("Stranger"),
        "clt": lambda: person_with_role("Director", CLT, small_plan.plan),
        "clerk": lambda: person_with_role("Clerk", CLERK, small_plan.plan),
        "another plan’s owner": lambda: plan_owner("Bo", SmallPlan("another-plan").plan),
    }
    client.force_login(cast[who]())
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, QUARTERLY).status_code == 403
    assert not ReportingCycle.objects.exists()
