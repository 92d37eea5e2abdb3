"""The boards of what each officer answers for, and of what each leads."""

import json
from collections import Counter
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from actions.publishing import open_next
from plans.models import Officer, Plan, ReportingCycle
from plans.readers.document import Row
from reporting.boards import ACTIONS
from reporting.boards.board import Board
from reporting.boards.caseloads import ByAccountable, ByLead, CaseloadBoard
from tests.pages import links_in, page_words, part
from tests.plan_documents import new_plan

from .raw_updates import RawAction, raw_actions, report_at_random, ten_days

pytestmark = pytest.mark.django_db

ACCOUNTABLE, LEAD = ByAccountable(), ByLead()
IMPROVEMENT = "children-and-families-improvement-plan"
# By hand from the paper of September 2020: in how many rows each name stands, with which statuses, how many of these
# are open with a date before 30 September 2020, and how many are open at all, none of which has a report yet.
ANSWER_FOR = {
    "Colin Pettigrew": (23, "4 Blue, 8 Green, 4 Amber, 3 Red, 4 Grey", 5, 19),
    "Nigel Stevenson": (4, "1 Blue, 1 Green, 2 Amber", 2, 3),
    "Adrian Smith": (4, "1 Green, 2 Amber, 1 Grey", 1, 3),
    "Marje Toward": (3, "1 Green, 2 Amber", 2, 3),
    "Anthony May": (1, "1 Amber", 1, 1),
}
LEADERS = {
    "Laurence Jones": (11, "1 Blue, 2 Green, 1 Amber, 3 Red, 4 Grey", 2, 10),
    "Jon Hawketts": (5, "3 Blue, 2 Green", 0, 2),
    "Lucy Peel": (4, "3 Green, 1 Amber", 2, 4),
    "Steve Edwards": (2, "1 Green, 1 Amber", 1, 2),
    "Rob Disney": (2, "1 Green, 1 Grey", 1, 2),
    "Derek Higton": (2, "1 Amber, 1 Grey", 1, 1),
    "Sue Milburn": (2, "1 Green, 1 Amber", 0, 2),
}


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    settings.DEMO = True


def lines(reader: Client, board: Board, plan: Plan | None, **query: str) -> dict[str, dict[str, Any]]:
    found = json.loads(reader.get(board.download("json", plan), query).content)["lines"]
    return {line["Officer"]: line for line in found}


@pytest.mark.parametrize(("board", "expected"), [(ACCOUNTABLE, ANSWER_FOR), (LEAD, LEADERS)])
def test_the_demo_plans_officers_have_what_the_paper_gives_them(
    reader: Client, demo: None, board: Board, expected: dict[str, tuple[int, str, int, int]]
) -> None:
    shown = lines(reader, board, Plan.objects.get(slug=IMPROVEMENT))
    keys = ("Actions", "Colours", "Past their date", "Unreported this cycle")
    assert {name: tuple(shown[name][key] for key in keys) for name in expected} == expected


@pytest.mark.parametrize(
    ("board", "officers", "parts", "role"), [(ACCOUNTABLE, 5, 35, "accountable"), (LEAD, 20, 41, "lead")]
)
def test_says_that_an_action_with_several_officers_counts_for_each(
    reader: Client, demo: None, board: Board, officers: int, parts: int, role: str
) -> None:
    plan = Plan.objects.get(slug=IMPROVEMENT)
    said = page_words(reader.get(board.address(plan)))
    assert f"27 actions, {parts} parts: an action with several {role} officers counts for each." in said
    shown = lines(reader, board, plan)
    assert (len(shown), sum(line["Actions"] for line in shown.values())) == (officers, parts)


def test_the_worst_slip_stands_beside_its_officers(reader: Client, demo: None) -> None:
    shown = lines(reader, LEAD, Plan.objects.get(slug=IMPROVEMENT))
    assert shown["Laurence Jones"]["Most days slipped"] == 365
    assert shown["Jon Hawketts"]["Most days slipped"] == 0


@pytest.mark.parametrize("board", [ACCOUNTABLE, LEAD])
@pytest.mark.parametrize("query", [{}, {"colour": "amber"}, {"as_at": "2020-03-31"}])
def test_a_line_leads_to_exactly_these_actions(reader: Client, demo: None, board: Board, query: dict[str, str]) -> None:
    plan = Plan.objects.get(slug=IMPROVEMENT)
    links = links_in(part(reader.get(board.address(plan), query), 'id="list"'))
    for name, line in lines(reader, board, plan, **query).items():
        address = unescape(links[name])
        assert address.startswith(ACTIONS.address(plan))
        assert f"{line['Actions']} action{'s' if line['Actions'] > 1 else ''} of 27" in page_words(reader.get(address))


def test_what_nobody_answers_for_is_said_and_leads_there(reader: Client) -> None:
    named = {"accountable": ["Ann Acton"], "status": "Under way"}
    plan = new_plan("roads", [Row(reference="1", action="Mend", **named), Row(reference="2", action="Build")])
    page = reader.get(ACCOUNTABLE.address(plan))
    assert "1 action, 1 part: " in page_words(page)
    assert "1 more action names nobody." in page_words(page)
    address = links_in(part(page, 'id="board-summary"'))["1 more action"]
    found = reader.get(unescape(address))
    assert "1 action of 2" in page_words(found)
    assert "Build" in part(found, "<tbody")


def test_a_plan_that_names_nobody_has_no_lines(reader: Client) -> None:
    plan = new_plan("roads", [Row(reference="1", action="Mend", status="Under way")])
    said = page_words(reader.get(LEAD.address(plan)))
    assert "No action names a lead officer." in said


def test_reports_past_their_deadline_are_told(reader: Client) -> None:
    plan = new_plan("roads", [Row(reference="1", action="Mend", lead=["Ann Acton"], status="Under way")])
    open_next(plan, by=None)
    ReportingCycle.objects.create(plan=plan, frequency="monthly", deadlines=[date(2021, 3, 31)])
    line = lines(reader, LEAD, plan, as_at="2021-04-10")["Ann Acton"]
    assert (line["Unreported this cycle"], line["Reports past their deadline"]) == (1, 1)
    plan.reporting_cycle.delete()
    assert lines(reader, LEAD, plan, as_at="2021-04-10")["Ann Acton"]["Unreported this cycle"] is None


@pytest.mark.parametrize("board", [ACCOUNTABLE, LEAD])
def test_as_at_any_day_it_is_what_the_raw_updates_say(reader: Client, demo: None, board: CaseloadBoard) -> None:
    report_at_random(IMPROVEMENT)
    plan = Plan.objects.get(slug=IMPROVEMENT)
    order = ("Blue", "Green", "Amber", "Red", "Grey", "No status")
    for day in ten_days():
        held: dict[str, list[RawAction]] = {}
        for raw in raw_actions(IMPROVEMENT, day):
            for officer in Officer.objects.filter(
                assignments__action_version=raw.entry, assignments__role=board.role
            ).distinct():
                held.setdefault(officer.slug, []).append(raw)
        expected = []
        for theirs in held.values():
            count = Counter(raw.colour for raw in theirs)
            words = ", ".join(f"{count[colour]} {colour}" for colour in order if count[colour])
            expected.append((len(theirs), words, sum(raw.days_late(day) > 0 for raw in theirs)))
        shown = lines(reader, board, plan, as_at=day.isoformat()).values()
        assert sorted((line["Actions"], line["Colours"], line["Past their date"]) for line in shown) == sorted(expected)
