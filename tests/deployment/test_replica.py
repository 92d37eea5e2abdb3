"""Pages that are only read come from a real replica; and from the database itself where a replica would not do."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import requests

from config.postgresql import embedded
from config.postgresql.settings import databases
from tests.served.site import SLUG, Site, prepared
from tests.served.visitor import TOKEN, Answer, Visitor
from tests.served.web_server import WebServer, serving

from .replication import replica_of

PATIENCE = 30  # seconds
WORD = "zeppelin"
FOUND = f"/search/?words={WORD}"


@dataclass
class Browser(Visitor):
    """A visitor who keeps the cookies that they are given."""

    def __post_init__(self) -> None:
        self.kept = requests.Session()
        self.kept.cookies.update({"sessionid": self.session, "csrftoken": TOKEN})

    def ask(self, method: str, address: str, **fields: object) -> Answer:
        given = fields | {"csrfmiddlewaretoken": TOKEN} if method == "POST" else None
        there = f"http://127.0.0.1:{self.port}{address}"
        answer = self.kept.request(method, there, data=given, allow_redirects=False, timeout=self.patience)
        assert answer.status_code in {200, 302}, f"{method} {address}: {answer.status_code}"
        return Answer(answer.status_code, answer.headers.get("Location", ""), answer.text)

    def finds_it(self) -> bool:
        return f"/plans/{SLUG}/actions/" in self.ask("GET", FOUND).page


@dataclass
class Pair:
    """A site on a database and its replica."""

    site: Site
    server: WebServer
    replica: str
    folder: Path

    def browsers(self) -> Iterator[Browser]:
        """One for each officer."""
        return (Browser(self.server.port, session) for session in self.site["sessions"].values())

    def on_replica(self, statement: str) -> None:
        with psycopg.connect(self.replica, autocommit=True) as there:
            there.execute(statement)

    def report(self, browser: Browser) -> None:
        form = f"/plans/{SLUG}/actions/{next(iter(self.site['led'].values()))[0]}/report/"
        submission = browser.write_report(form, narrative=f"A {WORD} came", status=self.site["status"], window="one")
        assert submission
        assert browser.submit_report(form, submission)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with embedded.throwaway_server() as url:
        server = WebServer(url, log=tmp_path_factory.mktemp("replica") / "log")
        site = prepared(server, people=2, actions=2)
        with replica_of(url) as (replica, folder):
            server.settings["REPLICA_URL"] = replica
            with serving(server):
                yield Pair(site, server, replica, folder)


def test_whoever_reports_sees_it_at_once_and_others_as_soon_as_the_replica_knows(pair: Pair) -> None:
    ada, bo = pair.browsers()
    pair.on_replica("SELECT pg_wal_replay_pause()")
    pair.report(ada)
    assert ada.finds_it()
    assert not bo.finds_it()
    pair.on_replica("SELECT pg_wal_replay_resume()")
    end = time.monotonic() + PATIENCE
    while not bo.finds_it() and time.monotonic() < end:
        time.sleep(0.1)
    assert bo.finds_it()


def test_every_board_is_there_from_a_replica_that_can_only_be_read_and_without_it(pair: Pair) -> None:
    _, bo = pair.browsers()
    boards = [f"/boards/{board}/" for board in pair.site["boards"]]
    pages = ["/", f"/plans/{SLUG}/", f"/plans/{SLUG}/changes/", f"/plans/{SLUG}/slippage/", "/officers/", *boards]
    for address in pages:
        bo.ask("GET", address)
    assert "The replica fails" not in pair.server.log.read_text()
    embedded.stop(pair.folder)
    for address in pages:
        bo.ask("GET", address)
    assert "The replica fails" in pair.server.log.read_text()


def test_a_replica_that_cannot_be_is_named(tmp_path: Path) -> None:
    with pytest.raises(embedded.DatabaseUnavailable, match=r"REPLICA_URL begins mysql:, .*read everything from"):
        databases({"REPLICA_URL": "mysql://db.example/plans"}, tmp_path)
