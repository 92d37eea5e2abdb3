"""Publishing a version and correcting one in a browser, with and without its scripts."""

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from actions.publishing import open_next
from tests.pages import WIDTHS, open_signed_in, overflow
from tests.people import plan_owner
from tests.plan_documents import new_plan, rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("width", "scripts"), [(WIDTHS[0], True), (WIDTHS[1], True), (WIDTHS[0], False)])
def test_from_the_checks_to_the_receipt_and_a_correction(
    db: None,
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    width: int,
    scripts: bool,
) -> None:
    plan = new_plan("homes", rows(3))
    open_next(plan, by=None)
    page = open_page(width=width, java_script_enabled=scripts)

    def look() -> None:
        if scripts:
            assert_accessible(page)
            assert overflow(page) <= 0

    open_signed_in(page, plan_owner("Owner", plan), live_server, "/plans/homes/publish/")
    publish(page, look)
    correct(page, look)


def publish(page: Page, look: Callable[[], None]) -> None:
    look()
    page.get_by_label("Year").fill("2022")
    page.get_by_role("button", name="Go on to check").click()
    expect(
        page.get_by_role("link", name="Put these right, or tick that you have seen them: not reported")
    ).to_be_visible()
    look()
    page.get_by_role("link", name="Edit 1.2 Action 2").click()
    page.get_by_label("Timeframe").fill("March 2023")
    page.get_by_label("Why the date changed").first.fill("The builder went under.")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("1.2 Action 2 is saved.")).to_be_visible()
    expect(page.get_by_label("Year")).to_have_value("2022")
    look()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    page.get_by_role("button", name="Go on to check").click()
    expect(page.get_by_role("heading", name="Check, then publish")).to_be_visible()
    look()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="is published")).to_be_visible()
    look()


def correct(page: Page, look: Callable[[], None]) -> None:
    page.get_by_role("link", name="/plans/homes/versions/2/").click()
    page.get_by_role("link", name="Correct a mistake in this version").click()
    look()
    page.get_by_role("button", name="Open a correction").click()
    expect(page.get_by_text("Put right in it what is wrong, then publish it.")).to_be_visible()
    page.get_by_role("link", name="publish it").click()
    expect(page.get_by_role("heading", name="Publish the correction of")).to_be_visible()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    page.get_by_role("button", name="Go on to check").click()
    expect(page.get_by_text("No action differs from")).to_be_visible()
    look()
    page.get_by_role("link", name="Not yet").click()
    page.goto(urljoin(page.url, "/plans/homes/publish/"))
    expect(page.get_by_text("is open too: edit it or publish it")).to_be_visible()
    look()
    page.get_by_role("link", name="publish it").click()
    page.get_by_role("link", name="Discard this correction").click()
    look()
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text("is discarded.")).to_be_visible()
    expect(page.get_by_role("link", name="Correct a mistake in this version")).to_be_visible()
