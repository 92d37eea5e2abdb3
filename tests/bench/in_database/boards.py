"""What boards cost: 300 actions on a page against a hand-written view and Django admin's list of the same, and one
plan's boards where its plan is one of a thousand against where it is alone, each in times of ten pages without a plan.

Times are medians of one run on one machine, measured in turns, so the ratios count. Beside the time on the clock stands
what a page itself took, and this is judged: the process's own time and its waiting for the database, without what else
the machine did meanwhile. On an idle machine they are the same.
"""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import ActionVersion, ProgressUpdate
from plans.models import Plan, User
from plans.readers.document import Row
from reporting.boards import ACTIONS, BOARDS
from tests.large_plan import analyze
from tests.measured_pages import yardsticks
from tests.measured_pages.timing import Took, medians
from tests.plan_documents import add_version, new_plan, rows

ROUNDS = 15
HELP_PAGES = 10  # one alone takes too little to be measured well
WIDTH = 118  # letters of a line that is printed
PROMISED_OF_HAND_WRITTEN, PROMISED_OF_ADMIN, PROMISED_AMONG_MANY = 1.5, 0.4, 1.2
PLANS, VERSIONS, ACTIONS_OF_A_PLAN, UPDATES_OF_AN_ACTION = 1_000, 3, 120, 9
# What a plan is made of, each before what points to it.
PARTS = [
    *("plans.Plan", "plans.StatusLabel", "plans.PlanVersion", "plans.Section", "plans.SectionVersion"),
    *("actions.Action", "actions.ActionVersion", "actions.Assignment", "actions.SuccessMeasure"),
    *("actions.Milestone", "actions.MilestoneVersion", "actions.ProgressUpdate", "actions.LineageEdge"),
]
FAR_APART = 10_000_000  # more than any primary key before the copying


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("administrator@council.example", name="Administrator"))
    return client


def test_three_hundred_actions_on_a_page(administrator: Client, capsys: pytest.CaptureFixture[str]) -> None:
    plan = new_plan("plan-of-300", rows(300))
    analyze()
    version = plan.versions.get()
    pages: dict[str, Callable[[], Any]] = {
        "a hand-written view": yardsticks.by_hand(administrator, version, 300),
        "the board": partial(administrator.get, ACTIONS.address(plan)),
        "Django admin's list": yardsticks.by_admin(administrator, version, 300),
    }
    with override_settings(ROOT_URLCONF=yardsticks.__name__):
        for name, page in pages.items():
            assert page().content.count(b"<tr") >= 300, name
        took = medians(pages, ROUNDS)
    hand, board, admins = took.values()
    with capsys.disabled():
        sys.stdout.write(f"\n{'300 actions on one page':30} {'ratio':>7} {'clock':>7} {'ms':>9} {'clock':>9}\n")
        for name, time_taken in took.items():
            sys.stdout.write(f"{name:30} {time_taken.times(hand)} {time_taken}\n")
        sys.stdout.write(f"{'the board against the admin':30} {board.times(admins)}\n")
    assert board.itself / hand.itself <= PROMISED_OF_HAND_WRITTEN
    assert board.itself / admins.itself <= PROMISED_OF_ADMIN


def test_one_plan_among_a_thousand(administrator: Client, capsys: pytest.CaptureFixture[str]) -> None:
    plan = _plan_with_history()
    analyze()
    alone = _in_times_of_pages_without_a_plan(plan, administrator)
    _copy(PLANS - 1)
    analyze()
    among = _in_times_of_pages_without_a_plan(plan, administrator)
    slowest, said = _slowest_query(plan, administrator)
    with capsys.disabled():
        counted = ", ".join(f"{_count(name):,} {name.lower()}s" for name in ("Plan", "ActionVersion", "ProgressUpdate"))
        sys.stdout.write(f"\none plan of {counted}\n")
        sys.stdout.write(f"{'':20} {'ratio':>7} {'clock':>7} {'alone':>9} {'clock':>9} {'among':>9} {'clock':>9}\n")
        for name, took in among.items():
            sys.stdout.write(f"{name:20} {took.times(alone[name])} {alone[name]} {took}\n")
        sys.stdout.write(f"the slowest query, of {slowest}:\n{said}\n")
    assert {name for name, took in among.items() if took.itself / alone[name].itself > PROMISED_AMONG_MANY} == set()


def _in_times_of_pages_without_a_plan(plan: Plan, client: Client) -> dict[str, Took]:
    """Of the boards, so that it makes no difference how fast the machine is just then."""
    boards = {name: partial(client.get, board.address(plan)) for name, board in BOARDS.items()}
    took = medians({**boards, "help": lambda: [client.get(reverse("help")) for _ in range(HELP_PAGES)]}, ROUNDS)
    return {name: took[name].in_times_of(took["help"]) for name in boards}


def _plan_with_history() -> Plan:
    """A plan of three versions and a working one to come, each action reported on many times."""
    plan = new_plan("a-plan", rows(ACTIONS_OF_A_PLAN), as_of=date(2021, 1, 31))
    for month in range(2, VERSIONS + 1):
        again = rows(ACTIONS_OF_A_PLAN, timeframe=f"March {2020 + month}")
        later = [Row(**{**vars(row), "continues": [row.reference]}) for row in again]
        add_version(plan, later, as_of=date(2021, month, 28))
    label = plan.labels.first()
    last = ActionVersion.objects.filter(version=plan.versions.latest("number"))
    ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            action=entry.action, action_version=entry, as_at=date(2021, 4, day), narrative="Going on.", status=label
        )
        for entry in last.select_related("action")
        for day in range(1, UPDATES_OF_AN_ACTION - VERSIONS + 1)
    )
    return plan


def _copy(times: int) -> None:
    """Every row of every plan as many times again, with keys of their own, past the rules as a replica does."""
    parts = [apps.get_model(name) for name in PARTS]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in parts:
            taken = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
            given = ", ".join(_copied(field, parts) for field in model._meta.concrete_fields)
            table = f'"{model._meta.db_table}"'
            cursor.execute(
                f"INSERT INTO {table} ({taken}) SELECT {given} FROM {table}, generate_series(1::bigint, {times}) copy"
            )
        cursor.execute("SET LOCAL session_replication_role = origin")


def _copied(field: Any, parts: list[type[models.Model]]) -> str:
    column = f'"{field.column}"'
    if field.primary_key or field.related_model in parts:
        return f"{column} + copy * {FAR_APART}"
    return f"{column} || '-' || copy" if field.model is Plan and field.unique else column


def _count(name: str) -> int:
    return next(apps.get_model(part) for part in PARTS if part.endswith(f".{name}"))._default_manager.count()


def _slowest_query(plan: Plan, client: Client) -> tuple[str, str]:
    """Of which board it is, and how PostgreSQL goes about it."""
    slowest = (0.0, "", "")
    for name, board in BOARDS.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(board.address(plan))
        slowest = max(slowest, *((float(query["time"]), name, query["sql"]) for query in queries.captured_queries))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {slowest[2]}")
        return slowest[1], "\n".join(line[:WIDTH] for (line,) in cursor.fetchall())
