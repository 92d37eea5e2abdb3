"""Reading a comparison as people do: by mouse, by keyboard alone, without JavaScript, on a phone and on paper."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from plans.readers.document import Row
from tests.pages import WIDTHS, open_signed_in, overflow
from tests.people import person
from tests.plan_documents import add_version, new_plan

pytestmark = pytest.mark.django_db

PLAN = "/plans/children-and-families-improvement-plan/"
CHANGES = f"{PLAN}changes/"
ACTION = f"{PLAN}actions/digital-development/changes/"

OpenPage = Callable[..., Page]


@pytest.fixture
def open_at(demo: None, open_page: OpenPage, live_server: LiveServer) -> OpenPage:
    """``open_at("/plans/", width=390)``: the page, signed in."""

    def open_one(address: str, **options: object) -> Page:
        return open_signed_in(open_page(**options), person("Councillor"), live_server, address)

    return open_one


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "address",
    [
        f"{CHANGES}?open=1",
        f"{CHANGES}#change-3",
        f"{ACTION}#change-3",
    ],
)
def test_opened_and_stepped_to_it_is_accessible_and_fits_its_width(
    open_at: OpenPage, assert_accessible: Callable[[Page], None], address: str, width: int
) -> None:
    page = open_at(address, width=width)
    assert_accessible(page)
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_twelve_versions_scroll_within_the_page(
    open_at: OpenPage, assert_accessible: Callable[[Page], None], width: int
) -> None:
    plan = new_plan("twelve", [home(1)])
    for number in range(2, 13):
        add_version(plan, [home(number)], as_of=date(2020 + number, 6, 30))
    page = open_at("/plans/twelve/actions/home/changes/", width=width)
    assert_accessible(page)
    assert overflow(page) <= 0
    if width > 769:
        page.locator("#change-9").scroll_into_view_if_needed()
        assert page.get_by_role("rowheader", name="Timeframe").bounding_box()["x"] >= 0


def test_the_names_of_a_few_versions_stay_in_view(open_at: OpenPage) -> None:
    page = open_at(ACTION)
    page.get_by_role("rowheader", name="Progress").evaluate("row => row.scrollIntoView({block: 'center'})")
    expect(page.get_by_role("columnheader", name="February 2020")).to_be_in_viewport(ratio=1)


def home(number: int) -> Row:
    return Row(reference="1.1", action="Open a home", action_id="home", timeframe=f"{number} May 2021", lead=["Ann"])


def test_from_the_board_to_the_words_of_one_action(open_at: OpenPage) -> None:
    page = open_at(PLAN)
    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What changed from February 2020 to September 2020")
    page.get_by_role("link", name="2 have other officers").click()
    row = page.locator("tr", has_text="supports our “Digital Development Plan”")
    expect(row.first).to_be_visible()
    words = page.locator("ins", has_text="Jon Hawketts")
    expect(words).not_to_be_visible()
    page.get_by_text("The words of Ensure that the corporate Digital").click()
    expect(words).to_be_visible()
    page.locator("details[open]").get_by_role("link", name="Every version of this action side by side").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How this action changed")


def test_two_other_versions_are_chosen_and_swapped(open_at: OpenPage) -> None:
    page = open_at(CHANGES)
    page.get_by_label("From").select_option(label="September 2019")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("from September 2019 to September 2020")
    page.get_by_role("link", name="Swap").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("from September 2020 to September 2019")


@pytest.mark.parametrize("address", [CHANGES, ACTION, f"{ACTION}?view=inline"])
def test_changes_are_stepped_through_without_javascript(open_at: OpenPage, address: str) -> None:
    page = open_at(address, java_script_enabled=False)
    page.get_by_role("link", name="Next change").click()
    first, second = page.locator("#change-1"), page.locator("#change-2")
    expect(first.get_by_text("Change 1 of")).to_be_visible()
    page.keyboard.press("Tab")  # the links of the change stepped to are the next to be reached
    page.keyboard.press("Enter")
    expect(second.get_by_text("Change 2 of")).to_be_visible()
    expect(first.get_by_text("Change 1 of")).not_to_be_visible()
    second.get_by_role("link", name="previous change").click()
    expect(first.get_by_text("Change 1 of")).to_be_visible()


def test_a_row_opens_when_a_change_in_it_is_stepped_to(open_at: OpenPage) -> None:
    page = open_at(CHANGES)
    expect(page.locator("details[open]")).to_have_count(0)
    page.get_by_role("link", name="Next change").click()
    expect(page.locator("details[open]")).to_have_count(1)


@pytest.mark.parametrize("address", [CHANGES, ACTION])
def test_single_keys_step_while_the_comparison_has_the_focus(open_at: OpenPage, address: str) -> None:
    page = open_at(address)
    page.keyboard.press("n")
    assert page.url.endswith(address)  # the focus is elsewhere
    page.get_by_role("link", name="Next change").focus()
    for key, number in (("n", 1), ("n", 2), ("n", 3), ("p", 2)):
        page.keyboard.press(key)
        expect(page.locator(f"#change-{number}")).to_be_focused()
        expect(page).to_have_url(re.compile(f"#change-{number}$"))
    page.keyboard.press("Control+n")
    assert page.url.endswith("#change-2")


def test_single_keys_are_letters_where_words_are_typed(open_at: OpenPage) -> None:
    page = open_at(CHANGES)
    page.get_by_label("Words").press_sequentially("pension")
    assert page.get_by_label("Words").input_value() == "pension"
    assert "#" not in page.url


def test_marks_have_words_for_those_who_cannot_see_them(open_at: OpenPage) -> None:
    page = open_at(ACTION)
    mark = page.get_by_role("deletion").filter(has_text="Joe Foley")
    expect(mark).to_have_text("deleted: Joe Foley end of deletion")
    style = mark.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    assert style == "line-through"
    inserted = page.get_by_role("insertion").filter(has_text="Jon Hawketts")
    assert inserted.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "underline"


def test_a_mark_has_no_white_space_around_it_that_the_text_has_not(open_at: OpenPage) -> None:
    page = open_at(ACTION)
    paragraph = page.locator(".app-side p", has=page.locator("ins", has_text="regularly"))
    after = paragraph.evaluate("p => [...p.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).at(-1).data")
    assert after == "."


def test_on_a_phone_a_field_names_only_the_versions_that_differ(open_at: OpenPage) -> None:
    page = open_at(ACTION, width=390)
    lead = page.locator(".app-side tbody tr", has=page.locator("th", has_text="Lead"))
    shown = [cell for cell in lead.locator("td").all() if cell.is_visible()]
    assert [cell.get_attribute("data-label") for cell in shown] == ["September 2019", "September 2020"]
    label = shown[1].evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"September 2020"'


def test_on_paper_the_words_stand_open_and_nothing_is_there_to_press(open_at: OpenPage) -> None:
    page = open_at(CHANGES)
    words = page.get_by_text("There is a net gain of 50 internal foster placements.")
    assert not words.is_visible()
    page.emulate_media(media="print")
    box = words.bounding_box()
    assert box is not None
    assert box["height"] > 0
    assert page.get_by_role("button", name="Compare").is_hidden()
    assert page.get_by_role("link", name="Next change").is_hidden()
