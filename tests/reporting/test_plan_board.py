from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from actions.models import ProgressUpdate
from plans.models import Plan
from tests.pages import links_in, page_words, part, rows_of, table_rows, words
from tests.people import person, plan_owner
from tests.plan_documents import LABELS, add_version, new_plan, rows

pytestmark = pytest.mark.django_db

IMPROVEMENT = "children-and-families-improvement-plan"


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    settings.DEMO = True


def board(reader: Client, slug: str = IMPROVEMENT, **query: str) -> list[list[str]]:
    """The rows of the list of actions: those that have all its seven columns."""
    response = reader.get(reverse("plan", args=[slug]), query)
    assert response.status_code == 200
    return [row for row in rows_of(response) if len(row) == 7]


def references(shown: list[list[str]]) -> list[str]:
    return [row[0] for row in shown]


def test_shows_every_section_with_its_colours_now_and_in_the_version_before(demo: None, reader: Client) -> None:
    sections = [row for row in rows_of(reader.get(reverse("plan", args=[IMPROVEMENT]))) if len(row) == 3]
    # Counted by hand from the papers of September and February 2020.
    assert "4 Blue, 5 Green, 3 Amber; was 1 Blue, 7 Green, 1 Amber, 1 No status" in sections[0][1]
    assert "1 Blue, 3 Green, 1 Amber, 2 Grey; was 1 Blue, 4 Green, 1 No status" in sections[1][1]
    assert "1 Green, 1 Amber, 3 Red, 3 Grey; was 5 Grey" in sections[2][1]
    together = "5 Blue, 9 Green, 5 Amber, 3 Red, 5 Grey; was 6 Blue, 13 Green, 1 Amber, 5 Grey, 2 No status"
    assert together in sections[3][1]
    assert [row[2] for row in sections] == ["12 was 10", "7 was 6", "8 was 5", "27 was 27"]


def test_says_which_version_and_which_day_it_shows(demo: None, reader: Client) -> None:
    said = page_words(reader.get(reverse("plan", args=[IMPROVEMENT])))
    assert "27 actions in 3 sections. Version 3, September 2020, published; version 4 is being worked on." in said
    assert "As at 30 September 2020" in said


def test_an_action_stands_with_officers_status_travel_date_and_last_report(demo: None, reader: Client) -> None:
    first = board(reader)[0]
    assert first[0] == "1.1"
    assert first[1] == "Increased number of internal fostering placements available was 2.1"
    assert first[2:4] == ["Colin Pettigrew and 3 others", "Steve Edwards and 6 others"]
    assert first[4] == "Amber Progress compromised by COVID 19. ▼ from Green"
    assert first[5] == "31 Jul 2020 61 days late"
    assert first[6] == "30 Sep 2020"


def test_a_date_that_moved_stands_beside_the_one_before(demo: None, reader: Client) -> None:
    sold_services = next(row for row in board(reader) if row[0] == "1.10")
    assert sold_services[5] == "1 Apr 2021 was 1 Apr 2020"


def test_references_sort_as_printed_and_not_as_letters(demo: None, reader: Client) -> None:
    assert references(board(reader))[8:12] == ["1.9", "1.10", "1.11", "1.12"]
    assert references(board(reader, sort="-reference"))[0] == "3.8"


@pytest.mark.parametrize("column", ["reference", "title", "accountable", "lead", "status", "due", "reported_on"])
def test_every_column_sorts_both_ways(demo: None, reader: Client, column: str) -> None:
    up, down = board(reader, sort=column), board(reader, sort=f"-{column}")
    assert sorted(references(up)) == sorted(references(down))
    assert len(up) == 27


def test_sorting_by_status_puts_red_first(demo: None, reader: Client) -> None:
    assert [row[4].split()[0] for row in board(reader, sort="status")][:4] == ["Red", "Red", "Red", "Amber"]


def test_a_column_that_does_not_exist_changes_nothing(demo: None, reader: Client) -> None:
    assert references(board(reader, sort="nonsense"))[0] == "1.1"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"colour": "red"}, ["3.1", "3.3", "3.4"]),
        ({"words": "schwartz"}, ["2.5"]),
        ({"words": "Nilan"}, ["2.3"]),
        ({"words": "top wighay"}, ["1.2"]),
        ({"officer": "rob-disney"}, ["1.8", "3.6"]),
        ({"colour": "amber", "officer": "lucy-peel"}, ["1.9"]),
        ({"section": "creating-the-conditions-for-good-practice", "colour": "green"}, ["2.4", "2.5", "2.6"]),
        ({"words": "no such words"}, []),
    ],
)
def test_filters_narrow_the_list(demo: None, reader: Client, query: dict[str, str], expected: list[str]) -> None:
    assert references(board(reader, **query)) == expected


def test_a_status_filters_by_the_plans_own_words(demo: None, reader: Client) -> None:
    at_risk = Plan.objects.get(slug=IMPROVEMENT).labels.get(words="At risk")
    assert references(board(reader, status=str(at_risk.pk))) == ["3.1", "3.3", "3.4"]


def test_filtering_leaves_the_sections_counts_whole(demo: None, reader: Client) -> None:
    said = page_words(reader.get(reverse("plan", args=[IMPROVEMENT]), {"colour": "red"}))
    assert "3 actions of 27" in said
    assert "5 Blue, 9 Green, 5 Amber, 3 Red, 5 Grey" in said


def test_no_status_can_be_asked_for(reader: Client) -> None:
    new_plan("without-status", rows(3, status=""))
    assert len(board(reader, "without-status", colour="none")) == 3
    assert board(reader, "without-status", colour="green") == []


def test_a_value_that_makes_no_sense_is_a_message_beside_its_field(demo: None, reader: Client) -> None:
    response = reader.get(reverse("plan", args=[IMPROVEMENT]), {"colour": "purple", "words": "fostering"})
    assert response.status_code == 200
    said = page_words(response)
    assert said.count("No colour is “purple”: choose from the list.") == 2  # in the summary and at the field
    assert "<title>Error: " in response.content.decode()
    assert references([row for row in rows_of(response) if len(row) == 7])  # the other filter holds


def test_an_unknown_plan_is_not_found(reader: Client) -> None:
    assert reader.get(reverse("plan", args=["no-such-plan"])).status_code == 404


def test_a_plan_of_no_versions_says_so(reader: Client) -> None:
    Plan.objects.create(slug="empty", title="Empty")
    assert "This plan has no actions yet." in page_words(reader.get(reverse("plan", args=["empty"])))


def test_a_plan_of_no_actions_says_so(reader: Client) -> None:
    add_version(new_plan("bare"), [], publish=False)
    assert "This plan has no actions yet." in page_words(reader.get(reverse("plan", args=["bare"])))


@pytest.mark.parametrize("slug", ["empty", "bare"])
def test_a_plan_of_no_actions_tells_its_owner_what_to_do(client: Client, slug: str) -> None:
    Plan.objects.create(slug="empty", title="Empty")
    add_version(new_plan("bare"), [], publish=False)
    client.force_login(plan_owner("Owner"))
    steps = part(client.get(reverse("plan", args=[slug])), "What to do next")
    plan = Plan.objects.get(slug=slug)
    assert "imported" in words(steps) or "Bring in the document" in words(steps)
    assert links_in(steps)["status labels"] == f"/admin/plans/statuslabel/?plan__id__exact={plan.pk}"
    assert client.get(links_in(steps)["status labels"]).status_code == 200
    assert links_in(steps)["Give people their roles"] == reverse("accounts")
    client.force_login(person("Stranger"))
    assert "What to do next" not in page_words(client.get(reverse("plan", args=[slug])))


@pytest.mark.parametrize(
    ("plan", "headings"),
    [
        ("improvement-and-change-portfolio", ["Action", "Status", "Due", "Last report"]),
        ("sufficiency-and-commissioning-strategy", ["Action", "Lead", "Status", "Due", "Last report"]),
    ],
)
def test_a_column_that_no_action_fills_is_left_out(demo: None, reader: Client, plan: str, headings: list[str]) -> None:
    listed = part(reader.get(reverse("plan", args=[plan])), 'id="list"')
    assert table_rows(listed)[0] == headings
    assert {len(row) for row in table_rows(listed)} == {len(headings)}


def test_a_question_without_an_answer_is_not_asked(demo: None, reader: Client) -> None:
    filters = words(
        part(reader.get(reverse("plan", args=["improvement-and-change-portfolio"])), 'role="search"', "</form>")
    )
    assert "Programme" in filters
    assert "Officer" not in filters
    assert "Section" not in filters


def test_after_the_published_date_the_working_version_is_shown(reader: Client, settings: Settings) -> None:
    settings.DEMO = False
    plan = new_plan("moving-on", rows(2))
    working = add_version(plan, rows(3, status="", progress=""), as_of=date(2021, 2, 1), publish=False)
    assert working.action_versions.count() == 3
    assert len(board(reader, "moving-on")) == 3


def test_a_new_report_changes_the_status_at_once(reader: Client, settings: Settings) -> None:
    settings.DEMO = False
    plan = new_plan("reporting", rows(1))
    action_version = plan.versions.get().action_versions.get()
    held_up = plan.labels.get(words=LABELS[1].words)
    ProgressUpdate.objects.create(
        action=action_version.action,
        action_version=action_version,
        as_at=date(2021, 3, 1),
        narrative="Stopped.",
        status=held_up,
        status_words="Held up",
    )
    assert board(reader, "reporting")[0][4].startswith("Red Held up")


def test_costs_the_same_queries_at_30_and_at_300_actions(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for size in (30, 300):
        plan = new_plan(f"plan-of-{size}", rows(size))
        add_version(plan, rows(size), as_of=date(2021, 4, 30))
        with django_assert_max_num_queries(15) as queries:
            assert len(board(reader, plan.slug, words="Action", colour="green")) == size
        counts.append(len(queries))
    assert counts[0] == counts[1]
