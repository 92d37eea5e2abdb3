"""What each of the four roles comes to do, by keys alone: focus is always seen, under nothing, and never held."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from actions.publishing import open_next
from plans.models import PlanVersion
from tests.browser.looking import Keys
from tests.browser.reporting import FORM, WORDS, start_reporting
from tests.pages import open_signed_in
from tests.people import CLERK, CLT, person_with_role, plan_owner
from tests.plan_documents import new_plan, rows
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(page: Page, live_server: LiveServer) -> Iterator[Keys]:
    keys = Keys(page)
    yield keys
    assert not keys.wrong


def test_an_officer_reports_from_my_actions_to_the_receipt(
    keys: Keys, small_plan: SmallPlan, live_server: LiveServer
) -> None:
    reporting = start_reporting(small_plan)
    open_signed_in(keys.page, reporting.ada, live_server, "/my-actions/")
    keys.skip()
    keys.into("Open a home")
    keys.around()
    keys.skip()
    keys.to("What has happened since?")
    keys.type(WORDS)
    keys.to("Green: On target")
    keys.press("Space")
    keys.into("Check your answers")
    keys.skip()
    keys.into("Submit the report")
    expect(keys.page.get_by_role("heading", name="Report submitted")).to_be_visible()
    assert reporting.reports() == [WORDS]


def test_what_is_wrong_with_a_report_is_reached_from_its_summary(
    keys: Keys, small_plan: SmallPlan, live_server: LiveServer
) -> None:
    open_signed_in(keys.page, start_reporting(small_plan).ada, live_server, FORM)
    keys.skip()
    keys.to("Green: On target")
    keys.press("Space")
    keys.into("Check your answers")
    expect(keys.page.locator(".govuk-error-summary")).to_be_focused()
    keys.step()
    keys.press("Enter")
    expect(keys.page.get_by_label("What has happened since?")).to_be_focused()


def test_a_member_of_clt_goes_from_the_overview_to_a_challenge(
    keys: Keys, small_plan: SmallPlan, live_server: LiveServer
) -> None:
    director = person_with_role("Director", CLT, None)
    open_signed_in(keys.page, director, live_server, "/boards/overview/")
    keys.around()
    keys.skip()
    keys.into("small-plan")
    keys.skip()
    keys.into("Open a home")
    keys.around()
    keys.skip()
    keys.to("Ask a question")
    keys.type("Which home, and when?")
    keys.into("Ask")
    expect(keys.page.get_by_text("Which home, and when?")).to_be_visible()


def test_a_clerk_makes_a_pack_and_downloads_it(keys: Keys, small_plan: SmallPlan, live_server: LiveServer) -> None:
    clerk = person_with_role("Clerk", CLERK, small_plan.plan)
    open_signed_in(keys.page, clerk, live_server, "/plans/small-plan/")
    keys.into("Packs")
    keys.skip()
    keys.to("Make the pack")
    with keys.page.expect_download() as made:
        keys.press("Enter")
    assert made.value.suggested_filename.endswith(".xlsx")
    keys.page.reload()
    keys.around()


def test_a_plan_owner_publishes(keys: Keys, live_server: LiveServer) -> None:
    plan = new_plan("homes", rows(3))
    open_next(plan, by=None)
    open_signed_in(keys.page, plan_owner("Owner", plan), live_server, "/plans/homes/")
    keys.into("Publish")
    keys.around()
    keys.skip()
    keys.to("Year")
    keys.type("2022")
    keys.into("Go on to check")
    expect(keys.page.locator(".govuk-error-summary")).to_be_focused()
    for tick in keys.page.get_by_role("checkbox").all():
        keys.to(tick.evaluate("tick => tick.labels[0].textContent.trim()"))
        keys.press("Space")
    keys.into("Go on to check")
    keys.skip()
    keys.to(keys.page.locator("[name=confirmed]").inner_text())
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", name="is published")).to_be_visible()
    assert plan.versions.filter(state=PlanVersion.State.PUBLISHED).count() == 2


def test_the_notice_that_a_session_ends_covers_nothing_that_is_focused(
    keys: Keys, small_plan: SmallPlan, live_server: LiveServer
) -> None:
    page = keys.page
    page.clock.install()
    page.route("**/session/", lambda route: route.fulfill(json={"left": 200, "can_stay": True}))
    open_signed_in(page, start_reporting(small_plan).ada, live_server, FORM)
    page.set_viewport_size({"width": 390, "height": 640})
    page.clock.fast_forward(1000 * settings.SESSION_IDLE_SECONDS)
    expect(keys.page.get_by_role("button", name="Stay signed in")).to_be_visible()
    assert keys.around() > 10
