"""What every board promises: of one plan or of all, on any day, as a page and as files, at the same cost."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from actions.publishing import open_next
from plans.models import Plan, ReportingCycle
from plans.readers.document import Row
from reporting.boards import ACTIONS, BOARDS
from reporting.boards.board import Board
from tests.large_plan import LargePlan
from tests.pages import page_words
from tests.people import PLAN_OWNER, person, person_with_role
from tests.plan_documents import add_version, new_plan, rows

from .raw_updates import raw_actions, report_at_random, ten_days

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    settings.DEMO = True


@pytest.fixture(params=BOARDS.values(), ids=BOARDS)
def board(request: pytest.FixtureRequest) -> Board:
    found: Board = request.param
    return found


@pytest.fixture(params=[IMPROVEMENT, None], ids=["of one plan", "of every plan"])
def plan(request: pytest.FixtureRequest, demo: None) -> Plan | None:
    return Plan.objects.get(slug=request.param) if request.param else None


def read(reader: Client, address: str, **query: str) -> HttpResponse:
    response = reader.get(address, query)
    assert response.status_code == 200
    return response


def test_names_itself_its_plan_and_its_day(reader: Client, board: Board, plan: Plan | None) -> None:
    shown = read(reader, board.address(plan))
    said = page_words(shown)
    assert (plan.title if plan else "Every plan") in said
    assert ("As at 30 September 2020" if plan else "Each plan as at the date of its last published version") in said
    for other in BOARDS.values():
        assert f'href="{other.address(plan)}"' in shown.content.decode()


def test_shows_a_past_day_as_it_was_published_then(reader: Client, board: Board, plan: Plan | None) -> None:
    shown = read(reader, board.address(plan), as_at="2020-03-31")
    assert "As at 31 March 2020 – as it was published then" in page_words(shown)
    other = next(other for other in BOARDS.values() if other is not board)
    assert f'href="{other.address(plan)}?as_at=2020-03-31"' in shown.content.decode()


def test_says_so_where_nothing_had_been_published(reader: Client, board: Board, plan: Plan | None) -> None:
    said = page_words(read(reader, board.address(plan), as_at="2019-01-01"))
    assert "Nothing had been published by 1 January 2019." in said
    assert "The first version is of 30 September 2019" in said


@pytest.mark.parametrize(
    ("as_at", "told"),
    [
        ("2999-01-01", "Choose today or a day before it: nobody knows more yet."),
        ("2020-02-30", "Enter a day as year, month and day, like 2020-09-30."),
        ("yesterday", "Enter a day as year, month and day, like 2020-09-30."),
    ],
)
def test_a_day_that_makes_no_sense_is_said_beside_its_field(
    reader: Client, demo: None, board: Board, as_at: str, told: str
) -> None:
    shown = read(reader, board.address(), as_at=as_at)
    assert page_words(shown).count(told) == 2  # in the summary and at the field
    assert "<title>Error: " in shown.content.decode()


def test_an_officer_who_has_nothing_here_is_no_error(reader: Client, board: Board, demo: None) -> None:
    plan = Plan.objects.get(slug="improvement-and-change-portfolio")
    shown = read(reader, board.address(plan), officer="laurence-jones")
    assert "<title>Error: " not in shown.content.decode()


@pytest.mark.parametrize("versions", [0, 1])
def test_a_plan_without_actions_says_what_is_to_come(reader: Client, board: Board, versions: int) -> None:
    plan = new_plan("bare")
    if versions:
        add_version(plan, [], publish=False)
    assert "This plan has no actions yet." in page_words(read(reader, board.address(plan)))


def test_says_so_where_there_is_no_plan(reader: Client, board: Board) -> None:
    assert "No plan has any actions yet." in page_words(read(reader, board.address()))


def test_is_not_there_for_a_plan_that_is_not(reader: Client, board: Board) -> None:
    assert reader.get(board.address(Plan(slug="no-such-plan"))).status_code == 404


def test_is_closed_to_who_is_not_signed_in(client: Client, board: Board) -> None:
    for address in (board.address(), board.download("csv")):
        assert client.get(address).headers["Location"].startswith("/sign-in/")


class TestDownloads:
    def test_each_file_has_the_same_lines(self, reader: Client, board: Board, plan: Plan | None) -> None:
        files = {kind: read(reader, board.download(kind, plan)) for kind in ("csv", "xlsx", "json")}
        from_csv = list(csv.reader(StringIO(files["csv"].content.decode("utf-8-sig"))))
        sheet = load_workbook(BytesIO(files["xlsx"].content)).worksheets[0]
        from_json = json.loads(files["json"].content)["lines"]
        assert len(from_csv) - 1 == sheet.max_row - 1 == len(from_json)
        assert from_json or plan  # not every plan has something to show on every board
        assert from_csv[0] == [cell.value for cell in sheet[1]]
        assert all(list(line) == from_csv[0] for line in from_json)
        for name, file in files.items():
            assert file.headers["Content-Disposition"].endswith(f'.{name}"')

    def test_have_what_is_asked_for_alone(self, reader: Client, board: Board, plan: Plan | None) -> None:
        lines = json.loads(read(reader, board.download("json", plan), words="no such words").content)["lines"]
        assert lines == []

    def test_keep_text_that_looks_like_a_formula_as_text(self, reader: Client, board: Board) -> None:
        evil = [f"{sign}cmd()" for sign in ("=", "+", "-", "@", "\t", "\r")]
        late = {"timeframe": "March 2020", "lead": [evil[0]], "status": evil[0]}
        plan = new_plan("evil", [Row(reference=str(place), action=text, **late) for place, text in enumerate(evil)])
        sheet = load_workbook(BytesIO(read(reader, board.download("xlsx", plan)).content)).worksheets[0]
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
        cells = csv.reader(StringIO(read(reader, board.download("csv", plan)).content.decode("utf-8-sig")))
        assert not [cell for row in cells for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]

    def test_there_is_no_other_kind_of_file(self, reader: Client, board: Board) -> None:
        assert reader.get(board.download("exe")).status_code == 404


@pytest.mark.parametrize("role", [None, PLAN_OWNER])
def test_costs_the_same_queries_at_30_and_at_300_actions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, role: str | None
) -> None:
    plans = large_and_small(300)
    colleague = person_with_role("Colleague", role, None) if role else person("Colleague")
    for board in BOARDS.values():
        counts = set()
        for plan in plans:
            for address in (board.address(plan), board.address()):
                client.force_login(colleague)  # a session that is a minute old is written to: no cost of the board
                with django_assert_max_num_queries(15) as queries:
                    read(client, address, words="Action", colour="green")
                counts.add((address == board.address(), len(queries)))
        assert len(counts) == 2, board.slug


def test_costs_the_same_queries_at_3000_actions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    owner = person_with_role("Owner", PLAN_OWNER, None)
    plans = large_and_small(3000)
    for board in BOARDS.values():
        counts = set()
        for plan in plans:
            client.force_login(owner)
            with django_assert_max_num_queries(15) as queries:
                read(client, board.address(plan))
            counts.add(len(queries))
        assert len(counts) == 1, board.slug


def large_and_small(actions: int) -> tuple[Plan, Plan]:
    """Plans of so many actions and of 30, published twice with another date, worked on, and reported on every month."""
    large = LargePlan(actions).plan
    small = new_plan("small-plan", rows(30))
    again = [Row(**{**vars(row), "continues": [row.reference]}) for row in rows(30, timeframe="May 2021")]
    add_version(small, again, as_of=date(2021, 6, 30))
    open_next(small, by=None)
    for plan in (large, small):
        ReportingCycle.objects.create(plan=plan, frequency="monthly", deadlines=[date(2021, 3, 31)])
    return large, small


def test_as_at_any_day_each_action_stands_as_the_raw_updates_say(reader: Client, board: Board, demo: None) -> None:
    """Of every board that has a line for an action; what it shows of all of them it has from the same rows."""
    report_at_random(IMPROVEMENT)
    plan = Plan.objects.get(slug=IMPROVEMENT)
    for day in ten_days():
        raw = {action.entry.reference: action for action in raw_actions(IMPROVEMENT, day)}
        lines = json.loads(read(reader, board.download("json", plan), as_at=day.isoformat()).content)["lines"]
        for line in lines:
            if {"Ref", "Colour"} <= set(line):
                action = raw[line["Ref"]]
                reported = action.update.as_at.isoformat() if action.update else None
                expected = (action.colour, reported, action.days_late(day))
                assert (line["Colour"], line["Last report"], line["Days late"]) == expected, (day, line["Ref"])
        if board is ACTIONS:
            assert [line["Ref"] for line in lines] == list(raw), day
