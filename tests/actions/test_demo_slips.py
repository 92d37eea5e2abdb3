"""Every date that moved in the demo plan's three versions, and every milestone, worked out by hand from the papers.

The papers are the council's plan of September 2019, February 2020 and September 2020; the dates are those of their
column "Timeframe", read as the design says ("by November 2020" is 30 November 2020).
"""

from datetime import date
from typing import NamedTuple

import pytest

from actions.models import ActionVersion
from actions.slippage import Ledger, slippage
from plans.models import Plan
from plans.today import plans_today

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"


class Slip(NamedTuple):
    """`before` and `after` are the action's references; the version is the one in which the new date appeared."""

    before: str
    after: str
    milestone: str
    version: str
    from_date: date
    to_date: date
    days: int
    reason: str


SLIPS = {
    Slip("2.10", "1.10", "", "September 2020", date(2020, 4, 1), date(2021, 4, 1), 365, ""),
    Slip(
        *("4.2", "3.2", "", "September 2020", date(2020, 9, 30), date(2020, 11, 30), 61),
        "In progress but delayed by COVID19",
    ),
    Slip(
        *("4.2", "3.2", "Revised supporting “strategies”", "September 2020"),
        *(date(2020, 9, 30), date(2020, 11, 30), 61, "In progress but delayed by COVID19"),
    ),
}

# What was no date and became one, and what recurs where nothing stood before. None went the other way.
CAME_OR_WENT = {
    ("1.4", "February 2020", "nothing printed", "30 November 2019"),
    ("1.6", "February 2020", "nothing printed", "“Monthly”"),
    ("3.3", "February 2020", "“Implementation from September 2019”", "30 April 2020"),
    ("1.7", "September 2020", "“Details”", "31 March 2022"),  # "covering September 2020 to March 2022"
}

# Timeframes of several dated steps, in every version that has the action: each step with its date, or its start.
MILESTONES = {
    "fostering-placements": [
        ("Rolling marketing campaign", date(2020, 7, 31), None),
        ("Revised offer for foster carers", date(2020, 4, 30), None),
    ],
    "business-intelligence": [
        ("Ofsted reporting", date(2019, 9, 30), None),
        ("Further development", date(2020, 6, 30), None),
    ],
    "emotional-support": [
        ("Pilot commences", date(2019, 6, 30), None),
        ("Full rollout", date(2020, 1, 31), None),
    ],
    "financial-culture": [
        ("Newton stock take", date(2020, 6, 30), None),
        ("Development programme roll out", None, date(2020, 9, 1)),
    ],
    "vision-and-mission": [
        ("Departmental Vision and mission", date(2020, 6, 30), None),
        ("Revised supporting “strategies”", date(2020, 9, 30), None),
    ],
    "project-capacity": [
        ("Joint CFS and ASCH leadership team meeting", None, None),  # "on 17 September": of no year
        ("SEND strategy implementation", None, date(2020, 3, 1)),
    ],
}


@pytest.fixture
def ledger(demo: None) -> Ledger:
    return slippage(plans_today(Plan.objects.filter(slug=IMPROVEMENT)))


def test_every_date_that_moved_is_found_and_no_other(ledger: Ledger) -> None:
    found = {
        Slip(
            before=move.before.entry.reference,
            after=move.after.entry.reference,
            milestone=line.milestone,
            version=move.after.version.label,
            from_date=move.before.due,
            to_date=move.after.due,
            days=move.days,
            reason=move.reason,
        )
        for line in ledger.lines
        for move in line.moves
        if move.before.due and move.after.due
    }
    assert found == SLIPS


def test_every_date_that_came_or_went_is_told(ledger: Ledger) -> None:
    found = {
        (move.after.entry.reference, move.after.version.label, move.before.told, move.after.told)
        for _, move in ledger.kind_changes
    }
    assert found == CAME_OR_WENT


def test_the_whole_comes_to_two_actions_and_426_days_one_of_them_silent(ledger: Ledger) -> None:
    assert [(line.entry.reference, line.days) for line in ledger.slipped] == [("1.10", 365), ("3.2", 61)]
    assert ledger.days == 426
    assert [(line.entry.reference, line.milestone) for line in ledger.silent] == [("1.10", "")]


def test_the_worst_comes_first(ledger: Ledger) -> None:
    shown = [(line.entry.reference, line.milestone, line.days) for line in ledger.lines[:3]]
    assert shown == [("1.10", "", 365), ("3.2", "", 61), ("3.2", "Revised supporting “strategies”", 61)]


def test_a_first_published_date_is_kept_through_renumbering(ledger: Ledger) -> None:
    line = next(line for line in ledger.lines if line.entry.action.slug == "sold-services")
    assert line.first
    assert (line.first.entry.reference, line.first.version.label, line.first.due) == (
        *("2.10", "September 2019"),
        date(2020, 4, 1),
    )


def test_timeframes_of_several_dated_steps_are_several_milestones(demo: None) -> None:
    found: dict[str, list[tuple[str, date | None, date | None]]] = {}
    worded = ActionVersion.objects.filter(version__plan__slug=IMPROVEMENT, version__state="published")
    for entry in worded.order_by("-version__number").prefetch_related("milestones"):
        steps = [(step.title, step.due, step.start) for step in entry.milestones.all()]
        if steps:
            found[entry.action.slug] = steps  # in the end those of the first version that has the action
    assert found == MILESTONES


def test_they_are_the_same_milestones_in_every_version(ledger: Ledger) -> None:
    versions_of = {"fostering-placements": 4, "vision-and-mission": 3, "financial-culture": 3}  # with the working one
    for slug, versions in versions_of.items():
        lines = [line for line in ledger.lines if line.entry.action.slug == slug and line.milestone]
        assert [len(line.dates) for line in lines] == [versions, versions]
