from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from actions.models import ProgressUpdate
from actions.publishing import open_next, publish
from plans.models import PlanVersion
from plans.readers.document import DocumentMeasure, DocumentReading, Passage, Row
from tests.pages import links_in, open_signed_in, page_words, part, rows_of, table_rows, words
from tests.people import person
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT, STRATEGY = "children-and-families-improvement-plan", "sufficiency-and-commissioning-strategy"
PORTFOLIO = "improvement-and-change-portfolio"


def address(plan: str, number: int) -> str:
    return reverse("version", args=[plan, number])


def read(reader: Client, plan: str, number: int = 1) -> HttpResponse:
    response = reader.get(address(plan, number))
    assert response.status_code == 200
    return response


def headings(response: HttpResponse) -> list[str]:
    """The headings of the page's first table."""
    return table_rows(part(response, "<thead", "</thead>"))[0]


def row_of(response: HttpResponse, anchor: str) -> list[str]:
    """The words of the cells of the row with this anchor."""
    return table_rows("<tr " + part(response, f'id="{anchor}"', "</tr>") + "</tr>")[0]


def other_versions(response: HttpResponse) -> dict[str, str]:
    return links_in(part(response, '<nav aria-label="Versions">', "</nav>"))


def passage(number: int) -> Passage:
    return Passage(heading=f"Chapter {number}", text=f"What chapter {number} says.")


class TestColumns:
    def test_headings_stand_as_printed_in_printed_order(self, reader: Client, demo: None) -> None:
        assert headings(read(reader, IMPROVEMENT, 3)) == [
            "Reference",
            "Improvement Action",
            "CLT Accountable Officer",
            "Lead Officer",
            "What we hope to achieve",
            "Timeframe",
            "Success Measure",
            "Progress",
            "Status",
        ]

    def test_the_version_of_2019_prints_links_and_no_status(self, reader: Client, demo: None) -> None:
        response = read(reader, IMPROVEMENT, 1)
        assert headings(response)[-2:] == ["Progress", "Links to other plans and strategies"]
        assert "No status" not in page_words(response)
        assert row_of(response, "1.1")[-1] == "Departmental continuous improvement plan Workforce strategy"

    def test_the_strategy_prints_its_own_four_columns(self, reader: Client, demo: None) -> None:
        response = read(reader, STRATEGY)
        assert headings(response) == ["Desired Outcome", "Action(s)", "Who", "When?"]
        assert row_of(response, "action-west-view") == [
            "For the current West View to become a 4-bedded learning disability and autism specialist home",
            "Define staffing and property changes including training and skills Develop an implementation plan",
            "David Andrews Devon Allen",
            "By 2024",
        ]

    def test_a_column_of_the_plan_s_own_stands_in_its_place(self, reader: Client) -> None:
        contents = rows(1, other={"Risk owner": "The board"})
        new_plan("a-plan", contents, columns=["", "Risk owner", "Action"])
        assert rows_of(read(reader, "a-plan")) == [["1.1", "The board", "Action 1"]]

    def test_a_heading_printed_twice_does_not_print_its_field_twice(self, reader: Client) -> None:
        new_plan("a-plan", rows(1), columns=["", "Action", "Progress", "Update"])
        assert rows_of(read(reader, "a-plan")) == [["1.1", "Action 1", "Going on.", ""]]

    def test_a_version_that_never_was_a_document_shows_what_it_has(self, reader: Client) -> None:
        new_plan("a-plan", [Row(reference="1.1", action="Open a home", lead=["Ann Acton"])], columns=[])
        response = read(reader, "a-plan")
        assert headings(response) == ["Ref", "Action", "Lead"]


class TestCells:
    def test_names_stand_one_below_the_other(self, reader: Client, demo: None) -> None:
        assert "<p>Colin Pettigrew</p><p>Marje Toward</p>" in part(read(reader, IMPROVEMENT, 3), 'id="1.1"', "</tr>")

    def test_bullets_are_a_list(self, reader: Client, demo: None) -> None:
        row = part(read(reader, IMPROVEMENT, 3), 'id="1.1"', "</tr>")
        assert "<ul><li>Marketing and communications colleagues" in row

    def test_an_action_leads_to_its_own_page(self, reader: Client, demo: None) -> None:
        row = part(read(reader, IMPROVEMENT, 2), 'id="1.2"', "</tr>")
        assert links_in(row) == {
            "Quarterly reviews of non-essential spend": reverse("action", args=[IMPROVEMENT, "non-essential-spend"])
        }

    def test_a_status_has_its_colour_and_its_words_as_printed(self, reader: Client, demo: None) -> None:
        response = read(reader, IMPROVEMENT, 3)
        assert row_of(response, "1.6")[-1] == "Blue COMPLETE"
        assert row_of(response, "1.3")[-1] == "Blue Complete."

    def test_a_status_without_a_colour_says_so_beside_its_words(self, reader: Client) -> None:
        new_plan("a-plan", rows(1, status="Nearly there"))
        assert row_of(read(reader, "a-plan"), "1.1")[-1] == "No status Nearly there"

    def test_empty_cells_show_nothing(self, reader: Client, demo: None) -> None:
        assert row_of(read(reader, IMPROVEMENT, 3), "2.7")[-2:] == ["", "Grey Not yet commenced"]
        assert row_of(read(reader, IMPROVEMENT, 2), "2.8")[-1] == ""

    def test_a_new_action_is_marked_as_printed(self, reader: Client, demo: None) -> None:
        assert row_of(read(reader, IMPROVEMENT, 3), "2.7")[0] == "2.7 NEW ACTION"
        assert row_of(read(reader, IMPROVEMENT, 3), "2.6")[0] == "2.6"

    def test_typed_markup_is_shown_as_typed(self, reader: Client) -> None:
        new_plan("a-plan", rows(1, progress="<b>Going on</b>"))
        assert "&lt;b&gt;Going on&lt;/b&gt;" in read(reader, "a-plan").content.decode()


class TestAround:
    def test_a_published_version_says_when_it_stood_and_that_it_is_final(self, reader: Client, demo: None) -> None:
        page = page_words(read(reader, IMPROVEMENT, 2))
        assert "February 2020 Children and Families improvement plan" in page
        assert "As it stood on 29 February 2020. It is published, so nothing in it changes any more." in page

    def test_the_working_version_says_so_and_shows_the_latest_reports(self, reader: Client, demo: None) -> None:
        working = PlanVersion.objects.get(plan__slug=IMPROVEMENT, state="working")
        worded = working.action_versions.get(reference="2.3")
        ProgressUpdate.objects.create(
            action=worded.action, action_version=worded, as_at=date(2020, 11, 5), narrative="Half of the teams have it."
        )
        response = read(reader, IMPROVEMENT, working.number)
        assert "Not published yet" in page_words(response)
        assert row_of(response, "2.3")[-2] == "Half of the teams have it."
        assert row_of(read(reader, IMPROVEMENT, 3), "2.3")[-2].startswith("This work has been launched afresh")

    def test_it_stands_in_the_line_of_versions(self, reader: Client, demo: None) -> None:
        response = read(reader, IMPROVEMENT, 2)
        assert other_versions(response) == {
            "September 2019": address(IMPROVEMENT, 1),
            "September 2020": address(IMPROVEMENT, 3),
            "Working version": address(IMPROVEMENT, 4),
        }
        line = words(part(response, '<nav aria-label="Versions">', "</nav>"))
        assert line == "September 2019 February 2020 September 2020 Working version"
        assert links_in(part(response, "<h1"))["What changed since September 2019"] == (
            f"{reverse('changes', args=[IMPROVEMENT])}?from=1&amp;to=2"
        )

    def test_it_leads_to_the_board_and_to_the_last_published_version(self, reader: Client, demo: None) -> None:
        navigation = part(read(reader, IMPROVEMENT, 1), '<nav class="app-plan-nav"', "</nav>")
        assert links_in(navigation)["Board"] == reverse("plan", args=[IMPROVEMENT])
        assert links_in(navigation)["As printed"] == address(IMPROVEMENT, 3)

    def test_where_nothing_is_published_nothing_leads_there(self, reader: Client) -> None:
        open_next(new_plan("a-plan"), by=None)
        assert "As printed" not in page_words(read(reader, "a-plan"))

    def test_a_corrected_version_names_its_correction_and_leaves_the_line(self, reader: Client) -> None:
        plan = new_plan("a-plan", rows(1))
        add_version(plan, rows(1), as_of=date(2021, 6, 30))
        working = open_next(plan, by=None)
        working.corrects = plan.versions.get(number=1)
        working.save()
        publish(working, label="Put right", as_of=date(2021, 1, 31), by=None)
        wrong = read(reader, "a-plan", 1)
        assert "This version has been corrected. Version 3, Put right, stands in its place." in page_words(wrong)
        correction = page_words(read(reader, "a-plan", 3))
        assert "It corrects version 1, January 2021. See what the correction changed." in correction
        assert list(other_versions(wrong)) == ["Put right", "June 2021", "Working version"]
        assert list(other_versions(read(reader, "a-plan", 2))) == ["Put right", "Working version"]

    def test_sections_are_listed_with_how_many_actions_they_have(self, reader: Client, demo: None) -> None:
        contents = part(read(reader, IMPROVEMENT, 3), '<nav class="app-contents"', "</nav>")
        assert "2 Creating the conditions for good practice to flourish 7 actions" in words(contents)
        assert links_in(contents)["2 Creating the conditions for good practice to flourish"] == "#section-2"

    def test_measures_stand_as_printed_with_their_count(self, reader: Client, demo: None) -> None:
        table = table_rows(part(read(reader, STRATEGY), 'id="measures"', "</table>"))
        assert table[0] == ["Measure", "31 July 2022"]
        assert ["% of foster placements that are external", "57.7% (303)"] in table
        assert ["Number of exits from care due to Special Guardianship Order", "48"] in table

    def test_a_reading_of_a_later_day_is_not_in_an_earlier_version(self, reader: Client) -> None:
        readings = [
            DocumentReading(date=date(2021, 1, 31), value=12, as_printed="12%"),
            DocumentReading(date=date(2021, 6, 30), value=15, as_printed="15%"),
        ]
        measures = [
            DocumentMeasure(title="Homes inspected", unit="%", readings=read) for read in (readings[:1], readings)
        ]
        plan = new_plan("a-plan", rows(1), measures=measures[:1])
        add_version(plan, rows(1), as_of=date(2021, 6, 30), measures=measures[1:])
        assert ["Homes inspected", "12%"] in rows_of(read(reader, "a-plan", 1))
        assert ["Homes inspected", "12%", "15%"] in rows_of(read(reader, "a-plan", 2))

    def test_many_passages_are_folded_and_a_few_stand_open(self, reader: Client) -> None:
        new_plan("long", rows(1), narrative=[passage(number) for number in range(1, 6)])
        new_plan("short", rows(1), narrative=[passage(1)])
        long, short = read(reader, "long").content.decode(), read(reader, "short").content.decode()
        assert long.count('<details class="govuk-details app-passage"') == 5
        assert '<details class="govuk-details app-passage"' not in short
        assert "What chapter 5 says." in long
        assert "What chapter 1 says." in short

    def test_a_version_without_anything_says_what_will_show(self, reader: Client) -> None:
        plan = new_plan("a-plan")
        open_next(plan, by=None)
        assert "This version has no sections yet." in page_words(read(reader, "a-plan"))


class TestAddress:
    @pytest.mark.parametrize(("plan", "number"), [(IMPROVEMENT, 9), ("no-such-plan", 1)])
    def test_what_is_not_there_is_not_found(self, reader: Client, demo: None, plan: str, number: int) -> None:
        assert reader.get(address(plan, number)).status_code == 404

    def test_nobody_reads_it_without_signing_in(self, client: Client, demo: None) -> None:
        response = client.get(address(IMPROVEMENT, 1))
        assert response.status_code == 302
        assert response.url.startswith(reverse("login"))

    def test_rows_without_a_reference_are_found_by_their_action(self, reader: Client, demo: None) -> None:
        assert row_of(read(reader, PORTFOLIO), "action-social-impact-bond")[0].startswith("Social Impact Bond:")


class TestCost:
    @pytest.mark.parametrize("state", ["published", "working"])
    def test_queries_do_not_grow_with_the_version(self, reader: Client, state: str) -> None:
        costs = [self.queries(reader, self.plan_of(count, state)) for count in (30, 300)]
        assert costs[0] == costs[1] <= 15

    def plan_of(self, count: int, state: str) -> PlanVersion:
        plan = new_plan(f"plan-of-{count}", rows(count))
        return open_next(plan, by=None) if state == "working" else plan.versions.get()

    def queries(self, reader: Client, version: PlanVersion) -> int:
        with CaptureQueriesContext(connection) as captured:
            read(reader, version.plan.slug, version.number)
        return len(captured)


def test_on_a_phone_every_cell_is_named(open_page: Callable[..., Page], live_server: LiveServer, demo: None) -> None:
    page = open_signed_in(open_page(width=390), person("Colleague"), live_server, address(IMPROVEMENT, 3))
    cell = page.locator('tr[id="1.1"] td[data-label="What we hope to achieve"]')
    name = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert name == '"What we hope to achieve"'
    assert page.locator("thead").first.is_hidden()


def test_folded_passages_are_printed(open_page: Callable[..., Page], live_server: LiveServer, demo: None) -> None:
    page = open_signed_in(open_page(), person("Colleague"), live_server, address(STRATEGY, 1))
    text = page.get_by_text("Section 22G of the Children's Act 1989")
    assert not text.is_visible()
    page.emulate_media(media="print")
    assert text.bounding_box()["height"] > 0
