"""Every page of reporting is accessible and fits a screen and a phone, with errors and without."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from actions.models import Assignment, Challenge, Draft, SignOff
from plans.models import Deputy, KeptPost, ReportingCycle, StatusLabel, User
from tests.browser.reporting import FORM, Reporting, press, start_reporting
from tests.pages import WIDTHS, open_signed_in, overflow
from tests.people import CLT, person_with_role, plan_owner
from tests.small_plan import SmallPlan

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("width", WIDTHS)]

ACTION = "/plans/small-plan/actions/open-a-home/"
LONG = "Aword" * 60 + " and " + "words " * 200


@pytest.fixture
def reporting(live_server: LiveServer, small_plan: SmallPlan) -> Reporting:
    """With something of every kind to show."""
    reporting = start_reporting(small_plan)
    StatusLabel.objects.filter(plan=small_plan.plan).update(meaning=LONG)
    small_plan.plan.asks_sign_off = True
    small_plan.plan.save()
    worded, director = small_plan.working.action_version, person_with_role("Director", CLT, small_plan.plan)
    asked = Challenge.objects.create(action_version=worded, asked_by=director, question=LONG)
    said = {
        "narrative": LONG,
        "issue": LONG,
        "mitigation": "A bid",
        "exempt_narrative": "The price",
        "confidence": "low",
    }
    update = small_plan.update(small_plan.working, author=reporting.bo, signed="Bo", forecast=date(2021, 6, 1), **said)
    update.milestone_reports.create(milestone=small_plan.milestone, forecast=date(2021, 6, 1), reason="No seller")
    update.measure_evidence.create(position=1, success_measure="Four places", evidence="Seen")
    update.challenge_answers.create(challenge=asked, answer="The council")
    update.attachments.create(name=f"{'x' * 80}.txt", content_type="text/plain", size=1, sha256="0" * 64, contents=b"a")
    SignOff.objects.create(update=update, by=director, decision="returned", comment="How many places?")
    Challenge.objects.create(action_version=worded, asked_by=director, question="Who pays?")
    Deputy.objects.create(officer=small_plan.officer, user=director, starts=date(2020, 1, 1))
    red = StatusLabel.objects.get(words="At risk", plan=small_plan.plan)
    Draft.objects.create(
        person=reporting.ada,
        action=small_plan.action,
        answers={"narrative": "Half a sen", "status": str(red.pk)},
        earlier=[{"saved_at": "2021-01-31T10:42:00+00:00", "answers": {"narrative": LONG}}],
    )
    return reporting


@pytest.fixture
def look(
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    live_server: LiveServer,
    width: int,
) -> Callable[..., Page]:
    """Open a page as somebody, after pressing a button if one is named, and judge it."""

    def look_at(account: User, address: str, button: str = "") -> Page:
        page = open_signed_in(open_page(width=width), account, live_server, address)
        if button:
            press(page, button)
            page.wait_for_load_state()
        assert page.locator("h1").count() == 1
        assert_accessible(page)
        assert overflow(page) <= 0
        return page

    return look_at


@pytest.mark.parametrize(
    ("address", "button"),
    [
        ("/my-actions/", ""),
        (FORM, ""),
        (FORM, "Check your answers"),
        (f"{FORM}discard/", ""),
        ("/my-actions/report/", ""),
        ("/my-actions/report/", "Submit all that are written"),
        (ACTION, ""),
        ("/officers/ada/deputies/", ""),
        ("/officers/ada/deputies/", "Name the deputy"),
    ],
)
def test_the_officers_pages(reporting: Reporting, look: Callable[..., Page], address: str, button: str) -> None:
    look(reporting.ada, address, button)


@pytest.mark.parametrize("address", ["/my-actions/", f"{ACTION}draft/"])
def test_a_draft_that_can_no_longer_be_submitted(
    reporting: Reporting, look: Callable[..., Page], small_plan: SmallPlan, address: str
) -> None:
    small_plan.working.action_version.assignments.filter(officer=small_plan.officer).delete()
    look(reporting.ada, address)


def test_checking_the_answers_and_the_receipt(reporting: Reporting, look: Callable[..., Page]) -> None:
    Draft.objects.all().delete()
    page = look(reporting.ada, FORM)
    page.get_by_label("What has happened since?").fill(LONG)
    page.get_by_label("On target").check()
    page.get_by_label("Who pays?").fill("The council")
    press(page, "Check your answers")
    page.wait_for_url("**/check/")
    press(page, "Submit the report")
    page.wait_for_url("**/reports/*/")
    look(reporting.ada, page.url)


def test_signing_off(reporting: Reporting, look: Callable[..., Page]) -> None:
    chief = reporting.bo
    Assignment.objects.filter(officer__user=chief).update(role="accountable")
    waiting = reporting.plan.update(reporting.plan.working, author=reporting.ada, signed="Ada", narrative=LONG)
    address = f"{ACTION}reports/{waiting.pk}/sign-off/"
    look(chief, "/my-actions/")
    look(chief, address)
    look(chief, address, "Sign off")


@pytest.mark.parametrize("button", ["", "Set the deadlines"])
def test_the_plans_deadlines(reporting: Reporting, look: Callable[..., Page], button: str) -> None:
    ReportingCycle.objects.update(frequency="dates")
    look(plan_owner("Owner", reporting.plan.plan), "/plans/small-plan/deadlines/", button)


def test_the_words_that_were_kept(reporting: Reporting, look: Callable[..., Page]) -> None:
    kept = KeptPost.objects.create(person=reporting.ada, path=FORM, fields=[["narrative", LONG]])
    look(reporting.ada, f"/kept/{kept.token}/")


def test_what_clt_sees_of_an_action(reporting: Reporting, look: Callable[..., Page]) -> None:
    look(User.objects.get(name="Director"), ACTION)
