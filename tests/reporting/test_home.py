"""The start page: it leads whoever only reports to their own actions, and everybody else to where the plans are."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Deputy, Officer, User
from tests.people import CLERK, CLT, PLAN_OWNER, person, person_with_role

pytestmark = pytest.mark.django_db

HOME = reverse("home")
MY_ACTIONS = reverse("my_actions")
OVERVIEW = reverse("board", args=["overview"])


def make_officer(account: User) -> Officer:
    return Officer.objects.create(slug="ann-acton", name=account.name, user=account)


def led_to(client: Client, account: User) -> str:
    client.force_login(account)
    return str(client.get(HOME).headers["Location"])


def test_an_officer_comes_to_their_own_actions(client: Client) -> None:
    account = person("Ann Acton")
    make_officer(account)
    assert led_to(client, account) == MY_ACTIONS


def test_a_deputy_does_too(client: Client) -> None:
    deputy = person("Ben Bold")
    Deputy.objects.create(officer=make_officer(person("Ann Acton")), user=deputy, starts="2020-01-01")
    assert led_to(client, deputy) == MY_ACTIONS


@pytest.mark.parametrize("role", [None, CLT, CLERK, PLAN_OWNER])
def test_who_is_no_officer_comes_to_every_plan(client: Client, role: str | None) -> None:
    assert led_to(client, person_with_role("Somebody", role, None) if role else person("Somebody")) == OVERVIEW


def test_an_officer_with_a_role_comes_to_every_plan(client: Client) -> None:
    account = person_with_role("Ann Acton", CLT, None)
    make_officer(account)
    assert led_to(client, account) == OVERVIEW


def test_without_signing_in_there_is_nothing_to_see(client: Client) -> None:
    assert client.get(HOME).headers["Location"] == f"{reverse('login')}?next={HOME}"
