from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from actions.publishing import open_next
from plans.models import Officer
from plans.readers.document import DocumentOfficer, Row
from reporting.boards.caseloads import ByAccountable, ByLead
from tests.pages import links_in, page_words, part, rows_of, table_rows
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.plan_documents import add_version, new_plan, rows

pytestmark = pytest.mark.django_db

OFFICERS = "/officers/"
IMPROVEMENT, STRATEGY = "children-and-families-improvement-plan", "sufficiency-and-commissioning-strategy"


@pytest.fixture(autouse=True)
def _demo_mode(settings: Settings) -> None:
    """Each plan lives at the date of its last published version."""
    settings.DEMO = True


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(plan_owner("Owner"))
    return client


def read(reader: Client, address: str = OFFICERS) -> HttpResponse:
    response = reader.get(address)
    assert response.status_code == 200
    return response


def names(response: HttpResponse) -> list[str]:
    return [row[0] for row in rows_of(response)]


def line_of(response: HttpResponse, name: str) -> list[str]:
    return next(row[1:] for row in rows_of(response) if row[0] == name)


def row(reference: str, *, accountable: str = "", lead: str = "", **fields: str) -> Row:
    described = {"action": f"Action {reference}", "status": "Under way"} | fields
    return Row(
        reference=reference,
        accountable=[accountable] if accountable else [],
        lead=[lead] if lead else [],
        **described,
    )


class TestList:
    def test_every_officer_has_what_they_account_for_and_lead(self, reader: Client, demo: None) -> None:
        response = read(reader)
        assert len(rows_of(response)) == Officer.objects.count() == 35
        assert line_of(response, "Colin Pettigrew") == ["", "23 actions", "none"]
        assert line_of(response, "Laurence Jones") == ["", "none", "11 actions"]
        assert line_of(response, "Joe Foley") == ["", "none", "none"]

    def test_an_action_led_and_accounted_for_counts_in_both(self, reader: Client) -> None:
        new_plan("a-plan", [row("1.1", accountable="Ann Acton", lead="Ann Acton")])
        assert line_of(read(reader), "Ann Acton") == ["", "1 action", "1 action"]

    def test_leads_to_the_boards_that_tell_how_it_stands(self, reader: Client, demo: None) -> None:
        links = links_in(read(reader).content.decode())
        boards = [links[name] for name in ("by accountable", "by lead officer")]
        assert boards == [ByAccountable().address(), ByLead().address()]
        assert [links_in(reader.get(board).content.decode())["Officers"] for board in boards] == [OFFICERS, OFFICERS]

    def test_only_the_version_being_worked_on_counts(self, reader: Client) -> None:
        plan = new_plan("a-plan", [row("1.1", lead="Ann Acton")])
        add_version(plan, [row("1.1", lead="Ben Bold")], as_of=date(2021, 6, 30))
        add_version(plan, [row("1.1", lead="Cat Court")], publish=False)
        response = read(reader)
        assert [line_of(response, name)[2] for name in ("Ann Acton", "Ben Bold", "Cat Court")] == [
            "none",
            "none",
            "1 action",
        ]

    def test_a_post_without_a_person_is_said_to_be_one(self, reader: Client, demo: None) -> None:
        line = line_of(read(reader), "Service Director, Commissioning and Resources")
        assert line[:3] == ["A post; nobody is named", "none", "4 actions"]

    def test_a_person_in_a_post_has_both(self, reader: Client) -> None:
        described = DocumentOfficer(name="Ann Acton", post="Service Director")
        new_plan("a-plan", [row("1.1", lead="Service Director")], officers=[described])
        assert line_of(read(reader), "Ann Acton")[0] == "Service Director"

    def test_without_officers_it_says_where_they_come_from(self, reader: Client) -> None:
        assert "There are no officers yet. Importing a plan brings in those it names." in page_words(read(reader))


class TestSorting:
    @pytest.fixture(autouse=True)
    def _three_officers(self) -> None:
        described = [
            DocumentOfficer(name="Ann Acton", post="Zoo keeper"),
            DocumentOfficer(name="Cat Court", post="Baker"),
        ]
        contents = [
            row("1.1", accountable="Ann Acton", lead="Ben Bold", timeframe="December 2020"),
            row("1.2", accountable="Ann Acton", lead="Cat Court"),
            row("1.3", accountable="Cat Court", lead="Ben Bold", timeframe="December 2020"),
        ]
        new_plan("a-plan", contents, officers=described)

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("name", "Ann Ben Cat"),
            ("-name", "Cat Ben Ann"),
            ("post", "Cat Ann Ben"),
            ("-accountable", "Ann Cat Ben"),
            ("-lead", "Ben Cat Ann"),
        ],
    )
    def test_each_column_sorts(self, reader: Client, sort: str, order: str) -> None:
        sorted_names = names(read(reader, f"{OFFICERS}?sort={sort}"))
        assert " ".join(name.split()[0] for name in sorted_names if name.split()[0] in order.split()) == order

    def test_headings_lead_to_the_sorted_list_and_keep_the_filter(self, reader: Client) -> None:
        head = part(read(reader, f"{OFFICERS}?words=a&sort=name"), "<thead", "</thead>").replace("&amp;", "&")
        assert links_in(head)["Leads"] == "?words=a&sort=lead"


class TestFilter:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("words=STEVE", {"Nigel Stevenson", "Steve Edwards"}),
            ("words=placements", {"Group Manager, Commissioning and Placements"}),
            ("words=nobody of that name", set()),
        ],
    )
    def test_words_are_looked_for_in_names_and_posts(
        self, reader: Client, demo: None, query: str, found: set[str]
    ) -> None:
        assert set(names(read(reader, f"{OFFICERS}?{query}"))) == found

    def test_a_role_leaves_those_who_have_it_somewhere(self, reader: Client, demo: None) -> None:
        assert set(names(read(reader, f"{OFFICERS}?role=accountable"))) == {
            "Adrian Smith",
            "Anthony May",
            "Colin Pettigrew",
            "Marje Toward",
            "Nigel Stevenson",
        }

    def test_a_plan_leaves_those_it_names_and_counts_only_its_actions(self, reader: Client, demo: None) -> None:
        assert line_of(read(reader), "Devon Allen")[2] == "4 actions"
        response = read(reader, f"{OFFICERS}?plan={STRATEGY}")
        assert "Colin Pettigrew" not in names(response)
        assert line_of(response, "Devon Allen")[2] == "3 actions"
        assert "in the Sufficiency & Commissioning Strategy 2023-25 today" in page_words(response)

    def test_a_role_and_a_plan_must_meet_in_one_action(self, reader: Client) -> None:
        new_plan("first-plan", [row("1.1", accountable="Ann Acton", lead="Ben Bold")])
        new_plan("second-plan", [row("1.1", accountable="Ben Bold", lead="Ann Acton")])
        assert names(read(reader, f"{OFFICERS}?role=lead&plan=first-plan")) == ["Ben Bold"]

    def test_the_count_says_of_how_many(self, reader: Client, demo: None) -> None:
        assert "2 officers of 35" in page_words(read(reader, f"{OFFICERS}?words=steve"))

    def test_nothing_found_says_what_to_do(self, reader: Client, demo: None) -> None:
        page = page_words(read(reader, f"{OFFICERS}?words=nobody+of+that+name"))
        assert "Nothing matches. Clear the filter, or ask for less." in page

    def test_a_plan_that_names_nobody_says_so(self, reader: Client, demo: None) -> None:
        page = page_words(read(reader, f"{OFFICERS}?plan=improvement-and-change-portfolio"))
        assert "ask for less. Some plans name no officer at all." in page

    def test_what_cannot_be_chosen_is_an_error_and_filters_nothing(self, reader: Client, demo: None) -> None:
        response = read(reader, f"{OFFICERS}?plan=no-such-plan")
        assert "Error: Officers" in response.content.decode()
        assert "No plan is “no-such-plan”: choose from the list." in page_words(response)


class TestOfficer:
    def test_actions_stand_as_on_the_board_with_plan_and_role(self, reader: Client, demo: None) -> None:
        rows_shown = rows_of(read(reader, "/officers/laurence-jones/"))
        assert len(rows_shown) == 11
        assert rows_shown[-1] == [
            "Children and Families improvement plan",
            "3.8",
            "Produce a revised placement sufficiency strategy",
            "Lead",
            "Grey Not yet commenced",
            "31 Mar 2021",
            "30 Sep 2020",
        ]

    def test_an_action_leads_to_its_page(self, reader: Client, demo: None) -> None:
        html = part(read(reader, "/officers/laurence-jones/"), "<tbody", "</tbody>")
        assert links_in(html)["A review of the financial culture across the department"] == reverse(
            "action", args=[IMPROVEMENT, "financial-culture"]
        )

    def test_the_colours_are_counted_in_words_of_the_whole(self, reader: Client, demo: None) -> None:
        response = read(reader, "/officers/colin-pettigrew/")
        page = page_words(response)
        assert "23 actions in 1 plan, 5 of 23 past their date" in page
        assert "4 Blue, 8 Green, 4 Amber, 3 Red, 4 Grey of 23" in page
        assert response.content.decode().count('<rect class="app-bar__') == 5

    def test_both_roles_in_one_action_are_said(self, reader: Client) -> None:
        new_plan("a-plan", [row("1.1", accountable="Ann Acton", lead="Ann Acton")])
        assert [cells[3] for cells in rows_of(read(reader, "/officers/ann-acton/"))] == ["Accountable and lead"]

    def test_actions_of_several_plans_stand_together_sorted_by_plan(self, reader: Client) -> None:
        for slug in ("second-plan", "first-plan"):
            new_plan(slug, [row("1.1", lead="Ann Acton"), row("1.2", lead="Ann Acton")])
        shown = rows_of(read(reader, "/officers/ann-acton/"))
        assert [cells[:2] for cells in shown] == [
            ["First plan", "1.1"],
            ["First plan", "1.2"],
            ["Second plan", "1.1"],
            ["Second plan", "1.2"],
        ]

    @pytest.mark.parametrize(
        ("sort", "references"),
        [("status", "1.3 1.1 1.2"), ("due", "1.2 1.3 1.1"), ("-reference", "1.3 1.2 1.1"), ("title", "1.1 1.2 1.3")],
    )
    def test_each_column_sorts(self, reader: Client, sort: str, references: str) -> None:
        contents = [
            row("1.1", lead="Ann Acton"),
            row("1.2", lead="Ann Acton", timeframe="March 2021", status="Done"),
            row("1.3", lead="Ann Acton", timeframe="June 2021", status="Held up"),
        ]
        new_plan("a-plan", contents)
        shown = rows_of(read(reader, f"/officers/ann-acton/?sort={sort}"))
        assert " ".join(cells[1] for cells in shown) == references

    def test_somebody_who_left_has_no_actions_and_the_last_version_that_named_them(
        self, reader: Client, demo: None
    ) -> None:
        response = read(reader, "/officers/simon-lacey/")
        page = page_words(response)
        assert "No action names Simon Lacey in any plan as it stands today." in page
        assert "The last version that did is February 2020 of the Children and Families improvement plan." in page
        assert links_in(part(response, "<main"))["February 2020"] == reverse("version", args=[IMPROVEMENT, 2])

    def test_somebody_never_named_is_told_apart(self, reader: Client) -> None:
        Officer.objects.create(slug="new-starter", name="New Starter")
        page = page_words(read(reader, "/officers/new-starter/"))
        assert "No action names New Starter" in page
        assert "A plan’s owner names officers when wording its actions." in page

    def test_an_unknown_officer_is_not_found(self, reader: Client, demo: None) -> None:
        assert reader.get("/officers/nobody/").status_code == 404


class TestLogins:
    @pytest.fixture(autouse=True)
    def _one_login(self, demo: None) -> None:
        account = person("Laurence Jones")
        Officer.objects.filter(slug="laurence-jones").update(user=account)

    def test_those_who_manage_accounts_see_who_has_a_login(self, owner: Client) -> None:
        assert line_of(read(owner), "Laurence Jones")[-1] == "Yes"
        assert line_of(read(owner), "Lucy Peel")[-1] == "No"
        assert "Signs in as laurence.jones@council.example." in page_words(read(owner, "/officers/laurence-jones/"))
        assert "Has no login." in page_words(read(owner, "/officers/lucy-peel/"))

    @pytest.mark.parametrize("role", [CLT, CLERK])
    def test_nobody_else_does(self, client: Client, role: str) -> None:
        client.force_login(person_with_role("Colleague", role, None))
        assert "Login" not in table_rows(part(read(client), "<thead", "</thead>"))[0]
        for slug in ("laurence-jones", "lucy-peel"):
            page = page_words(read(client, f"/officers/{slug}/"))
            assert "login" not in page
            assert "@" not in page

    @pytest.mark.parametrize("address", [OFFICERS, "/officers/laurence-jones/"])
    def test_without_signing_in_there_is_nothing_to_see(self, client: Client, demo: None, address: str) -> None:
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("login"))


class TestCost:
    @pytest.mark.parametrize("address", [OFFICERS, f"{OFFICERS}?role=lead&plan=a-plan", "/officers/director-1/"])
    def test_queries_do_not_grow_with_the_actions(self, owner: Client, address: str) -> None:
        plan = new_plan("a-plan", rows(30))
        open_next(plan, by=None)
        few = self.queries(owner, address)
        new_plan("another-plan", rows(300))
        assert few == self.queries(owner, address) <= 15

    def queries(self, reader: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert rows_of(read(reader, address))
        return len(captured)


class TestHandingOver:
    def test_is_offered_to_a_plan_owner_and_to_nobody_else(self, client: Client, demo: None) -> None:
        address = reverse("officer", args=["laurence-jones"])
        for user, offered in ((plan_owner("Owner"), True), (person("Colleague"), False)):
            client.force_login(user)
            assert ("Hand over what Laurence Jones has" in page_words(client.get(address))) is offered
