"""Narrowing and sorting a list: without a reload where there is JavaScript, with one where there is none."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.pages import open_signed_in, overflow
from tests.people import person, plan_owner

pytestmark = pytest.mark.django_db

PLAN = "/plans/children-and-families-improvement-plan/"


@pytest.fixture
def board(
    demo: None, settings: Settings, open_page: Callable[..., Page], live_server: LiveServer
) -> Callable[..., Page]:
    """``board(width=390)``: the demo's plan, opened by somebody."""
    settings.DEMO = True
    somebody = person("Colleague")
    return lambda address=PLAN, **options: open_signed_in(open_page(**options), somebody, live_server, address)


def count(page: Page) -> Locator:
    return page.get_by_role("status")


def references(page: Page) -> list[str]:
    return page.locator('#list td[data-label="Ref"]').all_inner_texts()


def stay(page: Page) -> None:
    """Mark the page as it is loaded, and the place where the count is announced."""
    page.evaluate("window.hasStayed = true")
    count(page).evaluate("status => { status.hasStayed = true }")


def has_stayed(page: Page) -> bool:
    return page.evaluate("window.hasStayed === true") and count(page).evaluate("status => status.hasStayed === true")


def test_the_list_is_replaced_and_the_page_stays(board: Callable[..., Page]) -> None:
    page = board()
    stay(page)
    page.get_by_label("Colour").focus()
    page.get_by_label("Colour").select_option(label="Red")
    expect(count(page)).to_contain_text("3 actions of 27")
    assert references(page) == ["3.1", "3.3", "3.4"]
    expect(page).to_have_url(re.compile(r"\?colour=red&sort=reference$"))
    expect(page.get_by_label("Colour")).to_be_focused()
    page.get_by_label("Words").fill("challenge")
    page.keyboard.press("Enter")
    expect(count(page)).to_contain_text("1 action of 27")
    assert has_stayed(page)


def test_the_address_alone_shows_the_same(board: Callable[..., Page]) -> None:
    page = board()
    page.get_by_label("Colour").select_option(label="Red")
    expect(count(page)).to_contain_text("3 actions of 27")
    page.reload()
    expect(count(page)).to_contain_text("3 actions of 27")
    assert page.get_by_label("Colour").input_value() == "red"


def test_back_shows_what_was_there_before(board: Callable[..., Page]) -> None:
    page = board()
    page.get_by_label("Colour").select_option(label="Red")
    expect(count(page)).to_contain_text("3 actions of 27")
    page.go_back()
    expect(count(page)).to_contain_text("27 actions")
    expect(page.get_by_label("Colour")).to_have_value("")
    assert len(references(page)) == 27


def test_a_heading_sorts_keeps_the_focus_and_is_kept_by_the_next_filter(board: Callable[..., Page]) -> None:
    page = board()
    stay(page)
    page.get_by_role("link", name="Status", exact=True).click()
    expect(page.get_by_role("columnheader", name="Status", exact=True)).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#sort-by-status")).to_be_focused()
    expect(count(page)).to_contain_text("27 actions, sorted by Status")
    assert references(page)[:3] == ["3.1", "3.3", "3.4"]
    page.get_by_label("Section").select_option(index=1)
    expect(count(page)).to_contain_text("12 actions of 27")
    expect(page).to_have_url(re.compile("sort=status$"))
    assert has_stayed(page)


def test_clearing_the_filter_empties_its_fields(board: Callable[..., Page]) -> None:
    page = board(f"{PLAN}?colour=red")
    page.get_by_role("link", name="Clear the filter").click()
    expect(count(page)).to_contain_text("27 actions")
    expect(page.get_by_label("Colour")).to_have_value("")
    expect(page.get_by_role("link", name="Clear the filter")).to_have_count(0)


def test_once_signed_out_a_filter_leads_to_signing_in_and_back(board: Callable[..., Page]) -> None:
    page = board()
    page.context.clear_cookies()
    page.get_by_label("Colour").select_option(label="Red")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page).to_have_url(re.compile("next=.*colour%3Dred"))


def test_a_value_put_right_takes_its_error_away(board: Callable[..., Page]) -> None:
    page = board(f"{PLAN}?colour=purple")
    expect(page.get_by_role("alert")).to_contain_text("No colour is “purple”: choose from the list.")
    page.get_by_label("Colour").select_option(label="Red")
    page.get_by_role("button", name="Filter").click()
    expect(count(page)).to_contain_text("3 actions of 27")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_without_javascript_the_button_does_it(board: Callable[..., Page]) -> None:
    page = board(java_script_enabled=False)
    page.get_by_label("Colour").select_option(label="Red")
    page.get_by_role("button", name="Filter").click()
    expect(count(page)).to_contain_text("3 actions of 27")
    page.get_by_role("link", name="Due", exact=True).click()
    expect(page).to_have_url(re.compile("sort=due"))
    page.wait_for_load_state()
    assert sorted(references(page)) == ["3.1", "3.3", "3.4"]


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_on_a_phone_the_fields_unfold_and_sort(board: Callable[..., Page], java_script_enabled: bool) -> None:
    page = board(width=390, java_script_enabled=java_script_enabled)
    expect(page.get_by_label("Colour")).to_be_hidden()
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Sort by").select_option(label="Status")
    page.get_by_label("Colour").select_option(label="Amber")
    page.get_by_role("button", name="Filter").click()
    expect(count(page)).to_contain_text("5 actions of 27, sorted by Status")
    expect(page.get_by_label("Colour")).to_be_visible()  # it stays unfolded while something is set
    expect(page.get_by_label("Sort by")).to_have_value("status")
    assert overflow(page) == 0


def test_on_a_phone_sorting_keeps_the_focus(board: Callable[..., Page]) -> None:
    page = board(width=390)
    page.get_by_text("Filter and sort").click()
    page.get_by_label("Sort by").focus()
    page.get_by_label("Sort by").select_option(label="Due, in reverse")
    expect(count(page)).to_contain_text("sorted by Due, in reverse")
    expect(page.get_by_label("Sort by")).to_be_focused()


def test_on_a_wide_screen_the_fields_always_stand_there(board: Callable[..., Page]) -> None:
    page = board()
    expect(page.get_by_label("Colour")).to_be_visible()
    expect(page.get_by_text("Filter and sort")).to_be_hidden()
    expect(page.get_by_label("Sort by")).to_be_hidden()
    field, button = (
        page.get_by_label("Status").bounding_box(),
        page.get_by_role("button", name="Filter").bounding_box(),
    )
    assert field
    assert button
    assert abs(field["y"] + field["height"] - button["y"] - button["height"]) <= 2


@pytest.mark.parametrize("address", ["/plans/", "/officers/", "/accounts/"])
def test_every_list_is_narrowed_the_same_way(
    demo: None, open_page: Callable[..., Page], live_server: LiveServer, address: str
) -> None:
    page = open_signed_in(open_page(), plan_owner("Owner"), live_server, address)
    stay(page)
    page.get_by_role("search").get_by_role("textbox").fill("nowhere")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing matches. Clear the filter, or ask for less.")).to_be_visible()
    expect(count(page)).to_contain_text("0 ")
    assert has_stayed(page)
