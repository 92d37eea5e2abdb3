"""A very short run on the real server: everything is asked for, nothing fails, and what goes wrong is noticed."""

import os
import signal
from collections.abc import Iterator
from threading import Timer

import psycopg
import pytest

from config.postgresql.embedded import throwaway_server
from tests.served.site import Site, prepared
from tests.served.web_server import WebServer, serving
from tests.soak.people import Soaking
from tests.soak.record import failed
from tests.soak.soak import made

SECONDS = 15


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WebServer, Site]]:
    with throwaway_server() as database:
        server = WebServer(database, log=tmp_path_factory.mktemp("soak") / "log")
        site = prepared(server, people=8, actions=30, with_demo=True)
        with serving(server):
            yield server, site


def test_eight_people_read_and_report_and_nothing_fails(place: tuple[WebServer, Site]) -> None:
    server, site = place
    record = Soaking(server, site, SECONDS).run()
    assert failed(record, made(server.database)) == [], server.log.read_text()
    assert len(record.answers) > 5
    assert record.memory[-1].amount > 50
    assert record.effort[-1].amount > record.effort[0].amount
    assert record.machine


def test_a_worker_that_dies_and_a_report_that_vanishes_are_noticed(place: tuple[WebServer, Site]) -> None:
    """The last one, since it breaks the server."""
    server, site = place
    before = made(server.database)
    soaking = Soaking(server, site, SECONDS / 2)
    soaking.record.reported |= set(before)
    dying = Timer(SECONDS / 4, lambda: os.kill(server.workers()[0].pid, signal.SIGKILL))
    dying.start()
    record = soaking.run()
    assert any("ended and others took their place" in line for line in failed(record, made(server.database)))
    with psycopg.connect(server.database, autocommit=True) as connection:
        words = next(iter(record.reported))
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM actions_progressupdate WHERE narrative = %s", [words])
    assert any(f"not there, such as “{words}”" in line for line in failed(record, made(server.database)))
