"""Every page there is, for readers who have set their browser otherwise, and for those who have no mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from plans.models import User
from tests.browser.looking import LOOKING, Looking
from tests.browser.test_every_page import PAGES, owner  # noqa: F401, since fixtures are found here
from tests.pages import open_signed_in

pytestmark = pytest.mark.django_db
EACH_ONCE = list(dict.fromkeys(address.partition("?")[0] for address in PAGES))
DRAWN_BY_US = "svg, .app-square"  # what keeps colours of ours where a reader forces others


def test_every_page_suits_every_reader(
    owner: User,  # noqa: F811
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
) -> None:
    page = open_signed_in(open_page(), owner, live_server, "/")
    looking, wrong = Looking(page), {}
    for address in EACH_ONCE:
        page.goto(address)
        if found := looking.problems():
            wrong[address] = found
    assert not wrong


PLANTED = {
    "cutOff": '<p class="x">Words that are longer than their box is wide or high</p>',
    "moving": '<p class="x">Words</p>',
    "unseenFocus": '<a class="x" href="/">Words</a>',
    "faint": '<svg><circle class="x" r="5"/></svg>',
    "alike": '<i class="app-square app-square--red"></i><i class="app-square app-square--green"></i>',
}
STYLES = {
    "cutOff": ".x { width: 3em; height: 1em; overflow: hidden }",
    "moving": ".x { transition: color 1s }",
    "unseenFocus": ".x:focus { outline: none; background: none; box-shadow: none; color: inherit }",
    "faint": ".x { fill: #eee }",
    "alike": ".app-square { background: white !important }",
}
PLANT = """([html, style]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
    document.querySelector("main").innerHTML = html;
}"""


@pytest.mark.parametrize("what", PLANTED)
def test_each_look_sees_what_is_wrong(db: None, page: Page, what: str) -> None:
    page.goto("/sign-in/")
    page.evaluate(LOOKING)
    assert page.evaluate(f"looking.{what}()") == []
    page.evaluate(PLANT, [PLANTED[what], STYLES[what]])
    assert page.evaluate(f"looking.{what}()") != []


def test_what_lies_under_something_else_is_seen_to(db: None, page: Page) -> None:
    page.goto("/sign-in/")
    page.evaluate(LOOKING)
    page.evaluate(
        PLANT, ['<a href="/">Words</a><p class="x"></p>', ".x { position: fixed; inset: 0; background: red }"]
    )
    assert [problem for problem in page.evaluate("looking.unseenFocus()") if "is covered" in problem]


def test_targets_of_less_than_24_pixels_are_seen_to(
    db: None, page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page.goto("/sign-in/")
    page.evaluate(
        PLANT,
        ["<h1>Two</h1><button>a</button><button>b</button>", "main button { width: 12px; height: 12px; padding: 0 }"],
    )
    with pytest.raises(AssertionError, match="target-size"):
        assert_accessible(page)
