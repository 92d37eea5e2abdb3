"""Reports are submitted while the server processes, and then the database, are killed and started again.

Every report that was acknowledged is there once; every other one is there once, or not at all with its draft kept.
"""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
import pytest

from config.postgresql import embedded
from config.postgresql.messages import DatabaseUnavailable
from tests.served.site import SLUG, prepared
from tests.served.visitor import Failed, Visitor
from tests.served.web_server import WebServer

CLIENTS, ACTIONS = 8, 25  # 200 submissions
PATIENCE = 400  # seconds for all of it, on a busy machine; on an idle one it takes a tenth
HAVOC = 90  # seconds of it that may bring a death; where even that is not enough, the rest is reported in peace
PAUSE = (0.2, 2)  # seconds between the site's answering again and the next death


@dataclass
class Site:
    """The servers under test: their processes are this test's own children, and die by their number."""

    folder: Path
    web: WebServer = field(init=False)

    def __post_init__(self) -> None:
        self.web = WebServer(database=self.address, settings={"LOG_LEVEL": "ERROR"})

    def start_database(self) -> None:
        """Again and again: after a kill it takes a moment until the server is known to have ended."""
        end = time.monotonic() + 30
        while True:
            try:
                embedded.start(self.folder)
                return psycopg.connect(self.address).close()
            except (DatabaseUnavailable, psycopg.OperationalError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)

    def kill_database(self) -> None:
        server = psutil.Process(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]))
        with suppress(psutil.NoSuchProcess):
            for member in [server, *server.children(recursive=True)]:
                with suppress(psutil.NoSuchProcess):
                    member.kill()

    def kill_a_worker(self, chance: random.Random) -> None:
        """Gunicorn starts another."""
        if workers := self.web.workers():
            os.kill(chance.choice(workers).pid, signal.SIGKILL)

    def wait_until_it_answers(self, done: threading.Event) -> None:
        """Or nobody would ever get through."""
        nobody = Visitor(self.web.port, session="nobody", patience=5)
        while not done.wait(0.1):
            with suppress(Failed):
                nobody.ask("GET", "/my-actions/")
                return

    @property
    def address(self) -> str:
        return f"postgresql://postgres@/postgres?host={quote(embedded.address(self.folder)['HOST'])}"


@dataclass(kw_only=True)
class Officer(Visitor):
    """Somebody who reports on every action once."""

    person: str
    status: int
    chance: random.Random
    patience: float = 15
    acknowledged: set[str] = field(default_factory=set)
    unacknowledged: set[tuple[str, str]] = field(default_factory=set)  # (words, action)

    def report(self, slug: str, action: str, end: float) -> None:
        """Write, check and submit, from the start whenever something fails before the last press. When that fails,
        press once more, or leave it there: nobody has said that it was taken in.
        """
        form, words = f"/plans/{SLUG}/actions/{slug}/report/", f"{self.person} on {slug}"
        while True:
            assert time.monotonic() < end, f"no end of it: {words}"
            try:
                submission = self.write_report(form, narrative=words, status=self.status, window=self.person)
                if submission is None:
                    continue
            except Failed:
                time.sleep(0.1)
                continue
            if self.submit(form, words, submission, action, end):
                return

    def submit(self, form: str, words: str, submission: str, action: str, end: float) -> bool:
        """Whether that was the end of it."""
        while True:
            assert time.monotonic() < end, f"no end of it: {words}"
            try:
                taken_in = self.submit_report(form, submission)
            except Failed:
                if self.chance.random() < 0.5:
                    self.unacknowledged.add((words, action))
                    return True
                time.sleep(0.1)
                continue
            if taken_in:
                self.acknowledged.add(words)
            return taken_in


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(folder=tmp_path / "postgresql")
    try:
        site.start_database()
        yield site
    finally:
        site.web.kill()
        embedded.stop(site.folder)


def cause_havoc(site: Site, chance: random.Random, done: threading.Event) -> Counter[str]:
    """Deaths of every kind, in turn and at random moments, until everybody has reported or it has been enough."""
    end = time.monotonic() + HAVOC
    deaths: Counter[str] = Counter()
    kinds = chain(["worker", "server", "database"], iter(lambda: chance.choice(["worker", "server", "database"]), ""))
    while not done.wait(chance.uniform(*PAUSE)) and (time.monotonic() < end or len(deaths) < 3):
        kind = next(kinds)
        deaths[kind] += 1
        if kind == "worker":
            site.kill_a_worker(chance)
        elif kind == "server":
            site.web.kill()
            site.web.start()
        else:
            site.kill_database()
            site.start_database()
        site.wait_until_it_answers(done)
    return deaths


def test_what_is_acknowledged_is_there_once_and_no_other_words_are_lost(site: Site) -> None:
    seed = random.randrange(10**6)
    there = prepared(site.web, people=CLIENTS, actions=ACTIONS, shared=True)
    site.web.start()
    officers = [
        Officer(
            port=site.web.port,
            session=session,
            person=person,
            status=there["status"],
            chance=random.Random(f"{seed} {person}"),
        )
        for person, session in there["sessions"].items()
    ]
    end, done = time.monotonic() + PATIENCE, threading.Event()
    with ThreadPoolExecutor(CLIENTS + 1) as threads:
        havoc = threads.submit(cause_havoc, site, random.Random(seed), done)
        try:
            list(threads.map(lambda officer: report_on_all(officer, there["actions"], end), officers))
        finally:
            done.set()
        deaths = havoc.result()
    judge(site, officers, f"seed {seed}, {dict(deaths)}")
    assert set(deaths) == {"worker", "server", "database"}


def report_on_all(officer: Officer, actions: dict[str, str], end: float) -> None:
    for action, slug in officer.chance.sample(sorted(actions.items()), len(actions)):
        officer.report(slug, action, end)


def judge(site: Site, officers: list[Officer], told: str) -> None:
    with psycopg.connect(site.address) as connection:
        reports = "SELECT narrative FROM actions_progressupdate WHERE author_id IS NOT NULL"
        made = Counter(narrative for (narrative,) in connection.execute(reports))
        drafts = set(connection.execute("SELECT answers->>'narrative', action_id::text FROM actions_draft"))
    acknowledged = set().union(*(officer.acknowledged for officer in officers))
    unacknowledged = set().union(*(officer.unacknowledged for officer in officers))
    assert len(acknowledged) + len(unacknowledged) == CLIENTS * ACTIONS, told
    assert {words: made[words] for words in acknowledged} == dict.fromkeys(acknowledged, 1), told
    for words, action in unacknowledged:
        assert made[words] == 1 or (made[words] == 0 and (words, action) in drafts), (words, told)
    assert set(made) <= acknowledged | {words for words, _ in unacknowledged}, told
