"""Every page there is, at both widths, printed and in forced colours: axe finds nothing, nothing sticks out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from actions.demo import load_accounts
from actions.models import ImportDraft
from actions.starting import start_plan
from config.help import DOCS
from plans import accounts
from plans.models import Measure, Plan, PlanVersion, StatusLabel, User
from reporting.boards import BOARDS
from reporting.models import PackInMaking
from tests.import_pages import document
from tests.pages import WIDTHS, open_signed_in, overflow

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"
PLAN = f"/plans/{IMPROVEMENT}/"
IN_MAKING: dict[int, dict[str, Any]] = {1001: {"done": 3, "steps": 9}, 1002: {"problem": "Something went wrong."}}
DRAFT = 1001
READ = document(
    {
        "reference": "1.1",
        "action": "Open two homes",
        "lead": ["Head of Children’s", "Services"],
        "timeframe": "some day",
    },
    {"reference": "1.1", "action": "", "lead": ["Ada Byron", "Grace Hopper"], "status": "Nearly there"},
    introduction="Position as at 31 May 2021.",
    narrative=[{"heading": "Notes", "text": "1.2 | Train staff | Ada Byron"}],
)
CORRECTED = {"as_of": "2950-06-01", "cells": {"0": {"timeframe": "by June 2021"}}, "headings": {"0": {"number": "2"}}}
PAGES = [
    "/",
    "/plans/",
    "/plans/?words=nowhere",
    "/plans/?kind=novel",
    "/plans/new/",
    "/plans/housing-plan/",
    PLAN,
    f"{PLAN}?colour=red&sort=-due",
    f"{PLAN}?colour=purple",
    *(f"{PLAN}changes/{query}" for query in ("", "?from=2&to=2", "?from=9", "?kind=exploded")),
    *(
        f"{board.address(plan)}{query}"
        for board in BOARDS.values()
        for plan in (None, Plan(slug=IMPROVEMENT))
        for query in ("", "?as_at=2020-03-31", "?as_at=2019-01-01", "?as_at=soon")
    ),
    *(f"{PLAN}import/{page}" for page in ("", f"{DRAFT}/")),
    *(f"{PLAN}import/{DRAFT}/{page}/" for page in ("rows/0", "sections/0", "columns", "version", "names")),
    *(f"{PLAN}import/{DRAFT}/{page}/" for page in ("threads", "discard")),
    f"{PLAN}lineage/",
    *(f"{PLAN}slippage/{query}" for query in ("", "?show=all&days=soon")),
    "/plans/improvement-and-change-portfolio/",
    "/plans/sufficiency-and-commissioning-strategy/",
    f"{PLAN}deadlines/",
    *(f"{PLAN}packs/{page}" for page in ("", "choices/", "preview/?version=3", "preview/?version=soon")),
    *(f"{PLAN}packs/in-making/{key}/" for key in IN_MAKING),
    f"{PLAN}versions/1/",
    f"{PLAN}versions/4/",
    "/plans/sufficiency-and-commissioning-strategy/versions/1/",
    *(f"{PLAN}actions/{action}/" for action in ("financial-culture", "fostering-placements", "non-essential-spend")),
    *(f"{PLAN}actions/{action}/changes/" for action in ("digital-development", "non-essential-spend")),
    f"{PLAN}actions/digital-development/changes/?view=inline",
    f"{PLAN}versions/4/actions/sold-services/lineage/",
    *(f"/search/{query}" for query in ("", "?words=fostering", "?words=fostering&kind=novel")),
    *(f"{PLAN}boards/overdue/meeting/{query}" for query in ("", "?step=2")),
    *(f"/saved-views/{query}" for query in ("", "new/", "new/?of=/boards/overdue/")),
    f"{PLAN}versions/4/edit/",
    f"{PLAN}versions/4/edit/add/",
    f"{PLAN}versions/4/edit/sections/",
    f"{PLAN}versions/4/edit/columns/",
    f"{PLAN}versions/4/edit/outside/",
    *(f"{PLAN}{page}/new/" for page in ("labels", "measures")),
    f"{PLAN}labels/",
    *(f"{PLAN}versions/4/actions/sold-services/{page}/" for page in ("edit", "move", "split", "end")),
    f"{PLAN}actions/sold-services/edits/",
    "/plans/housing-plan/versions/1/edit/",
    "/plans/housing-plan/versions/1/edit/add/",
    f"{PLAN}actions/business-intelligence/contradictions/{'0' * 32}/",
    "/officers/",
    "/officers/laurence-jones/",
    "/officers/simon-lacey/",
    "/officers/laurence-jones/deputies/",
    "/officers/laurence-jones/hand-over/",
    "/officers/simon-lacey/hand-over/",
    "/my-actions/",
    "/my-actions/report/",
    "/accounts/",
    "/accounts/new/",
    "/your-account/",
    "/security-log/",
    "/help/",
    *(f"/help/{file.stem}/" for file in sorted(DOCS.glob("[a-z]*.md"))),
    "/accessibility/",
    "/calendars/",
    "/calendars/?of=nobody",
    "/no-such-page/",
]


@pytest.fixture
def owner(demo: None, settings: Settings) -> User:
    settings.DEMO = True
    load_accounts(django_settings.BASE_DIR / "fixtures" / "accounts.toml")
    owner = User.objects.get(email="owner@demo.example")
    start_plan(title="Housing plan", kind=Plan.Kind.STRATEGY, by=owner)
    version = PlanVersion.objects.working().get(plan__slug=IMPROVEMENT)
    for key, stands in IN_MAKING.items():
        PackInMaking.objects.create(pk=key, plan=version.plan, version=version, person=owner, **stands)
    ImportDraft.objects.create(
        pk=DRAFT,
        plan=version.plan,
        person=owner,
        name="homes.docx",
        size=9,
        sha256="0",
        content=b"0",
        document=READ,
        answers=CORRECTED,
    )
    return owner


@pytest.mark.parametrize("pages", [PAGES[::2], PAGES[1::2]], ids=["every other", "the others"])
def test_is_accessible_and_fits_its_width_and_its_paper(
    owner: User,
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    pages: list[str],
) -> None:
    page = open_signed_in(open_page(), owner, live_server, "/")
    for address in pages:
        page.goto(address)
        for width in reversed(WIDTHS):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page)
            assert overflow(page) <= 0, f"{address} at {width}"
        assert_prints(page, address)


def assert_prints(page: Page, address: str) -> None:
    """It fits its paper, which stays white, without what only a screen needs."""
    page.emulate_media(media="print")
    assert overflow(page) <= 0, address
    for landmark in ("navigation", "search"):
        assert not [place for place in page.get_by_role(landmark).all() if place.is_visible()], address
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgba(0, 0, 0, 0)"
    page.emulate_media(media="null")


def test_keeps_its_colours_apart_where_the_reader_forces_others(
    owner: User, open_page: Callable[..., Page], live_server: LiveServer, assert_accessible: Callable[[Page], None]
) -> None:
    page = open_signed_in(open_page(forced_colors="active"), owner, live_server, PLAN)
    assert_accessible(page)
    squares = {name: page.locator(f".app-square--{name}").first for name in ("blue", "green", "amber", "red", "grey")}
    fills = {square.evaluate("square => getComputedStyle(square).backgroundColor") for square in squares.values()}
    assert len(fills) == len(squares)


@pytest.mark.parametrize("width", WIDTHS)
def test_so_are_those_about_one_account(
    owner: User,
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    width: int,
) -> None:
    jones = User.objects.get(email="laurence.jones@demo.example")
    page = open_signed_in(open_page(width=width), owner, live_server, f"/accounts/{jones.pk}/")
    for again in (accounts.password_link(jones, by=owner), "/accounts/set-password/x/none/"):
        assert_accessible(page)
        assert overflow(page) <= 0
        page.goto(again)
    assert_accessible(page)
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_so_are_those_of_one_status_and_one_measure(
    owner: User,
    open_page: Callable[..., Page],
    live_server: LiveServer,
    assert_accessible: Callable[[Page], None],
    width: int,
) -> None:
    page = open_signed_in(open_page(width=width), owner, live_server, "/")
    status = StatusLabel.objects.filter(plan__slug=IMPROVEMENT).earliest("pk")
    measure = Measure.objects.earliest("pk")
    of_measure = f"/plans/{measure.plan.slug}/measures/{measure.pk}/"
    for address in (f"{PLAN}labels/{status.pk}/", of_measure, f"{of_measure}readings/"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)
        assert overflow(page) <= 0, address
