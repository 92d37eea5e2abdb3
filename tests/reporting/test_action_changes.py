"""One action in every version side by side, and in one column."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.publishing import open_next, publish
from plans.models import Plan
from plans.readers.document import DocumentMilestone, Row
from tests.pages import links_in, page_words, part, table_rows, words
from tests.people import person
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"
HOME = {"reference": "1.1", "action": "Open a home", "action_id": "home", "timeframe": "March 2021"}


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(person("Councillor"))
    return client


def read(reader: Client, action: str, slug: str = IMPROVEMENT, **query: Any) -> HttpResponse:
    response = reader.get(reverse("action_changes", args=[slug, action]), query)
    assert response.status_code == 200
    return response


def fields(response: HttpResponse) -> dict[str, list[str]]:
    """What each version has of each field, by the field's name."""
    return {row[0]: row[1:] for row in table_rows(without_steps(part(response, "<tbody>", "</tbody>")))}


def without_steps(html: str) -> str:
    """As it is read until a change is stepped to."""
    return re.sub(r'<span class="app-step".*?</span></span>', "", html)


def headings(response: HttpResponse) -> list[str]:
    return table_rows(part(response, "<thead>", "</thead>"))[0][1:]


def through(reader: Client, *versions: dict[str, Any] | None, **query: Any) -> HttpResponse:
    """An action as worded in versions half a year apart; None is a version without it."""
    other = Row(reference="9.9", action="Something else", action_id="else")
    plan = new_plan("a-plan")
    for place, described in enumerate(versions):
        here = [] if described is None else [Row(**HOME | described)]
        add_version(plan, [*here, other], as_of=date(2021 + place // 2, 1 + 6 * (place % 2), 28))
    return read(reader, "home", "a-plan", **query)


class TestSideBySide:
    def test_every_version_is_a_column_and_every_field_a_row(self, reader: Client, demo: None) -> None:
        response = read(reader, "sold-services")
        assert headings(response) == [
            "September 2019 first version",
            "February 2020 1 field changed",
            "September 2020 3 fields changed",
            "Working version nothing changed; not published yet",
        ]
        assert list(fields(response)) == [
            *["Reference", "Section", "Action", "Intended outcome", "Success measures", "Accountable", "Lead"],
            *["Timeframe", "Status", "Progress"],
        ]

    def test_the_first_column_has_the_words_and_unchanged_ones_say_the_same(self, reader: Client, demo: None) -> None:
        shown = fields(read(reader, "sold-services"))
        assert shown["Accountable"] == ["Colin Pettigrew", "the same", "the same", "the same"]
        assert shown["Reference"][:2] == ["2.10", "2.10, the same"]

    def test_a_date_that_moved_has_both_dates_and_the_days_between(self, reader: Client, demo: None) -> None:
        assert fields(read(reader, "sold-services"))["Timeframe"][2] == (
            "1 April deleted: 2020 end of deletion inserted: 2021 end of insertion 365 days later, no reason given"
        )

    def test_a_date_read_from_other_words_stands_beside_them(self, reader: Client) -> None:
        shown = fields(through(reader, {"timeframe": "Spring 2021"}, {"timeframe": "Summer 2022"}))["Timeframe"]
        assert shown[0] == "Spring 2021 due 31 May 2021"
        assert "deleted: 31 May 2021 end of deletion inserted: 31 August 2022" in shown[1]
        assert shown[1].endswith("457 days later, no reason given")

    def test_a_number_that_only_followed_its_section_says_so(self, reader: Client, demo: None) -> None:
        shown = fields(read(reader, "sold-services"))
        assert shown["Reference"][2].endswith("renumbered: its section was 2")
        assert shown["Section"][2] == "the same, now 1"

    def test_a_rewritten_text_is_a_block_under_the_word_for_it(self, reader: Client, demo: None) -> None:
        response = read(reader, "sold-services")
        assert fields(response)["Progress"][1].startswith("rewritten The price of a nightly bed")
        progress = part(response, '<th scope="row">Progress</th>', "</tr>")
        assert "<ins" in progress
        assert "<del" not in progress

    def test_a_version_that_prints_no_such_column_says_so(self, reader: Client, demo: None) -> None:
        shown = fields(read(reader, "digital-development"))
        assert shown["Status"] == ["this version prints none", "Green Ongoing programme of work", *["the same"] * 2]
        assert shown["Links to other plans"][1:] == ["this version prints none"] * 3

    def test_an_empty_cell_is_not_a_missing_column(self, reader: Client, demo: None) -> None:
        assert fields(read(reader, "business-intelligence"))["Status"][1] == "No status"

    def test_a_status_that_moved_has_both_and_the_direction(self, reader: Client, demo: None) -> None:
        assert fields(read(reader, "fostering-placements"))["Status"][2] == (
            "Green → to Amber ▼ worse: Progress compromised by COVID 19. was Ongoing programme of work"
        )

    def test_folded_differences_are_the_same(self, reader: Client) -> None:
        response = through(reader, {"progress": "A “home” is  open"}, {"progress": 'A "home" is open'})
        assert fields(response)["Progress"] == ["A “home” is open", "the same"]
        assert "<ins" not in response.content.decode()

    def test_a_column_of_the_plans_own_is_a_row(self, reader: Client) -> None:
        response = through(reader, {"other": {"Cost": "£2m"}}, {"other": {"Cost": "£3m"}})
        assert fields(response)["Cost"] == ["£2m", "deleted: £2m end of deletion inserted: £3m end of insertion"]

    def test_a_column_named_like_one_of_ours_keeps_apart(self, reader: Client) -> None:
        response = through(reader, {"other": {"section": "North"}}, {"other": {"section": "South"}})
        shown = table_rows(part(response, "<tbody>", "</tbody>"))
        assert [row[1] for row in shown if row[0] == "Section"] == ["1 The work", "North"]

    def test_typed_markup_is_shown_as_typed(self, reader: Client) -> None:
        response = through(reader, {"progress": "<b>bold</b>"}, {"progress": "<i>other</i> <b>bold</b> words here"})
        assert "<b>bold" not in response.content.decode()


class TestAbsent:
    def test_versions_before_it_came_are_one_column(self, reader: Client, demo: None) -> None:
        response = read(reader, "joint-funding-decisions")
        assert headings(response)[:2] == [
            "September 2019 to February 2020 not in the plan yet",
            "September 2020 new",
        ]
        assert fields(response)["Reference"] == ["Not in the plan yet.", "1.12", "1.12, the same"]
        assert 'rowspan="' in response.content.decode()

    def test_versions_after_it_went_say_where_it_went(self, reader: Client, demo: None) -> None:
        gone = fields(read(reader, "non-essential-spend"))["Reference"][-1]
        assert gone.startswith("Not in the plan any more. Rolled into 4.3 Implement a rolling “challenge process”")

    def test_or_what_it_was_merged_into(self, reader: Client) -> None:
        plan = new_plan("a-plan", [Row(**HOME), Row(reference="1.2", action="Hire")])
        add_version(plan, [Row(**HOME | {"continues": ["1.1", "1.2"]})], as_of=date(2021, 6, 30))
        gone = fields(read(reader, "hire", "a-plan"))["Reference"][-1]
        assert gone.startswith("Not in the plan any more. Merged into 1.1 Open a home")

    def test_one_that_came_back_is_compared_with_its_last_words(self, reader: Client) -> None:
        response = through(reader, {}, None, {"action": "Open two homes"})
        assert headings(response)[1:] == ["July 2021 no longer in the plan", "January 2022 1 field changed"]
        assert fields(response)["Action"][-1].startswith("deleted: Open a home end of deletion inserted: Open two")

    def test_one_that_was_split_off_names_what_from(self, reader: Client) -> None:
        plan = new_plan("a-plan", [Row(**HOME)])
        parts = [Row(**HOME | {"continues": ["1.1"]}), Row(reference="1.2", action="Hire", continues=["1.1"])]
        add_version(plan, parts, as_of=date(2021, 6, 30))
        assert headings(read(reader, "hire", "a-plan"))[1] == "June 2021 new: split from 1.1"

    def test_a_version_that_was_corrected_is_left_out(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1))
        working = open_next(plan, by=None)
        working.corrects = plan.versions.get(number=1)
        working.save()
        publish(working, label="Put right", as_of=date(2021, 1, 31), by=None)
        assert [heading.split()[0] for heading in headings(read(reader, "action-1", "a-plan"))] == ["Put", "Working"]

    def test_one_that_only_a_corrected_version_has_says_so(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(2))
        working = open_next(plan, by=None)
        working.corrects = plan.versions.get(number=1)
        working.save()
        working.action_versions.get(reference="1.2").delete()
        publish(working, label="Put right", as_of=date(2021, 1, 31), by=None)
        said = page_words(read(reader, "action-2", "a-plan"))
        assert "It stood only in a version that a correction has replaced" in said

    def test_one_in_a_single_version_says_there_is_nothing_to_compare(self, reader: Client) -> None:
        new_plan("a-plan", rows(1))
        assert "It stands in one version so far" in page_words(read(reader, "action-1", "a-plan"))


class TestInOneColumn:
    def test_each_version_follows_the_one_before_with_its_marks(self, reader: Client, demo: None) -> None:
        response = read(reader, "sold-services", view="inline")
        said = page_words(response)
        labels = ("September 2019 2.10", "February 2020 2.10", "September 2020 1.10", "Working version 1.10")
        places = [said.index(label) for label in labels]
        assert places == sorted(places)
        assert "before The price of a nightly bed" in said
        assert "rewritten The department has made an initial review" in said
        assert "The same: section, action, intended outcome, success measures, accountable, lead, status." in said
        assert said.endswith("Nothing changed.")

    def test_the_first_version_has_its_status_with_its_colour(self, reader: Client, demo: None) -> None:
        response = read(reader, "vision-and-mission", view="inline")
        assert words(part(response, "<dt>Status</dt>", "</dd>")).endswith("Grey Not yet commenced")

    def test_one_leads_to_the_other_view(self, reader: Client, demo: None) -> None:
        columns, inline = read(reader, "sold-services"), read(reader, "sold-services", view="inline")
        assert links_in(part(columns, "<main"))["Show the marks in one column"] == "?view=inline"
        assert links_in(part(inline, "<main"))["Show the versions side by side"] == "?"

    def test_a_view_that_makes_no_sense_is_side_by_side(self, reader: Client, demo: None) -> None:
        assert "<table" in read(reader, "sold-services", view="upside down").content.decode()


class TestSteps:
    @pytest.mark.parametrize("view", ["columns", "inline"])
    def test_every_change_leads_to_the_next_and_to_the_one_before(self, reader: Client, demo: None, view: str) -> None:
        content = read(reader, "digital-development", view=view).content.decode()
        numbers = [int(number) for number in re.findall(r'id="change-(\d+)"', content)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) > 5
        onward = re.findall(r'href="#change-(\d+)" rel="next"', content)
        back = re.findall(r'href="#change-(\d+)" rel="prev"', content)
        assert [int(number) for number in onward] == numbers[1:]
        assert [int(number) for number in back] == numbers[:-1]

    def test_without_a_change_there_is_nothing_to_step_to(self, reader: Client) -> None:
        response = through(reader, {}, {})
        assert "2 versions; marks show each against the one before it, but nothing changed." in page_words(response)
        assert "#change-1" not in response.content.decode()


class TestAddress:
    @pytest.mark.parametrize(("slug", "action"), [(IMPROVEMENT, "no-such-action"), ("no-such-plan", "sold-services")])
    def test_what_is_not_there_is_not_found(self, reader: Client, demo: None, slug: str, action: str) -> None:
        assert reader.get(reverse("action_changes", args=[slug, action])).status_code == 404

    def test_nobody_reads_it_without_signing_in(self, client: Client, demo: None) -> None:
        assert client.get(reverse("action_changes", args=[IMPROVEMENT, "sold-services"])).status_code == 302


class TestCost:
    """The same queries whatever the size of the plan and however many its versions, and at most 15."""

    def test_queries_do_not_grow_with_the_versions(self, reader: Client) -> None:
        costs = [self.queries(reader, self.plan_of(1, versions)) for versions in (2, 12)]
        assert costs[0] == costs[1] <= 15

    def test_queries_do_not_grow_with_the_actions(self, reader: Client) -> None:
        costs = [self.queries(reader, self.plan_of(count, 2)) for count in (30, 300)]
        assert costs[0] == costs[1] <= 15

    def plan_of(self, count: int, versions: int) -> Plan:
        plan = new_plan(f"plan-of-{count}-in-{versions}", self.rows(count, 1))
        for number in range(2, versions + 1):
            add_version(plan, self.rows(count, number), as_of=date(2020 + number, 6, 30))
        return plan

    def rows(self, count: int, number: int) -> list[Row]:
        step = DocumentMilestone(title="Buy it", timeframe=f"{number} May 2021")
        described = {"timeframe": f"{number} June 2021", "milestones": [step]}
        return [Row(**vars(row) | described | {"action_id": row.reference.replace(".", "-")}) for row in rows(count)]

    def queries(self, reader: Client, plan: Plan) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = read(reader, "1-1", plan.slug)
        assert "1 day later, no reason given" in page_words(response)
        return len(captured)
