"""The board of what is said and denied by the facts."""

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from actions.models import (
    ActionLink,
    ActionVersion,
    Milestone,
    MilestoneReport,
    MilestoneVersion,
    ProgressUpdate,
    SuccessMeasure,
)
from actions.publishing import open_next
from plans.models import Measure, Plan, Reading, Target, User
from reporting.boards.contradictions import Contradictions
from tests.pages import links_in, page_words
from tests.people import plan_owner
from tests.plan_documents import new_plan, rows

pytestmark = pytest.mark.django_db

BOARD = Contradictions()
IMPROVEMENT, PORTFOLIO = "children-and-families-improvement-plan", "improvement-and-change-portfolio"

# Found in the papers of 2020 by hand: what is called green and had passed its date by 30 September 2020 …
GREEN_AND_OVERDUE = {
    "1.8": "30 June 2020",
    "2.4": "30 September 2019",
    "2.5": "31 January 2020",
    "Review of recruitment and retention initiatives.": "31 December 2019",
    "Develop and implement Career Pathway": "31 March 2020",
    "Children’s Home Governance": "31 March 2019",
    "Vocational education pathways": "30 November 2019",
    "Children’s Centre Service brought back in house": "1 June 2020",
    "Review how we provide early help": "30 April 2020",
    "Care Leaver’s Local Offer": "31 July 2020",
}
# … and what the improvement plan and the portfolio say differently of one piece of work.
OTHER_DATE = {
    "1.1": ("31 March 2021", "31 March 2022"),
    "1.4": ("29 February 2020", "31 January 2020"),
    "1.6": ("29 February 2020", "30 September 2020"),
}
OTHER_STATUS = {"1.8": ("Green: “Ongoing programme of work”", "Blue: “Complete”")}
GREEN_AND_OVERDUE_IN_FEBRUARY = {"2.3": "30 September 2019", "3.4": "30 September 2019", "3.5": "31 January 2020"}


@pytest.fixture
def demo_day(demo: None, settings: Settings) -> None:
    settings.DEMO = True


def lines(reader: Client, plan: Plan | None = None, **query: str) -> list[dict[str, str]]:
    return json.loads(reader.get(BOARD.download("json", plan), query).content)["lines"]


def by_name(found: list[dict[str, str]], kind: str) -> dict[str, tuple[str, str]]:
    """What is said and what the facts say, by reference or, where there is none, title."""
    return {
        line["Ref"] or line["Action"]: (line["What is said"], line["What the facts say"])
        for line in found
        if line["Contradiction"] == kind
    }


@pytest.mark.usefixtures("demo_day")
class TestTheDemo:
    def test_what_the_papers_say_against_themselves(self, reader: Client) -> None:
        found = lines(reader)
        overdue = by_name(found, "Green, and past its date")
        assert {name: told for name, (_, told) in overdue.items()} == {
            name: f"it was due {day}" for name, day in GREEN_AND_OVERDUE.items()
        }
        assert by_name(found, "The same work, another date") == {
            name: (
                f"it is to be done by {here}",
                f"the same work is to be done by {there} in Improvement and Change Portfolio",
            )
            for name, (here, there) in OTHER_DATE.items()
        }
        assert by_name(found, "The same work, another status") == {
            name: (f"it is {here}", f"the same work is {there} in Improvement and Change Portfolio")
            for name, (here, there) in OTHER_STATUS.items()
        }
        assert len(found) == len(GREEN_AND_OVERDUE) + len(OTHER_DATE) + len(OTHER_STATUS)

    def test_one_plan_has_those_with_the_other_from_its_side(self, reader: Client) -> None:
        found = lines(reader, Plan.objects.get(slug=PORTFOLIO))
        assert len(found) == 7 + len(OTHER_DATE) + len(OTHER_STATUS)
        assert by_name(found, "The same work, another date")["Social Impact Bond"] == (
            "it is to be done by 30 September 2020",
            "the same work is to be done by 29 February 2020 in Children and Families improvement plan",
        )

    def test_of_every_plan_two_that_deny_each_other_are_one_wherever_they_are_looked_for(self, reader: Client) -> None:
        whole = lines(reader, kind="linked-date")
        for slug in (IMPROVEMENT, PORTFOLIO):
            asked = {"kind": "linked-date", "plan": slug}
            assert len(json.loads(reader.get(BOARD.download("json"), asked).content)["lines"]) == len(whole) == 3

    def test_as_it_was_in_february_2020(self, reader: Client) -> None:
        found = lines(reader, as_at="2020-03-31")
        overdue = by_name(found, "Green, and past its date")
        assert {name: told.removeprefix("it was due ") for name, (_, told) in overdue.items()} == (
            GREEN_AND_OVERDUE_IN_FEBRUARY
        )
        assert len(found) == len(overdue)  # the portfolio was not published yet

    def test_the_page_links_both_sides(self, reader: Client) -> None:
        page = reader.get(BOARD.address(), {"kind": "linked-status"})
        assert "The same work is Blue: “Complete” in Improvement and Change Portfolio" in page_words(page)
        links = links_in(page.content.decode())
        assert links["Business Intelligence"] == f"/plans/{PORTFOLIO}/actions/business-intelligence/"
        here = "Sufficient, prioritised capacity to develop BI reports"
        assert links[here] == f"/plans/{IMPROVEMENT}/actions/business-intelligence/"

    def test_a_meeting_steps_through_them_and_reads_each_out(self, reader: Client) -> None:
        address = BOARD.meeting(Plan.objects.get(slug=IMPROVEMENT))
        assert "6 actions" in page_words(reader.get(address))  # of which one has two contradictions
        said = page_words(reader.get(address, {"step": "2"}))
        assert "It is Green: “Ongoing programme of work”, but the same work is Blue: “Complete” in Improvement" in said

    @pytest.mark.parametrize("plan", [IMPROVEMENT, None])
    def test_costs_no_more_than_a_board_may(
        self, client: Client, plan: str | None, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client.force_login(plan_owner("Owner"))
        address = BOARD.address(Plan.objects.get(slug=plan) if plan else None)
        with django_assert_max_num_queries(15):
            client.get(address)


TODAY = timezone.localdate()
NEXT_YEAR, LAST_WEEK, YESTERDAY = TODAY + timedelta(365), TODAY - timedelta(7), TODAY - timedelta(1)


class Planted:
    """An action of a working version, made to contradict itself or nearly so."""

    def __init__(self, entry: ActionVersion, author: User):
        self.entry, self.author = entry, author

    def report(self, words: str, *, as_at: date = TODAY, **said: object) -> ProgressUpdate:
        label = self.entry.version.plan.labels.get(words=words)
        said = {"narrative": "Going on as it should.", "author": self.author} | said
        return ProgressUpdate.objects.create(
            action=self.entry.action, action_version=self.entry, as_at=as_at, status=label, status_words=words, **said
        )

    def due(self, day: date | None) -> None:
        self.entry.due = day
        self.entry.save()

    def milestone(self, title: str, update: ProgressUpdate | None) -> None:
        """Reported done with an update, or not at all."""
        milestone = Milestone.objects.create(action=self.entry.action)
        MilestoneVersion.objects.create(milestone=milestone, action_version=self.entry, position=1, title=title)
        if update:
            MilestoneReport.objects.create(update=update, milestone=milestone, is_done=True)

    def measure(self, words: str, target: int | None, *readings: int, later: tuple[date, int] | None = None) -> None:
        plan = self.entry.version.plan
        measure = Measure.objects.create(plan=plan, title=f"Measure {plan.measures.count()}", unit="%")
        for days, value in enumerate(readings):
            day = LAST_WEEK + timedelta(days)
            Reading.objects.create(measure=measure, date=day, value=Decimal(value), as_printed=f"{value}%")
        SuccessMeasure.objects.create(
            action_version=self.entry, position=9, words=words, target=target, unit="%", measure=measure
        )
        if later:
            Target.objects.create(measure=measure, starts=later[0], value=later[1])


def nothing(action: Planted) -> None:
    action.report("Under way")


def overdue(action: Planted) -> None:
    action.due(YESTERDAY)
    action.report("Under way")


def due_today(action: Planted) -> None:
    action.due(TODAY)
    action.report("Under way")


def held_up_and_overdue(action: Planted) -> None:
    action.due(YESTERDAY)
    action.report("Held up", mitigation="A second team is at work.")


def done_late(action: Planted) -> None:
    action.due(YESTERDAY)
    action.report("Done")


def open_milestone(action: Planted) -> None:
    action.report("Done")
    action.milestone("Buy a house", None)


def all_milestones_done(action: Planted) -> None:
    action.milestone("Buy a house", action.report("Done"))


def under_way_with_open_milestones(action: Planted) -> None:
    action.report("Under way")
    action.milestone("Buy a house", None)


def short_of_target(action: Planted) -> None:
    action.report("Done")
    action.measure("At least 90% of visits are made in time", 90, 60, 89)


def too_many_still(action: Planted) -> None:
    action.report("Done")
    action.measure("No more than 10% move twice", 10, 30, 11)


def falling_short(action: Planted) -> None:
    action.report("Done")
    action.measure("40% live outside the county", 40, 58, 41)


def short_of_a_target_that_began(action: Planted) -> None:
    action.report("Done")
    action.measure("Visits in time", None, 60, 89, later=(YESTERDAY, 90))


def short_of_a_target_still_to_begin(action: Planted) -> None:
    action.report("Done")
    action.measure("Visits in time", None, 60, 89, later=(NEXT_YEAR, 90))


def at_its_target(action: Planted) -> None:
    action.report("Done")
    action.measure("At least 90% of visits are made in time", 90, 95, 90)


def few_enough(action: Planted) -> None:
    action.report("Done")
    action.measure("No more than 10% move twice", 10, 9)


def without_readings(action: Planted) -> None:
    action.report("Done")
    action.measure("At least 90% of visits are made in time", 90)


def short_and_under_way(action: Planted) -> None:
    action.report("Under way")
    action.measure("At least 90% of visits are made in time", 90, 60)


def better_in_silence(action: Planted) -> None:
    action.report("Held up", as_at=YESTERDAY, narrative="We wait.", mitigation="We ask.")
    action.report("Under way", narrative=" we WAIT ")


def better_with_no_word(action: Planted) -> None:
    action.report("Held up", as_at=YESTERDAY, mitigation="We ask.")
    action.report("Under way", narrative="")


def better_and_says_why(action: Planted) -> None:
    action.report("Held up", as_at=YESTERDAY, narrative="We wait.", mitigation="We ask.")
    action.report("Under way", narrative="The house is found.")


def worse_in_silence(action: Planted) -> None:
    action.report("Under way", as_at=YESTERDAY, narrative="We wait.")
    action.report("Held up", narrative="We wait.", mitigation="We ask.")


def corrected_to_better(action: Planted) -> None:
    """What was put right at once spoke for nothing: the report before it has other words."""
    action.report("Held up", as_at=LAST_WEEK, narrative="No house yet.", mitigation="We ask.")
    wrong = action.report("Held up", as_at=YESTERDAY, narrative="We wait.", mitigation="We ask.")
    action.report("Under way", as_at=YESTERDAY, narrative="We wait.", corrects=wrong)


def unmitigated(action: Planted) -> None:
    action.report("Held up", mitigation="  ")


def read_in_and_silent(action: Planted) -> None:
    action.report("Held up", author=None, narrative="")


def read_in_with_its_narrative(action: Planted) -> None:
    action.report("Held up", author=None, narrative="The money is gone; another way is looked for.")


def nobody_leads(action: Planted) -> None:
    action.report("Under way")
    action.entry.assignments.filter(role="lead").delete()


PLANTS: dict[Callable[[Planted], None], set[str]] = {
    nothing: set(),
    overdue: {"overdue"},
    due_today: set(),
    held_up_and_overdue: set(),
    done_late: set(),
    open_milestone: {"milestones"},
    all_milestones_done: set(),
    under_way_with_open_milestones: set(),
    short_of_target: {"measure"},
    too_many_still: {"measure"},
    falling_short: {"measure"},
    short_of_a_target_that_began: {"measure"},
    short_of_a_target_still_to_begin: set(),
    at_its_target: set(),
    few_enough: set(),
    without_readings: set(),
    short_and_under_way: set(),
    better_in_silence: {"silence"},
    better_with_no_word: {"silence"},
    better_and_says_why: set(),
    worse_in_silence: set(),
    corrected_to_better: set(),
    unmitigated: {"mitigation"},
    read_in_and_silent: {"mitigation"},
    read_in_with_its_narrative: set(),
    nobody_leads: {"officers"},
}


def working_entries(slug: str, count: int) -> list[ActionVersion]:
    plan = new_plan(slug, rows(count, status="", progress="", timeframe=""))
    entries = list(open_next(plan, by=None).action_versions.select_related("version__plan", "action"))
    for entry in entries:
        entry.due = NEXT_YEAR
        entry.save()
    return entries


def found_kinds(reader: Client, plan: Plan | None = None, **query: str) -> set[tuple[str, str, str]]:
    page = reader.get(BOARD.address(plan), query)
    shown = page.context["table"].rows
    return {(row.record.row.plan.slug, row.record.row.reference, row.record.contradiction.kind) for row in shown}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_planted_is_found_and_nothing_is_invented(reader: Client, seed: int) -> None:
    chance = random.Random(seed)
    author = plan_owner("Reporter")
    entries = working_entries("homes", 2 * len(PLANTS))
    chance.shuffle(entries)
    plants = [*PLANTS, *chance.choices(list(PLANTS), k=len(entries) - len(PLANTS))]
    expected = set()
    for entry, plant in zip(entries, plants, strict=True):
        plant(Planted(entry, author))
        expected |= {("homes", entry.reference, kind) for kind in PLANTS[plant]}
    assert found_kinds(reader) == expected == found_kinds(reader, Plan.objects.get(slug="homes"))


@pytest.mark.parametrize("seed", range(3))
def test_linked_actions_are_held_against_each_other_where_they_are_the_same_work(reader: Client, seed: int) -> None:
    chance = random.Random(seed)
    author = plan_owner("Reporter")
    pairs = list(zip(working_entries("homes", 20), working_entries("money", 20), strict=True))
    expected = set()
    for here, there in pairs:
        kind = chance.choice(["same work", "same work", "supports", "depends on"])
        ends = chance.sample([here.action, there.action], 2)
        ActionLink.objects.create(from_action=ends[0], to_action=ends[1], kind=kind, why="Both open a home")
        words = [chance.choice(["Under way", "Done", ""]) for _ in ends]
        for entry, status in zip((here, there), words, strict=True):
            if status:
                Planted(entry, author).report(status)
        later = chance.choice([0, 0, 31, None])
        Planted(there, author).due(NEXT_YEAR + timedelta(later) if later is not None else None)
        if kind == "same work":
            clash = {"linked-status"} if all(words) and words[0] != words[1] else set()
            clash |= {"linked-date"} if later else set()
            expected |= {(here.reference, kind) for kind in clash}
    for plan in ("homes", "money"):
        found = found_kinds(reader, Plan.objects.get(slug=plan))
        assert {(reference, kind) for _, reference, kind in found} == expected
    assert {(reference, kind) for _, reference, kind in found_kinds(reader)} == expected
    assert len(found_kinds(reader)) == len(expected)


def test_a_version_without_a_column_for_officers_lacks_none(reader: Client) -> None:
    plan = new_plan("portfolio", rows(3), columns=["", "Action", "Timeframe", "Progress", "Status"])
    assert found_kinds(reader, plan, as_at="2021-02-01") == set()


def test_nothing_is_denied_where_nothing_is_wrong(reader: Client) -> None:
    (entry,) = working_entries("homes", 1)
    said = page_words(reader.get(BOARD.address(entry.version.plan)))
    assert "Nothing that is said of 1 action is denied by the facts." in said
    assert "Nothing that is said here is denied by the facts." in said


@pytest.mark.parametrize("seed", range(4))
def test_a_past_day_has_what_the_reports_up_to_it_said(reader: Client, seed: int) -> None:
    """Worked out again from the raw reports, for days drawn at random."""
    chance = random.Random(seed)
    plan = new_plan("homes", rows(6, timeframe="March 2021"), as_of=date(2021, 1, 31))
    entries = list(plan.versions.get().action_versions.all())
    start = date(2021, 2, 1)
    for entry in entries:
        for _ in range(4):
            words = chance.choice(["Under way", "Held up", "Done"])
            day = start + timedelta(chance.randrange(120))
            Planted(entry, plan_owner(f"R{ProgressUpdate.objects.count()}")).report(words, as_at=day, mitigation="So.")
    for day in (start + timedelta(chance.randrange(150)) for _ in range(10)):
        expected = set()
        for entry in entries:
            past = ProgressUpdate.objects.filter(action=entry.action, as_at__lte=day).order_by("as_at", "pk")
            if past[len(past) - 1].status_words == "Under way" and day > date(2021, 3, 31):
                expected.add(("homes", entry.reference, "overdue"))
        assert found_kinds(reader, plan, as_at=day.isoformat(), kind="overdue") == expected
