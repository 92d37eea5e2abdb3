"""Editing the working version in a browser: by keyboard alone, by dragging, without scripts, two people at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from actions.leaving import withdraw
from plans.models import Plan, User
from tests.actions.editing import HOMES, STAFF, WHY, edit, entry, homes_plan, order
from tests.pages import WIDTHS, open_signed_in, overflow
from tests.people import plan_owner

pytestmark = pytest.mark.django_db

EDIT = "/plans/homes/versions/2/edit/"
ONE = "/plans/homes/versions/2/actions/open/edit/"


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    return homes_plan()


@pytest.fixture
def owner(plan: Plan) -> User:
    return plan_owner("Owner", plan)


def go_to(page: Page, wanted: Locator) -> None:
    """Press the tabulator until it has the focus."""
    for _ in range(120):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("It is not reached by keyboard.")


def test_words_and_a_date_with_its_reason_by_keyboard_alone(
    page: Page, live_server: LiveServer, plan: Plan, owner: User, assert_accessible: Callable[[Page], None]
) -> None:
    open_signed_in(page, owner, live_server, EDIT)
    go_to(page, page.get_by_role("link", name="Edit 1.1 Open homes"))
    page.keyboard.press("Enter")
    why = page.get_by_label("Why the date changed").first
    expect(why).to_be_hidden()
    go_to(page, page.get_by_label("Timeframe"))
    page.keyboard.press("Control+A")
    page.keyboard.type("By September 2021")
    expect(why).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#reading-timeframe")).to_have_text("Read as due 30 September 2021.")
    go_to(page, page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible(page)
    page.get_by_role("link", name="Say why the date moves").focus()
    page.keyboard.press("Enter")
    expect(why).to_be_focused()
    page.keyboard.type(WHY)
    go_to(page, page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("1.1 Open homes is saved.")).to_be_visible()
    expect(page.get_by_text("92 days later")).to_be_visible()
    assert str(entry(plan).due) == "2021-09-30"


@pytest.mark.parametrize("scripts", [True, False])
def test_an_action_goes_down_and_up_by_its_buttons(
    open_page: Callable[..., Page], live_server: LiveServer, plan: Plan, owner: User, scripts: bool
) -> None:
    page = open_signed_in(open_page(java_script_enabled=scripts), owner, live_server, EDIT)
    page.get_by_role("button", name="Move 1.2 Run homes down").press("Enter")
    page.wait_for_url("**#1.2")
    assert order(plan) == [(HOMES, ["open"]), (STAFF, ["run", "train"])]
    page.get_by_role("button", name="Move 1.2 Run homes up").press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_role("listitem").filter(has_text="Run homes")).to_be_visible()
    assert order(plan) == [(HOMES, ["open", "run"]), (STAFF, ["train"])]


def test_an_action_is_dragged_behind_another(page: Page, live_server: LiveServer, plan: Plan, owner: User) -> None:
    open_signed_in(page, owner, live_server, EDIT)
    grip = page.locator("[data-action=open] [data-grip]").bounding_box()
    target = page.locator("[data-action=train]").bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 5, steps=5)
    expect(page.locator(".app-edit__row--before")).to_have_count(1)
    page.mouse.move(target["x"] + 60, target["y"] + target["height"] - 4, steps=5)
    expect(page.locator("[data-action=train].app-edit__row--after")).to_have_count(1)
    page.mouse.up()
    page.wait_for_url("**#1.1")
    assert order(plan) == [(HOMES, ["run"]), (STAFF, ["train", "open"])]


@pytest.mark.parametrize(("width", "scripts"), [(WIDTHS[0], True), (WIDTHS[1], True), (WIDTHS[0], False)])
def test_what_two_people_changed_is_seen_side_by_side_and_chosen(
    open_page: Callable[..., Page],
    live_server: LiveServer,
    plan: Plan,
    owner: User,
    assert_accessible: Callable[[Page], None],
    width: int,
    scripts: bool,
) -> None:
    page = open_signed_in(open_page(width=width, java_script_enabled=scripts), owner, live_server, ONE)
    edit(plan, wanted={"text": "Open six homes", "lead": "Bo"}, by=plan_owner("Second", plan))
    page.get_by_label("Action", exact=True).fill("Open ten homes")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("group", name=re.compile(r"^Second changed “Action” at \d\d:\d\d$"))).to_be_visible()
    expect(page.get_by_text("What stands there now", exact=True)).to_be_visible()
    expect(page.locator("del")).to_contain_text("six")
    if scripts:
        assert_accessible(page)
        assert overflow(page) <= 0
    page.get_by_label("Take what is in the box below").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile(r"Second changed Lead at \d\d:\d\d, which is kept too\."))).to_be_visible()
    assert entry(plan).text == "Open ten homes"
    assert [str(part) for part in entry(plan).assignments.filter(role="lead")] == ["Bo"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_what_was_edited_are_accessible_and_fit(
    open_page: Callable[..., Page],
    live_server: LiveServer,
    plan: Plan,
    owner: User,
    assert_accessible: Callable[[Page], None],
    width: int,
) -> None:
    wanted = {"text": "Open five homes", "timeframe": "September 2021", "lead": "Ada"}
    edit(plan, wanted=wanted, reasons={"timeframe": WHY}, by=owner)
    withdraw(entry(plan, "run"), reason="Nobody needs them any more.", by=owner)
    page = open_signed_in(open_page(width=width), owner, live_server, EDIT)
    ended = "/plans/homes/versions/2/actions/run/edit/"
    for address in (EDIT, ONE, ended, f"{EDIT}sections/staff/", "/plans/homes/actions/open/edits/"):
        page.goto(address)
        assert_accessible(page)
        assert overflow(page) <= 0, address
