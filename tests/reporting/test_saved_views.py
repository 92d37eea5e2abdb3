"""Views that somebody keeps under a name, shares by their address, or starts with."""

import pytest
from django.http import HttpResponse
from django.test import Client

from plans.models import User
from reporting.models import SavedView
from reporting.saved_views import MOST, is_saveable
from tests.pages import links_in, page_words, rows_of
from tests.people import person
from tests.plan_documents import new_plan, rows

pytestmark = pytest.mark.django_db

OVERDUE = "/boards/overdue/?show=silent&sort=-late"


@pytest.fixture
def director() -> User:
    return person("Director")


@pytest.fixture
def browser_of(client: Client, director: User) -> Client:
    client.force_login(director)
    return client


def save(client: Client, **fields: str) -> HttpResponse:
    return client.post("/saved-views/new/", {"name": "Silent slips", "address": OVERDUE} | fields, follow=True)


def test_a_board_offers_to_be_saved_as_it_is_filtered(browser_of: Client) -> None:
    new_plan("homes", rows(2))
    offered = links_in(browser_of.get(OVERDUE).content.decode())["Save this view"]
    page = browser_of.get(offered.replace("&amp;", "&"))
    assert f'value="{OVERDUE}"'.replace("&", "&amp;") in page.content.decode()


def test_is_found_again_with_its_address_to_share(browser_of: Client) -> None:
    shown = save(browser_of)
    assert "“Silent slips” is saved." in page_words(shown)
    (cells,) = rows_of(shown)
    assert cells[:2] == ["Silent slips", f"http://testserver{OVERDUE}"]


def test_one_opens_after_signing_in_and_another_takes_its_place(browser_of: Client, director: User) -> None:
    save(browser_of, is_home="on")
    assert browser_of.get("/").headers["Location"] == OVERDUE
    save(browser_of, name="Every action", address="/boards/actions/", is_home="on")
    assert browser_of.get("/").headers["Location"] == "/boards/actions/"
    home = SavedView.objects.get(is_home=True)
    browser_of.post(f"/saved-views/{home.pk}/start-with/")
    assert browser_of.get("/").headers["Location"] == "/boards/overview/"
    assert browser_of.get("/start/").headers["Location"] == "/boards/overview/"


def test_can_be_deleted(browser_of: Client) -> None:
    save(browser_of)
    shown = browser_of.post(f"/saved-views/{SavedView.objects.get().pk}/delete/", follow=True)
    assert f"“Silent slips” is deleted. Its page is still there: {OVERDUE}" in page_words(shown)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "Fill in “Name”."),
        ({"name": "two\nlines"}, "one line"),
        ({"name": "x" * 101}, "shorten it to 100"),
        ({"address": "/boards/overdue/?" + "x" * 1000}, "shorten it to 1000"),
        ({"address": "https://evil.example/boards/overdue/"}, "Only lists and boards can be saved."),
        ({"address": "//evil.example/boards/overdue/"}, "Only lists and boards can be saved."),
        ({"address": "javascript:alert(1)"}, "Only lists and boards can be saved."),
        ({"address": "/sign-out/"}, "Only lists and boards can be saved."),
        ({"address": ""}, "Fill in"),
    ],
)
def test_what_cannot_be_saved_is_said(browser_of: Client, fields: dict[str, str], told: str) -> None:
    assert told in page_words(save(browser_of, **fields))
    assert not SavedView.objects.exists()


def test_a_name_is_used_once_and_there_is_an_end_to_them(browser_of: Client, director: User) -> None:
    save(browser_of)
    assert "You have a view called “Silent slips” already" in page_words(save(browser_of))
    views = [SavedView(person=director, name=f"View {number}", address="/plans/") for number in range(MOST)]
    SavedView.objects.bulk_create(views)
    assert f"You have {MOST} saved views: delete one first." in page_words(save(browser_of, name="One more"))


def test_nobody_elses_are_shown_or_changed(browser_of: Client) -> None:
    theirs = SavedView.objects.create(person=person("Colleague"), name="Theirs", address="/plans/", is_home=True)
    assert "You have none yet." in page_words(browser_of.get("/saved-views/"))
    for what in ("start-with", "delete"):
        assert browser_of.post(f"/saved-views/{theirs.pk}/{what}/").status_code == 404
        assert browser_of.get(f"/saved-views/{theirs.pk}/{what}/").status_code == 405
    assert browser_of.get("/").headers["Location"] == "/boards/overview/"


@pytest.mark.parametrize("address", ["/plans/", "/plans/homes/?colour=red", "/search/?words=home", "/officers/ada/"])
def test_lists_can_be_saved(address: str) -> None:
    assert is_saveable(address)
