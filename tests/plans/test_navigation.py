"""Where the header of every page leads, by who is signed in."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Officer, Plan
from tests.pages import links_in
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db

FOR_EVERYBODY = {"Plans": "/plans/", "Boards": "/boards/", "Officers": "/officers/", "Search": "/search/"}
FOR_PLAN_OWNERS = {"Accounts": "/accounts/", "Edit records": "/admin/"}


def main_links(client: Client, address: str = "/plans/") -> dict[str, str]:
    page = client.get(address).content.decode()
    return links_in(page.partition('aria-label="Main"')[2].partition("</nav>")[0])


def places_marked(client: Client, address: str) -> list[str]:
    return re.findall(r'aria-current="true">([^<]+)', client.get(address).content.decode())


def test_a_plan_owner_is_led_to_accounts_and_records_and_may_open_both(client: Client) -> None:
    client.force_login(plan_owner("Owner", Plan.objects.create(slug="roads", title="Roads plan")))
    assert main_links(client) == FOR_EVERYBODY | FOR_PLAN_OWNERS
    for address in FOR_PLAN_OWNERS.values():
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", [None, CLT, CLERK])
def test_nobody_else_is(client: Client, role: str | None) -> None:
    client.force_login(person_with_role("Somebody", role, None) if role else person("Somebody"))
    assert main_links(client) == FOR_EVERYBODY


def test_the_part_of_the_site_one_is_in_is_marked(client: Client) -> None:
    client.force_login(person("Somebody"))
    assert places_marked(client, reverse("officers")) == ["Officers"]


@pytest.mark.parametrize("page", ["report/", "reports/{report}/"])
def test_whoever_reports_is_among_their_own_actions(client: Client, page: str) -> None:
    plan = SmallPlan()
    ada = person("Ada")
    Officer.objects.filter(name="Ada").update(user=ada)
    report = plan.update(plan.working, author=ada, status=plan.label)
    client.force_login(ada)
    address = plan.action.get_absolute_url() + page.format(report=report.pk)
    assert places_marked(client, address) == ["My actions"]
    assert places_marked(client, plan.action.get_absolute_url()) == ["Plans"]


def test_nobody_signed_in_is_led_nowhere(client: Client) -> None:
    assert main_links(client, "/sign-in/") == {}
