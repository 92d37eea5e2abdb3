"""Bringing a document in from the first page to the last, in a browser, with and without its scripts."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from actions.models import ImportDraft
from plans.models import Plan
from plans.readers.document import Row
from tests.browser.importing import WAYS, Begin, Look, choose
from tests.import_pages import document
from tests.pages import WIDTHS
from tests.plan_documents import new_plan

pytestmark = pytest.mark.django_db

HOMES = {
    "reference": "4.1",
    "action": "Open two homes",
    "lead": ["Head of Children’s", "Services"],
    "timeframe": "when the money comes",
}
CARERS = {
    "reference": "4.2",
    "action": "Recruit carers for the night",
    "status": "Nearly there",
    "other": {"Wer": "Ada"},
}


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes", [Row(reference="1.1", action="Open two homes"), Row(reference="1.2", action="Close one")])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "june.json"
    columns = ["", "Action", "Lead", "Timeframe", "Status", "Wer"]
    path.write_text(json.dumps(document(HOMES, CARERS, columns=columns)))
    return path


@WAYS
def test_from_the_file_to_the_version(plan: Plan, file: Path, begin: Begin, width: int, scripts: bool) -> None:
    page, look = begin(plan, width, scripts)
    choose_the_file(page, look, file)
    correct_a_cell(page, look)
    correct_a_heading(page, look)
    say_when_it_stood(page, look)
    say_what_is_unknown(page, look)
    put_two_names_together(page, look)
    say_what_continues_what(page, look)
    take_it_in(page, look)
    assert list(plan.actions.values_list("slug", flat=True)) == ["close-one", "open-two-homes"]


def choose_the_file(page: Page, look: Look, file: Path) -> None:
    look()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("link", name="Choose a file.")).to_be_visible()
    look()
    choose(page, file, year="2821")


def correct_a_cell(page: Page, look: Look) -> None:
    expect(page.get_by_role("heading", name="What was read")).to_be_visible()
    expect(page.get_by_text("No date can be read from this")).to_be_visible()
    look()
    page.get_by_role("link", name="Go through them one by one").click()
    look()
    page.get_by_role("link", name="Timeframe").click()
    expect(page.get_by_label("Timeframe")).to_be_focused()
    page.get_by_label("Timeframe").fill("by May 2022")
    page.get_by_label("Reference").fill("4.9")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("by May 2022")).to_be_visible()
    page.get_by_role("link", name="Correct 4.9").click()
    page.get_by_label("Take this back to what was read").first.check()
    look()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("link", name="Correct 4.1")).to_be_visible()
    expect(page.get_by_text("by May 2022")).to_be_visible()


def correct_a_heading(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Correct the heading 1 The work").click()
    look()
    page.get_by_label("Number").fill("4")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("heading", name="4 The work")).to_be_visible()


def say_when_it_stood(page: Page, look: Look) -> None:
    """The year is a slip."""
    page.get_by_role("link", name="Put the version right").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("link", name="30 June 2821 is still to come")).to_be_visible()
    look()
    page.get_by_label("Year").fill("2021")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="What was read").click()
    page.get_by_role("button", name="This is what the document says").click()


def say_what_is_unknown(page: Page, look: Look) -> None:
    expect(page.get_by_role("heading", name="What these columns are")).to_be_visible()
    look()
    page.get_by_label("“Wer”").select_option(label="Accountable")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Officers and statuses")).to_be_visible()
    assert height(page, ".app-answers__one") < 160  # pixels
    assert height(page, ".app-answers__officer") < 100
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("link", name="Choose what “Nearly there” is.")).to_be_visible()
    look()
    page.get_by_label("“Nearly there”", exact=True).select_option(label="Amber, a new label")
    page.get_by_label("Meaning: “Nearly there”").fill("Almost done")
    page.get_by_label("Ada", exact=True).select_option(label="A new post")


def height(page: Page, of: str) -> float:
    box = page.locator(of).first.bounding_box()
    assert box
    return box["height"]


def width_of(shown: Locator) -> float:
    box = shown.first.bounding_box()
    assert box
    return box["width"]


def put_two_names_together(page: Page, look: Look) -> None:
    expect(page.get_by_label("Services", exact=True)).to_have_count(0)
    page.get_by_label("One officer: Head of Children’s Services").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Now say whom “Head of Children’s Services” stands for.")).to_be_visible()
    look()
    expect(page.get_by_label("Ada", exact=True)).to_have_value("post")
    page.get_by_role("button", name="Go on").click()


def say_what_continues_what(page: Page, look: Look) -> None:
    expect(page.get_by_role("heading", name="What continues what")).to_be_visible()
    look()
    page.go_back()
    page.go_forward()
    page.get_by_label("What 4.2 continues").fill("1.2")
    page.get_by_role("button", name="These are the threads").click()


def take_it_in(page: Page, look: Look) -> None:
    expect(page.get_by_role("heading", name="Check, then take it in")).to_be_visible()
    expect(page.get_by_text("2 continued, 0 new, 0 dropped")).to_be_visible()
    look()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("June 2021 is taken in: 2 actions.")).to_be_visible()
    expect(page.get_by_role("link", name="june.json")).to_be_visible()
    look()


def test_what_few_columns_leave_over_is_not_the_reference_s(plan: Plan, tmp_path: Path, begin: Begin) -> None:
    page, look = begin(plan, WIDTHS[0], True)
    file = tmp_path / "few.csv"
    file.write_text("Ref;Action;Status\n1.1;Open two homes for children of all ages;Green\n1.2;Close one;Green\n")
    choose(page, file)
    assert width_of(page.get_by_role("columnheader", name="Ref")) < 100  # pixels
    look()


@pytest.mark.parametrize("across", WIDTHS)
def test_a_label_that_is_too_long_is_told_and_not_cut_off(plan: Plan, file: Path, begin: Begin, across: int) -> None:
    page, look = begin(plan, across, True)
    page.get_by_label("Label").fill("x" * 120)
    choose(page, file)
    expect(page.get_by_role("link", name="“Label” is 120 characters long: shorten it to 100.")).to_be_visible()
    look()


BROKEN_WORDS = """table => {
    const found = [], texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT), range = document.createRange()
    while (texts.nextNode())
        for (const word of texts.currentNode.data.matchAll(/\\w+/g)) {
            range.setStart(texts.currentNode, word.index)
            range.setEnd(texts.currentNode, word.index + word[0].length)
            if (range.getClientRects().length > 1) found.push(word[0])
        }
    return found
}"""


def test_in_a_table_of_many_columns_no_usual_word_is_broken(plan: Plan, tmp_path: Path, begin: Begin) -> None:
    page, look = begin(plan, WIDTHS[0], True)
    columns = ["", "Improvement Action", "CLT Accountable Officer", "Lead Officer", "What we hope to achieve"]
    columns += ["Timeframe", "Success Measure", "Progress", "Status", "Links to other plans and strategies"]
    row = HOMES | {
        "accountable": ["Marjorie Chamberlain"],
        "lead": ["Sue Summerscales"],
        "status": "Progress compromised",
        "milestones": [{"title": "Buy a house", "timeframe": "by May 2021"}],
    }
    file = tmp_path / "many.json"
    file.write_text(json.dumps(document(row, columns=columns)))
    choose(page, file)
    assert page.locator("table.app-read-table").evaluate(BROKEN_WORDS) == []
    look()


ROOM_FOR_ITS_CHOICE = """selects => selects.map(select => {
    const letters = document.createElement("canvas").getContext("2d"), arrow = 30
    letters.font = getComputedStyle(select).font
    return select.clientWidth - arrow - letters.measureText(select.selectedOptions[0].text).width
})"""


def test_what_a_status_is_taken_for_is_seen_on_a_phone(plan: Plan, tmp_path: Path, begin: Begin) -> None:
    page, look = begin(plan, WIDTHS[1], True)
    file = tmp_path / "few.csv"
    file.write_text("Ref;Action;Status\n1.1;Open two homes;Amber\n1.2;Close one;G\n")
    choose(page, file)
    page.goto(f"{page.url}names/")
    room = page.locator(".app-answers select").evaluate_all(ROOM_FOR_ITS_CHOICE)
    assert len(room) == 2
    assert min(room) >= 0  # pixels
    look()


def test_several_references_are_seen_where_there_is_little_room(plan: Plan, file: Path, begin: Begin) -> None:
    page, _ = begin(plan, WIDTHS[1], True)
    choose(page, file)
    page.goto(f"{page.url}threads/")
    assert width_of(page.get_by_label("What 4.2 continues")) > 200  # pixels


def test_what_names_an_action_without_a_reference_is_seen_whole(db: None, tmp_path: Path, begin: Begin) -> None:
    plan = new_plan("homes", [Row(action="Identify and support foster carers"), Row(action="Identify a setting")])
    page, look = begin(plan, WIDTHS[0], True)
    file = tmp_path / "june.csv"
    file.write_text("Action;Lead\nIdentify and support foster carers;Ada\nIdentify a setting;Ada\n")
    choose(page, file)
    page.goto(f"{page.url}threads/")
    field = page.get_by_label("What Identify and support foster carers continues")
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth")
    look()


@WAYS
def test_what_was_typed_for_a_draft_that_has_gone_is_shown(
    plan: Plan, file: Path, begin: Begin, width: int, scripts: bool
) -> None:
    page, look = begin(plan, width, scripts)
    choose(page, file)
    page.get_by_role("link", name="Correct 4.1").click()
    page.get_by_label("Timeframe").fill("by the end of May")
    ImportDraft.objects.all().delete()
    page.get_by_role("button", name="Keep this").first.click()
    expect(page.get_by_label("What you typed")).to_have_value("by the end of May")
    look()
