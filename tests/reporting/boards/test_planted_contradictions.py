"""Contradictions of each kind planted in synthetic plans: all are found, and none is invented."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from actions.contradictions import KINDS
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
from tests.pages import page_words
from tests.people import plan_owner
from tests.plan_documents import new_plan, rows

pytestmark = pytest.mark.django_db

BOARD = Contradictions()
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


def nobody_accounts(action: Planted) -> None:
    action.report("Under way")
    action.entry.assignments.filter(role="accountable").delete()


def at_risk_and_overdue(action: Planted) -> None:
    action.due(YESTERDAY)
    action.report("At risk")


def withdrawn_with_all_of_it_open(action: Planted) -> None:
    """Closed, and never said to be done."""
    action.due(YESTERDAY)
    action.report("Withdrawn")
    action.milestone("Buy a house", None)
    action.measure("At least 90% of visits are made in time", 90, 60)


def out_of_risk_in_silence(action: Planted) -> None:
    action.report("At risk", as_at=YESTERDAY, narrative="We wait.")
    action.report("Under way", narrative="We wait.")


def begun_in_silence(action: Planted) -> None:
    """What had not started was nowhere on the scale."""
    action.report("Withdrawn", as_at=YESTERDAY, narrative="We wait.")
    action.report("Under way", narrative="We wait.")


def better_and_says_why_in_private(action: Planted) -> None:
    action.report("Held up", as_at=YESTERDAY, narrative="We wait.", mitigation="We ask.")
    action.report("Under way", narrative="We wait.", exempt_narrative="The builder paid.")


def done_with_everything_wrong(action: Planted) -> None:
    action.report("Held up", as_at=YESTERDAY, narrative="We wait.", mitigation="")
    short_of_target(action)
    action.report("Done", narrative="We wait.")
    action.milestone("Buy a house", None)
    action.entry.assignments.all().delete()


def held_up_once_with_no_word(action: Planted) -> None:
    """What was denied a month ago is not denied now."""
    action.report("Held up", as_at=LAST_WEEK, mitigation="")
    action.report("Held up", mitigation="We ask.")


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
    nobody_accounts: {"officers"},
    at_risk_and_overdue: set(),
    withdrawn_with_all_of_it_open: set(),
    out_of_risk_in_silence: {"silence"},
    begun_in_silence: set(),
    better_and_says_why_in_private: set(),
    done_with_everything_wrong: {"milestones", "measure", "officers"},
    held_up_once_with_no_word: set(),
}
OF_LINKS = {"linked-status", "linked-date"}


def working_entries(slug: str, count: int) -> list[ActionVersion]:
    plan = new_plan(slug, rows(count, status="", progress="", timeframe=""))
    plan.labels.create(words="At risk", colour="amber")
    plan.labels.create(words="Withdrawn", colour="grey", closes=True)
    entries = list(open_next(plan, by=None).action_versions.select_related("version__plan", "action"))
    for entry in entries:
        entry.due = NEXT_YEAR
        entry.save()
    return entries


def found_kinds(reader: Client, plan: Plan | None = None, **query: str) -> set[tuple[str, str, str]]:
    page = reader.get(BOARD.address(plan), query)
    shown = page.context["table"].rows
    return {(row.record.row.plan.slug, row.record.row.reference, row.record.contradiction.kind) for row in shown}


def test_every_kind_is_planted() -> None:
    assert set().union(*PLANTS.values()) | OF_LINKS == set(KINDS)


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
