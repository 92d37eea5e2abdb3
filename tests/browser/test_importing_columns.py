"""Saying what the columns of a document are whose headings nobody knows, in a browser, with and without its scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan
from tests.pages import WIDTHS, open_signed_in, overflow
from tests.people import plan_owner
from tests.plan_documents import new_plan

pytestmark = pytest.mark.django_db

UNKNOWN = "Vorhaben;Zustaendig;Bis\nOpen homes;the board;soon\nMend roofs;the staff;later\n"


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes")


@pytest.mark.parametrize(("width", "scripts"), [(WIDTHS[0], True), (WIDTHS[1], True), (WIDTHS[0], False)])
def test_from_a_file_that_did_not_read_to_its_version(
    plan: Plan,
    tmp_path: Path,
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    width: int,
    scripts: bool,
) -> None:
    (tmp_path / "homes.csv").write_text(UNKNOWN)
    page = open_page(width=width, java_script_enabled=scripts)

    def look() -> None:
        if scripts:
            assert_accessible(page)
            assert overflow(page) <= 0

    open_signed_in(page, plan_owner("Owner", plan), live_server, f"/plans/{plan.slug}/import/")
    page.get_by_label("The document").set_input_files(tmp_path / "homes.csv")
    for part, typed in (("Day", "30"), ("Month", "June"), ("Year", "2021")):
        page.get_by_label(part).fill(typed)
    page.get_by_role("button", name="Read it").click()
    say_what_they_are(page, look)
    correct_and_change_them(page, look)
    page.get_by_role("button", name="This is what the document says").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("June 2021 is taken in: 2 actions.")).to_be_visible()
    worded = plan.versions.published().get().action_versions.get(text="Open homes")
    assert worded.other == {"Bis": "as soon as may be"}


def say_what_they_are(page: Page, look: Callable[[], None]) -> None:
    expect(page.get_by_role("heading", name="What are the columns of homes.csv?")).to_be_visible()
    look()
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_role("link", name="Choose which column is the “Action”")).to_be_visible()
    look()
    page.get_by_label("Column 1").select_option(label="Action")
    page.get_by_label("Column 2").select_option(label="Lead")
    page.get_by_label("Column 3").select_option(label="Timeframe")
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_text("2 actions in 1 section, from homes.csv")).to_be_visible()
    look()


def correct_and_change_them(page: Page, look: Callable[[], None]) -> None:
    page.get_by_role("link", name="Correct Open homes").click()
    page.get_by_label("Bis").fill("as soon as may be")
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("link", name="Change what a column is").click()
    expect(page.get_by_role("heading", name="What these columns are")).to_be_visible()
    look()
    page.get_by_label("Column 3").select_option(label="A column of its own")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="What was read").click()
    expect(page.get_by_text("as soon as may be")).to_be_visible()
    look()
