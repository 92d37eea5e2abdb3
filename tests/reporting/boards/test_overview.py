"""The overview: where every plan and section is, how far its reports are, and what to look at first."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from actions.publishing import open_next
from plans.models import Plan, ReportingCycle
from plans.readers.document import Row
from reporting.boards.look_first import Look, ranked
from reporting.boards.overview import Overview
from reporting.rows import ActionRow
from tests.pages import links_in, page_words, part, words
from tests.plan_documents import add_version, new_plan

from .raw_updates import raw_actions, report_at_random, ten_days

pytestmark = pytest.mark.django_db

BOARD = Overview()
IMPROVEMENT = "children-and-families-improvement-plan"
# By hand from the papers of September and February 2020: the actions of each section, their statuses, and which way
# those went that stood in February under another number.
SECTIONS = {
    "1": (12, "4 Blue, 5 Green, 3 Amber", "2 better, 3 worse, 1 had no status, 4 the same, 2 new"),
    "2": (7, "1 Blue, 3 Green, 1 Amber, 2 Grey", "1 worse, 1 had no status, 4 the same, 1 new"),
    "3": (8, "1 Green, 1 Amber, 3 Red, 3 Grey", "5 were Grey, 3 new"),
}
# By hand from the paper of September 2020, and from the one of February for what was otherwise: no date here was met.
ONGOING_HERE = "it is Green: “Ongoing programme of work”"
COMPLETE_THERE = "the same work is Blue: “Complete” in Improvement and Change Portfolio"
LOOK_FIRST = [
    "3.1, 3.3 and 3.4 turned Red together: each led by Laurence Jones.",
    "1.10 Ensuring that sold services are achieving full …: slipped 365 days with no reason given.",
    f"1.8 Sufficient, prioritised capacity to develop BI reports: {ONGOING_HERE}, but {COMPLETE_THERE}.",
    "2.4 Introduce a clear values-based framework and reflective …: Green, but 366 days past its date.",
    "2.3 Introduction of Guardian 24 on smartphones: due 30 April 2020, 153 days late.",
]
SAY_THE_SAME = "say what those for 31 January 2020 said"


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    settings.DEMO = True


def lines(reader: Client, plan: Plan, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(reader.get(BOARD.download("json", plan), query).content)["lines"]
    return found


def look_first(reader: Client, plan: Plan, **query: str) -> list[str]:
    """The sentences on the plan's own page."""
    box = part(reader.get(BOARD.address(plan), query), 'class="app-look-first__list"', "</ol>")
    return [words(item) for item in box.split("<li>")[1:]]


def test_the_demo_plans_sections_stand_with_their_colours_and_which_way_they_went(reader: Client, demo: None) -> None:
    shown = lines(reader, Plan.objects.get(slug=IMPROVEMENT))
    keys = ("Actions", "Status now", "Since the version before")
    assert {line["Number"]: tuple(line[key] for key in keys) for line in shown} == SECTIONS
    assert {(line["Reported"], line["Reports wanted in the plan this cycle"]) for line in shown} == {(0, 21)}
    assert {line["Next deadline"] for line in shown} == {"2020-12-11"}


def test_all_sections_together_count_what_is_no_longer_there(reader: Client, demo: None) -> None:
    said = page_words(reader.get(BOARD.address(Plan.objects.get(slug=IMPROVEMENT))))
    total = "2 better, 4 worse, 2 had no status, 5 were Grey, 8 the same, 6 new, 6 no longer there"
    assert f"Since February 2020: {total}" in said
    assert "0 of 21 reported this cycle; the next deadline is 11 December 2020." in said


def test_the_demo_plan_says_what_to_look_at_first(reader: Client, demo: None) -> None:
    plan = Plan.objects.get(slug=IMPROVEMENT)
    assert look_first(reader, plan) == LOOK_FIRST
    links = links_in(part(reader.get(BOARD.address(plan)), 'class="app-look-first__list"', "</ol>"))
    assert links["3.1"] == reverse("action", args=[IMPROVEMENT, "financial-culture"])


def test_every_plan_stands_in_one_table_with_what_is_late_reported_and_due(reader: Client, demo: None) -> None:
    page = reader.get(BOARD.address())
    said = page_words(page)
    assert "Children and Families improvement plan 27 actions" in said
    assert "7 of 27 0 of 21 11 Dec 2020 September 2020 30 September 2020" in said
    assert "8 of 25 none wanted none July - September 2020" in said


def test_a_filter_narrows_the_counts_before_as_those_now(reader: Client, demo: None) -> None:
    said = page_words(reader.get(BOARD.address(), {"colour": "red"}))
    assert "3 Red; was 3 Grey Since February 2020: 3 were Grey" in said
    assert "no longer there" not in said


def test_a_plan_without_actions_is_named_below_the_others(reader: Client) -> None:
    new_plan("homes", [Row(reference="1", action="Open a home", status="Under way")])
    Plan.objects.create(slug="roads", title="Roads")
    assert "Roads has no actions yet." in page_words(reader.get(BOARD.address()))


def history(*versions: Sequence[dict[str, Any]]) -> Plan:
    """A plan with these actions in versions of January, June and December 2020, each continued by its reference. Each
    has officers and a report of its own, but where it says otherwise.
    """
    plan = Plan.objects.create(slug="homes", title="Homes")
    days = (date(2020, 1, 31), date(2020, 6, 30), date(2020, 12, 31))
    for contents, as_of in zip(versions, days, strict=False):
        known = {entry.reference for version in plan.versions.all() for entry in version.action_versions.all()}
        rows = [Row(**_usual(fields["reference"], as_of) | fields) for fields in contents]
        for row in rows:
            row.continues = [row.reference] if row.reference in known else []
        add_version(plan, rows, as_of=as_of)
    return plan


def _usual(reference: str, as_of: date) -> dict[str, Any]:
    said = {"action": f"Action {reference}", "status": "Under way", "progress": f"What was done by {as_of}."}
    return said | {"accountable": [f"Head of {reference}"], "lead": [f"Lead of {reference}"]}


def action(reference: str, **fields: Any) -> dict[str, Any]:
    return {"reference": reference} | fields


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ([[action("1")], [action("1", status="Held up")]], ["1 Action 1: turned Red, from Green."]),
        ([[action("1", status="Held up")], [action("1", status="Held up")]], []),
        ([[action("2")], [action("1", status="Held up"), action("2")]], []),
        (
            [[action("1"), action("2")], [action("1", status="Held up"), action("2", status="Held up")]],
            ["1 and 2 turned Red together: all in 1 The work."],
        ),
        (
            [
                [action("1"), action("2")],
                [
                    action("1", status="Held up", lead=["Ann Acton", "Ben Bold"]),
                    action("2", status="Held up", lead=["Ben Bold"], accountable=["Ann Acton"]),
                ],
            ],
            ["1 and 2 turned Red together: each led by Ben Bold."],
        ),
        (
            [[action("1", timeframe="August 2020")], [action("1", timeframe="October 2020")]],
            ["1 Action 1: slipped 61 days with no reason given."],
        ),
        (
            [
                [action("1", timeframe="August 2020")],
                [action("1", timeframe="October 2020", progress="Delayed because the builder went bankrupt.")],
            ],
            [],
        ),
        (
            [
                [action("1", timeframe="March 2020")],
                [action("1", timeframe="May 2020", progress="Delayed because the builder went bankrupt.")],
            ],
            ["1 Action 1: now due 31 May 2020, second date missed."],
        ),
        ([[action("1", timeframe="December 2019")]], ["1 Action 1: Green, but 31 days past its date."]),
        ([[action("1", timeframe="December 2019", status="Done")]], []),
        (
            [[action("1", timeframe="December 2019", status="Held up")]],
            ["1 Action 1: due 31 December 2019, 31 days late."],
        ),
        ([[action("1", timeframe="March 2030")]], []),
        (
            [[action("1", lead=[], accountable=[])]],
            ["1 Action 1: it stands in the plan, but nobody is named as accountable or lead."],
        ),
        (
            [[action("1", status="Held up", progress="")]],
            ["1 Action 1: it is Red: “Held up”, but nothing is said of what is being done about it."],
        ),
        (
            [[action("1", status="Held up", progress="We wait.")], [action("1", progress="We wait.")]],
            [f"1 Action 1: it went from Red to Green, but the words reported for 30 June 2020 {SAY_THE_SAME}."],
        ),
        (
            [
                [action("1", timeframe="March 2020")],
                [action("1", timeframe="May 2020")],
                [action("1", timeframe="July 2020", status="Done")],
            ],
            [],
        ),
    ],
)
def test_each_rule_finds_what_it_is_about_and_invents_nothing(
    reader: Client, versions: list[list[dict[str, Any]]], expected: list[str]
) -> None:
    assert look_first(reader, history(*versions)) == expected


def test_a_missed_deadline_for_reports_is_told_with_how_many_cycles(reader: Client) -> None:
    plan = history([action("1", timeframe="March 2030")])
    open_next(plan, by=None)
    rule = ReportingCycle.objects.create(plan=plan, frequency="monthly", deadlines=[date(2020, 3, 31)])
    assert look_first(reader, plan, as_at="2020-05-10") == [
        "1 Action 1: last reported on 31 January 2020, 3 cycles without a report."
    ]
    assert look_first(reader, plan, as_at="2020-03-10") == []
    rule.delete()
    assert look_first(reader, plan, as_at="2020-05-02") == []
    assert look_first(reader, plan, as_at="2020-05-10") == [
        "1 Action 1: last reported on 31 January 2020, 100 days ago."
    ]


def test_where_nothing_stands_out_it_says_so(reader: Client) -> None:
    plan = history([action("1", timeframe="March 2030")])
    assert "Nothing stands out: no action turned Red" in page_words(reader.get(BOARD.address(plan)))


def looks(*actions: str) -> list[Look]:
    """A sentence for each word, about the actions that its letters name."""
    return [Look(tuple(ActionRow.__new__(_Named).called(letter) for letter in word), word) for word in actions]


class _Named(ActionRow):
    """An action of which only its key is asked."""

    def called(self, letter: str) -> "ActionRow":
        self.action = ord(letter)
        return self


@pytest.mark.parametrize(
    ("by_source", "expected"),
    [
        ([["a", "b"], ["c"]], "a c b"),
        ([["abc"], ["a", "d"], ["b", "c", "e"]], "abc d e"),
        ([["a", "b", "c"], [], ["d", "e", "f"]], "a d b e c"),
        ([[], []], ""),
        ([["a", "a", "b"], ["b", "c"]], "a c b"),
    ],
)
def test_five_are_taken_from_each_source_in_turn_and_no_action_twice(
    by_source: Iterable[Sequence[str]], expected: str
) -> None:
    assert " ".join(look.words for look in ranked(looks(*source) for source in by_source)) == expected


def test_as_at_any_day_it_is_what_the_raw_updates_say(reader: Client, demo: None) -> None:
    report_at_random(IMPROVEMENT)
    plan = Plan.objects.get(slug=IMPROVEMENT)
    order = ("Blue", "Green", "Amber", "Red", "Grey", "No status")
    for day in ten_days():
        colours: dict[str, Counter[str]] = {}
        for raw in raw_actions(IMPROVEMENT, day):
            colours.setdefault(raw.entry.section_version.number, Counter())[raw.colour] += 1
        told = {
            number: ", ".join(f"{count[colour]} {colour}" for colour in order if count[colour])
            for number, count in colours.items()
        }
        assert {line["Number"]: line["Status now"] for line in lines(reader, plan, as_at=day.isoformat())} == told, day
