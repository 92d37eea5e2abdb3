"""An officer writes, checks and submits a report; what they type is kept whatever happens in between."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from actions.models import Attachment, Challenge, Draft, ProgressUpdate
from plans.models import Colour, ReportingCycle, StatusLabel, User
from tests.pages import page_words
from tests.people import CLT, person, person_with_role
from tests.small_plan import SmallPlan

PDF = b"%PDF-1.7 of a house"


@pytest.fixture
def ada(ada: User, client: Client) -> User:
    """The action's lead officer, signed in."""
    client.force_login(ada)
    return ada


@pytest.fixture
def address(small_plan: SmallPlan) -> str:
    return f"/plans/{small_plan.plan.slug}/actions/{small_plan.action.slug}/report/"


@pytest.fixture
def answers(small_plan: SmallPlan) -> dict[str, Any]:
    return {"narrative": "A house is found.", "status": str(small_plan.label.pk)}


def submission_on(page: str) -> str:
    return re.findall(r'name="submission" value="([^"]+)"', page)[0]


def submit(client: Client, address: str, answers: dict[str, Any]) -> ProgressUpdate:
    """Write, check and submit; the update that comes of it."""
    checking = client.post(address, answers, follow=True)
    client.post(f"{address}check/", {"submission": submission_on(checking.content.decode())}, follow=True)
    return ProgressUpdate.objects.latest("pk")


def test_the_page_has_the_last_report_beside_the_empty_box_and_names_the_deadline(
    client: Client, ada: User, address: str, small_plan: SmallPlan
) -> None:
    ReportingCycle.objects.create(plan=small_plan.plan, frequency="dates", deadlines=[date(2999, 12, 11)])
    small_plan.update(small_plan.published, narrative="Still looking.", status=small_plan.label)
    told = page_words(client.get(address))
    assert "Due by 11 December 2999" in told
    assert "The last report, 30 September 2020" in told
    assert "Still looking." in told


def test_written_checked_and_submitted_it_is_on_the_receipt_and_the_draft_is_gone(
    client: Client, ada: User, address: str, answers: dict[str, Any]
) -> None:
    checking = client.post(address, answers, follow=True)
    assert "Check your answers" in page_words(checking)
    assert "A house is found." in page_words(checking)
    submission = submission_on(checking.content.decode())
    receipt = client.post(f"{address}check/", {"submission": submission}, follow=True)
    assert "Report submitted" in page_words(receipt)
    assert "A house is found." in page_words(receipt)
    assert not Draft.objects.exists()


def test_a_double_press_makes_one_update_and_leads_to_its_receipt(
    client: Client, ada: User, address: str, answers: dict[str, Any]
) -> None:
    submission = submission_on(client.post(address, answers, follow=True).content.decode())
    first, second = (client.post(f"{address}check/", {"submission": submission}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert ProgressUpdate.objects.count() == 1


def test_red_without_an_issue_is_refused_beside_its_field_and_what_was_typed_stays(
    client: Client, ada: User, address: str, small_plan: SmallPlan
) -> None:
    red = StatusLabel.objects.create(plan=small_plan.plan, words="At risk", colour=Colour.RED)
    page = client.post(address, {"narrative": "No house.", "status": str(red.pk)}, follow=True).content.decode()
    assert "<title>Error: Report progress" in page
    assert '<a href="#id_issue">Say what the issue is.</a>' in page
    assert "No house." in page
    assert Draft.objects.get(person=ada).answers == {"narrative": "No house.", "status": str(red.pk)}


def test_a_draft_comes_back_as_it_was_typed(client: Client, ada: User, address: str) -> None:
    typed = {"narrative": "Half a sen", "forecast-day": "31", "forecast-month": "feb", "forecast-year": "2021"}
    client.post(address, typed | {"save": "1"})
    page = client.get(address).content.decode()
    assert "Half a sen" in page
    assert 'value="feb"' in page


def test_saving_while_typing_gives_the_drafts_new_number(client: Client, ada: User, address: str) -> None:
    first = client.post(f"{address}save/", {"narrative": "A", "revision": ""}).json()
    second = client.post(f"{address}save/", {"narrative": "A house", "revision": str(first["revision"])}).json()
    assert second["revision"] == first["revision"] + 1
    assert Draft.objects.get().answers == {"narrative": "A house"}
    assert Draft.objects.get().earlier == []


def test_one_window_never_overtakes_itself(client: Client, ada: User, address: str) -> None:
    """As when the button is pressed before the answer to a save has arrived."""
    for words in ("A", "A hou", "A house"):
        client.post(f"{address}save/", {"narrative": words, "revision": "", "window": "one"})
    assert Draft.objects.get().answers == {"narrative": "A house"}
    assert Draft.objects.get().earlier == []


def test_words_of_two_windows_are_both_kept(client: Client, ada: User, address: str) -> None:
    client.post(f"{address}save/", {"narrative": "In the first window"})
    client.post(f"{address}save/", {"narrative": "In the second, opened before", "revision": ""})
    page = page_words(client.get(address))
    assert "In the second, opened before" in page
    assert "In the first window" in page


def test_the_second_of_two_officers_sees_the_firsts_report_before_deciding_and_keeps_their_words(
    client: Client, ada: User, address: str, answers: dict[str, Any], small_plan: SmallPlan
) -> None:
    submission = submission_on(client.post(address, answers, follow=True).content.decode())
    small_plan.update(small_plan.working, narrative="The other’s words.", author=person("Bo"), signed="Bo")
    told = page_words(client.post(f"{address}check/", {"submission": submission}, follow=True))
    assert "Bo has reported on this action since you began" in told
    assert "What Bo reported" in told
    assert "The other’s words." in told
    assert "What you have written" in told
    assert "A house is found." in told
    latest = ProgressUpdate.objects.get()
    assert submit(client, address, answers | {"seen": str(latest.pk)}).narrative == "A house is found."


def test_nothing_has_changed_is_one_press(client: Client, ada: User, address: str, small_plan: SmallPlan) -> None:
    last = small_plan.update(small_plan.published, status=small_plan.label, status_words="On target")
    press = {"press": str(uuid4()), "seen": str(last.pk)}
    for _ in range(2):
        told = page_words(client.post(f"{address}unchanged/", press, follow=True))
        assert "Nothing has changed since the report before" in told
    assert ProgressUpdate.objects.filter(is_unchanged=True).count() == 1


def test_a_question_from_clt_stands_in_the_form_and_must_be_answered(
    client: Client, ada: User, address: str, answers: dict[str, Any], small_plan: SmallPlan
) -> None:
    director = person_with_role("Director", CLT, small_plan.plan)
    asked = Challenge.objects.create(
        action_version=small_plan.working.action_version, asked_by=director, question="Who pays?"
    )
    assert "Answer the question: “Who pays?”." in page_words(client.post(address, answers, follow=True))
    update = submit(client, address, answers | {f"challenge_{asked.pk}": "The council"})
    assert update.challenge_answers.get().answer == "The council"


def test_a_correction_is_a_report_of_its_own_that_names_what_it_corrects(
    client: Client, ada: User, address: str, answers: dict[str, Any]
) -> None:
    mistaken = submit(client, address, answers | {"confidence": "low"})
    page = client.post(f"{address.replace('/report/', '/reports/')}{mistaken.pk}/correct/", follow=True)
    assert "You are correcting the report for" in page_words(page)
    assert "A house is found." in page_words(page)
    right = submit(client, address, answers | {"narrative": "Two houses.", "seen": str(mistaken.pk)})
    assert (right.corrects, right.as_at, right.narrative) == (mistaken, mistaken.as_at, "Two houses.")
    mistaken.refresh_from_db()
    assert mistaken.narrative == "A house is found."


def test_somebody_elses_report_is_not_corrected(client: Client, ada: User, address: str, small_plan: SmallPlan) -> None:
    theirs = small_plan.update(small_plan.working, author=person("Bo"))
    assert client.post(f"{address.replace('/report/', '/reports/')}{theirs.pk}/correct/").status_code == 404


def test_a_draft_is_discarded_after_asking_once_more(client: Client, ada: User, address: str) -> None:
    client.post(address, {"narrative": "Half a sen", "save": "1"})
    assert "Half a sen" in page_words(client.get(f"{address}discard/"))
    assert Draft.objects.exists()
    client.post(f"{address}discard/")
    assert not Draft.objects.exists()


class TestFiles:
    def test_a_file_waits_with_the_draft_and_goes_with_the_report(
        self, client: Client, ada: User, address: str, answers: dict[str, Any]
    ) -> None:
        page = client.post(address, {"files": SimpleUploadedFile("house.pdf", PDF), "attach": "1"}, follow=True)
        assert "house.pdf" in page_words(page)
        update = submit(client, address, answers)
        kept = update.attachments.get()
        download = client.get(f"/attachments/{kept.pk}/")
        assert download.content == PDF
        assert download["Content-Disposition"] == 'attachment; filename="house.pdf"'
        assert download["X-Content-Type-Options"] == "nosniff"

    def test_one_chosen_and_not_attached_goes_with_the_report_too(
        self, client: Client, ada: User, address: str, answers: dict[str, Any]
    ) -> None:
        update = submit(client, address, answers | {"files": SimpleUploadedFile("house.pdf", PDF)})
        assert [file.name for file in update.attachments.all()] == ["house.pdf"]

    @pytest.mark.parametrize(
        ("name", "contents", "told"),
        [
            ("house.exe", b"MZ", "of a kind that is not taken"),
            ("house.pdf", b"<html><script>", "is not what its name says"),
            ("house.pdf", b"", "is empty"),
            ("house.svg", b"<svg/>", "of a kind that is not taken"),
            ("house.txt", b"a" * (10 * 1024**2 + 1), "is larger than 10 MB"),
        ],
    )
    def test_one_that_is_not_taken_says_why_and_the_words_stay(
        self, client: Client, ada: User, address: str, name: str, contents: bytes, told: str
    ) -> None:
        sent = {"narrative": "A house.", "files": SimpleUploadedFile(name, contents)}
        page = page_words(client.post(address, sent, follow=True))
        assert told in page
        assert "A house." in page
        assert not Attachment.objects.exists()

    def test_nobody_without_a_login_has_it(
        self, client: Client, ada: User, address: str, answers: dict[str, Any]
    ) -> None:
        update = submit(client, address, answers | {"files": SimpleUploadedFile("house.pdf", PDF)})
        client.logout()
        assert client.get(f"/attachments/{update.attachments.get().pk}/").status_code == 302


class TestHostileInput:
    @pytest.mark.parametrize(
        "typed", ["x" * 100_000, "\x07\x1b[31m", "🏠" * 500, "\u202eesuoh A", "<script>alert(1)</script>"]
    )
    def test_odd_words_are_stored_as_typed(
        self, client: Client, ada: User, address: str, answers: dict[str, Any], typed: str
    ) -> None:
        assert submit(client, address, answers | {"narrative": typed}).narrative == typed

    @pytest.mark.parametrize(
        ("changed", "told"),
        [
            ({"narrative": "x" * 100_001}, "longer than 100,000 characters"),
            ({"forecast-day": "31", "forecast-month": "2", "forecast-year": "2021"}, "There is no such date."),
            ({"forecast-day": "31", "forecast-month": "", "forecast-year": "2021"}, "Enter a day, a month and a year"),
            ({"status": "999999"}, "Choose one of this plan’s own statuses."),
            ({"status": "one"}, "Choose one of this plan’s own statuses."),
            ({"confidence": "total"}, "Choose high, medium or low."),
        ],
    )
    def test_what_cannot_be_is_a_clear_sentence_and_changes_nothing(
        self, client: Client, ada: User, address: str, answers: dict[str, Any], changed: dict[str, str], told: str
    ) -> None:
        assert told in page_words(client.post(address, answers | changed, follow=True))
        assert not ProgressUpdate.objects.exists()

    def test_a_character_no_database_can_hold_shows_as_replaced(
        self, client: Client, ada: User, address: str, answers: dict[str, Any]
    ) -> None:
        assert submit(client, address, answers | {"narrative": "A\0B"}).narrative == "A\ufffdB"

    def test_a_status_of_another_plan_is_refused(
        self, client: Client, ada: User, address: str, answers: dict[str, Any]
    ) -> None:
        other = SmallPlan("another-plan").label
        assert "own statuses" in page_words(client.post(address, answers | {"status": str(other.pk)}, follow=True))

    @pytest.mark.parametrize("seen", ["-1", "x", "99999999999999999999", "٣"])
    def test_a_tampered_hidden_field_shows_the_last_report_again(
        self, client: Client, ada: User, address: str, answers: dict[str, Any], small_plan: SmallPlan, seen: str
    ) -> None:
        small_plan.update(small_plan.published, narrative="Read me first.")
        page = page_words(client.post(address, answers | {"seen": seen, "revision": seen}, follow=True))
        assert "has reported on this action since you began" in page
        assert "Read me first." in page
        assert ProgressUpdate.objects.count() == 1

    def test_somebody_elses_receipt_is_not_found(
        self, client: Client, ada: User, address: str, answers: dict[str, Any], cast: dict[str, User]
    ) -> None:
        update = submit(client, address, answers)
        client.force_login(cast["owner"])
        assert client.get(f"{address.replace('/report/', '/reports/')}{update.pk}/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_is_not_found(client: Client, ada: User, address: str, method: str) -> None:
    here = address.removesuffix("report/")
    for wrong in (
        f"{here}reports/999999/",
        f"{here}reports/999999/sign-off/",
        "/plans/no-plan/actions/open-a-home/report/",
        "/plans/small-plan/actions/no-action/report/",
        "/plans/no-plan/deadlines/",
        "/officers/nobody/deputies/",
        "/attachments/999999/",
        f"/kept/{uuid4()}/",
    ):
        assert getattr(client, method)(wrong).status_code == 404


def test_an_action_with_forty_updates_costs_no_more_queries_than_one_with_one(
    client: Client,
    ada: User,
    address: str,
    small_plan: SmallPlan,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    small_plan.update(small_plan.published)
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for _ in range(39):
        small_plan.update(small_plan.published)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def walk_to_the_receipt(client: Client, address: str, answers: dict[str, Any]) -> HttpResponse:
    """From the mail's link to the receipt, redirects counted: five requests."""
    client.get(address)
    checking = client.post(address, answers)
    checked = client.get(checking["Location"])
    submitted = client.post(checking["Location"], {"submission": submission_on(checked.content.decode())})
    return client.get(submitted["Location"])


def test_from_the_link_to_the_receipt_in_five_requests_and_sixty_queries(
    client: Client,
    ada: User,
    address: str,
    answers: dict[str, Any],
    small_plan: SmallPlan,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    last = small_plan.update(small_plan.published, narrative="Still looking.")
    with django_assert_max_num_queries(60):
        receipt = walk_to_the_receipt(client, address, answers | {"seen": str(last.pk)})
    assert "Report submitted" in page_words(receipt)
    assert ProgressUpdate.objects.count() == 2


def test_also_with_deadlines_milestones_evidence_a_question_and_a_file(
    client: Client,
    ada: User,
    address: str,
    small_plan: SmallPlan,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    ReportingCycle.objects.create(plan=small_plan.plan, frequency="quarterly", deadlines=[date(2020, 12, 11)])
    complete = StatusLabel.objects.create(plan=small_plan.plan, words="Complete", colour=Colour.BLUE, closes=True)
    worded, director = small_plan.working.action_version, person_with_role("Director", CLT, small_plan.plan)
    asked = Challenge.objects.create(action_version=worded, asked_by=director, question="Who pays?")
    last = small_plan.update(small_plan.working, author=ada, narrative="Still looking.", status=small_plan.label)
    last.milestone_reports.create(milestone=small_plan.milestone, forecast=date(2021, 3, 1), reason="No seller")
    answers = {
        "narrative": "The home is open.",
        "status": str(complete.pk),
        "evidence_1": "Four children moved in",
        f"milestone_{small_plan.milestone.pk}_done": "on",
        f"challenge_{asked.pk}": "The council",
        "files": SimpleUploadedFile("house.pdf", PDF),
        "seen": str(last.pk),
    }
    with django_assert_max_num_queries(60):
        receipt = walk_to_the_receipt(client, address, answers)
    told = page_words(receipt)
    for said in ("The home is open.", "Four children moved in", "Buy a house: done", "The council", "house.pdf"):
        assert said in told


@pytest.mark.parametrize(
    ("who", "what_to_do"),
    [
        ("owner", "You own the plan: name yourself among them on the plan’s “Edit” page to report on it too."),
        ("colleague", "The plan’s owner can name you among them."),
    ],
)
def test_who_is_no_officer_of_the_action_reads_who_reports_on_it(
    client: Client, cast: dict[str, User], address: str, who: str, what_to_do: str
) -> None:
    client.force_login(cast[who])
    refused = client.get(address)
    told = page_words(refused)
    assert refused.status_code == 403
    assert (
        f"Only the officers whom the plan names for this action, and their deputies, report on it. {what_to_do}" in told
    )
    assert "Your account has no role" not in told
