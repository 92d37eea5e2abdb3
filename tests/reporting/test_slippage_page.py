"""The page of the slippage ledger."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from actions.models import ActionVersion, ProgressUpdate
from plans.models import Plan
from plans.readers.document import Row
from tests.pages import page_words, rows_of
from tests.people import person
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    settings.DEMO = True


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("Colleague"))
    return client


def read(reader: Client, slug: str = IMPROVEMENT, **query: str) -> HttpResponse:
    response = reader.get(reverse("slippage", args=[slug]), query)
    assert response.status_code == 200
    return response


def references(response: HttpResponse) -> list[str]:
    return [row[0] for row in rows_of(response)]


class TestTheDemoPlan:
    def test_says_in_sentences_how_much_has_slipped_and_what_without_a_word(self, demo: None, reader: Client) -> None:
        said = page_words(read(reader))
        assert "2 of 26 actions with a date have slipped, by 426 days in all." in said
        assert "1 moved without a word of why: 1.10 (365 days later)." in said
        assert "As at 30 September 2020" in said

    def test_dates_that_came_or_went_are_told(self, demo: None, reader: Client) -> None:
        said = page_words(read(reader))
        assert "4 dates came or went, which no number of days can say" in said
        assert "1.7: “Details” became 31 March 2022 in September 2020." in said
        assert "1.4 of February 2020: nothing printed became 30 November 2019 in February 2020." in said

    def test_the_worst_stands_first_with_every_version_and_the_reason(self, demo: None, reader: Client) -> None:
        first, second = rows_of(read(reader))[:2]
        assert first == [
            "1.10",
            "Ensuring that sold services are achieving full cost recovery in all instances",
            "1 Apr 2020 as 2.10",
            "1 April 2020 September 2019, February 2020 1 April 2021 September 2020, Working version – 365 days later",
            "365 days later",
            "No reason given",
        ]
        assert second[-2:] == ["61 days later", "“In progress but delayed by COVID19”"]

    def test_shows_what_changed_unless_all_is_asked_for(self, demo: None, reader: Client) -> None:
        assert references(read(reader)) == ["1.10", "3.2", "3.2", "1.7", "2.3", "1.4", "1.6"]
        assert "45 dates" in page_words(read(reader, show="all"))

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"show": "silent"}, ["1.10"]),
            ({"days": "61"}, ["1.10", "3.2", "3.2"]),
            ({"days": "62"}, ["1.10"]),
            ({"days": "366"}, []),
            ({"officer": "laurence-jones"}, ["1.10", "3.2", "3.2", "1.4", "1.6"]),
            ({"officer": "laurence-jones", "show": "silent"}, ["1.10"]),
            ({"section": "improving-departments-longer-term-efficiency-and"}, ["3.2", "3.2"]),
            ({"sort": "reference", "days": "1"}, ["1.10", "3.2", "3.2"]),
        ],
    )
    def test_filters_narrow_the_ledger(
        self, demo: None, reader: Client, query: dict[str, str], expected: list[str]
    ) -> None:
        assert references(read(reader, **query)) == expected

    @pytest.mark.parametrize("column", ["reference", "title", "first", "days"])
    def test_every_column_sorts_both_ways(self, demo: None, reader: Client, column: str) -> None:
        up, down = (references(read(reader, show="all", sort=sort)) for sort in (column, f"-{column}"))
        assert sorted(up) == sorted(down)
        assert len(up) == 45
        assert up != down

    @pytest.mark.parametrize(("days", "told"), [("soon", "Enter a number of days, like 30."), ("-3", "Enter 1 day")])
    def test_days_that_are_no_number_are_a_message_at_their_field(
        self, demo: None, reader: Client, days: str, told: str
    ) -> None:
        shown = read(reader, days=days)
        assert page_words(shown).count(told) == 2
        assert "<title>Error: " in shown.content.decode()
        assert len(references(shown)) == 7

    def test_a_forecast_stands_in_a_column_of_its_own(self, demo: None, reader: Client) -> None:
        assert "Expected now" not in page_words(read(reader))
        entry = ActionVersion.objects.get(version__plan__slug=IMPROVEMENT, version__number=4, reference="1.3")
        ProgressUpdate.objects.create(
            action=entry.action,
            action_version=entry,
            as_at=date(2020, 9, 30),
            forecast=date(2021, 3, 31),
            narrative="One home more.",
        )
        first = rows_of(read(reader))[0]
        assert first[0] == "1.3"
        assert first[4:] == ["31 Mar 2021 reported 30 Sep 2020", "548 days later", "No reason given"]


def test_nothing_that_slipped_says_so(reader: Client) -> None:
    new_plan("steady", rows(2))
    said = page_words(read(reader, "steady"))
    assert "None of 2 actions with a date has slipped." in said
    assert "No date has changed since it was first published." in said


def test_a_plan_without_dates_says_so(reader: Client) -> None:
    Plan.objects.create(slug="empty", title="Empty")
    assert "No action has had a published date yet" in page_words(read(reader, "empty"))


def test_a_reason_for_each_is_said(reader: Client) -> None:
    plan = new_plan("late", rows(1))
    later = Row(reference="1.1", action="Action 1", continues=["1.1"], timeframe="May 2021", progress="It was delayed.")
    add_version(plan, [later], as_of=date(2021, 4, 30))
    assert "A reason was given for each." in page_words(read(reader, "late"))


def test_hostile_words_are_shown_as_words(reader: Client) -> None:
    evil = "<script>alert(1)</script>"
    plan = new_plan("evil", [Row(reference="1", action=evil, timeframe="March 2020")])
    later = Row(reference="1", action=evil, timeframe=evil, continues=["1"], progress=f"Delayed by {evil}.")
    add_version(plan, [later], as_of=date(2021, 4, 30))
    shown = read(reader, "evil")
    assert len(rows_of(shown)) == 1
    assert evil not in shown.content.decode()


def test_an_unknown_plan_is_not_found(reader: Client) -> None:
    assert reader.get(reverse("slippage", args=["nothing"])).status_code == 404


def test_costs_the_same_queries_whatever_the_size(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts, anybody = set(), person("Reader")
    for size, versions in ((30, 2), (300, 2), (30, 12)):
        plan = new_plan(f"plan-{size}-{versions}", rows(size), as_of=date(2010, 1, 31))
        for number in range(1, versions):
            later = rows(size, timeframe=f"March {2021 + number}")
            for entry in later:
                entry.continues = [entry.reference]
            add_version(plan, later, as_of=date(2010 + number, 1, 31))
        client.force_login(anybody)  # a session that is some minutes old is written to, which is no cost of the page
        with django_assert_max_num_queries(12) as queries:
            assert len(references(read(client, plan.slug, days="1"))) == size
        counts.add(len(queries))
    assert len(counts) == 1
