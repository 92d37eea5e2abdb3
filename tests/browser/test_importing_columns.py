"""Saying what the columns of a document are whose headings nobody knows, in a browser, with and without its scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plans.models import Plan
from tests.browser.importing import WAYS, Begin, Look, choose
from tests.plan_documents import new_plan

pytestmark = pytest.mark.django_db

COPIED = "Vorhaben\nZustaendig\nBis\nOpen two homes\nAda Byron\nMay 2021\nMend the roofs\nGrace Hopper\nJune 2021\n"
HEADLESS = "1.1;Open two homes;Ada Byron;May 2021\n1.2;Mend the roofs;Ada Byron;June 2021\n"
UNKNOWN = "Vorhaben;Zustaendig;Bis\nOpen homes;the board;soon\nMend roofs;the staff;later\n"


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes")


@WAYS
def test_from_a_file_that_did_not_read_to_its_version(
    plan: Plan, tmp_path: Path, begin: Begin, width: int, scripts: bool
) -> None:
    (tmp_path / "homes.csv").write_text(UNKNOWN)
    page, look = begin(plan, width, scripts)
    choose(page, tmp_path / "homes.csv")
    say_what_they_are(page, look)
    correct_and_change_them(page, look)
    page.get_by_role("button", name="This is what the document says").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("June 2021 is taken in: 2 actions.")).to_be_visible()
    worded = plan.versions.published().get().action_versions.get(text="Open homes")
    assert worded.other == {"Bis": "as soon as may be"}


def say_what_they_are(page: Page, look: Look) -> None:
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


def correct_and_change_them(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Correct Open homes").click()
    page.get_by_label("Bis").fill("as soon as may be")
    page.get_by_role("button", name="Keep this", exact=True).click()
    page.get_by_role("link", name="Change what a column is").click()
    expect(page.get_by_role("heading", name="What these columns are")).to_be_visible()
    look()
    page.get_by_label("Column 3").select_option(label="A column of its own")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="What was read").click()
    expect(page.get_by_text("as soon as may be")).to_be_visible()
    look()


@WAYS
def test_from_a_text_in_which_no_table_was_found_to_its_table(
    plan: Plan, tmp_path: Path, begin: Begin, width: int, scripts: bool
) -> None:
    (tmp_path / "homes.txt").write_text(COPIED)
    page, look = begin(plan, width, scripts)
    choose(page, tmp_path / "homes.txt")
    expect(page.get_by_role("heading", name="What are the headings in homes.txt?")).to_be_visible()
    look()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("link", name="Enter the headings of the columns, one a line.")).to_be_visible()
    look()
    page.get_by_label("The headings of its columns").fill("Vorhabn\nZustaendig\nBis")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("link", name="did you mean “Vorhaben”?")).to_be_visible()
    look()
    page.get_by_label("The headings of its columns").fill("vorhaben\nZustaendig\nBIS")
    page.get_by_role("button", name="Go on").click()
    for heading, field in (("Vorhaben", "Action"), ("Zustaendig", "Lead"), ("Bis", "Timeframe")):
        page.get_by_label(f"“{heading}”").select_option(label=field)
    look()
    page.get_by_role("button", name="Read it so").click()
    expect(page.get_by_text("2 actions in 1 section, from homes.txt")).to_be_visible()
    page.get_by_role("link", name="Correct Mend the roofs").click()
    look()
    page.get_by_role("link", name="Leave it as it was").click()
    page.get_by_role("link", name="Change what a column is").click()
    page.get_by_role("link", name="Name the headings anew").click()
    look()


def test_a_column_is_given_its_heading_and_a_draft_discarded(plan: Plan, tmp_path: Path, begin: Begin) -> None:
    (tmp_path / "homes.csv").write_text(HEADLESS)
    page, look = begin(plan, 390, True)
    choose(page, tmp_path / "homes.csv")
    page.get_by_role("link", name="or give one its heading").click()
    page.get_by_label("The heading of Column 2").fill("Vorhaben")
    look()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="What was read").click()
    expect(page.get_by_text("“Vorhaben”")).to_be_visible()
    page.get_by_role("link", name="Bring in a document").click()
    page.get_by_role("link", name="Discard homes.csv").click()
    look()
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_text("homes.csv is discarded.")).to_be_visible()
