"""The start page: where every plan stands, and an officer's own actions; who sees what, and what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from actions.publishing import open_next
from plans.models import Officer, Plan, User
from plans.readers.document import Row
from tests.pages import links_in, page_words, part, rows_of, table_rows
from tests.people import CLERK, CLT, PLAN_OWNER, person, person_with_role
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

HOME = reverse("home")


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    """Each plan lives at the date of its last published version."""
    settings.DEMO = True


def officer(name: str) -> User:
    """The account of an officer whom the plans name."""
    account = person(name)
    found, _ = Officer.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")})
    found.user = account
    found.save()
    return account


def plan_rows(response: HttpResponse) -> list[list[str]]:
    return [row for row in rows_of(response) if len(row) == 4]


def own_rows(response: HttpResponse) -> list[list[str]]:
    return table_rows(part(response, "Your actions</h1>", "<h2"))


def row(reference: str, **fields: object) -> Row:
    return Row(**{"reference": reference, "action": f"Action {reference}", "status": "Under way"} | fields)


class TestEveryPlan:
    def test_stands_with_its_colours_what_is_late_and_what_is_published(self, reader: Client, demo: None) -> None:
        plan, portfolio, strategy = plan_rows(reader.get(HOME))
        assert plan[0] == "Children and Families improvement plan 27 actions"
        assert plan[1].endswith("5 Blue, 9 Green, 5 Amber, 3 Red, 5 Grey")
        assert plan[2:] == ["7 of 27", "September 2020 30 September 2020"]
        assert portfolio[0].endswith("25 actions")
        assert strategy[0].endswith("12 actions")

    def test_leads_to_its_board(self, reader: Client) -> None:
        new_plan("roads-plan", rows(1))
        assert links_in(part(reader.get(HOME), "<tbody"))["Roads plan"] == reverse("plan", args=["roads-plan"])

    def test_is_counted_as_it_is_being_worked_on(self, reader: Client) -> None:
        plan = new_plan("roads-plan", rows(2))
        add_version(plan, rows(5, status="", progress=""), publish=False)
        assert plan_rows(reader.get(HOME))[0][0] == "Roads plan 5 actions"

    def test_only_open_actions_past_their_date_are_late(self, reader: Client) -> None:
        contents = [
            row("1.1", timeframe="December 2020"),
            row("1.2", timeframe="December 2020", status="Done"),
            row("1.3", timeframe="March 2021"),
            row("1.4"),
        ]
        new_plan("roads-plan", contents)
        assert plan_rows(reader.get(HOME))[0][2] == "1 of 4"

    def test_has_nothing_late_where_nothing_is(self, reader: Client) -> None:
        new_plan("roads-plan", rows(2))
        assert plan_rows(reader.get(HOME))[0][2] == "none"

    def test_is_there_before_it_has_anything(self, reader: Client) -> None:
        Plan.objects.create(slug="roads-plan", title="Roads plan")
        open_next(new_plan("homes-plan"), by=None)
        assert plan_rows(reader.get(HOME)) == [
            ["Homes plan 0 actions", "No actions yet", "none", "Not yet"],
            ["Roads plan 0 actions", "No actions yet", "none", "Not yet"],
        ]

    def test_none_at_all_says_who_brings_one_in(self, reader: Client) -> None:
        page = page_words(reader.get(HOME))
        assert "There is no plan yet. A plan owner starts one, or imports what was published." in page


class TestOnesOwnActions:
    def test_stand_before_the_plans_from_all_of_them(self, client: Client) -> None:
        for slug in ("second-plan", "first-plan"):
            new_plan(slug, [row("1.1", lead=["Ann Acton"]), row("1.2", accountable=["Ann Acton"]), row("1.3")])
        client.force_login(officer("Ann Acton"))
        response = client.get(HOME)
        assert "You lead or account for 4 actions." in page_words(response)
        assert [cells[:4] for cells in own_rows(response)[1:]] == [
            ["First plan", "1.1", "Action 1.1", ""],
            ["First plan", "1.2", "Action 1.2", "Ann Acton"],
            ["Second plan", "1.1", "Action 1.1", ""],
            ["Second plan", "1.2", "Action 1.2", "Ann Acton"],
        ]

    def test_lead_to_their_pages_in_their_own_plan(self, client: Client) -> None:
        new_plan("roads-plan", [row("1.1", action="Mend the road", action_id="mend", lead=["Ann Acton"])])
        client.force_login(officer("Ann Acton"))
        own = part(client.get(HOME), "Your actions</h1>", "<h2")
        assert links_in(own)["Mend the road"] == reverse("action", args=["roads-plan", "mend"])

    def test_are_those_of_the_version_being_worked_on(self, client: Client) -> None:
        plan = new_plan("roads-plan", [row("1.1", lead=["Ann Acton"]), row("1.2", lead=["Ben Bold"])])
        add_version(plan, [row("1.1", lead=["Ben Bold"]), row("1.2", lead=["Ben Bold"])], publish=False)
        client.force_login(officer("Ann Acton"))
        assert "No action names you at present." in page_words(client.get(HOME))
        client.force_login(officer("Ben Bold"))
        assert [cells[0] for cells in own_rows(client.get(HOME))[1:]] == ["1.1", "1.2"]

    def test_leave_out_the_columns_that_none_of_them_fills(self, client: Client) -> None:
        new_plan("roads-plan", [row("", action="Mend the road", lead=["Ann Acton"])])
        client.force_login(officer("Ann Acton"))
        assert own_rows(client.get(HOME))[0] == ["Action", "Lead", "Status", "Due", "Last report"]

    @pytest.mark.parametrize(
        ("sort", "order"), [("-reference", "1.3 1.2 1.1"), ("status", "1.2 1.1 1.3"), ("due", "1.3 1.1 1.2")]
    )
    def test_sort_by_their_columns(self, client: Client, sort: str, order: str) -> None:
        contents = [
            row("1.1", lead=["Ann Acton"], timeframe="June 2021"),
            row("1.2", lead=["Ann Acton"], status="Held up"),
            row("1.3", lead=["Ann Acton"], status="Done", timeframe="March 2021"),
        ]
        new_plan("roads-plan", contents)
        client.force_login(officer("Ann Acton"))
        assert " ".join(cells[0] for cells in own_rows(client.get(f"{HOME}?sort={sort}"))[1:]) == order

    @pytest.mark.parametrize("role", [None, CLT, CLERK, PLAN_OWNER])
    def test_are_nobodys_who_is_no_officer(self, client: Client, demo: None, role: str | None) -> None:
        client.force_login(person_with_role("Somebody", role, None) if role else person("Somebody"))
        page = page_words(client.get(HOME))
        assert "3 plans, each as it stands today." in page
        assert "Your actions" not in page


def test_without_signing_in_there_is_nothing_to_see(client: Client, demo: None) -> None:
    assert client.get(HOME).url == f"{reverse('login')}?next={HOME}"


def queries(reader: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert own_rows(reader.get(HOME))
    return len(captured)


def test_costs_the_same_queries_at_30_and_at_300_actions(client: Client) -> None:
    plan = new_plan("roads-plan", rows(30))
    client.force_login(officer("Lead 1"))
    few = queries(client)
    add_version(plan, rows(300), as_of=date(2021, 4, 30))
    open_next(plan, by=None)
    assert few == queries(client) <= 15


def test_costs_the_same_queries_for_3_and_for_30_plans(client: Client) -> None:
    account = officer("Lead 1")
    client.force_login(account)
    for number in range(30):
        if number == 3:
            few = queries(client)
        new_plan(f"plan-{number}", rows(1))
    assert few == queries(client) <= 15
