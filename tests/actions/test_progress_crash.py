"""Reports are submitted while the server processes, and then the database, are killed and started again.

Every report that was acknowledged is there once; every other one is there once, or not at all with its draft kept.
"""

import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psutil
import psycopg
import pytest

from config.postgresql import embedded
from config.postgresql.messages import DatabaseUnavailable

CHECKOUT = Path(__file__).parent.parent.parent
CLIENTS, ACTIONS = 8, 25  # 200 submissions
PATIENCE = 400  # seconds for all of it, on a busy machine; on an idle one it takes a tenth
HAVOC = 90  # seconds of it that may bring a death; where even that is not enough, the rest is reported in peace
PAUSE = (0.2, 2)  # seconds between the site's answering again and the next death


@dataclass
class Site:
    """The servers under test: their processes are this test's own children, and die by their number."""

    folder: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    gunicorn: "subprocess.Popen[bytes] | None" = None

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
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        _kill(psutil.Process(pid))

    def start_server(self) -> None:
        words = ["config.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4"]
        command = [sys.executable, "-m", "gunicorn", *words, "--log-level", "critical", "--no-control-socket"]
        self.gunicorn = subprocess.Popen(
            command, cwd=CHECKOUT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill_server(self) -> None:
        """The one that starts the others, and they with it."""
        assert self.gunicorn
        _kill(psutil.Process(self.gunicorn.pid))
        self.gunicorn.wait()

    def kill_a_worker(self, chance: random.Random) -> None:
        """Gunicorn starts another."""
        assert self.gunicorn
        if workers := psutil.Process(self.gunicorn.pid).children():
            os.kill(chance.choice(workers).pid, signal.SIGKILL)

    def wait_until_it_answers(self, done: threading.Event) -> None:
        """Or nobody would ever get through."""
        while not done.wait(0.1):
            asking = closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5))
            with suppress(OSError, http.client.HTTPException), asking as connection:
                connection.request("GET", "/my-actions/", headers={"Cookie": "sessionid=nobody", "Connection": "close"})
                if connection.getresponse().status < 500:
                    return

    @property
    def address(self) -> str:
        return f"postgresql://postgres@/postgres?host={quote(embedded.address(self.folder)['HOST'])}"


def _kill(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        family = [process, *process.children(recursive=True)]
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.kill()


class Failed(Exception):
    """No answer, or one that says that something went wrong."""


@dataclass
class Officer:
    """A person at a browser, who reports on every action once."""

    site: Site
    person: str
    session: str
    status: int
    chance: random.Random
    acknowledged: set[str] = field(default_factory=set)
    unacknowledged: set[tuple[str, str]] = field(default_factory=set)  # (words, action)

    def ask(self, method: str, address: str, **fields: object) -> tuple[int, str, str]:
        """The answer's status, where it leads, and what it says."""
        token = "a" * 32
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={token}", "Connection": "close"}
        body = None
        if method == "POST":
            body = urlencode(fields | {"csrfmiddlewaretoken": token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=15)
        try:
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            said = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise Failed(error) from None
        finally:
            connection.close()
        if response.status >= 500:
            raise Failed(response.status)
        assert response.status in {200, 302}, (response.status, address, said)
        return response.status, response.getheader("Location", ""), said

    def report(self, slug: str, action: str, end: float) -> None:
        """Write, check and submit, from the start whenever something fails before the last press. When that fails,
        press once more, or leave it there: nobody has said that it was taken in.
        """
        form, words = f"/plans/crash-plan/actions/{slug}/report/", f"{self.person} on {slug}"
        while True:
            assert time.monotonic() < end, f"no end of it: {words}"
            try:
                submission = self.write(form, words)
                if submission is None:
                    continue
            except Failed:
                time.sleep(0.1)
                continue
            if self.submit(form, words, submission, action, end):
                return

    def write(self, form: str, words: str) -> str | None:
        """What the check page submits; None where somebody else has reported meanwhile."""
        _, _, page = self.ask("GET", form)
        seen = re.findall(r'name="seen" value="(\d*)"', page)[0]
        self.ask("POST", form, narrative=words, status=self.status, seen=seen, window=self.person)
        _, _, checking = self.ask("GET", f"{form}check/")
        return next(iter(re.findall(r'name="submission" value="([^"]+)"', checking)), None)

    def submit(self, form: str, words: str, submission: str, action: str, end: float) -> bool:
        """Whether that was the end of it."""
        while True:
            assert time.monotonic() < end, f"no end of it: {words}"
            try:
                _, leads_to, _ = self.ask("POST", f"{form}check/", submission=submission)
            except Failed:
                if self.chance.random() < 0.5:
                    self.unacknowledged.add((words, action))
                    return True
                time.sleep(0.1)
                continue
            if "/reports/" in leads_to:
                self.acknowledged.add(words)
                return True
            return False


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        site = Site(folder=tmp_path / "postgresql", port=free.getsockname()[1])
    try:
        site.start_database()
        site.environment = os.environ | {
            "DATABASE_URL": site.address,
            "SECRET_KEY": "k" * 50,
            "PYTHONPATH": str(CHECKOUT),
        }
        yield site
    finally:
        if site.gunicorn:
            site.kill_server()
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
            site.kill_server()
            site.start_server()
        else:
            site.kill_database()
            site.start_database()
        site.wait_until_it_answers(done)
    return deaths


def test_what_is_acknowledged_is_there_once_and_no_other_words_are_lost(site: Site) -> None:
    seed = random.randrange(10**6)
    program = f"from tests.actions.crash_site import prepare; prepare({CLIENTS}, {ACTIONS})"
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", program]
    prepared = subprocess.run(command, cwd=CHECKOUT, env=site.environment, capture_output=True, check=True)
    there: dict[str, Any] = json.loads(prepared.stdout)
    site.start_server()
    officers = [
        Officer(site, person, session, there["status"], random.Random(f"{seed} {person}"))
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
