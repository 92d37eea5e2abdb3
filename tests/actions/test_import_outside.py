"""What stands outside a document's tables is seen before it is taken in, as it would be printed."""

import pytest
from django.http import HttpResponse
from django.test import Client

from plans.models import Plan
from tests.import_pages import Import
from tests.pages import part, words
from tests.people import plan_owner
from tests.plan_documents import new_plan

ROW = {"reference": "A1", "action": "Open two homes", "lead": ["Ada Byron"], "timeframe": "May 2021", "status": "Red"}
KEY = {"heading": "Key", "text": "R | Off track\n- Signed off by the board"}


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes")


@pytest.fixture
def importing(plan: Plan, client: Client) -> Import:
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


def outside(response: HttpResponse) -> str:
    return part(response, '<section class="app-outside"', "</section>")


def read(importing: Import, **fields: object) -> HttpResponse:
    importing.begin(ROW, **fields)
    return importing.get()


def test_the_introduction_and_the_other_text_stand_as_they_would_be_printed(importing: Import) -> None:
    page = outside(read(importing, introduction="As at May 2021.\nFor the board.", narrative=[KEY]))
    assert "<p>As at May 2021.</p><p>For the board.</p>" in page
    assert "<p>R | Off track</p><ul><li>Signed off by the board</li></ul>" in page
    assert "Key R | Off track" in words(page)
    assert "its introduction above the actions, other text below them" in words(page)


def test_what_is_printed_is_what_was_shown(importing: Import) -> None:
    read(importing, introduction="As at May 2021.", narrative=[KEY])
    importing.go_through("", "names/", "check/")
    page = words(importing.client.get("/plans/homes/versions/1/").content.decode())
    assert "As at May 2021." in page
    assert "Text outside the tables Key R | Off track Signed off by the board" in page


def test_where_there_is_none_it_says_so(importing: Import) -> None:
    assert "Nothing was read outside the tables" in words(outside(read(importing)))


@pytest.mark.parametrize(("text", "is_open"), [("Short.", True), ("Long words. " * 100, False)])
def test_what_is_short_stands_open(importing: Import, text: str, is_open: bool) -> None:
    page = outside(read(importing, introduction=text, narrative=[{"heading": "", "text": text}]))
    assert page.count('<details class="govuk-details" open>') == 2 * is_open
    assert page.count("<details") == 2
    assert text.strip() in page


def test_a_line_that_looks_like_a_row_is_told_above_and_marked(importing: Import) -> None:
    page = read(importing, narrative=[{"heading": "Theme B", "text": "A2 | Mend roofs | Head of Repairs"}])
    told = words(page.content.decode())
    assert "1 line may be a row that has slipped out of the tables. Look at it" in told
    marked = words(part(page, '<div class="app-doubt">', "</div>"))
    assert "1 line may be a row that has slipped out of the tables" in marked
    assert "“A2 | Mend roofs | Head of Repairs” under Theme B" in marked
    assert "No action comes of it." in marked


def test_other_text_is_not_marked(importing: Import) -> None:
    page = words(read(importing, introduction="As at May 2021.", narrative=[KEY]).content.decode())
    assert "looks like" not in page
    assert "slipped" not in page


def test_typed_markup_is_shown_as_typed(importing: Import) -> None:
    assert "&lt;b&gt;Now&lt;/b&gt;" in outside(read(importing, introduction="<b>Now</b>"))


def test_before_it_is_taken_in_it_is_counted_once_more(importing: Import) -> None:
    read(importing, introduction="As at May 2021.", narrative=[KEY, KEY])
    importing.go_through("", "names/")
    assert "Outside the tables An introduction and 2 passages. Look at them" in words(
        importing.get("check/").content.decode()
    )
