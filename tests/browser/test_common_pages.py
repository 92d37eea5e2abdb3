import re
from collections.abc import Callable

import pytest
from django.conf import settings as django_settings
from django.test import Client, override_settings
from django.urls import path
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from actions.demo import load_accounts
from config.urls import urlpatterns
from plans.models import User
from tests.pages import WIDTHS, open_signed_in, overflow

pytestmark = pytest.mark.django_db


def fails(request: object) -> None:
    raise RuntimeError("A view that fails.")


class Broken:
    """The addresses of the site, and one whose view fails."""

    urlpatterns = [path("broken/", fails), *urlpatterns]


@pytest.fixture
def officer(demo: None, settings: Settings) -> User:
    settings.DEMO = True
    load_accounts(django_settings.BASE_DIR / "fixtures" / "accounts.toml")
    return User.objects.get(email="laurence.jones@demo.example")


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_is_accessible_and_says_what_was_wrong(
    db: None, open_page: Callable[..., Page], assert_accessible: Callable[[Page], None], width: int
) -> None:
    page = open_page(width=width)
    page.goto("/sign-in/")
    assert_accessible(page)
    page.get_by_label("Email address").fill("nobody@council.example")
    page.get_by_label("Password").fill("whatever it was")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    expect(page).to_have_title(re.compile("^Error: "))
    assert_accessible(page)
    assert overflow(page) <= 0


def test_the_start_page_leads_an_officer_to_their_own_actions(
    officer: User, page: Page, live_server: LiveServer
) -> None:
    open_signed_in(page, officer, live_server, "/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My actions")
    expect(page.get_by_text("10 of your 11 actions are still to report")).to_be_visible()
    page.get_by_role("link", name="Develop a “shadow budget” for our internal residential homes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("shadow budget")


def test_an_address_that_leads_nowhere_says_so_with_the_way_back(client: Client, officer: User) -> None:
    client.force_login(officer)
    response = client.get("/plans/no-such-plan/")
    assert response.status_code == 404
    assert b"Page not found" in response.content
    assert b'href="/plans/"' in response.content


@override_settings(ROOT_URLCONF=Broken)
def test_a_fault_shows_a_page_that_needs_nothing_to_work(
    officer: User, open_page: Callable[..., Page], assert_accessible: Callable[[Page], None], live_server: LiveServer
) -> None:
    page = open_signed_in(open_page(), officer, live_server, "/broken/")
    expect(page.get_by_role("heading", name="Something went wrong")).to_be_visible()
    assert_accessible(page)


def test_a_form_from_before_the_last_sign_in_says_what_to_do(officer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    response = client.post("/sign-out/")
    assert response.status_code == 403
    assert b"Send it once more" in response.content
    assert b"Main" in response.content  # with the header, and so the way back
