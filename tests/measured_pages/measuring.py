"""Pages measured against their yardsticks, in turns."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.measured_pages import yardsticks
from tests.measured_pages.listing import SUMS_UP, Page
from tests.measured_pages.timing import timed
from tests.measured_pages.world import LargeWorld

FEW = 10  # rows: a page with fewer shows no list, and is told and not judged
NAMED = re.compile(r"\bAction (\d+)\b")


@dataclass(frozen=True)
class Measured:
    """Ratios to the yardsticks."""

    page: Page
    rows: int
    by_hand: float
    by_admin: float
    by_sql: float
    queries: int


class Measuring:
    """Of one plan: a yardstick of so many rows is measured once for all pages that show so many, but the view written
    by hand anew beside each page, since that is what pages are judged by.
    """

    def __init__(self, world: LargeWorld, rounds: int) -> None:
        self.world, self.rounds = world, rounds
        self.version = world.small.working.version
        self.clients = {name: _browser(world.sessions.get(name, "")) for name in world.people}
        self._others: dict[int, tuple[float, float]] = {}
        self._by_hand: dict[int, list[float]] = {}

    def measure(self, page: Page) -> Measured:
        with CaptureQueriesContext(connection) as queries:
            response = self.open(page)
            asked = len(queries)
        rows = rows_of(page, response, self.world)
        by_hand = yardsticks.by_hand(self.clients["administrator"], self.version, max(rows, 1))
        pairs = [(self._ms(by_hand), self._ms(lambda: self.open(page))) for _ in range(self.rounds)]
        took = median(itself for _, itself in pairs)
        self._by_hand.setdefault(rows, []).extend(hand for hand, _ in pairs)
        admin, sql = self._yardsticks(max(rows, 1))
        return Measured(
            page=page,
            rows=rows,
            by_hand=median(itself / hand for hand, itself in pairs),
            by_admin=took / admin,
            by_sql=took / sql,
            queries=asked,
        )

    def told(self, rows: int) -> str:
        """What the yardsticks of so many rows took."""
        (admin, sql), by_hand = self._yardsticks(rows), median(self._by_hand[rows])
        return f"{rows:,} rows: {by_hand:.0f} ms in a view by hand, {admin:.0f} in the admin, {sql:.1f} by raw SQL"

    def open(self, page: Page) -> HttpResponse:
        response = self.clients[page.who].get(page.address)
        assert response.status_code == 200, (page, response.status_code)
        return response

    def _yardsticks(self, rows: int) -> tuple[float, float]:
        if rows not in self._others:
            administrator = self.clients["administrator"]
            ways = [yardsticks.by_admin(administrator, self.version, rows), yardsticks.by_sql(self.version, rows)]
            admin, sql = (median(self._ms(way) for _ in range(self.rounds)) for way in ways)
            self._others[rows] = admin, sql
        return self._others[rows]

    def _ms(self, what: Callable[[], object]) -> float:
        return timed(what).itself


def rows_of(page: Page, response: HttpResponse, world: LargeWorld) -> int:
    """How many of the plan's actions it names, or has counted."""
    if page.label in SUMS_UP:
        return world.actions
    return len(set(NAMED.findall(response.content.decode())))


def _browser(session: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client
