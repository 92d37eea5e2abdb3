"""One page to report on all of one's actions: each row is kept and submitted by itself."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import ActionVersion, Assignment, Challenge, Draft, ProgressUpdate
from actions.publishing import open_next
from actions.several import rows_for
from plans.models import Officer, Plan, ReportingCycle, StatusLabel, User
from tests.pages import page_words
from tests.people import person
from tests.plan_documents import new_plan, rows
from tests.small_plan import SmallPlan

ADDRESS = "/my-actions/report/"


def plan_of(size: int, *, slug: str = "roads-plan", **fields: Any) -> Plan:
    """A plan being worked on, all of whose actions Ann leads."""
    plan = new_plan(slug, rows(size, **fields))
    open_next(plan, by=None)
    leads = Assignment.objects.filter(action_version__version__plan=plan, action_version__version__state="working")
    leads.filter(role="lead").update(officer=Officer.objects.get(name="Lead 1"))
    return plan


@pytest.fixture
def plan(db: None) -> Plan:
    return plan_of(3)


@pytest.fixture
def ann(plan: Plan, client: Client) -> User:
    """The lead of every action of the plan, signed in."""
    account = person("Ann")
    Officer.objects.filter(name="Lead 1").update(user=account)
    client.force_login(account)
    return account


def sent_by(response: HttpResponse) -> dict[str, str]:
    """What the page's form sends as it stands there, but for what Django's client does not need."""
    fields = re.findall(r"<input ([^>]+)>", response.content.decode())
    named = [(re.findall(r'name="(a\d+-[^"]+)"', field), re.findall(r'value="([^"]*)"', field)) for field in fields]
    return {name[0]: value[0] for name, value in named if name and value}


def keys(fields: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(name.partition("-")[0] for name in fields))


def status(plan: Plan, words: str = "Under way") -> str:
    return str(StatusLabel.objects.get(plan=plan, words=words).pk)


def report_on(entry: ActionVersion, **fields: Any) -> ProgressUpdate:
    return ProgressUpdate.objects.create(action=entry.action, action_version=entry, as_at=date(2021, 1, 31), **fields)


def reports() -> list[str]:
    return [update.narrative for update in ProgressUpdate.objects.filter(author__isnull=False).order_by("pk")]


@pytest.fixture
def page(client: Client, ann: User) -> dict[str, str]:
    return sent_by(client.get(ADDRESS))


class TestThePage:
    def test_has_every_action_still_to_report_with_its_last_report(self, client: Client, ann: User) -> None:
        told = page_words(client.get(ADDRESS))
        assert "3 actions still to report." in told
        for number in (1, 2, 3):
            assert f"1.{number} Action {number}" in told
        assert told.count("Going on.") == 3

    def test_names_the_deadline(self, client: Client, ann: User, plan: Plan) -> None:
        ReportingCycle.objects.create(plan=plan, frequency="dates", deadlines=[date(2999, 12, 11)])
        assert page_words(client.get(ADDRESS)).count("Due by 11 December 2999") == 3

    def test_asks_what_a_saved_status_asks_and_only_of_its_row(
        self, client: Client, page: dict[str, str], plan: Plan
    ) -> None:
        first = keys(page)[0]
        saved = client.post(ADDRESS, page | {f"{first}-status": status(plan, "Held up"), "do": "save"}, follow=True)
        shown = re.findall(r'<div class="app-ask" data-ask="red"( hidden)?>', saved.content.decode())
        assert shown == ["", " hidden", " hidden"]

    def test_leaves_out_what_is_reported_or_closed(self, client: Client, ann: User, plan: Plan) -> None:
        first, second, _ = plan.versions.working().get().action_versions.order_by("position")
        report_on(first, author=ann)
        report_on(second, status=StatusLabel.objects.get(plan=plan, words="Done"))
        told = page_words(client.get(ADDRESS))
        assert "1 action still to report." in told
        assert "1.3 Action 3" in told

    def test_with_nothing_left_says_so(self, client: Client, db: None) -> None:
        client.force_login(person("Stranger"))
        assert "Nothing is left to report." in page_words(client.get(ADDRESS))


class TestSaving:
    def test_keeps_each_row_that_was_written_in_and_no_other(
        self, client: Client, ann: User, page: dict[str, str]
    ) -> None:
        first, _, third = keys(page)
        client.post(ADDRESS, page | {f"{first}-narrative": "One", f"{third}-narrative": "Three", "do": "save"})
        assert {f"a{draft.action_id}": draft.answers["narrative"] for draft in Draft.objects.all()} == {
            first: "One",
            third: "Three",
        }

    def test_while_typing_uses_the_same_draft(
        self, client: Client, ann: User, page: dict[str, str], plan: Plan
    ) -> None:
        first = keys(page)[0]
        slug = plan.actions.get(pk=first[1:]).slug
        typed = {name.removeprefix(f"{first}-"): value for name, value in page.items() if name.startswith(f"{first}-")}
        address = f"/plans/{plan.slug}/actions/{slug}/report/save/"
        assert client.post(address, typed | {"narrative": "Half a sen"}).json() == {"revision": 1, "meanwhile": ""}
        again = client.get(ADDRESS)
        assert "Half a sen" in page_words(again)
        assert sent_by(again)[f"{first}-submission"] == page[f"{first}-submission"]

    def test_keeps_what_was_said_on_the_reports_own_page(self, client: Client, page: dict[str, str], ann: User) -> None:
        first = keys(page)[0]
        Draft.objects.create(
            person=ann, action_id=first[1:], revision=1, answers={"exempt_narrative": "The price", "confidence": "low"}
        )
        page = sent_by(client.get(ADDRESS))
        client.post(ADDRESS, page | {f"{first}-narrative": "One", "do": "save"})
        assert Draft.objects.get().answers == {"exempt_narrative": "The price", "confidence": "low", "narrative": "One"}

    def test_going_to_the_reports_own_page_keeps_every_row_first(
        self, client: Client, page: dict[str, str], plan: Plan
    ) -> None:
        first, second, _ = keys(page)
        typed = {f"{first}-narrative": "One", f"{second}-narrative": "Two", "do": f"open:{second}"}
        response = client.post(ADDRESS, page | typed)
        assert response["Location"] == f"/plans/{plan.slug}/actions/{plan.actions.get(pk=second[1:]).slug}/report/"
        assert Draft.objects.count() == 2


class TestSubmitting:
    def test_all_that_are_written_leaves_the_others(
        self, client: Client, page: dict[str, str], plan: Plan, ann: User
    ) -> None:
        first, second, _ = keys(page)
        typed = {f"{key}-narrative": f"Of {key}" for key in (first, second)}
        typed |= {f"{key}-status": status(plan) for key in (first, second)}
        told = page_words(client.post(ADDRESS, page | typed | {"do": "submit"}, follow=True))
        assert "2 reports submitted." in told
        assert "1 action still to report." in told
        assert reports() == [f"Of {first}", f"Of {second}"]
        assert not Draft.objects.exists()

    def test_one_by_one_keeps_the_others_words(
        self, client: Client, page: dict[str, str], plan: Plan, ann: User
    ) -> None:
        first, second, _ = keys(page)
        typed = {f"{first}-narrative": "One", f"{first}-status": status(plan), f"{second}-narrative": "Two"}
        client.post(ADDRESS, page | typed | {"do": f"submit:{first}"})
        assert reports() == ["One"]
        assert Draft.objects.get().answers["narrative"] == "Two"

    def test_a_row_with_a_question_left_open_stops_no_other_and_says_what_is_missing(
        self, client: Client, page: dict[str, str], plan: Plan
    ) -> None:
        first, second, _ = keys(page)
        typed = {f"{first}-narrative": "Stuck", f"{first}-status": status(plan, "Held up")}
        typed |= {f"{second}-narrative": "Fine", f"{second}-status": status(plan)}
        response = client.post(ADDRESS, page | typed | {"do": "submit"})
        html = response.content.decode()
        assert "<title>Error: Report on all your actions" in html
        assert f'<a href="#id_{first}-issue">1.1: Say what the issue is.</a>' in html
        assert "1 report submitted." in html
        assert "Stuck" in html
        assert reports() == ["Fine"]
        assert Draft.objects.get().answers["narrative"] == "Stuck"

    def test_nothing_written_says_so(self, client: Client, page: dict[str, str]) -> None:
        assert "Nothing is written yet." in page_words(client.post(ADDRESS, page | {"do": "submit"}, follow=True))
        assert not Draft.objects.exists()

    def test_a_double_press_makes_each_report_once(
        self, client: Client, page: dict[str, str], plan: Plan, ann: User
    ) -> None:
        first = keys(page)[0]
        pressed = page | {f"{first}-narrative": "One", f"{first}-status": status(plan), "do": "submit"}
        for _ in range(2):
            assert "1 report submitted." in page_words(client.post(ADDRESS, pressed, follow=True))
        assert reports() == ["One"]
        assert not Draft.objects.exists()

    def test_so_does_one_whose_second_press_had_read_the_draft_before_the_first_was_done(
        self, client: Client, page: dict[str, str], plan: Plan, ann: User
    ) -> None:
        first = keys(page)[0]
        saved = page | {f"{first}-narrative": "On", "do": "save"}
        pressed = sent_by(client.post(ADDRESS, saved, follow=True))
        pressed |= {f"{first}-narrative": "One", f"{first}-status": status(plan), "do": "submit"}
        (row,) = (row for row in rows_for(ann, pressed) if row.key == first)
        client.post(ADDRESS, pressed)
        row.keep(pressed)
        assert (row.submitted, row.is_to_submit) == (ProgressUpdate.objects.get(author=ann), False)
        assert not Draft.objects.exists()

    def test_words_typed_after_that_in_an_old_window_are_kept(
        self, client: Client, page: dict[str, str], plan: Plan, ann: User
    ) -> None:
        first = keys(page)[0]
        pressed = page | {f"{first}-narrative": "One", f"{first}-status": status(plan), "do": "submit"}
        client.post(ADDRESS, pressed)
        told = page_words(client.post(ADDRESS, pressed | {f"{first}-narrative": "One, and more"}))
        assert "You have reported on this action since you opened it." in told
        assert reports() == ["One"]
        assert Draft.objects.get().answers["narrative"] == "One, and more"

    def test_the_second_of_two_officers_sees_the_firsts_report_in_the_row(
        self, client: Client, page: dict[str, str], plan: Plan
    ) -> None:
        first = keys(page)[0]
        entry = plan.versions.working().get().action_versions.get(action=first[1:])
        theirs = ProgressUpdate.objects.create(
            action=entry.action,
            action_version=entry,
            as_at=date(2021, 1, 31),
            author=person("Bo"),
            signed="Bo",
            narrative="Bo’s",
        )
        typed = {f"{first}-narrative": "Ann’s", f"{first}-status": status(plan), "do": f"submit:{first}"}
        response = client.post(ADDRESS, page | typed)
        told = page_words(response)
        assert "Bo has reported on this action since you opened it." in told
        assert "Bo’s" in told
        assert "Ann’s" in told
        assert sent_by(response)[f"{first}-seen"] == str(theirs.pk)
        client.post(ADDRESS, page | typed | sent_by(response))
        assert reports() == ["Bo’s", "Ann’s"]

    def test_nothing_has_changed_is_one_press_in_its_row(self, client: Client, page: dict[str, str], ann: User) -> None:
        first = keys(page)[0]
        for _ in range(2):
            client.post(ADDRESS, page | {"do": f"unchanged:{first}"})
        assert [update.is_unchanged for update in ProgressUpdate.objects.filter(author=ann)] == [True]

    def test_a_question_from_clt_is_asked_in_its_row(self, client: Client, ann: User, plan: Plan) -> None:
        entry = plan.versions.working().get().action_versions.first()
        asked = Challenge.objects.create(action_version=entry, asked_by=person("Director"), question="Who pays?")
        page = sent_by(client.get(ADDRESS))
        key = f"a{entry.action_id}"
        typed = {f"{key}-narrative": "Going on", f"{key}-status": status(plan), "do": "submit"}
        assert "1.1: Answer the question: “Who pays?”." in page_words(client.post(ADDRESS, page | typed))
        page = sent_by(client.get(ADDRESS))
        client.post(ADDRESS, page | typed | {f"{key}-challenge_{asked.pk}": "The council"})
        assert asked.answer.answer == "The council"


class TestHostileRows:
    def test_an_action_of_somebody_else_is_neither_saved_nor_reported_on(
        self, client: Client, page: dict[str, str], small_plan: SmallPlan
    ) -> None:
        key = f"a{small_plan.action.pk}"
        theirs = {f"{key}-seen": "", f"{key}-narrative": "Mine now", f"{key}-status": str(small_plan.label.pk)}
        for pressed in ("submit", f"submit:{key}", f"unchanged:{key}", f"open:{key}", "save"):
            told = page_words(
                client.post(ADDRESS, page | theirs | {f"{key}-press": str(uuid4()), "do": pressed}, follow=True)
            )
            assert "You no longer report on some of these actions" in told
        assert reports() == []
        assert not Draft.objects.exists()

    @pytest.mark.parametrize(
        ("field", "sent"),
        [
            ("submission", "x"),
            ("seen", "99999999999999999999"),
            ("revision", "-1"),
            ("press", ""),
            ("window", "x" * 500),
        ],
    )
    def test_a_tampered_hidden_field_loses_no_words(
        self, client: Client, page: dict[str, str], plan: Plan, field: str, sent: str
    ) -> None:
        first = keys(page)[0]
        typed = {f"{first}-narrative": "One", f"{first}-status": status(plan), f"{first}-{field}": sent}
        for pressed in ("submit", f"unchanged:{first}"):
            assert client.post(ADDRESS, page | typed | {"do": pressed}, follow=True).status_code == 200
        said = [draft.answers["narrative"] for draft in Draft.objects.all()] + reports()
        assert "One" in said

    @pytest.mark.parametrize("typed", ["x" * 100_000, "\x07\x1b[31m", "\U0001f3e0" * 500, "\u202eesuoh A", "<script>"])
    def test_odd_words_are_stored_as_typed(self, client: Client, page: dict[str, str], plan: Plan, typed: str) -> None:
        first = keys(page)[0]
        sent = {f"{first}-narrative": typed, f"{first}-status": status(plan), "do": "submit"}
        client.post(ADDRESS, page | sent, follow=True)
        assert reports() == [typed]

    @pytest.mark.parametrize(
        ("changed", "told"),
        [
            ({"narrative": "x" * 100_001}, "longer than 100,000 characters"),
            ({"status": "999999"}, "Choose one of this plan’s own statuses."),
            ({"status": "another"}, "Choose one of this plan’s own statuses."),
            ({"forecast-day": "31", "forecast-month": "2", "forecast-year": "2021"}, "There is no such date."),
        ],
    )
    def test_what_cannot_be_is_said_in_its_row_and_stays_typed(
        self,
        client: Client,
        page: dict[str, str],
        plan: Plan,
        small_plan: SmallPlan,
        changed: dict[str, str],
        told: str,
    ) -> None:
        first = keys(page)[0]
        given = {"narrative": "One", "status": status(plan)} | changed
        given["status"] = str(small_plan.label.pk) if given["status"] == "another" else given["status"]
        sent = {f"{first}-{name}": value for name, value in given.items()}
        assert told in page_words(client.post(ADDRESS, page | sent | {"do": "submit"}, follow=True))
        assert reports() == []
        assert Draft.objects.get().answers["narrative"] == given["narrative"]

    def test_the_submission_of_somebody_elses_draft_is_not_taken(
        self, client: Client, page: dict[str, str], plan: Plan
    ) -> None:
        first, second, _ = keys(page)
        theirs = Draft.objects.create(person=person("Bo"), action_id=second[1:], answers={"narrative": "Bo’s"})
        typed = {f"{first}-narrative": "One", f"{first}-submission": str(theirs.submission), "do": "save"}
        client.post(ADDRESS, page | typed)
        assert Draft.objects.exclude(pk=theirs.pk).get().submission != theirs.submission


def test_costs_the_same_queries_at_3_and_at_30_actions(client: Client, ann: User) -> None:
    few = queries(client)
    plan_of(30, slug="further-plan")
    assert few == queries(client) <= 25


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(ADDRESS).status_code == 200
    return len(captured)
