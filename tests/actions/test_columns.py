"""A plan owner chooses the columns of the working version, and no words are lost by it."""

from typing import Any

import pytest
from django.test import Client

from actions.as_printed import printed_table
from actions.column_form import key_of
from actions.publishing import open_next
from plans.models import Plan, PlanVersion, User
from reporting.exporting import export_version
from tests.pages import page_words
from tests.people import plan_owner

from .editing import edit, entry, homes_plan, publish_it, working

COLUMNS = "/plans/homes/versions/2/edit/columns/"


@pytest.fixture
def plan(db: None) -> Plan:
    return homes_plan()


@pytest.fixture
def page(client: Client, plan: Plan) -> Client:
    client.force_login(plan_owner("Owner", plan))
    return client


def sent(page: Client, **changed: str) -> dict[str, Any]:
    """What the form sends, as it was shown, but for what is changed."""
    shown = {bound.html_name: bound.value() for bound in page.get(COLUMNS).context["form"]}
    return {name: value for name, value in shown.items() if value not in (False, None)} | changed


def key(plan: Plan, field: str) -> str:
    """What the last column of a field goes by in the form."""
    return [key_of(column) for column in printed_table(working(plan)).columns if column.field == field][-1]


def headings(version: PlanVersion) -> list[tuple[str, str]]:
    return [(column.heading, column.field) for column in printed_table(version).columns]


def test_as_it_was_shown_changes_nothing(page: Client, plan: Plan) -> None:
    before = headings(working(plan))
    assert page.post(COLUMNS, sent(page)).status_code == 302
    assert headings(working(plan)) == before


def test_one_is_left_out_its_words_stay_and_come_back_with_it(page: Client, plan: Plan) -> None:
    leave = f"leave_{key(plan, 'timeframe')}"
    assert "Timeframe 2 of 3 actions have words in it" in page_words(page.get(COLUMNS))
    page.post(COLUMNS, sent(page, **{leave: "on"}))
    assert "timeframe" not in working(plan).column_fields
    assert "June 2021" not in page_words(page.get("/plans/homes/versions/2/"))
    assert entry(plan).timeframe == "June 2021"
    page.post(COLUMNS, sent(page, field_1="timeframe"))
    assert headings(working(plan))[-1] == ("Timeframe", "timeframe")
    assert "June 2021" in page_words(page.get("/plans/homes/versions/2/"))


def test_one_of_the_plans_own_is_added_filled_renamed_and_published(page: Client, plan: Plan) -> None:
    page.post(COLUMNS, sent(page, field_1="own", new_1="Risk owner"))
    assert headings(working(plan))[-1] == ("Risk owner", "")
    assert "Risk owner</label>" in page.get("/plans/homes/versions/2/actions/open/edit/").content.decode()
    edit(plan, wanted={"other:Risk owner": "The board"})
    page.post(COLUMNS, sent(page, **{f"heading_{key(plan, '')}": "Who bears the risk"}))
    assert entry(plan).other == {"Who bears the risk": "The board"}
    assert "The board" in page_words(page.get("/plans/homes/versions/2/"))
    version = publish_it(plan)
    assert export_version(version).rows()[0].other == {"Who bears the risk": "The board"}
    assert headings(working(plan)) == headings(version)


@pytest.mark.parametrize(("field", "to", "comes_to"), [("action", "4", 4), ("timeframe", "1", 1)])
def test_one_goes_to_another_place(page: Client, plan: Plan, field: str, to: str, comes_to: int) -> None:
    page.post(COLUMNS, sent(page, **{f"place_{key(plan, field)}": to}))
    assert working(plan).column_fields.index(field) + 1 == comes_to


def test_a_heading_that_says_another_field_still_prints_its_own(page: Client, plan: Plan) -> None:
    page.post(COLUMNS, sent(page, **{f"heading_{key(plan, 'timeframe')}": "Status of the date"}))
    assert ("Status of the date", "timeframe") in headings(working(plan))
    assert export_version(working(plan)).column_fields() == working(plan).column_fields


def test_a_published_version_keeps_its_columns(page: Client, plan: Plan) -> None:
    published = plan.versions.published().get()
    before = headings(published)
    page.post(COLUMNS, sent(page, field_1="own", new_1="Risk"))
    assert headings(PlanVersion.objects.get(pk=published.pk)) == before


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"leave": "on"}, "Keep the column of the actions themselves"),
        ({"field_1": "own"}, "Give the new column a heading."),
        ({"new_1": "Risk"}, "Choose what “Risk” prints."),
        ({"field_1": "own", "new_1": "timeframe"}, "Two columns are called “timeframe”"),
        ({"field_1": "saving", "field_2": "saving", "new_2": "Other"}, "Two columns print “saving”"),
        ({"field_1": "explode"}, "is “explode”: choose from the list"),
        ({"field_1": "own", "new_1": "A\nB"}, "on one line"),
        ({"field_1": "own", "new_1": "A\x00B"}, "unreadable character"),
        ({"field_1": "own", "new_1": "x" * 301}, "shorten it to 300"),
        ({"place": "0"}, "must be 1 or more"),
        ({"place": "x"}, "must be a number"),
    ],
)
def test_what_does_not_go_is_said_and_changes_nothing(
    page: Client, plan: Plan, changed: dict[str, str], told: str
) -> None:
    before = headings(working(plan))
    ours = {f"{name}_{key(plan, 'action')}" if name in {"leave", "place"} else name: changed[name] for name in changed}
    assert told in page_words(page.post(COLUMNS, sent(page) | ours))
    assert headings(working(plan)) == before


def test_the_second_of_two_owners_sees_the_first_ones_columns_and_decides(page: Client, plan: Plan) -> None:
    mine = sent(page, field_1="own", new_1="Mine")
    page.post(COLUMNS, sent(page, field_1="own", new_1="Theirs"))
    response = page.post(COLUMNS, mine)
    assert "changed this at" in page_words(response)
    assert "What stands there now Columns" in page_words(response)
    assert headings(working(plan))[-1] == ("Theirs", "")
    page.post(COLUMNS, mine | {"seen": response.context["form"]["seen"].value()})
    assert headings(working(plan))[-2:] == [("Theirs", ""), ("Mine", "")]


def test_a_plan_that_was_never_brought_in_shows_what_it_prints(page: Client, plan: Plan) -> None:
    working(plan).delete()
    version = open_next(plan, by=None)
    PlanVersion.objects.filter(pk=version.pk).update(columns=[])
    address = f"/plans/homes/versions/{version.number}/edit/columns/"
    shown = [line.column.field for line, _ in page.get(address).context["form"].lines]
    assert shown[:3] == ["reference", "action", "accountable"]


def test_what_was_changed_is_told_with_who(page: Client, plan: Plan, client: Client) -> None:
    page.post(COLUMNS, sent(page, field_1="own", new_1="Risk"))
    assert "Owner Columns" in page_words(page.get(COLUMNS))
    assert User.objects.filter(name="Owner").exists()
