"""The board of how the mix of statuses went."""

import json
from calendar import monthrange
from collections import Counter
from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from actions.models import ActionVersion, ProgressUpdate
from plans.models import Plan
from plans.readers.document import Row
from reporting.boards.trend import TrendBoard
from tests.pages import rows_of
from tests.plan_documents import add_version, new_plan, rows

from .raw_updates import raw_actions, report_at_random, ten_days

pytestmark = pytest.mark.django_db

BOARD = TrendBoard()
IMPROVEMENT = "children-and-families-improvement-plan"
COLOURS = ("Blue", "Green", "Amber", "Red", "Grey", "No status")
# Counted by hand from the papers, all sections together.
AT_EACH_VERSION = {
    "30 Sep 2019 September 2019": "22 No status",
    "29 Feb 2020 February 2020": "6 Blue, 13 Green, 1 Amber, 5 Grey, 2 No status",
    "30 Sep 2020 September 2020": "5 Blue, 9 Green, 5 Amber, 3 Red, 5 Grey",
}
# And section by section; the paper of September 2020 has the first no more, that of September 2019 had not the last.
SECTIONS_AT_THE_ENDS = {
    "1 Addressing the in-year financial challenges": ("6 No status", ""),
    "1 Effective delivery of change programmes, accelerating pace": ("10 No status", "4 Blue, 5 Green, 3 Amber"),
    "2 Creating the conditions for good practice to flourish": ("6 No status", "1 Blue, 3 Green, 1 Amber, 2 Grey"),
    "3 Improving departments longer term efficiency": ("", "1 Green, 1 Amber, 3 Red, 3 Grey"),
}
MONTHS_ENDS_BETWEEN = {
    2019: "31 Oct, 30 Nov, 31 Dec",
    2020: "31 Jan, 31 Mar, 30 Apr, 31 May, 30 Jun, 31 Jul, 31 Aug",
}


def lines(reader: Client, plan: Plan, **query: str) -> list[list[str]]:
    return rows_of(reader.get(BOARD.address(plan), query))


def test_the_demo_plans_mix_at_each_of_its_versions(reader: Client, demo: None, settings: Settings) -> None:
    settings.DEMO = True
    plan = Plan.objects.get(slug=IMPROVEMENT)
    together = {cells[1]: cells[2] for cells in lines(reader, plan) if cells[0] == "All together"}
    for day, words in AT_EACH_VERSION.items():
        assert f" {words} of " in f" {together[day]}"
    between = [day for day in together if day not in AT_EACH_VERSION]
    assert between == [f"{day} {year}" for year, ends in MONTHS_ENDS_BETWEEN.items() for day in ends.split(", ")]


def test_the_demo_plans_sections_at_the_first_and_the_last_version(
    reader: Client, demo: None, settings: Settings
) -> None:
    settings.DEMO = True
    found = lines(reader, Plan.objects.get(slug=IMPROVEMENT))
    for title, ends in SECTIONS_AT_THE_ENDS.items():
        days = {cells[1]: cells[2] for cells in found if cells[0].startswith(title)}
        for day, words in zip(("30 Sep 2019 September 2019", "30 Sep 2020 September 2020"), ends, strict=True):
            assert (f" {words} of " in f" {days[day]}") if words else days[day] == "No actions"


def report(plan: Plan, reference: str, day: date, words: str) -> None:
    entry = ActionVersion.objects.filter(version__plan=plan, reference=reference).latest("version__number")
    label = plan.labels.get(words=words)
    fields = {"action": entry.action, "action_version": entry, "narrative": "So it went."}
    ProgressUpdate.objects.create(as_at=day, status=label, status_words=words, **fields)


@pytest.fixture
def plan() -> Plan:
    plan = new_plan("homes", rows(3), as_of=date(2021, 1, 31))
    add_version(plan, rows(3, status="", progress=""), publish=False)
    return plan


def mix(reader: Client, plan: Plan, **query: str) -> dict[str, str]:
    """Of the whole plan: by day, the words of its counts."""
    of_all = [cells for cells in lines(reader, plan, **query) if cells[0] == "All together"]
    return {cells[1]: cells[2].rpartition(" of ")[0] for cells in of_all}


def test_a_report_counts_from_its_day_on(reader: Client, plan: Plan) -> None:
    report(plan, "1.1", date(2021, 3, 1), "Held up")
    shown = mix(reader, plan, as_at="2021-04-15")
    assert shown["28 Feb 2021"].endswith("3 Green")
    assert shown["31 Mar 2021"].endswith("2 Green, 1 Red")
    assert list(shown)[-1] == "15 Apr 2021"


def test_a_past_day_knows_no_later_report(reader: Client, plan: Plan) -> None:
    report(plan, "1.1", date(2021, 3, 1), "Held up")
    assert list(mix(reader, plan, as_at="2021-02-15").values())[-1].endswith("3 Green")


def test_a_dropped_action_counts_as_long_as_a_version_has_it(reader: Client) -> None:
    plan = new_plan("homes", rows(3), as_of=date(2021, 1, 31))
    fewer = [Row(**{**vars(row), "continues": [row.reference]}) for row in rows(2)]
    add_version(plan, fewer, as_of=date(2021, 3, 31))
    shown = mix(reader, plan, as_at="2021-03-31")
    assert [words[-7:] for words in shown.values()] == ["3 Green", "3 Green", "2 Green"]


def test_narrowed_to_some_actions_these_are_followed_back(reader: Client, plan: Plan) -> None:
    report(plan, "1.1", date(2021, 3, 1), "Held up")
    shown = mix(reader, plan, colour="red", as_at="2021-03-31")
    assert [words.split()[-1] for words in shown.values()] == ["Green", "Green", "Red"]


def test_of_many_years_no_more_months_are_shown_than_can_be_read(reader: Client) -> None:
    plan = new_plan("long", rows(1), as_of=date(2001, 1, 31))
    assert len(mix(reader, plan, as_at="2021-01-31")) <= 26


def test_as_at_any_day_it_is_what_the_raw_updates_say(reader: Client, demo: None, settings: Settings) -> None:
    """Each section on each version's date, each month's end between and the day itself."""
    settings.DEMO = True
    report_at_random(IMPROVEMENT)
    plan = Plan.objects.get(slug=IMPROVEMENT)
    published = list(plan.versions.published().order_by("as_of").values_list("as_of", flat=True))
    ends = [date(year, month, monthrange(year, month)[1]) for year in (2019, 2020, 2021) for month in range(1, 13)]
    on_a_day: dict[date, Counter[tuple[int, str]]] = {}
    for day in ten_days():
        between = [one for one in (*published, *ends) if published[0] <= one < day]
        shown: dict[str, dict[str, Counter[str]]] = {}
        for one in sorted({*between, day}):
            if one not in on_a_day:
                raw = raw_actions(IMPROVEMENT, one)
                on_a_day[one] = Counter((action.entry.section_version.section_id, action.colour) for action in raw)
            of_plan = shown.setdefault("All together", {}).setdefault(one.isoformat(), Counter())
            for (section, colour), count in on_a_day[one].items():
                of_plan[colour] += count
                shown.setdefault(str(section), {}).setdefault(one.isoformat(), Counter())[colour] += count
        found: dict[str, dict[str, Counter[str]]] = {}
        for line in json.loads(reader.get(BOARD.download("json", plan), {"as_at": day.isoformat()}).content)["lines"]:
            if line["Actions"]:
                counts = Counter({colour: line[colour] for colour in COLOURS if line[colour]})
                found.setdefault(line["Part"], {})[line["Day"]] = counts
        assert found.pop("All together") == shown.pop("All together"), day
        assert by_day(found) == by_day(shown), day


def by_day(parts: dict[str, dict[str, Counter[str]]]) -> list[list[tuple[str, list[tuple[str, int]]]]]:
    """Of each part, whatever it is called, each day with its counts."""
    return sorted(sorted((day, sorted(counts.items())) for day, counts in days.items()) for days in parts.values())
