"""The list of plans: what it says of each, what narrows and sorts it, who sees it, what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.publishing import open_next, publish
from plans.models import Plan
from tests.pages import links_in, page_words, part, rows_of, table_rows
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

PLANS = reverse("plans")
EVERYBODY = [None, CLT, CLERK]


@pytest.fixture
def three_plans() -> None:
    """Of each kind one: published twice, once and never."""
    roads = new_plan("roads-plan", rows(2))
    add_version(roads, rows(2), as_of=date(2021, 6, 30))
    new_plan("homes-strategy", rows(2), as_of=date(2021, 9, 30))
    open_next(new_plan("savings"), by=None)
    Plan.objects.filter(slug="homes-strategy").update(kind=Plan.Kind.STRATEGY)
    Plan.objects.filter(slug="savings").update(kind=Plan.Kind.PORTFOLIO)


def listed(reader: Client, query: str = "") -> list[list[str]]:
    response = reader.get(PLANS + query)
    assert response.status_code == 200
    return rows_of(response)


def titles(reader: Client, query: str = "") -> list[str]:
    return [row[0] for row in listed(reader, query)]


def test_each_plan_stands_with_its_kind_and_what_is_published_of_it(three_plans: None, reader: Client) -> None:
    assert listed(reader) == [
        ["Homes strategy", "Strategy", "1", "30 September 2021"],
        ["Roads plan", "Improvement plan", "2", "30 June 2021"],
        ["Savings", "Change portfolio", "0", "Not yet"],
    ]


def test_a_plan_leads_to_its_board(three_plans: None, reader: Client) -> None:
    assert links_in(part(reader.get(PLANS), "<tbody"))["Roads plan"] == reverse("plan", args=["roads-plan"])


def test_a_corrected_version_and_its_correction_count_both(reader: Client) -> None:
    plan = new_plan("roads-plan", rows(1, progress="", status=""))
    working = open_next(plan, by=None)
    working.corrects = plan.versions.get(number=1)
    working.save()
    publish(working, label="Put right", as_of=date(2021, 1, 31), by=None)
    assert listed(reader) == [["Roads plan", "Improvement plan", "2", "31 January 2021"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?words=PLAN", ["Roads plan"]),
        ("?kind=strategy", ["Homes strategy"]),
        ("?words=s&kind=portfolio", ["Savings"]),
        ("?words=roads&kind=portfolio", []),
        ("?words=%25_", []),
    ],
)
def test_filters_narrow_the_list(three_plans: None, reader: Client, query: str, found: list[str]) -> None:
    assert titles(reader, query) == found


def test_the_count_says_of_how_many(three_plans: None, reader: Client) -> None:
    assert "3 plans" in page_words(reader.get(PLANS))
    assert "1 plan of 3" in page_words(reader.get(f"{PLANS}?kind=strategy"))


def test_nothing_found_says_what_to_do(three_plans: None, reader: Client) -> None:
    page = page_words(reader.get(f"{PLANS}?words=nowhere"))
    assert "0 plans of 3" in page
    assert "Nothing matches. Clear the filter, or ask for less." in page


def test_a_kind_there_is_not_is_an_error_beside_its_field_and_filters_nothing(
    three_plans: None, reader: Client
) -> None:
    response = reader.get(f"{PLANS}?kind=novel")
    assert page_words(response).count("No kind is “novel”: choose from the list.") == 2
    assert "<title>Error: Plans" in response.content.decode()
    assert len(rows_of(response)) == 3


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("title", "Homes Roads Savings"),
        ("-title", "Savings Roads Homes"),
        ("kind", "Savings Roads Homes"),
        ("-kind", "Homes Roads Savings"),
        ("-versions_published", "Roads Homes Savings"),
        ("last_published", "Roads Homes Savings"),
        ("nonsense", "Homes Roads Savings"),
        ("", "Homes Roads Savings"),
    ],
)
def test_each_column_sorts(three_plans: None, reader: Client, sort: str, order: str) -> None:
    assert " ".join(title.split()[0] for title in titles(reader, f"?sort={sort}")) == order


def test_headings_sort_and_keep_the_filter(three_plans: None, reader: Client) -> None:
    head = part(reader.get(f"{PLANS}?words=s&sort=title"), "<thead", "</thead>").replace("&amp;", "&")
    assert links_in(head)["Kind"] == "?words=s&sort=kind"
    assert links_in(head)["Plan ▲"] == "?words=s&sort=-title"


@pytest.mark.parametrize("page", ["99", "-1", "0", "x", "1&per_page=-5", "1&per_page=0"])
def test_a_page_there_is_not_is_one_there_is(three_plans: None, reader: Client, page: str) -> None:
    assert len(listed(reader, f"?page={page}")) == 3


def test_without_a_plan_it_says_where_they_come_from(reader: Client) -> None:
    page = page_words(reader.get(PLANS))
    assert "There is no plan yet. A plan owner starts one, or imports what was published." in page
    assert table_rows(part(reader.get(PLANS), "<main")) == []


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_signed_in_sees_every_plan(three_plans: None, client: Client, role: str | None) -> None:
    client.force_login(person_with_role("Somebody", role, None) if role else person("Somebody"))
    assert len(listed(client)) == 3


def test_without_signing_in_there_is_nothing_to_see(three_plans: None, client: Client) -> None:
    assert client.get(PLANS).url == f"{reverse('login')}?next={PLANS}"


@pytest.mark.parametrize("role", EVERYBODY)
def test_only_a_plan_owner_is_offered_to_start_one(client: Client, role: str | None) -> None:
    client.force_login(person_with_role("Somebody", role, None) if role else person("Somebody"))
    assert "Start a plan" not in page_words(client.get(PLANS))
    client.force_login(plan_owner("Owner"))
    assert links_in(part(client.get(PLANS), "<main"))["Start a plan"] == reverse("new_plan")


def queries(reader: Client, query: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert listed(reader, query)
    return len(captured)


@pytest.mark.parametrize("query", ["", "?words=plan&kind=improvement_plan&sort=-last_published"])
def test_costs_the_same_queries_at_30_and_at_300_actions(reader: Client, query: str) -> None:
    plan = new_plan("plan-a", rows(30))
    few = queries(reader, query)
    add_version(plan, rows(300), as_of=date(2021, 4, 30))
    assert few == queries(reader, query) <= 15


@pytest.mark.parametrize("query", ["", "?words=plan&kind=improvement_plan&sort=-last_published"])
def test_costs_the_same_queries_for_3_and_for_30_plans(reader: Client, query: str) -> None:
    for number in range(30):
        if number == 3:
            few = queries(reader, query)
        new_plan(f"plan-{number}", rows(1))
    assert few == queries(reader, query) <= 15
