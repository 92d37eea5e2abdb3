"""A server of its own with the demo and a plan of 300 actions, eight people on it, and what falls short."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import psycopg

from config.postgresql.embedded import throwaway_server
from tests.served.site import SLUG, prepared
from tests.served.web_server import WebServer, serving
from tests.soak.people import Soaking
from tests.soak.record import Record, drifted, failed, table

PEOPLE, ACTIONS = 8, 300
LEAST_MINUTES = 4  # of a run, or its parts are too short to tell warming up from growing
MADE = """SELECT narrative FROM actions_progressupdate JOIN actions_action ON actions_action.id = action_id
    JOIN plans_plan ON plans_plan.id = plan_id WHERE plans_plan.slug = %s AND author_id IS NOT NULL"""


def soak(minutes: float) -> list[str]:
    """What falls short, a sentence each."""
    with throwaway_server() as database, tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        record = soaked(WebServer(database, log=log), minutes * 60)
        wrong = failed(record, made(database))
        logged = log.read_text()
    sys.stdout.write(f"{table(record)}\n{logged[-2000:]}")
    if minutes < LEAST_MINUTES:
        sys.stdout.write(f"Neither growth nor drift is judged in less than {LEAST_MINUTES} minutes.\n")
        return wrong
    return wrong + drifted(record)


def soaked(server: WebServer, seconds: float) -> Record:
    site = prepared(server, people=PEOPLE, actions=ACTIONS, with_demo=True)
    with serving(server):
        return Soaking(server, site, seconds).run()


def made(database: str) -> Counter[str]:
    """How often each report is there."""
    with psycopg.connect(database) as connection:
        return Counter(narrative for (narrative,) in connection.execute(MADE, [SLUG]))
