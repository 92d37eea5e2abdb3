"""An officer reports progress in a real browser, and nothing that is typed is lost."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from actions.models import Draft, ProgressUpdate
from plans.models import Colour, Session, StatusLabel
from tests.browser.reporting import FORM, WORDS, Reporting, press, sign_in, start_reporting, write
from tests.pages import open_signed_in
from tests.small_plan import SmallPlan

pytestmark = pytest.mark.django_db

with_and_without_javascript = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])


@pytest.fixture
def reporting(live_server: LiveServer, small_plan: SmallPlan) -> Reporting:
    return start_reporting(small_plan)


@pytest.fixture
def form(page: Page, live_server: LiveServer, reporting: Reporting) -> Page:
    """Ada's form, open in her browser."""
    return open_signed_in(page, reporting.ada, live_server, FORM)


def expect_saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"Draft saved \d\d:\d\d"))


def test_from_the_mails_link_to_the_receipt_in_five_requests(
    page: Page, live_server: LiveServer, reporting: Reporting, settings: Settings
) -> None:
    settings.SITE_URL = live_server.url
    call_command("send_reminders")
    message = next(message for message in mail.outbox if message.to == [reporting.ada.email])
    (link,) = re.findall(r"http\S+/report/", message.body)
    open_signed_in(page, reporting.ada, live_server, "/")
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url) if request.is_navigation_request() else None)

    page.goto(link)
    expect(page.locator("#last-report")).to_contain_text("Still looking.")
    write(page)
    press(page, "Check your answers")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    press(page, "Submit the report")

    expect(page.get_by_role("heading", name="Report submitted")).to_be_visible()
    assert len(asked_for) == 5
    assert reporting.reports() == [WORDS]
    page.get_by_role("link", name="the action’s page").click()
    expect(page.locator(".app-timeline")).to_contain_text(WORDS)


@with_and_without_javascript
def test_a_session_that_ends_in_mid_sentence_gives_the_words_back_after_signing_in(
    open_page: Callable[..., Page], live_server: LiveServer, reporting: Reporting, javascript: bool
) -> None:
    page = open_signed_in(open_page(java_script_enabled=javascript), reporting.ada, live_server, FORM)
    Session.objects.all().delete()
    write(page)
    if javascript:
        expect(page.locator("[data-saved]")).to_contain_text("Not saved: you may be signed out")
    press(page, "Check your answers")
    sign_in(page, reporting.ada)
    expect(page.get_by_role("heading", name="Your words are safe")).to_be_visible()
    expect(page.locator("blockquote")).to_have_text(WORDS)
    press(page, "Go on")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert Draft.objects.get().answers["narrative"] == WORDS


@with_and_without_javascript
def test_a_double_press_makes_one_report(
    open_page: Callable[..., Page], live_server: LiveServer, reporting: Reporting, javascript: bool
) -> None:
    page = open_signed_in(open_page(java_script_enabled=javascript), reporting.ada, live_server, FORM)
    write(page)
    press(page, "Check your answers")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("button", name="Submit the report").dblclick()
    expect(page.get_by_role("heading", name="Report submitted")).to_be_visible()
    press(other, "Submit the report")  # since a browser may take back the first of two presses in one window
    expect(other.get_by_role("heading", name="Report submitted")).to_be_visible()
    assert reporting.reports() == [WORDS]


def test_the_second_of_two_officers_sees_both_texts_before_deciding(
    form: Page, open_page: Callable[..., Page], live_server: LiveServer, reporting: Reporting
) -> None:
    write(form, "Ada’s words.")
    bos = open_signed_in(open_page(), reporting.bo, live_server, FORM)
    write(bos, "Bo’s words.")
    press(bos, "Check your answers")
    press(bos, "Submit the report")
    expect(bos.get_by_role("heading", name="Report submitted")).to_be_visible()

    press(form, "Check your answers")
    both = form.get_by_role("region", name="Bo has reported on this action since you began")
    expect(both).to_contain_text("Bo’s words.")
    expect(both).to_contain_text("Ada’s words.")
    assert reporting.reports() == ["Bo’s words."]

    press(form, "Check your answers")
    press(form, "Submit the report")
    expect(form.get_by_role("heading", name="Report submitted")).to_be_visible()
    assert reporting.reports() == ["Bo’s words.", "Ada’s words."]


def test_while_typing_one_is_told_that_a_colleague_has_reported(form: Page, reporting: Reporting) -> None:
    reporting.plan.update(reporting.plan.working, author=reporting.bo, signed="Bo")
    write(form)
    expect(form.locator("[data-saved]")).to_contain_text("Bo has reported on this action since you opened it.")


def test_red_without_an_issue_is_refused_with_an_error_summary(form: Page, reporting: Reporting) -> None:
    expect(form.get_by_label("What is the issue?")).to_be_hidden()
    write(form, status="At risk")
    expect(form.get_by_label("What is the issue?")).to_be_visible()
    form.get_by_label("What is being done about it?").fill("We look further.")
    press(form, "Check your answers")
    summary = form.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    assert form.title().startswith("Error: ")
    summary.get_by_role("link", name="Say what the issue is.").click()
    field = form.get_by_label("What is the issue?")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-describedby", re.compile("_error"))
    expect(form.get_by_label("What has happened since?")).to_have_value(WORDS)
    assert reporting.reports() == []


@with_and_without_javascript
def test_of_a_dozen_statuses_only_the_chosen_one_shows_its_meaning_until_all_are_asked_for(
    open_page: Callable[..., Page], live_server: LiveServer, reporting: Reporting, *, javascript: bool
) -> None:
    for number in range(1, 13):
        words = {"words": f"Stage {number:02}", "meaning": f"Phase {number:02} is under way."}
        StatusLabel.objects.create(plan=reporting.plan.plan, colour=Colour.GREEN, position=number, **words)
    page = open_signed_in(open_page(java_script_enabled=javascript), reporting.ada, live_server, FORM)
    page.get_by_label("Stage 03").check()
    expect(page.get_by_text("Phase 03 is under way.")).to_be_visible()
    expect(page.get_by_text("Phase 04 is under way.")).to_be_hidden()
    expect(page.get_by_label("Stage 04")).to_have_accessible_description("Phase 04 is under way.")
    page.get_by_text("What each status means").click()
    expect(page.get_by_text("Phase 04 is under way.")).to_be_visible()


def test_each_status_and_a_changed_date_ask_their_own_question(form: Page) -> None:
    form.get_by_label("Delayed").check()
    expect(form.get_by_label("What is the risk?")).to_be_visible()
    expect(form.get_by_label("What is the issue?")).to_be_hidden()
    form.get_by_label("Complete").check()
    expect(form.get_by_label("What is the risk?")).to_be_hidden()
    expect(form.get_by_label("Four places")).to_be_visible()
    form.get_by_label("Delayed").check()
    expect(form.get_by_label("Why has the date changed?")).to_be_hidden()
    form.locator("#id_forecast-day").fill("1")
    expect(form.get_by_label("Why has the date changed?")).to_be_visible()


def test_by_keyboard_only(page: Page, live_server: LiveServer, reporting: Reporting) -> None:
    open_signed_in(page, reporting.ada, live_server, FORM)
    tab_to(page, "What has happened since?")
    page.keyboard.type(WORDS)
    tab_to(page, "Green: On target")
    page.keyboard.press("Space")
    tab_to(page, "Check your answers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    tab_to(page, "Submit the report")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Report submitted")).to_be_visible()
    assert reporting.reports() == [WORDS]


def test_without_javascript(open_page: Callable[..., Page], live_server: LiveServer, reporting: Reporting) -> None:
    page = open_signed_in(open_page(java_script_enabled=False), reporting.ada, live_server, FORM)
    write(page, status="At risk")
    expect(page.get_by_text("If the status is Red")).to_be_visible()
    press(page, "Save for later")
    expect(page.get_by_text("Your draft is saved.")).to_be_visible()
    press(page, "Check your answers")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("What is the issue?").fill("No money.")
    page.get_by_label("What is being done about it?").fill("We look further.")
    press(page, "Check your answers")
    press(page, "Submit the report")
    expect(page.get_by_role("heading", name="Report submitted")).to_be_visible()
    update = ProgressUpdate.objects.latest("pk")
    assert (update.narrative, update.issue, update.mitigation) == (WORDS, "No money.", "We look further.")


def test_what_was_typed_is_there_after_a_closed_lid(form: Page) -> None:
    form.get_by_label("What has happened since?").press_sequentially("Half a sen")
    expect_saved(form)
    form.reload()
    expect(form.get_by_label("What has happened since?")).to_have_value("Half a sen")
    expect_saved(form)


def test_the_back_button_leads_to_the_words(form: Page) -> None:
    write(form)
    press(form, "Check your answers")
    expect(form.get_by_role("heading", name="Check your answers")).to_be_visible()
    form.go_back()
    expect(form.get_by_label("What has happened since?")).to_have_value(WORDS)
    expect(form.get_by_label("On target")).to_be_checked()


def test_the_words_of_two_tabs_are_both_there(form: Page, live_server: LiveServer) -> None:
    other = form.context.new_page()
    other.goto(FORM)
    other.get_by_label("What has happened since?").fill("In the second tab.")
    expect_saved(other)
    form.get_by_label("What has happened since?").fill("In the first tab.")
    expect_saved(form)
    form.reload()
    expect(form.get_by_label("What has happened since?")).to_have_value("In the first tab.")
    form.get_by_text("Saved", exact=False).filter(has_text=re.compile(r"^Saved \d")).click()
    expect(form.get_by_text("In the second tab.")).to_be_visible()


def test_enter_in_a_date_goes_on_and_removes_no_file(form: Page) -> None:
    write(form)
    form.locator("#id_files").set_input_files([{"name": "house.txt", "mimeType": "text/plain", "buffer": b"A house"}])
    press(form, "Attach")
    expect(form.get_by_text("house.txt")).to_be_visible()
    form.locator("#id_forecast-day").focus()
    form.keyboard.press("Enter")
    expect(form.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(form.get_by_text("house.txt")).to_be_visible()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name is focused."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if name == page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"):
            return
    pytest.fail(f"No key leads to “{name}”.")
