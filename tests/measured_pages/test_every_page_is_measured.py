"""The benchmark of pages leaves none out, and what it measures is what it says."""

import re

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import resolve

from reporting.boards import BOARDS
from tests.browser.test_every_page import PAGES
from tests.measured_pages import yardsticks
from tests.measured_pages.listing import FILES, LEADS_ON, SUMS_UP, names_of_pages, not_pages, pages
from tests.measured_pages.measuring import FEW, Measuring
from tests.measured_pages.world import LargeWorld
from tests.security.who_may import TABLE

pytestmark = pytest.mark.django_db
ACTIONS = 60


@pytest.fixture
def world() -> LargeWorld:
    return LargeWorld(ACTIONS)


def test_whatever_anybody_may_open_is_measured_or_named_as_no_page(world: LargeWorld) -> None:
    """The table of who may names every address there is, by a test of its own."""
    opened = {row.name for row in TABLE if row.get is not None}
    assert names_of_pages() | LEADS_ON | FILES == opened
    assert not names_of_pages() & (LEADS_ON | FILES)
    labels = {page.label for page in pages(world)}
    assert {f"board {board}" for board in BOARDS} | {f"board of a plan {board}" for board in BOARDS} <= labels
    assert labels >= SUMS_UP


def test_so_is_every_page_that_is_looked_at_in_a_browser() -> None:
    names = {resolve(re.sub(r"\?.*", "", address)).url_name for address in PAGES if address != "/no-such-page/"}
    assert names <= names_of_pages() | LEADS_ON | FILES


def test_what_is_named_as_no_page_is_none(world: LargeWorld) -> None:
    clients = Measuring(world, rounds=1).clients
    for page in not_pages(world):
        response = clients[page.who].get(page.address)
        assert response.status_code in {200, 302}, page
        kind = response.headers.get("Content-Type", "")
        assert response.status_code == 302 or not kind.startswith("text/html"), page


@override_settings(ROOT_URLCONF=yardsticks.__name__)
def test_every_page_is_opened_and_its_rows_counted(world: LargeWorld) -> None:
    measuring = Measuring(world, rounds=1)
    measured = {page.label: measuring.measure(page) for page in pages(world)}
    wanted = {"board of a plan actions", "version", "edit_version", "changes", "publish_plan", "import_draft", "search"}
    assert {label: measured[label].rows for label in wanted} == dict.fromkeys(wanted, ACTIONS)
    assert measured["my_actions"].rows == 4
    assert measured["accounts"].rows < FEW
    assert all(one.by_hand > 0 and one.by_admin > 0 and one.by_sql > 0 for one in measured.values())


def test_the_yardsticks_show_so_many_actions_and_no_more(world: LargeWorld) -> None:
    version, client = world.small.working.version, Measuring(world, rounds=1).clients["administrator"]
    with override_settings(ROOT_URLCONF=yardsticks.__name__):
        for way in (yardsticks.by_hand, yardsticks.by_admin):
            response = way(client, version, 7)()
            assert response.status_code == 200
            shown = response.content.decode()
            assert set(re.findall(r">Action (\d+)<", shown)) == {str(number) for number in range(1, 8)}
    with connection.cursor() as cursor:
        cursor.execute(yardsticks.RAW, [version.pk, 7])
        assert [text for _, text, *_ in cursor.fetchall()] == [f"Action {number}" for number in range(1, 8)]
