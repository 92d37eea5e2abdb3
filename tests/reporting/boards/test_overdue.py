"""The board of what is past its date and what keeps moving its date."""

import json
from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from actions.models import MilestoneReport
from actions.publishing import open_next
from plans.models import Plan
from plans.readers.document import DocumentMilestone, Row
from reporting.boards.overdue import Overdue
from tests.pages import page_words, rows_of
from tests.plan_documents import add_version, new_plan

from .raw_updates import raw_actions, raw_dates, report_at_random, ten_days

pytestmark = pytest.mark.django_db

BOARD = Overdue()
# By hand from the papers: the date each open action has, and the days from it to 30 September 2020.
LATE_IN_SEPTEMBER_2020 = {
    "2.4": 366,
    "2.5": 243,
    "2.3": 153,
    "1.8": 92,
    "3.1": 92,
    "1.1": 61,
    "3.4": 30,
}


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    settings.DEMO = True


def lines(reader: Client, plan: Plan, **query: str) -> dict[str, list[str]]:
    """The cells of each line by its reference."""
    return {row[0]: row for row in rows_of(reader.get(BOARD.address(plan), query))}


def test_the_demo_plans_late_actions_stand_with_their_days(reader: Client, demo: None) -> None:
    shown = lines(reader, Plan.objects.get(slug="children-and-families-improvement-plan"), show="overdue")
    assert list(shown) == list(LATE_IN_SEPTEMBER_2020)
    for reference, days in LATE_IN_SEPTEMBER_2020.items():
        assert f"{days} days late" in shown[reference][3]


def test_the_demo_plans_slips_stand_with_how_far_and_whether_anybody_said_why(reader: Client, demo: None) -> None:
    shown = lines(reader, Plan.objects.get(slug="children-and-families-improvement-plan"), show="slipped")
    assert set(shown) == {"1.10", "3.2"}
    assert shown["1.10"][4].startswith("365 days put off once, first published 1 Apr 2020")
    assert shown["1.10"][5] == "No reason given"
    assert shown["3.2"][4].startswith("61 days")
    assert "No reason given" not in shown["3.2"][5]


def test_a_milestone_past_its_date_is_told_until_it_is_done(reader: Client) -> None:
    milestones = [DocumentMilestone(title="Buy", timeframe="December 2020"), DocumentMilestone(title="Open")]
    plan = new_plan("homes", [Row(reference="1", action="Open a home", status="Under way", milestones=milestones)])
    here = open_next(plan, by=None).action_versions.get()
    assert "Milestone past its date Buy, 31 December 2020" in lines(reader, plan, show="milestones")["1"][1]
    assert "1 more has a milestone past its date." in page_words(reader.get(BOARD.address(plan)))
    report = here.updates.create(action=here.action, as_at=date(2021, 1, 30), narrative="Bought")
    MilestoneReport.objects.create(update=report, milestone=here.milestones.get(title="Buy").milestone, is_done=True)
    assert lines(reader, plan) == {}


def test_the_demo_plans_milestones_past_their_date(reader: Client, demo: None) -> None:
    """By hand from the paper of September 2020; who is closed owes none."""
    shown = lines(reader, Plan.objects.get(slug="children-and-families-improvement-plan"), show="milestones")
    assert set(shown) == {"1.1", "1.8", "2.5", "3.1", "3.2"}
    assert "Milestone past its date Departmental Vision and mission, 30 June 2020" in shown["3.2"][1]


def put_off(*timeframes: str) -> Plan:
    """A plan of one action with these timeframes in versions of January, June and December 2020."""
    days = (date(2020, 1, 31), date(2020, 6, 30), date(2020, 12, 31))
    plan = Plan.objects.create(slug="homes", title="Homes")
    for timeframe, as_of in zip(timeframes, days, strict=False):
        row = Row(reference="1", action="Open a home", timeframe=timeframe, status="Under way", continues=["1"])
        row.continues = ["1"] if plan.versions.exists() else []
        add_version(plan, [row], as_of=as_of)
    return plan


@pytest.mark.parametrize(
    ("timeframes", "mark"),
    [
        (("March 2020", "August 2020", "November 2020"), "third date missed"),
        (("March 2020", "August 2020", "March 2021"), "second date missed"),
        (("August 2020", "November 2020"), ""),  # put off before it had passed
        (("March 2020",), ""),
        (("March 2020", "May 2020"), "second date missed"),
    ],
)
def test_a_date_that_passed_again_is_marked(reader: Client, timeframes: tuple[str, ...], mark: str) -> None:
    plan = put_off(*timeframes)
    found = lines(reader, plan, as_at="2020-12-31")
    assert ("date missed" in found["1"][1]) == bool(mark) if "1" in found else not mark
    if mark:
        assert mark in found["1"][1]
        assert list(lines(reader, plan, show="again", as_at="2020-12-31")) == ["1"]


def test_nothing_late_says_so(reader: Client) -> None:
    plan = new_plan("steady", [Row(reference="1", action="Open a home", timeframe="March 2030", status="Under way")])
    said = page_words(reader.get(BOARD.address(plan)))
    assert "None of 1 action is past its date." in said
    assert "No action is past its date, and none has slipped." in said


def test_as_at_any_day_it_is_what_the_raw_updates_say(reader: Client, demo: None) -> None:
    """Of each action how many days it is late, its milestones that are, and how far its dates have slipped at most."""
    slug = "children-and-families-improvement-plan"
    report_at_random(slug)
    plan = Plan.objects.get(slug=slug)
    for day in ten_days():
        late = {raw.entry.reference: raw.days_late(day) for raw in raw_actions(slug, day)}
        slipped, milestones = dict.fromkeys(late, 0), dict.fromkeys(late, 0)
        for (reference, title), raw in raw_dates(slug, day).items():
            moved = (raw.now - raw.first).days if raw.first and raw.now else 0
            slipped[reference] = max(slipped[reference], moved)
            milestones[reference] += bool(title and raw.now and raw.now < day and not raw.is_done)
        expected = {key: (late[key], slipped[key], milestones[key]) for key in late}
        found = json.loads(reader.get(BOARD.download("json", plan), {"as_at": day.isoformat()}).content)["lines"]
        assert {
            line["Ref"]: (line["Days late"], line["Days slipped"], len(line["Milestones past their date"]))
            for line in found
        } == {key: told for key, told in expected.items() if any(told)}, day
