import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from plans.models import User
from tests.people import PASSWORD, person

pytestmark = pytest.mark.django_db

NOT_RIGHT = "The email address or the password is not right."


@pytest.fixture
def colleague() -> User:
    return person("Colleague", password=PASSWORD)


@pytest.fixture
def demo_account() -> User:
    return person("Demo", password=PASSWORD, is_demo=True)


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    """Post the form; returns the page that follows."""
    answer = client.post(reverse("login"), {"username": email, "password": password}, follow=True)
    return answer.content.decode()


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("plans")).status_code == 200


def test_the_right_password_signs_in(client: Client, colleague: User) -> None:
    assert "Sign out" in sign_in(client, "colleague@council.example")


def test_the_address_may_be_typed_in_capitals_with_a_space_after_it(client: Client, colleague: User) -> None:
    sign_in(client, "Colleague@Council.EXAMPLE ")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [("colleague@council.example", "kites over the moors"), ("stranger@council.example", PASSWORD)],
    ids=["a wrong password", "nobody's address"],
)
def test_what_is_not_right_gets_the_same_sentence(client: Client, colleague: User, email: str, password: str) -> None:
    assert NOT_RIGHT in sign_in(client, email, password)
    assert not is_signed_in(client)


def test_an_account_without_a_password_takes_none(client: Client) -> None:
    person("Newcomer")
    assert "Sign out" not in sign_in(client, "newcomer@council.example", " ")


def test_a_closed_account_is_refused(client: Client, colleague: User) -> None:
    User.objects.update(is_active=False)
    assert NOT_RIGHT in sign_in(client, "colleague@council.example")


def test_closing_an_account_ends_its_sessions_at_once(client: Client, colleague: User) -> None:
    client.force_login(colleague)
    assert is_signed_in(client)
    User.objects.update(is_active=False)
    assert not is_signed_in(client)


def test_a_demo_account_signs_in_to_the_demo(client: Client, demo_account: User, settings: Settings) -> None:
    settings.DEMO = True
    sign_in(client, "demo@council.example")
    assert is_signed_in(client)


def test_a_demo_account_is_refused_anywhere_else(client: Client, demo_account: User, settings: Settings) -> None:
    settings.DEMO = False
    assert NOT_RIGHT in sign_in(client, "demo@council.example")
    assert not is_signed_in(client)


def test_a_demo_session_ends_with_the_demo(client: Client, demo_account: User, settings: Settings) -> None:
    settings.DEMO = True
    client.force_login(demo_account)
    assert is_signed_in(client)
    settings.DEMO = False
    assert not is_signed_in(client)


def test_nothing_shows_before_signing_in_and_then_the_page_asked_for(client: Client, colleague: User) -> None:
    asked = client.get(reverse("plans"))
    assert asked.url == f"{reverse('login')}?next={reverse('plans')}"
    answer = client.post(asked.url, {"username": colleague.email, "password": PASSWORD, "next": reverse("plans")})
    assert answer.url == reverse("plans")


def test_signing_in_leads_to_no_other_site(client: Client, colleague: User) -> None:
    given = {"username": colleague.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(reverse("login"), given).url == reverse("home")


def test_somebody_signed_in_need_not_sign_in(client: Client, colleague: User) -> None:
    client.force_login(colleague)
    assert client.get(reverse("login")).url == reverse("home")


def test_signing_out_takes_a_post(client: Client, colleague: User) -> None:
    client.force_login(colleague)
    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_error_heads_the_page(
    open_page: Callable[..., Page], assert_accessible: Callable[[Page], None], colleague: User, width: int
) -> None:
    page = open_page(width=width)
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill("colleague@council.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    assert NOT_RIGHT in page.get_by_role("alert").inner_text()
    expect(page).to_have_title(re.compile("^Error: "))
    assert_accessible(page)
