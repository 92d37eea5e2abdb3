"""Eight people who read and report, each one thing after the other, and what is watched meanwhile."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import psutil

from tests.served.site import SLUG, Site
from tests.served.visitor import Failed, Visitor
from tests.served.web_server import WebServer
from tests.soak.record import Record, Seen

IMPROVEMENT = "/plans/children-and-families-improvement-plan/"
PLAN = f"/plans/{SLUG}/"
READ = {
    "start": ["/", "/start/"],
    "my actions": ["/my-actions/"],
    "plans": ["/plans/"],
    "plan": [IMPROVEMENT, PLAN],
    "version": [f"{IMPROVEMENT}versions/3/", f"{PLAN}versions/1/"],
    "changes": [f"{IMPROVEMENT}changes/", f"{PLAN}changes/"],
    "lineage": [f"{IMPROVEMENT}lineage/"],
    "slippage": [f"{IMPROVEMENT}slippage/", f"{PLAN}slippage/"],
    "officers": ["/officers/", "/officers/laurence-jones/"],
    "search": ["/search/?words=fostering", "/search/?words=action"],
    "download": [f"{PLAN}boards/actions.csv", f"{IMPROVEMENT}boards/overdue.csv"],
    "pack": [f"{IMPROVEMENT}packs/preview/?version=3"],
}
PAUSE = 0.2  # seconds at most between two things that somebody does
REPORTING = 6  # every so manieth thing that they do


class Soaking:
    def __init__(self, server: WebServer, site: Site, seconds: float) -> None:
        self.server, self.site = server, site
        self.record = Record(seconds)
        self.start = 0.0
        self._lock = Lock()

    def run(self) -> Record:
        """Once everybody has seen the first page."""
        visitors = {person: Visitor(self.server.port, session) for person, session in self.site["sessions"].items()}
        with ThreadPoolExecutor(len(visitors)) as people:
            list(people.map(lambda visitor: visitor.ask("GET", "/plans/"), visitors.values()))
            self.start = time.monotonic()
            with self._watched():
                list(people.map(self._go_on, visitors, visitors.values(), count()))
        return self.record

    def _go_on(self, person: str, visitor: Visitor, first: int) -> None:
        chance, numbers = random.Random(person), count(first)
        while self._now() < self.record.seconds:
            number = next(numbers)
            if number % REPORTING == 0:
                self._do("report", partial(self._report, visitor, person, number, chance))
            else:
                kind, address = self._choose(chance)
                of = "" if kind == "action" else address  # they are many, and alike
                self._do(kind, partial(visitor.ask, "GET", address), of)
            time.sleep(chance.uniform(0, PAUSE))

    def _choose(self, chance: random.Random) -> tuple[str, str]:
        kind = chance.choice([*READ, *(f"board {board}" for board in self.site["boards"]), "action"])
        if kind == "action":
            return kind, f"{PLAN}actions/{chance.choice([*self.site['actions'].values()])}/"
        if kind.startswith("board "):
            return kind, f"{chance.choice(['/', IMPROVEMENT, PLAN])}boards/{kind.removeprefix('board ')}/"
        return kind, chance.choice(READ[kind])

    def _report(self, visitor: Visitor, person: str, number: int, chance: random.Random) -> None:
        slug = chance.choice(self.site["led"][person])
        form, words = f"{PLAN}actions/{slug}/report/", f"Report {number} of {person} on {slug}"
        taken_in = False
        while not taken_in:
            submission = visitor.write_report(form, narrative=words, status=self.site["status"], window=person)
            taken_in = submission is not None and visitor.submit_report(form, submission)
        with self._lock:
            self.record.reported.add(words)

    def _do(self, kind: str, what: Callable[[], Any], of: str = "") -> None:
        """An answer counts for the moment at which it was asked for."""
        asked = self._now()
        try:
            what()
        except Failed as failure:
            with self._lock:
                self.record.failures.append(str(failure))
        else:
            with self._lock:
                self.record.answers.setdefault(kind, []).append(Seen(asked, self._now() - asked, of))

    @contextmanager
    def _watched(self) -> Iterator[None]:
        done = Event()
        watching = Thread(target=self._watch, args=[done])
        watching.start()
        try:
            yield
        finally:
            done.set()
            watching.join()

    def _watch(self, done: Event) -> None:
        assert self.server.process
        master = psutil.Process(self.server.process.pid)
        before = (0.0, 0.0)
        while not done.wait(self.record.seconds / 200):
            workers = self.server.workers()
            self.record.processes.add(frozenset(worker.pid for worker in workers))
            try:
                self.record.memory.append(Seen(self._now(), sum(map(megabytes, [master, *workers]))))
                spent = sum(sum(worker.cpu_times()[:2]) for worker in workers)
                ran, waited = map(sum, zip(*map(turns, workers), strict=True))
            except (psutil.NoSuchProcess, FileNotFoundError):
                continue  # the next time round others are there
            self.record.effort.append(Seen(self._now(), spent))
            if ran > before[0]:
                stretched = 1 + max(waited - before[1], 0) / (ran - before[0])
                self.record.machine.append(Seen(self._now(), stretched))
            before = ran, waited

    def _now(self) -> float:
        return time.monotonic() - self.start


def megabytes(process: psutil.Process) -> float:
    """Its own memory and its share of what it shares; where the system tells no shares, its own alone."""
    memory = process.memory_full_info()
    return float(getattr(memory, "pss", memory.uss)) / 2**20


def turns(process: psutil.Process) -> tuple[float, float]:
    """How long its threads ran and how long they waited for a core, as Linux tells it; elsewhere they never waited."""
    told = [path.read_text().split() for path in Path(f"/proc/{process.pid}/task").glob("*/schedstat")]
    if not told:
        return sum(process.cpu_times()[:2]), 0
    return sum(int(ran) for ran, _, _ in told), sum(int(waited) for _, waited, _ in told)
