"""The board of what is said and denied by the facts."""

import json

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from plans.models import Plan
from reporting.boards.contradictions import Contradictions
from tests.pages import links_in, page_words
from tests.people import plan_owner

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
            name: f"It was due {day}" for name, day in GREEN_AND_OVERDUE.items()
        }
        assert by_name(found, "The same work, another date") == {
            name: (
                f"It is to be done by {here}",
                f"The same work is to be done by {there} in Improvement and Change Portfolio",
            )
            for name, (here, there) in OTHER_DATE.items()
        }
        assert by_name(found, "The same work, another status") == {
            name: (f"It is {here}", f"The same work is {there} in Improvement and Change Portfolio")
            for name, (here, there) in OTHER_STATUS.items()
        }
        assert len(found) == len(GREEN_AND_OVERDUE) + len(OTHER_DATE) + len(OTHER_STATUS)

    def test_one_plan_has_those_with_the_other_from_its_side(self, reader: Client) -> None:
        found = lines(reader, Plan.objects.get(slug=PORTFOLIO))
        assert len(found) == 7 + len(OTHER_DATE) + len(OTHER_STATUS)
        assert by_name(found, "The same work, another date")["Social Impact Bond"] == (
            "It is to be done by 30 September 2020",
            "The same work is to be done by 29 February 2020 in Children and Families improvement plan",
        )

    def test_of_every_plan_two_that_deny_each_other_are_one_wherever_they_are_looked_for(self, reader: Client) -> None:
        whole = lines(reader, kind="linked-date")
        for slug in (IMPROVEMENT, PORTFOLIO):
            asked = {"kind": "linked-date", "plan": slug}
            assert len(json.loads(reader.get(BOARD.download("json"), asked).content)["lines"]) == len(whole) == 3

    def test_as_it_was_in_february_2020(self, reader: Client) -> None:
        found = lines(reader, as_at="2020-03-31")
        overdue = by_name(found, "Green, and past its date")
        assert {name: told.removeprefix("It was due ") for name, (_, told) in overdue.items()} == (
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
