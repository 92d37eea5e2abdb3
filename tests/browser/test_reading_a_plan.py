import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests.people import PASSWORD, person

pytestmark = pytest.mark.django_db


def test_from_signing_in_to_an_action(demo: None, page: Page, settings: Settings) -> None:
    settings.DEMO = True
    person("Councillor", password=PASSWORD)
    page.goto("/plans/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    page.get_by_label("Email address").fill("Councillor@Council.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Children and Families improvement plan").click()
    expect(page.get_by_role("heading", name="Children and Families improvement plan")).to_be_visible()

    page.get_by_label("Colour").select_option(label="Red")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_text("3 actions of 27")).to_be_visible()

    page.get_by_role("link", name="A review of the financial culture across the department").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A review of the financial culture")
    expect(page.get_by_text("At risk").first).to_be_visible()


def test_everything_but_signing_in_is_behind_the_login(page: Page, transactional_db: None) -> None:
    for address in ("/", "/plans/", "/officers/", "/accounts/", "/admin/"):
        page.goto(address)
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
