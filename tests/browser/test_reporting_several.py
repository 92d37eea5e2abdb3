"""An officer reports on several actions on one page, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from actions.models import Draft
from tests.browser.reporting import WORDS, Reporting, press, start_reporting
from tests.pages import open_signed_in
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db
ADDRESS = "/my-actions/report/"


@pytest.fixture
def reporting(live_server: LiveServer, small_plan: SmallPlan) -> Reporting:
    SmallPlan("another-plan")  # whose action Ada leads as well
    return start_reporting(small_plan)


def row(page: Page, plan: str) -> Locator:
    """The row of a plan's only action."""
    place = {"another-plan": 0, "small-plan": 1}[plan]
    return page.locator("section.app-several__row").nth(place)


def test_each_row_asks_what_its_own_status_asks_and_is_saved_while_typing(
    page: Page, live_server: LiveServer, reporting: Reporting
) -> None:
    open_signed_in(page, reporting.ada, live_server, ADDRESS)
    mine, other = row(page, "small-plan"), row(page, "another-plan")
    mine.get_by_label("Status").select_option(label="At risk")
    expect(mine.get_by_label("What is the issue?")).to_be_visible()
    expect(other.get_by_label("What is the issue?")).to_be_hidden()
    mine.get_by_label("What is the issue?").fill("No money.")
    expect(mine.locator("[data-saved]")).to_contain_text(re.compile(r"Draft saved \d\d:\d\d"))
    expect(other.locator("[data-saved]")).to_be_empty()
    assert Draft.objects.get().answers["issue"] == "No money."
    page.reload()
    expect(row(page, "small-plan").get_by_label("What is the issue?")).to_have_value("No money.")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_together_each_by_itself_with_what_is_missing_beside_it(
    open_page: Callable[..., Page], live_server: LiveServer, reporting: Reporting, javascript: bool
) -> None:
    page = open_signed_in(open_page(java_script_enabled=javascript), reporting.ada, live_server, ADDRESS)
    for plan, status in (("another-plan", "On target"), ("small-plan", "At risk")):
        row(page, plan).get_by_label("What has happened since?").fill(f"{WORDS} {plan}")
        row(page, plan).get_by_label("Status").select_option(label=status)
    press(page, "Submit all that are written")
    expect(page.get_by_text("1 report submitted.")).to_be_visible()
    expect(page.get_by_role("link", name="1.1: Say what the issue is.")).to_be_visible()
    assert reporting.reports() == [f"{WORDS} another-plan"]

    left = page.locator("section.app-several__row")
    expect(left).to_have_count(1)
    left.get_by_label("What is the issue?").fill("No money.")
    left.get_by_label("What is being done about it?").fill("We look further.")
    left.get_by_role("button", name="Submit").dblclick()
    expect(page.get_by_text("Nothing is left to report.")).to_be_visible()
    assert reporting.reports() == [f"{WORDS} another-plan", f"{WORDS} small-plan"]


def test_nothing_has_changed_in_one_row_keeps_the_words_of_the_other(
    page: Page, live_server: LiveServer, reporting: Reporting
) -> None:
    open_signed_in(page, reporting.ada, live_server, ADDRESS)
    row(page, "another-plan").get_by_label("What has happened since?").fill("Half a sen")
    row(page, "small-plan").get_by_role("button", name=re.compile("Nothing has changed")).click()
    expect(page.get_by_text("1 report submitted.")).to_be_visible()
    expect(page.locator("section.app-several__row").get_by_label("What has happened since?")).to_have_value(
        "Half a sen"
    )
    assert reporting.reports() == ["Still looking."]
