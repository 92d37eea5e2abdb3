"""My actions: what is due and by when, what is drafted, what was returned or asked, and what is done."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.models import ActionVersion, Assignment, Challenge, Draft, ProgressUpdate, SignOff
from actions.publishing import open_next
from plans.models import Deputy, Officer, Plan, ReportingCycle, StatusLabel, User
from tests.pages import links_in, page_words, part, table_rows
from tests.people import person
from tests.plan_documents import new_plan, rows

ADDRESS = "/my-actions/"
TODAY = timezone.localdate()

pytestmark = pytest.mark.django_db


def plan_of(size: int, slug: str = "roads-plan") -> Plan:
    """A plan being worked on, all of whose actions Ann leads."""
    plan = new_plan(slug, rows(size))
    open_next(plan, by=None)
    leads = Assignment.objects.filter(action_version__version__plan=plan, action_version__version__state="working")
    leads.filter(role="lead").update(officer=Officer.objects.get(name="Lead 1"))
    return plan


@pytest.fixture
def plan() -> Plan:
    return plan_of(3)


@pytest.fixture
def ann(plan: Plan, client: Client) -> User:
    account = person("Ann")
    Officer.objects.filter(name="Lead 1").update(user=account)
    client.force_login(account)
    return account


@pytest.fixture
def first(plan: Plan) -> ActionVersion:
    return plan.versions.working().get().action_versions.order_by("position")[0]


Report = Callable[..., ProgressUpdate]


@pytest.fixture
def report(first: ActionVersion, ann: User) -> Report:
    def report_on_it(**fields: Any) -> ProgressUpdate:
        fields = {"as_at": TODAY, "author": ann, "signed": "Ann"} | fields
        return ProgressUpdate.objects.create(action=first.action, action_version=first, **fields)

    return report_on_it


def deadlines(plan: Plan, *days: int) -> None:
    dates = [TODAY + timedelta(days=day) for day in days]
    ReportingCycle.objects.update_or_create(plan=plan, defaults={"frequency": "dates", "deadlines": dates})


def state_of(client: Client, action: str = "Action 1") -> str:
    """What the last cell of the action's row says."""
    found = [cells for cells in table_rows(part(client.get(ADDRESS), "<section")) if cells[1] == action]
    return found[0][-1]


def test_names_what_is_to_report_and_the_deadline(client: Client, ann: User, plan: Plan) -> None:
    deadlines(plan, 10)
    told = page_words(client.get(ADDRESS))
    due = TODAY + timedelta(days=10)
    assert "All 3 of your actions are still to report." in told
    assert f"Report by {due.day} {due:%B %Y} , in 10 days." in told.replace(f"{due:%Y},", f"{due:%Y} ,")
    assert state_of(client) == "To report"


def test_a_row_leads_to_its_form_and_a_settled_one_to_its_action(
    client: Client, ann: User, first: ActionVersion, report: Report
) -> None:
    address = f"/plans/roads-plan/actions/{first.action.slug}/"
    assert links_in(part(client.get(ADDRESS), "<section"))["Action 1"] == f"{address}report/"
    update = report()
    links = links_in(part(client.get(ADDRESS), "<section"))
    assert links["Action 1"] == address
    assert links["Reported"] == f"{address}reports/{update.pk}/"


def test_a_draft_says_when_it_was_saved(client: Client, ann: User, first: ActionVersion) -> None:
    Draft.objects.create(person=ann, action=first.action, answers={"narrative": "Half a sen"})
    assert state_of(client).startswith("Draft saved ")


def test_somebody_elses_draft_is_not_shown(client: Client, ann: User, first: ActionVersion) -> None:
    Draft.objects.create(person=person("Bo"), action=first.action, answers={"narrative": "Half a sen"})
    assert state_of(client) == "To report"


def test_a_report_of_this_cycle_is_the_end_of_it_whoever_made_it(
    client: Client, ann: User, plan: Plan, report: Report
) -> None:
    deadlines(plan, 10)
    report(author=person("Bo"), signed="Bo", as_at=TODAY - timedelta(days=4))
    assert state_of(client).startswith("Reported Bo, ")
    assert "2 of your 3 actions are still to report" in page_words(client.get(ADDRESS))


class TestLate:
    def test_a_cycle_that_ended_without_a_report_is_named(self, client: Client, ann: User, plan: Plan) -> None:
        deadlines(plan, -5, 30)
        ended = TODAY - timedelta(days=5)
        assert state_of(client) == f"To report was due by {ended.day} {ended:%b %Y}"
        assert "3 past their deadline" in page_words(client.get(ADDRESS))

    def test_a_late_report_is_that_of_the_cycle_that_ended(
        self, client: Client, ann: User, plan: Plan, report: Report
    ) -> None:
        deadlines(plan, -5, 30)
        report()
        assert state_of(client) == "To report"
        report()
        assert state_of(client).startswith("Reported")

    def test_after_the_last_of_a_plans_own_dates_it_stays_late(self, client: Client, ann: User, plan: Plan) -> None:
        deadlines(plan, -5)
        assert "was due by" in state_of(client)

    def test_a_deadline_before_the_version_was_opened_asked_nobody(self, client: Client, ann: User, plan: Plan) -> None:
        ReportingCycle.objects.create(plan=plan, frequency="dates", deadlines=[date(2020, 12, 1), date(2999, 1, 1)])
        assert state_of(client) == "To report"


class TestSignOff:
    @pytest.fixture(autouse=True)
    def _the_plan_asks_for_it(self, plan: Plan) -> None:
        plan.asks_sign_off = True
        plan.save()

    def test_a_report_waits_for_it(self, client: Client, report: Report) -> None:
        report()
        assert state_of(client).endswith("Waits for sign-off")

    def test_a_returned_report_is_to_be_made_again_with_the_comment_beside_it(
        self, client: Client, report: Report
    ) -> None:
        update = report()
        SignOff.objects.create(update=update, by=person("Grace"), decision="returned", comment="How many miles?")
        assert state_of(client) == "Returned Grace returned it: How many miles?"
        report()
        assert state_of(client).startswith("Reported")

    def test_what_waits_for_my_word_stands_first(self, client: Client, report: Report, first: ActionVersion) -> None:
        report()
        account = person("Grace")
        Officer.objects.filter(name="Director 1").update(user=account)
        client.force_login(account)
        told = page_words(client.get(ADDRESS))
        assert "For you to sign off 1.1 Action 1" in told


class TestQuestions:
    def test_one_that_waits_is_named(self, client: Client, ann: User, first: ActionVersion) -> None:
        Challenge.objects.create(action_version=first, asked_by=person("Director"), question="Who pays?")
        assert state_of(client) == "To report 1 question from CLT"

    def test_one_about_a_closed_action_opens_it_again(
        self, client: Client, plan: Plan, first: ActionVersion, report: Report
    ) -> None:
        done = StatusLabel.objects.get(plan=plan, words="Done")
        ProgressUpdate.objects.create(action=first.action, action_version=first, as_at=TODAY, status=done)
        assert state_of(client) == "Closed"
        Challenge.objects.create(action_version=first, asked_by=person("Director"), question="Who pays?")
        assert state_of(client) == "To report 1 question from CLT"


def test_a_deputy_has_the_officers_actions_under_the_officers_name(client: Client, ann: User, plan: Plan) -> None:
    deputy = person("Bo")
    Deputy.objects.create(officer=Officer.objects.get(name="Lead 1"), user=deputy, starts=TODAY)
    client.force_login(deputy)
    told = page_words(client.get(ADDRESS))
    assert "Roads plan for Lead 1" in told
    assert state_of(client) == "To report"


def test_of_a_plan_without_deadlines_every_report_counts(client: Client, ann: User, report: Report) -> None:
    assert "This plan has no deadline for reports at present." in page_words(client.get(ADDRESS))
    report(as_at=date(2021, 1, 31))
    assert state_of(client).startswith("Reported")


def test_going_on_leads_to_the_first_action_still_to_report(
    client: Client, ann: User, first: ActionVersion, report: Report
) -> None:
    assert client.get("/my-actions/next/")["Location"] == f"/plans/roads-plan/actions/{first.action.slug}/report/"
    report()
    assert client.get("/my-actions/next/")["Location"] == "/plans/roads-plan/actions/action-2/report/"
    client.force_login(person("Stranger"))
    assert client.get("/my-actions/next/")["Location"] == ADDRESS


def test_nobodys_officer_is_told_what_to_do(client: Client) -> None:
    client.force_login(person("Stranger"))
    assert "A plan owner can say on your account’s page which officer you are." in page_words(client.get(ADDRESS))


def test_costs_the_same_queries_at_3_and_at_30_actions(client: Client, ann: User) -> None:
    few = queries(client)
    plan_of(30, slug="further-plan")
    assert few == queries(client) <= 18


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(ADDRESS).status_code == 200
    return len(captured)
