"""What boards cost: 300 actions on a page against a hand-written view and Django admin's list of the same, and one
plan's boards where its plan is one of a thousand against where it is alone.

Times are medians of one run on one machine, measured in turns, so the ratios count. Beside the time on the clock stands
what a page itself took, and this is judged: the process's own time and its waiting for the database, without what else
the machine did meanwhile. On an idle machine they are the same.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import median
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.template import Template, engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext, _TestState
from django.urls import include, path

from actions.models import ActionVersion, Assignment, ProgressUpdate
from actions.statuses import status_of
from plans.models import Plan, User
from plans.readers.document import Row
from reporting.boards import ACTIONS, BOARDS
from tests.large_plan import analyze
from tests.plan_documents import add_version, new_plan, rows

ROUNDS = 15
PROMISED_OF_HAND_WRITTEN, PROMISED_OF_ADMIN, PROMISED_AMONG_MANY = 1.5, 0.4, 1.2
PLANS, VERSIONS, ACTIONS_OF_A_PLAN, UPDATES_OF_AN_ACTION = 1_000, 3, 120, 9
# What a plan is made of, each before what points to it.
PARTS = [
    *("plans.Plan", "plans.StatusLabel", "plans.PlanVersion", "plans.Section", "plans.SectionVersion"),
    *("actions.Action", "actions.ActionVersion", "actions.Assignment", "actions.SuccessMeasure"),
    *("actions.Milestone", "actions.MilestoneVersion", "actions.ProgressUpdate", "actions.LineageEdge"),
]
FAR_APART = 10_000_000  # more than any primary key before the copying


@dataclass(frozen=True)
class Took:
    """Milliseconds."""

    itself: float
    by_the_clock: float

    def times(self, other: "Took") -> str:
        """How many times as long as another, both ways."""
        return f"{self.itself / other.itself:7.2f} {self.by_the_clock / other.by_the_clock:7.2f}"

    def __str__(self) -> str:
        return f"{self.itself:9.1f} {self.by_the_clock:9.1f}"


HAND_WRITTEN = engines["django"].from_string(
    """{% extends "base.html" %}{% block content %}<table class="app-list">{% for line in lines %}<tr>
<td>{{ line.entry.reference }}</td>
<td><a href="{{ line.entry.action.get_absolute_url }}">{{ line.entry.title }}</a></td>
<td>{{ line.accountable|join:", " }}</td><td>{{ line.lead|join:", " }}</td>
<td>{{ line.status.colour }} {{ line.status.words }}</td>
<td>{{ line.entry.due|date:"j M Y" }}</td><td>{{ line.update.as_at|date:"j M Y" }}</td></tr>{% endfor %}</table>
{% endblock %}"""
)


def hand_written(request: HttpRequest, slug: str) -> HttpResponse:
    """The yardstick: the same rows by two queries of the ORM (and one for the names), in a plain template."""
    worded = ActionVersion.objects.filter(version__plan__slug=slug, version=_in_use(slug))
    updates = ProgressUpdate.objects.filter(action__in=worded.values("action")).select_related("status")
    latest = {
        update.action_id: update for update in updates.order_by("action_id", "-as_at", "-id").distinct("action_id")
    }
    names: dict[int, dict[str, list[str]]] = {}
    for entry, role, name in Assignment.objects.filter(action_version__in=worded).values_list(
        "action_version", "role", "name_as_printed"
    ):
        names.setdefault(entry, {}).setdefault(role, []).append(name)
    lines = [
        {"entry": entry, "update": latest[entry.action_id], "status": status_of(latest[entry.action_id])}
        | names[entry.pk]
        for entry in worded.select_related("action__plan").order_by("position")
    ]
    return HttpResponse(HAND_WRITTEN.render({"lines": lines}, request))


def _in_use(slug: str) -> Any:
    return Plan.objects.get(slug=slug).versions.order_by("number").last()


class ListedActionVersions(admin.ModelAdmin):
    """The same columns, as Django admin lists them with what such a list is usually given: filters and a search."""

    list_display = ("reference", "title", "accountable", "lead", "status", "due", "reported_on")
    list_filter = (
        ("version", admin.RelatedOnlyFieldListFilter),
        ("section_version", admin.RelatedOnlyFieldListFilter),
        ("officers", admin.RelatedOnlyFieldListFilter),
        ("printed_update__status", admin.RelatedOnlyFieldListFilter),
        "due",
    )
    search_fields = ("reference", "text", "assignments__name_as_printed")
    list_per_page = 300
    ordering = ("position",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ActionVersion]:
        found = super().get_queryset(request).select_related("action__plan")
        return found.prefetch_related("assignments", "action__updates__status")

    def _names(self, entry: ActionVersion, role: str) -> str:
        return ", ".join(part.name_as_printed for part in entry.assignments.all() if part.role == role)

    def accountable(self, entry: ActionVersion) -> str:
        return self._names(entry, "accountable")

    def lead(self, entry: ActionVersion) -> str:
        return self._names(entry, "lead")

    def _latest(self, entry: ActionVersion) -> ProgressUpdate:
        return list(entry.action.updates.all())[-1]

    def status(self, entry: ActionVersion) -> str:
        return status_of(self._latest(entry)).words

    def reported_on(self, entry: ActionVersion) -> date:
        return self._latest(entry).as_at


lists = admin.AdminSite("lists")
lists.register(ActionVersion, ListedActionVersions)
urlpatterns = [
    path("", include("config.urls")),
    path("hand-written/<slug:slug>/", hand_written),
    path("lists/", lists.urls),
]


@pytest.fixture(autouse=True)
def templates_as_they_are_served() -> Iterator[None]:
    """Under test Django tells of every template it draws, which costs more than drawing a small one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _TestState.saved_data.template_render)
        yield


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("administrator@council.example", name="Administrator"))
    return client


def test_three_hundred_actions_on_a_page(administrator: Client, capsys: pytest.CaptureFixture[str]) -> None:
    plan = new_plan("plan-of-300", rows(300))
    analyze()
    pages = {
        "a hand-written view": f"/hand-written/{plan.slug}/",
        "the board": ACTIONS.address(plan),
        "Django admin's list": f"/lists/actions/actionversion/?version__id__exact={_in_use(plan.slug).pk}",
    }
    with override_settings(ROOT_URLCONF=__name__):
        took = medians({name: partial(_get, administrator, address) for name, address in pages.items()})
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
    alone = medians(_boards_of(plan, administrator))
    _copy(PLANS - 1)
    analyze()
    among = medians(_boards_of(plan, administrator))
    slowest, said = _slowest_query(plan, administrator)
    with capsys.disabled():
        counted = ", ".join(f"{_count(name):,} {name.lower()}s" for name in ("Plan", "ActionVersion", "ProgressUpdate"))
        sys.stdout.write(f"\none plan of {counted}\n")
        sys.stdout.write(f"{'':20} {'ratio':>7} {'clock':>7} {'ms alone':>9} {'clock':>9} {'ms':>9} {'clock':>9}\n")
        for name, took in among.items():
            sys.stdout.write(f"{name:20} {took.times(alone[name])} {alone[name]} {took}\n")
        sys.stdout.write(f"the slowest query, of {slowest}:\n{said}\n")
    assert {name for name, took in among.items() if took.itself / alone[name].itself > PROMISED_AMONG_MANY} == set()


def medians(pages: dict[str, Callable[[], object]]) -> dict[str, Took]:
    """The pages take turns, so that what else the machine does meets all of them."""
    took: dict[str, list[Took]] = {name: [] for name in pages}
    for _ in range(ROUNDS + 1):
        for name, page in pages.items():
            took[name].append(timed(page))
    return {
        name: Took(median(one.itself for one in rounds[1:]), median(one.by_the_clock for one in rounds[1:]))
        for name, rounds in took.items()
    }


def timed(page: Callable[[], object]) -> Took:
    waited = 0.0

    def wait(execute: Callable[..., object], *arguments: object) -> object:
        nonlocal waited
        start, worked = time.perf_counter(), time.process_time()
        try:
            return execute(*arguments)
        finally:
            waited += (time.perf_counter() - start) - (time.process_time() - worked)

    with connection.execute_wrapper(wait):
        start, worked = time.perf_counter(), time.process_time()
        page()
        worked, start = time.process_time() - worked, time.perf_counter() - start
    return Took(itself=1000 * (worked + waited), by_the_clock=1000 * start)


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.content.count(b"<tr") >= 300, address


def _boards_of(plan: Plan, client: Client) -> dict[str, Callable[[], object]]:
    return {name: partial(client.get, board.address(plan)) for name, board in BOARDS.items()}


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
        return slowest[1], "\n".join(line for (line,) in cursor.fetchall())
