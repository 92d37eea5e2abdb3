"""The board of when everything is due."""

import json
from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from actions.models import MilestoneReport
from actions.publishing import open_next
from plans.models import Plan
from plans.readers.document import DocumentMilestone, Row
from reporting.boards.timeline import Timeline
from tests.pages import page_words, part
from tests.plan_documents import add_version, new_plan

from .raw_updates import raw_dates, report_at_random, ten_days

pytestmark = pytest.mark.django_db

BOARD = Timeline()
IMPROVEMENT = "children-and-families-improvement-plan"
# By hand from the papers: first published, and as printed in September 2020.
DATES_IN_SEPTEMBER_2020 = {
    ("1.1", ""): ("2020-07-31", "2020-07-31", "Past its date"),
    ("1.1", "Revised offer for foster carers"): ("2020-04-30", "2020-04-30", "Past its date"),
    ("1.4", ""): ("2020-02-29", "2020-02-29", "Done"),
    ("1.10", ""): ("2020-04-01", "2021-04-01", "To come"),
    ("2.5", "Full rollout"): ("2020-01-31", "2020-01-31", "Past its date"),
    ("3.2", ""): ("2020-09-30", "2020-11-30", "To come"),
    ("3.2", "Revised supporting “strategies”"): ("2020-09-30", "2020-11-30", "To come"),
    ("3.8", ""): ("2021-03-31", "2021-03-31", "To come"),
}
DATES_IN_FEBRUARY_2020 = {
    ("2.10", ""): ("2020-04-01", "2020-04-01", "To come"),
    ("4.2", ""): ("2020-09-30", "2020-09-30", "To come"),
    ("2.4", ""): ("2020-02-29", "2020-02-29", "Done"),
}

Dates = dict[tuple[str, str], tuple[str | None, str | None, str]]


def dates(reader: Client, plan: Plan, **query: str) -> Dates:
    lines = json.loads(reader.get(BOARD.download("json", plan), query).content)["lines"]
    return {(line["Ref"], line["Milestone"]): (line["First published"], line["Now"], line["State"]) for line in lines}


@pytest.fixture
def improvement(demo: None, settings: Settings) -> Plan:
    settings.DEMO = True
    return Plan.objects.get(slug=IMPROVEMENT)


def test_the_demo_plans_dates_stand_as_first_published_and_now(reader: Client, improvement: Plan) -> None:
    found = dates(reader, improvement)
    assert {key: found[key] for key in DATES_IN_SEPTEMBER_2020} == DATES_IN_SEPTEMBER_2020


def test_a_past_day_has_the_dates_published_by_then(reader: Client, improvement: Plan) -> None:
    found = dates(reader, improvement, as_at="2020-03-01")
    assert {key: found[key] for key in DATES_IN_FEBRUARY_2020} == DATES_IN_FEBRUARY_2020
    assert ("3.8", "") not in found


def test_the_picture_says_what_the_table_says(reader: Client, improvement: Plan) -> None:
    page = reader.get(BOARD.address(improvement))
    picture = part(page, 'id="timeline-pictures"', 'class="app-calendar__list"')
    assert picture.count("<a class=") == len(dates(reader, improvement))
    assert "Today, 30 Sep 2020" in picture
    assert "Revised supporting “strategies”, 30 Nov 2020, 61 days later, first published 30 Sep 2020" in picture
    assert picture.count("<svg") - picture.count("app-calendar__key") == 3  # one for each section
    assert "style=" not in picture


def test_what_is_filtered_away_is_not_drawn(reader: Client, improvement: Plan) -> None:
    page = reader.get(BOARD.address(improvement), {"show": "moved"})
    assert set(dates(reader, improvement, show="moved")) == {
        ("1.10", ""),
        ("3.2", ""),
        ("3.2", "Revised supporting “strategies”"),
    }
    picture = part(page, 'id="timeline-pictures"', 'class="app-calendar__list"')
    assert picture.count("<a class=") == 3


@pytest.fixture
def homes() -> Plan:
    milestones = [DocumentMilestone(title="Buy", timeframe="March 2031")]
    rows = [
        Row(reference="1", action="Open a home", timeframe="June 2031", status="Under way", milestones=milestones),
        Row(reference="2", action="Think about it", status="Under way"),
    ]
    return new_plan("homes", rows)


def test_a_forecast_is_where_it_stands_now_and_a_milestone_may_be_done(reader: Client, homes: Plan) -> None:
    working = open_next(homes, by=None)
    here = working.action_versions.get(reference="1")
    update = here.updates.create(
        action=here.action, as_at=date(2021, 2, 1), forecast=date(2032, 1, 31), forecast_reason="No house yet"
    )
    MilestoneReport.objects.create(update=update, milestone=here.milestones.get().milestone, is_done=True)
    assert dates(reader, homes) == {
        ("1", ""): ("2031-06-30", "2032-01-31", "To come"),
        ("1", "Buy"): ("2031-03-31", "2031-03-31", "Done"),
    }
    assert "1 action has no date." in page_words(reader.get(BOARD.address(homes)))


def test_a_date_that_was_taken_away_keeps_its_first(reader: Client, homes: Plan) -> None:
    again = [Row(reference="1", action="Open a home", timeframe="To be determined", continues=["1"])]
    add_version(homes, again, as_of=date(2021, 6, 30))
    assert dates(reader, homes)["1", ""] == ("2031-06-30", None, "To come")
    assert "no date now" in page_words(reader.get(BOARD.address(homes)))


def test_a_plan_without_dates_says_so(reader: Client) -> None:
    plan = new_plan("vague", [Row(reference="1", action="Think about it", status="Under way")])
    said = page_words(reader.get(BOARD.address(plan)))
    assert "No action has a date yet." in said
    assert "1 action has no date." in said


def test_as_at_any_day_it_is_what_the_raw_updates_say(reader: Client, improvement: Plan) -> None:
    report_at_random(IMPROVEMENT)
    for day in ten_days():
        expected = {
            key: (
                raw.first and raw.first.isoformat(),
                raw.now and raw.now.isoformat(),
                "Done" if raw.is_done else "Past its date" if raw.now and raw.now < day else "To come",
            )
            for key, raw in raw_dates(IMPROVEMENT, day).items()
        }
        assert dates(reader, improvement, as_at=day.isoformat()) == expected, day
