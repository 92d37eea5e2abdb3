"""What the real server answers under 1, 8 and 32 clients at once, on loopback: a board, an action's page and a report
(four requests), beside a bare Django view that the same gunicorn serves.

The ratios count: to one client alone, and to the bare view under as many. The clients take their part of the same
machine. Nothing may fail. What PostgreSQL computes is told as a share of all that the site does, since that is what
tells how many web processes one database can serve.
"""

import random
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from statistics import median
from typing import NamedTuple

import psutil
import psycopg

from config.postgresql.embedded import throwaway_server
from tests.served.site import SLUG, Site, prepared
from tests.served.visitor import Failed, Visitor
from tests.served.web_server import WebServer, serving

CLIENTS = (1, 8, 32)
SECONDS = 6
ACTIONS = 320
BARE = "a bare view"
Turn = Callable[[], object]


class Spent(NamedTuple):
    """Seconds of computing."""

    web: float
    database: float

    @property
    def share_of_database(self) -> float:
        return self.database / (self.web + self.database)


@dataclass
class Load:
    """What so many clients got; `took` is in seconds."""

    took: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    spent: Spent = field(default_factory=lambda: Spent(0, 0))

    @property
    def a_second(self) -> float:
        return len(self.took) / SECONDS

    @property
    def middle(self) -> float:
        return median(self.took)

    @property
    def late(self) -> float:
        """The 95th percentile."""
        return sorted(self.took)[int(len(self.took) * 0.95)]


def run() -> list[str]:
    with throwaway_server() as database:
        server = WebServer(database)
        site = prepared(server, people=max(CLIENTS), actions=ACTIONS)
        loads: dict[str, dict[int, Load]] = {}
        with serving(WebServer(database, application="tests.served.hello"), "/hello/") as bare:
            nobody = [Visitor(bare.port, "") for _ in range(max(CLIENTS))]
            loads[BARE] = _loads(bare, [lambda visitor=visitor: visitor.ask("GET", "/hello/") for visitor in nobody])
        with serving(server):
            for name, turns in _turns(server, site).items():
                loads[name] = _loads(server, turns)
            held = _connections(database)
    _tell(loads, held)
    return [
        f"{name} under {clients} clients: {len(load.failures)} requests failed, the first: {load.failures[0]}."
        for name, of_clients in loads.items()
        for clients, load in of_clients.items()
        if load.failures
    ]


def _turns(server: WebServer, site: Site) -> dict[str, list[Turn]]:
    """Of each kind what each client does again and again."""
    people = [(person, Visitor(server.port, session)) for person, session in site["sessions"].items()]
    board = f"/plans/{SLUG}/boards/actions/"
    actions = [f"/plans/{SLUG}/actions/{slug}/" for slug in site["actions"].values()]
    return {
        "a board of 320 actions": [lambda visitor=visitor: visitor.ask("GET", board) for _, visitor in people],
        "an action": [lambda visitor=visitor: visitor.ask("GET", random.choice(actions)) for _, visitor in people],
        "a report": [_reporting(visitor, person, site) for person, visitor in people],
    }


def _reporting(visitor: Visitor, person: str, site: Site) -> Turn:
    numbers = count(1)

    def report() -> None:
        form = f"/plans/{SLUG}/actions/{random.choice(site['led'][person])}/report/"
        words = f"Report {next(numbers)}"
        submission = visitor.write_report(form, narrative=words, status=site["status"], window=person)
        if submission is None or not visitor.submit_report(form, submission):
            raise Failed(f"{form}: not taken in")

    return report


def _loads(server: WebServer, turns: list[Turn]) -> dict[int, Load]:
    _under(server, turns[: max(CLIENTS)], 1)  # every worker has answered once
    return {clients: _under(server, turns[:clients], SECONDS) for clients in CLIENTS}


def _under(server: WebServer, turns: list[Turn], seconds: float) -> Load:
    load, before = Load(), _spent(server)
    end = time.monotonic() + seconds

    def keep_on(turn: Turn) -> None:
        while (asked := time.monotonic()) < end:
            try:
                turn()
            except Failed as failure:
                load.failures.append(str(failure))
            else:
                load.took.append(time.monotonic() - asked)

    with ThreadPoolExecutor(len(turns)) as clients:
        list(clients.map(keep_on, turns))
    load.spent = Spent(*map(_more, before, _spent(server)))
    return load


def _spent(server: WebServer) -> tuple[dict[int, float], dict[int, float]]:
    """What each process has computed so far, in seconds: those of the web server, and those of the database."""
    with psycopg.connect(server.database) as connection:
        own = connection.info.backend_pid
        ran = connection.execute("SELECT pid FROM pg_stat_activity WHERE pid <> %s", [own]).fetchall()
    return _computing(server.workers()), _computing(psutil.Process(pid) for (pid,) in ran)


def _computing(processes: Iterable[psutil.Process]) -> dict[int, float]:
    return {process.pid: sum(process.cpu_times()[:2]) for process in processes}


def _more(before: dict[int, float], after: dict[int, float]) -> float:
    """What was computed between: of one that has ended meanwhile, as the database's own now and then do, nothing."""
    return sum(spent - before.get(process, 0) for process, spent in after.items())


def _connections(database: str) -> int:
    with psycopg.connect(database) as connection:
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        (held,) = connection.execute(others).fetchone() or (0,)
    return int(held)


def _tell(loads: dict[str, dict[int, Load]], held: int) -> None:
    headings = f"{'a second':>9} {'to 1':>6} {'to bare':>8} {'median ms':>10} {'to 1':>6} {'95% ms':>8} {'to 1':>6}"
    sys.stdout.write(f"\n{'under so many clients':24} {'':>3} {headings} {'PostgreSQL':>11}\n")
    for name, of_clients in loads.items():
        alone = of_clients[1]
        for clients, load in of_clients.items():
            bare = loads[BARE][clients]
            share = "" if name == BARE else f"{load.spent.share_of_database:.0%}"
            sys.stdout.write(
                f"{name:24} {clients:3} {load.a_second:9.1f} {load.a_second / alone.a_second:6.2f} "
                f"{load.a_second / bare.a_second:8.4f} {load.middle * 1000:10.0f} {load.middle / alone.middle:6.2f} "
                f"{load.late * 1000:8.0f} {load.late / alone.late:6.2f} {share:>11}\n"
            )
    sys.stdout.write(f"connections held: {held}, of 2 workers with 4 threads each\n")
