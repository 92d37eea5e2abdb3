"""The guides: what they say to press is on the pages they speak of, and their pictures show those pages as they are.

With PICTURES set (`make pictures`) the pictures are taken anew.
"""

import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings as django_settings
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import FilePayload, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from actions.demo import load_accounts
from config.help import DOCS
from plans.models import PlanVersion, User
from tests.pages import open_signed_in

pytestmark = pytest.mark.django_db

PICTURES = DOCS / "pictures"
ROOM, WIDE = (1000, 700), (1280, 1150)
MOST = 1_500_000  # bytes, of all the pictures together
PLAN = "/plans/children-and-families-improvement-plan/"
REPORT = f"{PLAN}actions/sold-services/report/"
OFFICER, CLT, CLERK, OWNER = (f"{name}@demo.example" for name in ("laurence.jones", "director", "clerk", "owner"))
# The names of what can be pressed or filled in, and of what stands above it; those within the window, or all.
NAMES = """within => [...document.querySelectorAll("a, button, label, legend, summary, h1, h2, h3, th, option")]
    .filter((part) => part.checkVisibility() || part.tagName === "OPTION")
    .filter((part) => !within || part.matches("button, label, legend, h1, h2, h3, th"))
    .filter((part) => !within || part.getBoundingClientRect().bottom < innerHeight)
    .map((part) => part.textContent.replace(/\\s+/g, " ").trim()).filter(Boolean)"""


def report(page: Page) -> None:
    page.get_by_label("What has happened since?").fill("All services now recover their cost but one.")
    page.get_by_label("Green: Work underway").check()
    page.get_by_role("button", name="Check your answers", exact=True).click()
    page.get_by_role("button", name="Submit the report").click()
    page.wait_for_url("**/reports/**")


def go(page: Page) -> None:
    page.get_by_role("button", name="Check your answers", exact=True).click()


def to_check(page: Page) -> None:
    page.get_by_label("Green: Work underway").check()
    page.get_by_label("What has happened since?").fill("All services now recover their cost.")
    go(page)


def to_question(page: Page) -> None:
    page.locator("#challenges").scroll_into_view_if_needed()
    page.locator("#challenges").evaluate("part => scrollTo(0, part.offsetTop - 20)")


def to_what_was_read(page: Page) -> None:
    written = b"Ref;Action;Lead;By when\n1.1;Open two homes;Ada Byron;some day\n1.2;Paint;Ada Byron;one day\n"
    page.get_by_label("The document").set_input_files(
        FilePayload(name="homes.csv", mimeType="text/csv", buffer=written)
    )
    for part, typed in (("Day", "30"), ("Month", "June"), ("Year", "2021")):
        page.get_by_label(part).fill(typed)
    page.get_by_role("button", name="Read it").click()


def to_row_in_doubt(page: Page) -> None:
    to_what_was_read(page)
    page.get_by_role("link", name="Go through them one by one").click()


def to_taking_in(page: Page) -> None:
    to_what_was_read(page)
    for button in ("This is what the document says", "Go on", "These are the threads"):
        page.get_by_role("button", name=button).click()


def to_kept(page: Page) -> None:
    with page.expect_download():
        page.get_by_role("button", name="Make the pack").click()
    page.goto(f"{PLAN}packs/")


@dataclass(frozen=True)
class Place:
    """A page that a guide speaks of, opened by one of the demo's accounts, and the picture of it, if it has one."""

    who: str
    address: str
    picture: str = ""
    then: Callable[[Page], None] = lambda page: None
    room: tuple[int, int] = ROOM


GUIDES = {
    "officer": [
        Place(OFFICER, "/my-actions/", "my-actions"),
        Place(OFFICER, REPORT, "report"),
        Place(OFFICER, REPORT, "", to_check),
        Place(OFFICER, REPORT, "receipt", report),
        Place(OFFICER, "/my-actions/report/"),
        Place(OFFICER, "/officers/laurence-jones/"),
        Place(OFFICER, "/officers/laurence-jones/deputies/"),
    ],
    "clt-member": [
        Place(CLT, "/boards/overview/", "overview"),
        Place(CLT, "/boards/overdue/"),
        Place(CLT, PLAN, "board", room=WIDE),
        Place(CLT, f"{PLAN}actions/financial-culture/", "question", to_question),
        Place(CLT, f"{PLAN}changes/"),
    ],
    "clerk": [
        Place(CLERK, f"{PLAN}packs/", "packs", to_kept),
        Place(CLERK, f"{PLAN}packs/preview/?version=3", "preview"),
        Place(CLERK, f"{PLAN}packs/choices/"),
    ],
    "plan-owner": [
        Place(OWNER, "/plans/"),
        Place(OWNER, f"{PLAN}import/", "import"),
        Place(OWNER, f"{PLAN}import/", "", to_what_was_read),
        Place(OWNER, f"{PLAN}import/", "", to_row_in_doubt),
        Place(OWNER, f"{PLAN}import/", "", to_taking_in),
        Place(OWNER, "{working}edit/", "edit"),
        Place(OWNER, "{working}actions/sold-services/edit/"),
        Place(OWNER, f"{PLAN}publish/", "publish"),
        Place(OWNER, f"{PLAN}versions/3/"),
        Place(OWNER, f"{PLAN}deadlines/"),
        Place(OWNER, "/accounts/", "accounts"),
        Place(OWNER, "/officers/laurence-jones/"),
    ],
}


@pytest.fixture
def demo_site(demo: None, settings: Settings, live_server: LiveServer) -> None:
    settings.DEMO = True
    load_accounts(django_settings.BASE_DIR / "fixtures" / "accounts.toml")


def text_of(guide: str) -> str:
    return (DOCS / f"{guide}.md").read_text()


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_says_is_on_its_pages(
    demo_site: None, open_page: Callable[..., Page], live_server: LiveServer, guide: str
) -> None:
    seen: set[str] = set()
    stale: dict[str, set[str]] = {}
    for place in GUIDES[guide]:
        page = open_place(place, open_page, live_server)
        names = set(page.evaluate(NAMES, False))
        seen |= names
        if place.picture and "PICTURES" in os.environ:
            take(page, place)
        if place.picture:
            stale[place.picture] = gone(place.picture, names)
    said = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text_of(guide), re.DOTALL)}
    assert {words for words in said if not any(name.startswith(words) for name in seen)} == set()
    assert {picture: names for picture, names in stale.items() if names} == {}, "run make pictures"


def open_place(place: Place, open_page: Callable[..., Page], live_server: LiveServer) -> Page:
    working = PlanVersion.objects.working().get(plan__slug=PLAN.split("/")[2])
    address = place.address.replace("{working}", working.get_absolute_url())
    account = User.objects.get(email=place.who)
    width, height = place.room
    page = open_signed_in(open_page(width=width, height=height), account, live_server, address)
    place.then(page)
    page.wait_for_load_state()
    return page


def take(page: Page, place: Place) -> None:
    """Without the header that every page has; in few colours, since a page has few; and with the names seen in it."""
    top = max(0, page.locator(".app-page").bounding_box()["y"])  # type: ignore[index]
    width, height = place.room
    part = {"x": 0, "y": top, "width": width, "height": height - top}
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide", clip=part)))  # type: ignore[arg-type]
    names = PngInfo()
    names.add_text("names", json.dumps(page.evaluate(NAMES, True)))
    shown.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(
        PICTURES / f"{place.picture}.png", optimize=True, pnginfo=names
    )


def gone(name: str, now: set[str]) -> set[str]:
    """The names in a picture that are not on its page any more; dates and numbers come and go."""
    with Image.open(PICTURES / f"{name}.png") as picture:
        return {without_numbers(words) for words in json.loads(picture.text["names"])} - set(map(without_numbers, now))  # type: ignore[attr-defined]


def without_numbers(words: str) -> str:
    return re.sub(
        r"\d+|January|February|March|April|May|June|July|August|September|October|November|December", "", words
    )


def test_every_picture_is_a_page_of_a_guide_and_they_are_small() -> None:
    taken = {place.picture for places in GUIDES.values() for place in places if place.picture}
    pages = [*map(text_of, GUIDES), (DOCS.parent / "README.md").read_text()]
    shown = {name for page in pages for name in re.findall(r"pictures/([\w-]+)\.png\)", page)}
    files = {file.stem: file.stat().st_size for file in PICTURES.glob("*")}
    assert taken == shown == files.keys()
    assert sum(files.values()) < MOST
