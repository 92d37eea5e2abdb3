"""A board stepped through in a meeting."""

import pytest
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan
from reporting.boards.measures import Measures
from reporting.boards.overdue import Overdue
from tests.pages import links_in, open_signed_in, page_words
from tests.people import person

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"


@pytest.fixture
def address(demo: None, settings: Settings) -> str:
    settings.DEMO = True
    return Overdue().meeting(Plan.objects.get(slug=IMPROVEMENT))


def step(reader: Client, address: str, **query: str) -> HttpResponse:
    response = reader.get(address, query)
    assert response.status_code == 200
    return response


def test_begins_with_how_many_and_where_they_stand(reader: Client, address: str) -> None:
    said = page_words(step(reader, address, show="overdue"))
    assert "Children and Families improvement plan: Overdue and slipping, as at 30 September 2020 7 actions" in said
    assert "1 of 8" in said


def test_then_shows_one_action_a_step_in_the_order_of_the_board(reader: Client, address: str) -> None:
    first = page_words(step(reader, address, step="2"))
    assert "2.4 Introduce a clear values-based framework" in first
    assert "366 days late" in first
    slipped = page_words(step(reader, address, show="slipped", sort="-slipped", step="2"))
    assert "Slipped" in slipped


def test_keeps_what_is_asked_for_from_step_to_step(reader: Client, address: str) -> None:
    shown = step(reader, address, show="overdue", step="2").content.decode()
    assert links_in(shown)["Next"] == "?show=overdue&amp;step=3"
    assert links_in(shown)["Back"] == "?show=overdue&amp;step=1"
    assert links_in(shown)["Leave the meeting view"].endswith("/boards/overdue/?show=overdue")


@pytest.mark.parametrize("number", ["0", "-1", "999", "x", ""])
def test_a_step_that_is_not_there_is_the_nearest(reader: Client, address: str, number: str) -> None:
    step(reader, address, step=number)


def test_only_actions_are_stepped_through(reader: Client, address: str) -> None:
    assert reader.get(Measures().meeting()).status_code == 404
    assert "Meeting view" not in links_in(reader.get(Measures().address()).content.decode())


def test_the_arrow_keys_step(page: Page, live_server: LiveServer, address: str) -> None:
    open_signed_in(page, person("Director"), live_server, address)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2.4")
    page.keyboard.press("PageDown")
    expect(page.get_by_text("3 of ")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("2 of ")).to_be_visible()
