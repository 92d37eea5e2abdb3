"""Bringing a document in, page by page: what a plan owner sees, may change, and gets in the end."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from typing import ClassVar
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from actions import import_page
from actions.import_answers import Answers
from actions.import_changing import change_answers
from actions.import_review import Review
from actions.models import ActionVersion, Assignment, ImportDraft, LineageEdge, ProgressUpdate, SourceFile
from actions.names_form import NamesForm
from actions.publishing import open_next
from plans.models import Officer, Plan, PlanVersion, StatusLabel, User
from plans.readers.document import Row
from plans.readers.guards import LARGEST
from tests.commands import row_counts
from tests.import_pages import Import, as_it_stands, document, sent
from tests.pages import page_words, words
from tests.people import CLERK, CLT, person, person_with_role, plan_owner
from tests.plan_documents import add_version, new_plan

HOMES = {
    "reference": "1.1",
    "action": "Open two homes",
    "lead": ["Ada Byron"],
    "timeframe": "by May 2021",
    "status": "Under way",
}
CARERS = {"reference": "1.2", "action": "Recruit forty foster carers", "lead": ["Ada Byron"], "status": "Under way"}

CAST: dict[str, Callable[[Plan], User]] = {
    "owner of another plan": lambda plan: plan_owner("Other", new_plan("roads")),
    "clerk": lambda plan: person_with_role("Clerk", CLERK, plan),
    "CLT member": lambda plan: person_with_role("Director", CLT, plan),
    "officer": lambda plan: _officer(),
    "stranger": lambda plan: person("Stranger"),
}
PAGES = ["", "rows/0/", "sections/0/", "columns/", "version/", "names/", "threads/", "check/", "discard/"]


def _officer() -> User:
    account = person("Lead")
    Officer.objects.filter(name="Ada Byron").update(user=account)
    return account


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes", [Row(**HOMES), Row(reference="1.3", action="Close the hostel")])  # type: ignore[arg-type]


@pytest.fixture
def importing(plan: Plan, client: Client) -> Import:
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


def published(plan: Plan) -> PlanVersion:
    version = plan.versions.last_published()
    assert version
    return version


class TestWho:
    @pytest.mark.parametrize("who", CAST)
    @pytest.mark.parametrize("page", PAGES)
    def test_nobody_but_its_owner_sees_a_draft_or_changes_it(
        self, plan: Plan, importing: Import, who: str, page: str
    ) -> None:
        importing.begin(HOMES)
        importing.client.force_login(CAST[who](plan))
        before = row_counts()
        assert importing.get(page).status_code == 403
        assert importing.client.post(importing.address(page)).status_code == 403
        assert importing.client.post(importing.address("read-again/")).status_code == 403
        assert row_counts() == before

    @pytest.mark.parametrize("who", CAST)
    def test_nobody_but_a_plan_owner_begins_one(self, plan: Plan, importing: Import, who: str) -> None:
        importing.client.force_login(CAST[who](plan))
        assert importing.client.get(importing.start).status_code == 403
        assert importing.upload(document(HOMES)).status_code == 403
        assert not ImportDraft.objects.exists()

    @pytest.mark.parametrize("page", [*PAGES, "read-again/"])
    def test_another_owner_of_the_plan_has_no_part_in_it(self, plan: Plan, importing: Import, page: str) -> None:
        importing.begin(HOMES)
        importing.client.force_login(plan_owner("Colleague", plan))
        assert importing.client.post(importing.address(page)).status_code == 404
        assert importing.draft.name == "homes.json"
        assert "homes.json" not in page_words(importing.client.get(importing.start))

    def test_a_draft_of_one_plan_is_not_found_in_another(self, importing: Import) -> None:
        draft = importing.begin(HOMES)
        other = new_plan("roads")
        plan_owner("Both", other).roles.create(plan=importing.plan, role="plan_owner")
        importing.client.force_login(User.objects.get(name="Both"))
        assert importing.client.get(f"/plans/roads/import/{draft.pk}/").status_code == 404

    def test_signing_in_comes_first(self, importing: Import) -> None:
        importing.client.logout()
        assert importing.client.get(importing.start).url.startswith("/sign-in/")  # type: ignore[attr-defined]


class TestUpload:
    def test_reads_the_file_and_changes_nothing_of_the_plan(self, importing: Import) -> None:
        before = row_counts()
        importing.begin(HOMES, CARERS)
        assert {table: count for table, count in row_counts().items() if count != before[table]} == {
            "actions_importdraft": 1
        }
        page = page_words(importing.get())
        assert "2 actions in 1 section, from homes.json" in page
        assert "Recruit forty foster carers" in page

    @pytest.mark.parametrize(
        ("answers", "told"),
        [
            ({"as_of-day": "", "as_of-month": "", "as_of-year": ""}, "Enter the date it stood at"),
            ({"as_of-month": "13"}, "There is no such date"),
            ({"label": "x" * 101}, "“Label” is 101 characters long: shorten it to 100."),
            ({"state": "burnt"}, "Choose whether it is published or the working version."),
        ],
    )
    def test_says_what_is_wrong(self, importing: Import, answers: dict[str, str], told: str) -> None:
        response = importing.upload(document(HOMES), **answers)
        assert told in page_words(response)
        assert "Choose the file once more: a browser does not keep it." in page_words(response)
        assert not ImportDraft.objects.exists()

    def test_a_working_version_needs_no_date(self, importing: Import) -> None:
        nothing = {"as_of-day": "", "as_of-month": "", "as_of-year": ""}
        assert importing.upload(document(HOMES), state="working", **nothing).status_code == 302

    def test_asks_for_a_file(self, importing: Import) -> None:
        assert "Choose a file" in page_words(importing.client.post(importing.start, {"state": "working"}))

    def test_an_empty_file_is_not_kept(self, importing: Import) -> None:
        assert "The file is empty. Choose another." in page_words(importing.upload(b""))
        assert not ImportDraft.objects.exists()

    def test_a_file_that_is_too_large_is_not_kept(self, importing: Import) -> None:
        response = importing.upload(b"x" * (LARGEST + 1))
        assert "The file is larger than 50 MB" in page_words(response)
        assert not ImportDraft.objects.exists()

    @pytest.mark.parametrize(
        ("name", "contents"),
        [
            ("homes.json", b"{"),
            ("homes.json", b"\xff\xd8\xff\xe0 a picture"),
            ("homes.exe", b"MZ"),
            ("homes.json", b""),
            ("homes.json", b'{"title": "x", "sections": [{"rows": [{"reference": "' + b"1" * 100_000 + b'"}]}]}'),
            ("homes.json", b'{"title": "\\u0000"}'),
            ("homes.json", b"[" * 100_000),
        ],
    )
    def test_what_cannot_be_read_is_told_in_one_sentence(self, importing: Import, name: str, contents: bytes) -> None:
        importing.upload(contents, name)
        if not ImportDraft.objects.exists():  # an empty file is none
            return
        response = importing.get()
        assert response.status_code == 200
        told = page_words(response)
        assert f"{name} was not read" in told
        assert told.count(". Nothing of the plan was changed.") == 1
        for step in PAGES[1:-1]:
            assert importing.get(step).status_code == 302
        assert importing.plan.versions.count() == 1

    def test_a_name_is_shown_without_what_cannot_be_printed(self, importing: Import) -> None:
        importing.upload(document(HOMES), "../ho\x07mes\n" + "é" * 300 + ".json")
        assert importing.draft.name.isprintable()
        assert len(importing.draft.name) <= 255
        assert "/" not in importing.draft.name

    def test_what_is_begun_can_be_gone_on_with_or_discarded(self, importing: Import) -> None:
        importing.begin(HOMES)
        assert "homes.json" in page_words(importing.client.get(importing.start))
        importing.client.post(importing.address("discard/"))
        assert not ImportDraft.objects.exists()
        assert "Begun and not taken in" not in page_words(importing.client.get(importing.start))

    def test_the_very_file_that_waits_is_gone_on_with_as_the_version_now_said(self, importing: Import) -> None:
        draft = importing.begin(HOMES)
        importing.post("rows/0/", {"cell-0": "1.9"})
        response = importing.upload(document(HOMES), label="Summer")
        assert response.url == importing.address()  # type: ignore[attr-defined]
        page = page_words(importing.get())
        assert (
            "You had begun with this file already: go on here. To begin anew, discard it under “Bring in a document”."
            in page
        )
        assert importing.draft == draft
        assert (importing.draft.answers["label"], importing.draft.answers["cells"]) == (
            "Summer",
            {"0": {"reference": "1.9"}},
        )

    def test_what_was_said_of_its_version_meanwhile_stays_and_is_told(self, importing: Import) -> None:
        importing.begin(HOMES)
        said = {"label": "Midsummer", "as_of-day": "24", "state": "working"}
        importing.post("version/", said)
        importing.upload(document(HOMES), label="Summer")
        answers = importing.draft.answers
        assert (answers["label"], answers["as_of"], answers["publish"]) == ("Midsummer", "2021-06-24", False)
        page = page_words(importing.get())
        assert (
            "Its version stays as you put it there: “Midsummer”, 24 June 2021, to be worked on. You now entered "
            "“Summer”, 30 June 2021, published: if that is right, change it under “The version”." in page
        )

    def test_nothing_is_told_of_what_was_entered_as_it_is(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.post("version/", {"label": "Midsummer"})
        importing.upload(document(HOMES), label="Midsummer")
        page = page_words(importing.get())
        assert "You had begun with this file already" in page
        assert "Its version stays" not in page

    def test_what_is_left_empty_takes_nothing_away(self, importing: Import) -> None:
        importing.upload(document(HOMES), label="Summer", state="working")
        empty = {"label": "", "as_of-day": "", "as_of-month": "", "as_of-year": ""}
        importing.upload(document(HOMES), state="working", **empty)
        answers = importing.draft.answers
        assert (answers["label"], answers["as_of"]) == ("Summer", "2021-06-30")
        importing.post("version/", {"state": "working"})
        importing.upload(document(HOMES), state="working", **empty)
        assert "Its version stays" not in page_words(importing.get())

    def test_another_file_of_that_name_is_begun_anew(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.begin(HOMES, CARERS)
        assert ImportDraft.objects.count() == 2

    def test_one_that_waits_and_could_not_be_read_is_read_once_more(self, importing: Import) -> None:
        ImportDraft.objects.filter(pk=importing.begin(HOMES).pk).update(problem="no table was found", document=None)
        importing.upload(document(HOMES))
        assert importing.draft.problem == ""
        assert ImportDraft.objects.count() == 1

    def test_discarding_asks_first_and_says_what_goes(self, importing: Import) -> None:
        importing.begin(HOMES | {"status": "Nearly there"}, CARERS)
        assert "With it goes" not in page_words(importing.get("discard/"))
        importing.post("rows/0/", {"cell-0": "1.9"})
        importing.post("rows/1/", {"left_out": "on"})
        importing.post("names/", {importing.get("names/").context["form"].status_fields[0][0].html_name: "amber"})
        page = page_words(importing.get("discard/"))
        assert "Discard homes.json? The file goes, and all that was said about it here." in page
        assert (
            "With it goes: what was corrected in 1 row that 1 row should be left out what 1 status stood for Discard it"
            in page
        )
        assert ImportDraft.objects.exists()

    @pytest.mark.parametrize("step", ["", "check/"])
    def test_no_page_discards_it_unasked(self, importing: Import, step: str) -> None:
        importing.begin(HOMES)
        importing.go_through("", "threads/")
        html = importing.get(step).content.decode() + importing.client.get(importing.start).content.decode()
        assert f'href="{importing.address("discard/")}"' in html
        assert f'action="{importing.address("discard/")}"' not in html

    def test_it_expires(self, importing: Import) -> None:
        draft = importing.begin(HOMES)
        ImportDraft.objects.update(changed_at=timezone.now() - timedelta(days=15))
        assert importing.get().status_code == 404
        importing.begin(CARERS)
        assert not ImportDraft.objects.filter(pk=draft.pk).exists()


class TestTable:
    def test_every_doubt_stands_beside_its_cell(self, importing: Import) -> None:
        odd = {
            "reference": "1.2",
            "action": "",
            "lead": ["L. Jones"],
            "timeframe": "when the money comes",
            "status": "Soon",
        }
        told = [
            {"where": "line 7", "message": "stands on two pages", "row": 0, "column": "Timeframe"},
            {"where": "line 8", "message": "has a footnote", "row": 0},
            {"where": "pages", "message": "9 feet"},
            {"where": "line 99", "message": "nobody knows what", "row": 99, "column": "Timeframe"},
        ]
        importing.begin(HOMES, odd, odd, warnings=told)
        html = importing.get().content.decode()
        cells = {
            words(cell): heading
            for heading, cell in re.findall(r'<td role="cell" data-label="([^"]*)"[^>]*>(.*?)</td>', html, re.DOTALL)
        }
        assert cells["by May 2021 Line 7: stands on two pages"] == "Timeframe"
        told = "2 rows have the reference 1.2: give each its own, or leave out what is no action"
        assert [heading for cell, heading in cells.items() if told in cell] == ["Action"]
        told = (
            "No date can be read from this, here and in 1 other row, so it is never overdue: correct it if it has one"
        )
        assert cells[f"when the money comes {told}"] == "Timeframe"
        assert any(cell.startswith("Nothing says what") and heading == "Action" for cell, heading in cells.items())
        assert any(cell.startswith("Open two homes Line 8: has a footnote") for cell in cells)
        assert "Pages: 9 feet" in page_words(importing.get())
        assert "Line 99: nobody knows what" in page_words(importing.get())

    def test_what_is_new_here_is_told_once_and_is_no_doubt_of_each_row(self, importing: Import) -> None:
        new = {"lead": ["Grace Hopper"], "status": "Soon"}
        importing.begin(HOMES | new, CARERS | new)
        page = importing.get()
        assert "New here: 1 name and 1 status. Each is asked about once, under Officers and statuses." in page_words(
            page
        )
        assert 'class="app-doubt"' not in page.content.decode()
        assert "a look" not in page_words(page)

    def test_rows_of_one_name_on_one_line_are_told_by_their_numbers(self, importing: Import) -> None:
        rows = "<tr><td>1<td>Open homes<td>Ada</tr><tr><td>1<td>Close one<td>Ada</tr>"
        page = f"<html><table><tr><th>Ref<th>Action<th>Lead</tr>{rows}</table></html>"
        importing.upload(page.encode(), "homes.html")
        assert "2 places need a look, in 1 at row 1, 1 at row 2." in page_words(importing.get())

    def test_what_needs_a_look_is_counted_and_led_to(self, importing: Import) -> None:
        importing.begin(HOMES | {"timeframe": "some day"}, CARERS, CARERS | {"timeframe": "some day"})
        page = importing.get()
        assert "3 places need a look, in 1.1, 1.2 at row 2, 1.2 at row 3." in page_words(page)
        assert 'href="#row-2">1.2 at row 3</a>' in page.content.decode()

    def test_what_still_needs_a_look_is_told_once_more_before_it_is_taken_in(self, importing: Import) -> None:
        importing.begin(HOMES | {"timeframe": "some day"}, CARERS)
        importing.go_through("", "names/", "threads/")
        assert "1 place still needs a look. Look at it first" in page_words(importing.get("check/"))
        importing.post("rows/0/")
        importing.go_through("")
        assert "still needs" not in page_words(importing.get("check/"))

    def test_what_the_reader_and_we_find_is_told_once_and_goes_when_it_is_put_right(self, importing: Import) -> None:
        importing.upload(
            b"Ref;Action;Lead;By when\n1.1;Open;Ada Byron;May 2021\n1.1;Close;Ada Byron;May 2021\n", "a.csv"
        )
        page = page_words(importing.get())
        assert page.count("2 rows have the reference 1.1") == 2
        assert "stands twice" not in page
        importing.post("rows/1/", {"cell-0": "1.2"})
        assert 'class="app-doubt"' not in importing.get().content.decode()

    def test_a_doubt_goes_with_the_correction_of_its_cell_or_with_its_row(self, importing: Import) -> None:
        told = {"where": "line 7", "message": "stands on two pages"}
        importing.begin(HOMES, CARERS, warnings=[told | {"row": row, "column": "Timeframe"} for row in (0, 1)])
        assert page_words(importing.get()).count("stands on two pages") == 2
        importing.post("rows/0/", {"cell-3": "by June 2021"})
        assert page_words(importing.get()).count("stands on two pages") == 1
        importing.post("rows/1/", {"left_out": "on"})
        assert "tands on two pages" not in page_words(importing.get())

    def test_what_is_in_doubt_is_looked_at_row_by_row(self, importing: Import) -> None:
        told = {"where": "line 7", "message": "stands on two pages", "column": "Timeframe"}
        importing.begin(HOMES, CARERS, CARERS | {"reference": "1.3"}, warnings=[told | {"row": row} for row in (0, 2)])
        assert "2 places need a look, in 1.1, 1.3. Go through them one by one" in page_words(importing.get())
        page = page_words(importing.get("rows/0/"))
        assert "In doubt: Timeframe." in page
        assert "Timeframe Line 7: stands on two pages" in page
        assert "Keep this and go on to 1.3" in page
        response = importing.post("rows/0/", {"after": ""})
        assert response.url == f"{importing.address('rows/2/')}#correct"  # type: ignore[attr-defined]
        assert "1 place needs a look, in 1.3. 1 row has had one." in page_words(importing.get())
        last = importing.get("rows/2/")
        assert "go on to" not in page_words(last)
        assert 'name="after"' in last.content.decode()
        response = importing.post("rows/2/", {"after": ""})
        assert response.url == importing.address()  # type: ignore[attr-defined]
        assert "Nothing needs a look any more: 2 rows have had one. Go on" in page_words(importing.get())

    def test_nothing_is_gone_on_with_where_every_row_is_left_out(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.post("rows/0/", {"left_out": "on"})
        page = page_words(importing.get())
        assert "Every row is left out, so there is no action to take in." in page
        assert "Nothing needs a look any more" not in page

    def test_what_a_look_does_not_settle_is_come_past_once(self, importing: Import) -> None:
        importing.begin(HOMES, HOMES)
        assert "Keep this and go on to 1.1" in page_words(importing.get("rows/0/"))
        response = importing.post("rows/0/", {"after": ""})
        assert response.url == f"{importing.address('rows/1/')}#correct"  # type: ignore[attr-defined]
        assert "go on to" not in page_words(importing.get("rows/1/"))
        assert importing.post("rows/1/", {"after": ""}).url == importing.address()  # type: ignore[attr-defined]
        shown = page_words(importing.get())
        assert "2 places need a look, in 1.1 at row 1, 1.1 at row 2. Go through them one by one" in shown
        assert "had one" not in shown
        assert importing.draft.answers["looked_at"] == []

    def test_a_row_still_in_doubt_once_it_was_looked_at_is_not_led_to_again(self, importing: Import) -> None:
        told = {"where": "line 7", "message": "stands on two pages", "column": "Timeframe", "row": 1}
        importing.begin(HOMES, HOMES, CARERS | {"timeframe": "some day"}, warnings=[told])
        importing.post("rows/1/")
        assert importing.draft.answers["looked_at"] == [1]
        response = importing.post("rows/0/", {"after": ""})
        assert response.url == f"{importing.address('rows/2/')}#correct"  # type: ignore[attr-defined]
        assert "3 places need a look, in 1.1 at row 1, 1.1 at row 2, 1.2. Go" in page_words(importing.get())
        assert importing.post("rows/2/", {"after": ""}).url == importing.address()  # type: ignore[attr-defined]
        assert "2 places need a look, in 1.1 at row 1, 1.1 at row 2. 1 row has had one." in page_words(importing.get())

    def test_from_the_last_row_on_those_above_are_looked_at(self, importing: Import) -> None:
        importing.begin(HOMES | {"timeframe": "some day"}, CARERS, CARERS)
        response = importing.post("rows/2/", {"after": ""})
        assert response.url == f"{importing.address('rows/0/')}#correct"  # type: ignore[attr-defined]

    def test_what_stands_in_the_way_is_not_looked_away(self, importing: Import) -> None:
        importing.begin(HOMES, HOMES)
        importing.post("rows/1/")
        assert "2 rows have the reference 1.1: give each its own" in page_words(importing.get())
        assert "2 rows have the reference 1.1" in page_words(importing.get("rows/1/"))

    def test_a_reference_that_stands_twice_is_put_right_first(self, importing: Import) -> None:
        importing.begin(HOMES, HOMES)
        told = "2 rows have the reference 1.1: give each its own, or leave one out."
        assert told in page_words(importing.post())
        importing.post("rows/1/", {"left_out": "on"})
        assert importing.post().status_code == 302

    def test_a_row_that_says_nothing_of_what_is_to_be_done_is_put_right_first(self, importing: Import) -> None:
        importing.begin(HOMES, {"reference": "<b>", "action": " "}, {"action": ""}, {"action": ""})
        html = importing.post().content.decode()
        told = "Nothing says what is to be done in &lt;b&gt;: correct it, or leave it out."
        assert f'<li><a href="#row-1">{told}</a></li>' in html
        assert '<li><a href="#row-3">Nothing says what is to be done in a row without a reference' in html
        for place in (1, 2, 3):
            importing.post(f"rows/{place}/", {"left_out": "on"})
        assert importing.post().status_code == 302

    def test_of_many_such_rows_the_first_are_named(self, importing: Import) -> None:
        importing.begin(*[{"reference": f"1.{n}", "action": ""} for n in range(12)])
        html = importing.post().content.decode()
        assert html.count('<li><a href="#row-') == 10
        assert "2 more rows like these: each is marked below." in html

    def test_a_document_that_contradicts_itself_is_told_first(self, importing: Import) -> None:
        measure = {"title": "Homes", "unit": "", "readings": []}
        importing.begin(HOMES, measures=[measure, measure | {"title": "homes."}])
        told = "Measure 2, field title: “homes.” stands twice: each measure has its own title. Put that right in the"
        assert told in page_words(importing.post())

    def test_something_has_to_be_left(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.post("rows/0/", {"left_out": "on"})
        assert "nothing to take in" in page_words(importing.post())

    def test_typed_markup_is_shown_as_typed(self, importing: Import) -> None:
        importing.begin(HOMES | {"action": "<script>alert(1)</script>"})
        assert "<script>alert" not in importing.get().content.decode()


class TestRow:
    def test_words_that_are_turned_round_are_marked(self, importing: Import) -> None:
        importing.begin(HOMES | {"timeframe": "by \u202e1202 enuJ\u202c"}, CARERS)
        assert page_words(importing.get()).count("turn letters round here") == 1

    def test_a_cell_is_corrected(self, importing: Import) -> None:
        importing.begin(HOMES | {"milestones": [{"title": "Buy", "timeframe": "by March 2021"}]}, CARERS)
        page = importing.get("rows/0/")
        assert "Buy | by March 2021" in page.content.decode()
        names = {field.label: field.html_name for field in page.context["form"]}
        answers = {
            names["Reference"]: "1.9",
            names["Lead"]: "Ada Byron\nGrace Hopper",
            names["Milestones"]: "Buy | by April 2021\nOpen",
            "is_new": "on",
        }
        assert importing.post("rows/0/", answers).status_code == 302
        shown = page_words(importing.get())
        assert "1.9 NEW" in shown
        assert "Grace Hopper" in shown
        assert "corrected" in shown
        importing.go_through("", "names/", "threads/", "check/")
        first = published(importing.plan).action_versions.get(reference="1.9")
        assert list(first.assignments.values_list("name_as_printed", flat=True)) == ["Ada Byron", "Grace Hopper"]
        assert list(first.milestones.values_list("title", "timeframe")) == [("Buy", "by April 2021"), ("Open", "")]
        assert first.is_new

    def test_what_was_not_touched_is_no_correction(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.post("rows/0/")
        assert importing.draft.answers["cells"] == {}

    @pytest.mark.parametrize("cell", ["reference", "status", "saving"])
    def test_a_short_cell_of_several_lines_keeps_them(self, importing: Import, cell: str) -> None:
        importing.begin(HOMES | {cell: "One\nTwo"})
        assert "One\nTwo</textarea>" in importing.get("rows/0/").content.decode()

    def test_two_windows_keep_what_each_corrected(self, importing: Import) -> None:
        importing.begin(HOMES)
        page = importing.get("rows/0/")
        names = {field.label: field.html_name for field in page.context["form"]}
        importing.post("rows/0/", {names["Timeframe"]: "by June 2021"})
        stale = as_it_stands(page)
        importing.client.post(importing.address("rows/0/"), stale | {names["Reference"]: "1.8"})
        shown = page_words(importing.get())
        assert "by June 2021" in shown
        assert "1.8" in shown

    def test_a_cell_that_another_window_changed_is_told(self, importing: Import) -> None:
        importing.begin(HOMES)
        page = importing.get("rows/0/")
        names = {field.label: field.html_name for field in page.context["form"]}
        importing.post("rows/0/", {names["Timeframe"]: "by June 2021"})
        response = importing.client.post(
            importing.address("rows/0/"), as_it_stands(page) | {names["Timeframe"]: "by July 2021"}
        )
        assert "This was changed since you opened it, and is now: by June 2021" in page_words(response)

    @pytest.mark.parametrize(
        ("heading", "text", "told"),
        [
            ("Reference", "1" * 100_000, "“Reference” is 100000 characters long: shorten it to 20."),
            ("Reference", "1\x00", "“Reference” has an unreadable character in it: type it anew."),
            ("Status", "x" * 201, "“Status” is 201 characters long: shorten it to 200."),
            ("Saving", "x" * 101, "“Saving” is 101 characters long: shorten it to 100."),
            ("Lead", f"Ada\n{'x' * 301}", f"“{'x' * 39}…” in “Lead” is 301 characters long: shorten it to 300."),
            ("Lead", "Ada\u202eByron", "Write this on one line, in letters that can be seen"),
            ("Links to other plans", "x" * 301, "in “Links to other plans” is 301 characters long: shorten it to 300."),
            ("Milestones", f"Buy | {'x' * 301}", "in “Milestones” is 301 characters long: shorten it to 300."),
        ],
    )
    def test_what_cannot_be_kept_is_told_at_its_field(
        self, importing: Import, heading: str, text: str, told: str
    ) -> None:
        steps = [{"title": "Buy", "timeframe": ""}]
        importing.begin(HOMES | {"saving": "£5", "links": ["Homes plan"], "milestones": steps})
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        response = importing.post("rows/0/", {names[heading]: text})
        assert told in " ".join(response.context["form"].errors[names[heading]])
        assert f'<li><a href="#id_{names[heading]}">' in response.content.decode()
        assert importing.draft.answers["cells"] == {}

    def test_long_and_odd_words_are_kept(self, importing: Import) -> None:
        importing.begin(HOMES)
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        importing.post("rows/0/", {names["Progress"]: "\x07 ñ 漢 " + "x" * 100_000})
        assert importing.get().status_code == 200
        importing.go_through("", "threads/", "check/")
        assert len(ProgressUpdate.objects.latest("pk").narrative) > 100_000

    def test_a_correction_is_taken_back_to_what_was_read(self, importing: Import) -> None:
        importing.begin(HOMES)
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        importing.post("rows/0/", {names["Timeframe"]: "by June 2021", names["Reference"]: "1.7", "is_new": "on"})
        page = importing.get("rows/0/")
        assert "What was read by May 2021 Take this back to what was read" in page_words(page)
        importing.post("rows/0/", {f"back-{names['Timeframe']}": "on", names["Lead"]: "Grace Hopper"})
        assert importing.draft.answers["cells"] == {"0": {"reference": "1.7", "lead": "Grace Hopper", "is_new": "yes"}}

    def test_what_is_typed_as_it_was_read_is_no_correction_any_more(self, importing: Import) -> None:
        importing.begin(HOMES)
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        importing.post("rows/0/", {names["Timeframe"]: "by June 2021", "is_new": "on"})
        page = importing.get("rows/0/")
        unticked = {name: text for name, text in as_it_stands(page).items() if name != "is_new"}
        importing.client.post(importing.address("rows/0/"), unticked | {names["Timeframe"]: "by May 2021 "})
        assert importing.draft.answers["cells"] == {}
        assert "corrected" not in page_words(importing.get()).replace("correct what was read", "")

    def test_taking_back_does_not_undo_what_another_window_typed(self, importing: Import) -> None:
        importing.begin(HOMES)
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        importing.post("rows/0/", {names["Timeframe"]: "by June 2021"})
        stale = as_it_stands(importing.get("rows/0/"))
        importing.post("rows/0/", {names["Timeframe"]: "by July 2021"})
        back = stale | {f"back-{names['Timeframe']}": "on"}
        response = importing.client.post(importing.address("rows/0/"), back)
        assert "This was changed since you opened it, and is now: by July 2021" in page_words(response)

    def test_a_row_that_says_nothing_of_what_is_to_be_done_is_told_at_once(self, importing: Import) -> None:
        importing.begin(HOMES, CARERS)
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        told = "Enter what is to be done, or leave this row out"
        assert told in page_words(importing.post("rows/0/", {names["Action"]: " \n "}))
        assert importing.post("rows/0/", {names["Action"]: "", "left_out": "on"}).status_code == 302

    @pytest.mark.parametrize("place", ["9", "99999999999999999999"])
    def test_a_row_that_is_not_there(self, importing: Import, place: str) -> None:
        importing.begin(HOMES)
        assert importing.get(f"rows/{place}/").status_code == 404


class TestTypedWhenTheDraftHasGone:
    """Another tab has taken it in or discarded it meanwhile: what was typed is shown, to be copied."""

    def typed(self, importing: Import) -> tuple[str, dict[str, str]]:
        importing.begin(HOMES)
        page = importing.get("rows/0/")
        names = {field.label: field.html_name for field in page.context["form"]}
        typed = {names["Action"]: "Open\ntwo <b>homes", "is_new": "on"}
        return importing.address("rows/0/"), as_it_stands(page) | typed

    def test_it_is_shown_beside_what_stood_there(self, importing: Import) -> None:
        address, answers = self.typed(importing)
        importing.client.post(importing.address("discard/"))
        response = importing.client.post(address, answers)
        page = page_words(response)
        assert "What you typed was not kept That document has been taken in or discarded already." in page
        assert "Copy what you still need: it is shown on this page alone." in page
        assert "What you typed for 1.1: Action It was: Open two homes" in page
        assert "Open\ntwo &lt;b&gt;homes</textarea>" in response.content.decode()
        assert response.content.decode().count("<textarea") == 1
        assert f'href="{importing.start}"' in response.content.decode()

    def test_also_where_that_is_in_the_very_moment(self, importing: Import, monkeypatch: pytest.MonkeyPatch) -> None:
        address, answers = self.typed(importing)

        def goes_first(draft: ImportDraft, change: Callable[[Answers], None]) -> Answers:
            ImportDraft.objects.all().delete()
            return change_answers(draft, change)

        monkeypatch.setattr(import_page, "change_answers", goes_first)
        assert "It was: Open two homes Open two" in page_words(importing.client.post(address, answers))

    def test_where_nothing_was_typed_one_is_led_on(self, importing: Import) -> None:
        address, _ = self.typed(importing)
        untouched = as_it_stands(importing.get("rows/0/"))
        importing.client.post(importing.address("discard/"))
        assert importing.client.post(address, untouched).url == importing.start  # type: ignore[attr-defined]

    def test_longer_words_of_other_steps_too(self, importing: Import) -> None:
        importing.begin(HOMES | {"status": "Soon"})
        address = importing.address("names/")
        names = as_it_stands(importing.get("names/"))
        meaning = next(name for name in names if name.startswith("meaning-"))
        importing.client.post(importing.address("discard/"))
        response = importing.client.post(address, names | {meaning: "It begins before long"})
        assert "What you typed for Meaning: “Soon” It begins before long" in page_words(response)

    def test_words_of_a_page_that_did_not_say_what_they_are_for(self, importing: Import) -> None:
        importing.begin(HOMES)
        address = importing.address("rows/0/")
        importing.client.post(importing.address("discard/"))
        page = page_words(importing.client.post(address, {"cell-1": "Open two homes", "cell-2": "Head of the homes"}))
        assert "What you typed, 1 of 2 Open two homes What you typed, 2 of 2 Head of the homes" in page

    def test_the_row_is_told_by_where_it_stands_since_others_may_be_called_so(self, importing: Import) -> None:
        importing.upload(b"Ref;Action;Status\n1.1;Open two homes;Green\n1.1;Close one;Green\n", "homes.csv")
        address, answers = importing.address("rows/1/"), as_it_stands(importing.get("rows/1/"))
        importing.client.post(importing.address("discard/"))
        page = page_words(importing.client.post(address, answers | {"cell-1": "Close it"}))
        assert "What you typed for 1.1 at line 3: Action It was: Close one" in page

    def test_a_heading_s_words_name_it(self, importing: Import) -> None:
        importing.begin(HOMES)
        address, answers = importing.address("sections/0/"), as_it_stands(importing.get("sections/0/"))
        importing.client.post(importing.address("discard/"))
        page = page_words(importing.client.post(address, answers | {"title": "Homes"}))
        assert "What you typed for 1 The work: Title It was: The work" in page


class TestHeading:
    def test_its_number_and_title_are_corrected(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.post("sections/0/", {"number": "2", "title": "Homes for all"})
        assert "2 Homes for all Correct" in page_words(importing.get())
        importing.go_through("", "threads/", "check/")
        section = published(importing.plan).sections.get()
        assert (section.number, section.title) == ("2", "Homes for all")

    def test_a_title_put_right_goes_on_as_the_section_before(self, importing: Import) -> None:
        before = published(importing.plan).sections.get()
        importing.begin(HOMES)
        importing.post("sections/0/", {"title": before.title})
        importing.go_through("", "threads/", "check/")
        assert published(importing.plan).sections.get().section == before.section

    def test_it_is_taken_back_to_what_was_read(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.post("sections/0/", {"number": "2", "title": "Homes for all"})
        importing.post("sections/0/", {"back-title": "on"})
        assert importing.draft.answers["headings"] == {"0": {"number": "2"}}
        importing.post("sections/0/", {"number": "1"})
        assert importing.draft.answers["headings"] == {}

    def test_of_two_that_are_headed_alike_one_is_corrected(self, importing: Import) -> None:
        sections = [{"number": "1", "title": "The work", "rows": [row]} for row in (HOMES, CARERS)]
        importing.begin(sections=sections)
        importing.post("sections/1/", {"number": "2"})
        assert [section.title for section in importing.get().context["table"].sections] == ["1 The work", "2 The work"]

    def test_one_that_prints_nothing_is_called_as_it_is_shown(self, importing: Import) -> None:
        importing.upload(b"Ref;Action;Lead;By when\n1.1;Open;Ada Byron;May 2021\n", "a.csv")
        assert "Correct the heading Actions" in page_words(importing.get())
        assert "<title>Correct the heading Actions, a.csv" in importing.get("sections/0/").content.decode()

    def test_what_another_window_changed_is_told(self, importing: Import) -> None:
        importing.begin(HOMES)
        stale = as_it_stands(importing.get("sections/0/"))
        importing.post("sections/0/", {"title": "Homes"})
        response = importing.client.post(importing.address("sections/0/"), stale | {"title": "Houses"})
        assert "This was changed since you opened it, and is now: Homes" in page_words(response)

    @pytest.mark.parametrize(("name", "text"), [("number", "1" * 21), ("title", "x" * 501), ("title", "a\nb")])
    def test_what_cannot_be_kept_is_told(self, importing: Import, name: str, text: str) -> None:
        importing.begin(HOMES)
        assert "There is a problem" in page_words(importing.post("sections/0/", {name: text}))
        assert importing.draft.answers["headings"] == {}

    @pytest.mark.parametrize("place", ["1", "99999999999999999999"])
    def test_one_that_is_not_there(self, importing: Import, place: str) -> None:
        importing.begin(HOMES)
        assert importing.get(f"sections/{place}/").status_code == 404


class TestColumns:
    COLUMNS = ["", "Action", "Wer", "Status"]

    def begin(self, importing: Import, month: str = "June") -> None:
        row = {"reference": "1.1", "action": "Open two homes", "other": {"Wer": "Ada Byron\nGrace Hopper"}}
        importing.upload(document(row, columns=self.COLUMNS), **{"as_of-month": month})

    def field(self, importing: Import) -> str:
        return next(iter(importing.get("columns/").context["form"].fields))

    def test_an_unknown_one_is_said_to_be_something(self, importing: Import) -> None:
        self.begin(importing)
        importing.go_through("")
        importing.post("columns/", {self.field(importing): "lead"})
        importing.go_through("names/", "threads/", "check/")
        version = published(importing.plan)
        assert dict(zip(version.columns, version.column_fields, strict=True))["Wer"] == "lead"
        assert list(version.action_versions.get().assignments.values_list("name_as_printed", flat=True)) == [
            *["Ada Byron", "Grace Hopper"]
        ]
        page = importing.client.get(version.get_absolute_url())
        assert 'data-label="Wer"' in page.content.decode()
        assert "Ada Byron" in page_words(page)

    def test_what_was_said_holds_the_next_time(self, importing: Import) -> None:
        self.test_an_unknown_one_is_said_to_be_something(importing)
        self.begin(importing, "July")
        assert importing.draft.document["mapping"]["Wer"] == "lead"
        assert importing.post().url == importing.address("threads/")  # type: ignore[attr-defined]
        assert "Columns" in page_words(importing.get())

    def test_what_was_left_is_not_asked_of_again(self, importing: Import) -> None:
        self.test_one_that_is_left_is_a_column_of_the_plan_s_own(importing)
        self.begin(importing, "July")
        assert importing.post().url == importing.address("threads/")  # type: ignore[attr-defined]

    def test_a_document_that_has_not_got_it_is_read_as_ever(self, importing: Import) -> None:
        self.test_an_unknown_one_is_said_to_be_something(importing)
        importing.upload(b"Ref;Action;Lead;By when\n1.1;Open two homes;Ada Byron;May 2021\n", "homes.csv")
        assert "1 action in 1 section, from homes.csv" in page_words(importing.get())

    def test_one_that_is_left_is_a_column_of_the_plan_s_own(self, importing: Import) -> None:
        self.begin(importing)
        importing.go_through("", "columns/", "threads/", "check/")
        assert published(importing.plan).action_versions.get().other == {"Wer": "Ada Byron\nGrace Hopper"}

    def test_corrections_outlive_a_new_reading(self, importing: Import) -> None:
        self.begin(importing)
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        importing.post("rows/0/", {names["Reference"]: "1.7"})
        importing.post("columns/", {self.field(importing): "lead"})
        assert "1.7" in page_words(importing.get())

    def test_two_are_not_one_field(self, importing: Import) -> None:
        row = {"reference": "1.1", "action": "Open", "other": {"Wer": "Ada", "Was": "Homes"}}
        importing.begin(row, columns=["", "Action", "Wer", "Was"])
        first, second = importing.get("columns/").context["form"].fields
        response = importing.post("columns/", {first: "lead", second: "lead"})
        assert "two columns cannot both be “Lead”" in page_words(response)


class TestAllColumns:
    """Where one is unknown, any other may have been taken for what it is not."""

    CSV = (
        "Ref;Finding of the team;Agreed response;Lead;By when\n"
        "1.1;Too few homes are open to everybody;Two more homes open;Ada Byron;May 2021\n"
        "1.2;Too few people know where homes are;More people are told;Ada Byron;June 2021\n"
    )

    def fields(self, importing: Import) -> dict[str, str]:
        importing.upload(self.CSV.encode(), "homes.csv")
        return {field.label: field.html_name for field, _ in importing.get("columns/").context["form"].lines}

    def test_the_action_can_be_another_than_was_taken_for_it(self, importing: Import) -> None:
        fields = self.fields(importing)
        assert next(iter(fields)) == "“Finding of the team”"
        importing.post("columns/", {fields["“Finding of the team”"]: "", fields["“Agreed response”"]: "action"})
        row = importing.draft.document["sections"][0]["rows"][0]
        assert (row["action"], row["other"]) == (
            "Two more homes open",
            {"Finding of the team": "Too few homes are open to everybody"},
        )

    def test_the_action_is_moved_to_another_in_one_step(self, importing: Import) -> None:
        fields = self.fields(importing)
        response = importing.post("columns/", {fields["“Agreed response”"]: "action"})
        told = "“Agreed response” now stands for “Action”. What is under “Finding of the team” is a column of its own."
        assert told in page_words(importing.client.get(response["Location"]))
        row = importing.draft.document["sections"][0]["rows"][0]
        assert (row["action"], row["other"]) == (
            "Two more homes open",
            {"Finding of the team": "Too few homes are open to everybody"},
        )

    def test_one_that_two_claim_is_moved_to_neither(self, importing: Import) -> None:
        fields = self.fields(importing)
        response = importing.post("columns/", {fields["“Agreed response”"]: "lead", fields["“By when”"]: "lead"})
        assert "two columns cannot both be “Lead”" in page_words(response)

    def test_one_is_the_action(self, importing: Import) -> None:
        fields = self.fields(importing)
        response = importing.post("columns/", {fields["“Finding of the team”"]: ""})
        assert "Choose which column is the “Action”" in page_words(response)


class TestVersion:
    """What speaks against the version is told, with what to do, on the first page after the file and not the last."""

    JANUARY: ClassVar = {"as_of-day": "31", "as_of-month": "1", "as_of-year": "2021"}
    TO_COME: ClassVar = {"as_of-day": "1", "as_of-month": "6", "as_of-year": "2950"}

    def test_is_settled_where_nothing_speaks_against_it(self, importing: Import) -> None:
        importing.begin(HOMES)
        assert "Before this can be taken in" not in page_words(importing.get())
        assert importing.post().url == importing.address("threads/")  # type: ignore[attr-defined]
        importing.go_through("version/")

    def test_of_a_date_that_is_published_already(self, importing: Import) -> None:
        importing.upload(document(HOMES), **self.JANUARY)
        told = "Homes, January 2021 is published already for 31 January 2021"
        page = page_words(importing.get())
        assert f"Before this can be taken in: {told}" in page
        assert "give the date that this one stood at, or correct that version. Put the version right" in page
        assert importing.post().url == importing.address("version/")  # type: ignore[attr-defined]
        assert told in page_words(importing.get("version/"))
        assert f"There is a problem {told}" in page_words(importing.post("version/"))
        importing.post("version/", {"as_of-day": "28", "as_of-month": "Feb"})
        assert "Before this can be taken in" not in page_words(importing.get())

    @pytest.mark.parametrize("label", ["January 2021", "JANUARY 2021"])
    def test_with_the_label_of_another(self, importing: Import, label: str) -> None:
        importing.upload(document(HOMES), label=label)
        told = "Homes has a published version “January 2021” already: give this one another label."
        assert told in page_words(importing.get())
        assert told in page_words(importing.post("version/"))
        importing.post("version/", {"label": "Summer 2021"})
        importing.go_through("", "threads/", "check/")
        assert published(importing.plan).label == "Summer 2021"

    def test_whose_month_is_the_label_of_another(self, importing: Import) -> None:
        importing.upload(document(HOMES), **self.JANUARY | {"as_of-day": "5"})
        assert "Homes has a published version “January 2021” already" in page_words(importing.get())

    def test_that_the_file_gives_another_label_than_the_plan_has(self, importing: Import) -> None:
        importing.begin(HOMES, label="January 2021")
        assert "Homes has a published version “January 2021” already" in page_words(importing.post("version/"))

    @pytest.mark.parametrize(
        ("date", "told"),
        [
            (TO_COME, "1 June 2950 is still to come: today is"),
            (TO_COME | {"as_of-year": "1921"}, "1 June 1921 is more than 20 years ago."),
        ],
    )
    def test_of_a_date_that_looks_like_a_slip_is_asked_about(
        self, importing: Import, date: dict[str, str], told: str
    ) -> None:
        importing.upload(document(HOMES), **date)
        assert told in page_words(importing.get())
        page = page_words(importing.post("version/"))
        assert told in page
        assert "Enter another date, or tick that it is right." in page
        importing.post(
            "version/", {"sure": importing.get("version/").context["form"]["sure"].field.widget.attrs["value"]}
        )
        assert "Before this can be taken in" not in page_words(importing.get())
        assert importing.draft.answers["odd_date"].endswith("-06-01")

    def test_of_a_date_before_that_of_a_figure_is_told_at_once(self, importing: Import) -> None:
        figure = {"date": "2021-07-31", "value": 4, "as_printed": "4"}
        importing.begin(HOMES, measures=[{"title": "Homes", "unit": "", "readings": [figure]}])
        told = "The document has a figure of 31 July 2021: enter that date or a later one."
        assert told in page_words(importing.get())
        assert told in page_words(importing.post("version/"))
        importing.post("version/", {"as_of-month": "7", "as_of-day": "31"})
        assert "Before this can be taken in" not in page_words(importing.get())

    def test_a_tick_is_of_one_date(self, importing: Import) -> None:
        importing.upload(document(HOMES), **self.TO_COME)
        response = importing.post("version/", {"sure": "2950-06-01", "as_of-year": "2951"})
        assert "1 June 2951 is still to come" in page_words(response)
        assert 'value="2951-06-01"' in response.content.decode()
        assert " checked" not in str(response.context["form"]["sure"])
        assert importing.draft.answers["odd_date"] is None

    def test_in_the_demo_a_date_after_the_plan_s_day_is_none(self, importing: Import, settings: Settings) -> None:
        settings.DEMO = True
        importing.begin(HOMES)
        assert "still to come" not in page_words(importing.get())
        importing.upload(document(CARERS), **self.TO_COME)
        assert "1 June 2950 is still to come: today is" in page_words(importing.get())

    @pytest.mark.parametrize(("status", "is_asked"), [("", False), ("Under way", True)])
    def test_of_a_working_one_it_is_asked_about_where_reports_are_dated_by_it(
        self, importing: Import, status: str, is_asked: bool
    ) -> None:
        importing.upload(document(HOMES | {"status": status}), state="working", **self.TO_COME)
        assert ("still to come" in page_words(importing.get())) == is_asked
        assert ("still to come" in page_words(importing.post("version/"))) == is_asked

    def test_a_date_that_was_right_is_no_longer_asked_of(self, importing: Import) -> None:
        importing.upload(document(HOMES), **self.TO_COME)
        importing.post("version/", {"as_of-year": "2021"})
        assert "sure" not in importing.get("version/").context["form"].fields

    def test_a_published_one_has_a_date(self, importing: Import) -> None:
        nothing = dict.fromkeys(self.JANUARY, "")
        importing.upload(document(HOMES), state="working", **nothing)
        page = page_words(importing.post("version/", {"state": "published"}))
        assert "Enter the date it stood at: a published version needs one." in page

    def test_a_working_version_in_the_way_is_told_before_and_after_the_file(self, importing: Import) -> None:
        working = open_next(importing.plan, by=None)
        ActionVersion.objects.filter(version=working, reference="1.1").update(text="Something else")
        told = "Homes already has a working version, and it has been changed since it was opened. Publish it"
        assert told in page_words(importing.client.get(importing.start))
        importing.begin(HOMES)
        shown = importing.get()
        assert f"Before this can be taken in: {told} for a date before 30 June 2021 or discard it" in page_words(shown)
        assert f'href="/plans/{importing.plan.slug}/publish/"' in shown.content.decode()

    def test_one_behind_the_last_has_nothing_in_its_way(self, importing: Import) -> None:
        working = open_next(importing.plan, by=None)
        ActionVersion.objects.filter(version=working, reference="1.1").update(text="Something else")
        importing.upload(document(HOMES), **self.TO_COME | {"as_of-year": "2020"})
        assert "Before this can be taken in" not in page_words(importing.get())

    def test_a_working_version_that_was_reported_on_can_only_be_published(self, importing: Import) -> None:
        working = open_next(importing.plan, by=None)
        first = working.action_versions.all()[0]
        ProgressUpdate.objects.create(
            action=first.action, action_version=first, as_at=date(2021, 2, 1), narrative="Well", submission=uuid4()
        )
        page = page_words(importing.client.get(importing.start))
        assert "Progress has been reported on the working version of Homes, so it cannot be taken away." in page
        assert "Publish it first, on the plan’s publishing page." in page

    def test_a_working_version_that_says_something_of_progress_is_told_to_stay_before_and_after(
        self, importing: Import
    ) -> None:
        importing.begin(HOMES | {"progress": "Well under way"})
        importing.go_through("", "threads/")
        told = "What it newly says of progress is kept for good, so a working version that says any cannot be discarded"
        assert told not in page_words(importing.get("check/"))
        importing.post("version/", {"state": "working"})
        assert told in page_words(importing.get("check/"))
        importing.go_through("check/")
        page = importing.client.get(f"/plans/{importing.plan.slug}/publish/discard/")
        assert "Working version cannot be discarded" in page_words(page)
        assert "was brought in with what it says of progress, which is kept for good" in page_words(page)
        assert "Discard it" not in page_words(page)
        number = importing.plan.versions.working().get().number
        assert f'href="/plans/{importing.plan.slug}/versions/{number}/edit/"' in page.content.decode()
        before = row_counts()
        importing.client.post(f"/plans/{importing.plan.slug}/publish/discard/")
        assert row_counts() == before


class TestNames:
    def fields(self, importing: Import) -> dict[str, str]:
        return {field.label: field.html_name for field in importing.get("names/").context["form"]}

    def test_a_name_is_a_person_a_post_or_somebody_who_is_here(self, importing: Import) -> None:
        importing.begin(HOMES | {"lead": ["A. Byron", "Grace Hopper", "Head of Homes"]})
        fields = self.fields(importing)
        importing.go_through("")
        ada = Officer.objects.get(name="Ada Byron")
        importing.post("names/", {fields["A. Byron"]: ada.slug, fields["Head of Homes"]: "post"})
        importing.go_through("threads/")
        told = "A. Byron, Ada Byron; Grace Hopper, a new person; Head of Homes, a new post"
        assert told in page_words(importing.get("check/"))
        importing.go_through("check/")
        lead = published(importing.plan).action_versions.get().assignments
        assert list(lead.values_list("name_as_printed", "officer__name", "officer__post")) == [
            ("A. Byron", "Ada Byron", ""),
            ("Grace Hopper", "Grace Hopper", ""),
            ("Head of Homes", "", "Head of Homes"),
        ]

    def test_two_new_names_may_be_one_officer(self, importing: Import) -> None:
        names = ["Grace Hopper, Head of Homes", "Grace Hopper", "A. Byron", "Ada B"]
        importing.begin(*[HOMES | {"reference": f"2.{at}", "lead": [name]} for at, name in enumerate(names)])
        fields = self.fields(importing)
        importing.go_through("")
        same = {fields[names[0]]: f"same:{names[1]}", fields["A. Byron"]: "same:Ada B", fields["Ada B"]: "ada-byron"}
        importing.post("names/", same)
        importing.go_through("threads/")
        told = (
            "Grace Hopper, Head of Homes, the same as Grace Hopper; Grace Hopper, a new person; A. Byron, the same as"
        )
        assert told in page_words(importing.get("check/"))
        importing.go_through("check/")
        leads = Assignment.objects.filter(action_version__version=published(importing.plan)).order_by(
            "action_version__reference"
        )
        assert list(leads.values_list("name_as_printed", "officer__name")) == [
            *((name, "Grace Hopper") for name in names[:2]),
            *((name, "Ada Byron") for name in names[2:]),
        ]

    def test_whom_another_new_name_stands_for_is_said_first(self, importing: Import) -> None:
        importing.begin(HOMES | {"lead": ["Grace Hopper"]}, HOMES | {"reference": "2.2", "lead": ["G. Hopper"]})
        fields = self.fields(importing)
        same = {fields["Grace Hopper"]: "same:G. Hopper", fields["G. Hopper"]: "same:Grace Hopper"}
        response = importing.post("names/", same)
        assert "Choose whom “G. Hopper” stands for first, or somebody else here." in page_words(response)
        importing.post("names/", same | {fields["G. Hopper"]: "person"})
        assert importing.draft.answers["officers"]["Grace Hopper"] == "same:G. Hopper"
        assert Review(importing.draft).names_hold
        change_answers(importing.draft, lambda answers: answers.left_out.append(1))
        assert not Review(importing.draft).names_hold

    def test_whom_a_name_stood_for_is_known_the_next_time(self, importing: Import) -> None:
        self.test_a_name_is_a_person_a_post_or_somebody_who_is_here(importing)
        importing.begin(HOMES | {"lead": ["A. Byron"]})
        assert "Officers and statuses" not in page_words(importing.get())

    @pytest.mark.parametrize("answer", ["nobody", "0", "person' OR 1=1"])
    def test_an_officer_who_is_not_here_is_none(self, importing: Import, answer: str) -> None:
        importing.begin(HOMES | {"lead": ["A. Byron"]})
        response = importing.post("names/", {self.fields(importing)["A. Byron"]: answer})
        assert "Choose from the list whom “A. Byron” stands for." in page_words(response)

    def test_a_status_becomes_a_label_a_spelling_or_stays_words(self, importing: Import) -> None:
        statuses = ["Nearly there", "Well under way", "nearly there.", "Who knows"]
        importing.begin(*[HOMES | {"reference": f"2.{n}", "status": words} for n, words in enumerate(statuses)])
        fields = self.fields(importing)
        mark = fields["“Nearly there”"].removeprefix("status-")
        importing.go_through("")
        answers = {
            f"status-{mark}": "amber",
            f"meaning-{mark}": "Almost",
            f"closes-{mark}": "on",
            fields["“Well under way”"]: "same:Under way",
            fields["“Who knows”"]: "none",
        }
        importing.post("names/", answers)
        importing.go_through("threads/", "check/")
        label = StatusLabel.objects.get(words="Nearly there")
        assert (label.colour, label.meaning, label.closes) == ("amber", "Almost", True)
        assert StatusLabel.objects.get(words="Under way").also == ["Well under way"]
        printed = published(importing.plan).action_versions.values_list(
            "printed_update__status_words", "printed_update__status__words"
        )
        assert list(printed) == list(zip(statuses, ["Nearly there", "Under way", "Nearly there", None], strict=True))

    def test_a_new_status_that_is_called_as_a_colour_has_it_chosen(self, importing: Import) -> None:
        importing.begin(HOMES | {"status": "Red"}, CARERS | {"status": "Not red"})
        initial = {field.label: field.initial for field in importing.get("names/").context["form"].fields.values()}
        assert (initial["“Red”"], initial["“Not red”"]) == ("red", "")

    @pytest.mark.parametrize(
        ("words", "choice", "closes"),
        [
            ("R", "red", False),
            ("g", "green", False),
            ("B", "blue", True),
            ("Undr way", "same:Under way", False),
            ("Not under way", "", False),
            ("Runder way", "", False),
            ("RED ↓", "red", False),
            ("Amber ↑", "amber", False),
            ("► Green", "green", False),
            ("Blue (→)", "blue", True),
            ("Under way ⬆️", "same:Under way", False),
            ("↓", "", False),
            ("Not red ↓", "", False),
        ],
    )
    def test_what_a_new_status_seems_to_be_is_chosen_beforehand(
        self, importing: Import, words: str, choice: str, closes: bool
    ) -> None:
        importing.begin(HOMES | {"status": words})
        ((status, _, ticked),) = importing.get("names/").context["form"].status_fields
        assert (status.initial, bool(ticked.initial)) == (choice, closes)
        assert status.help_text == f"In {HOMES['reference']}"

    def test_a_new_status_beside_an_arrow_is_that_without_and_printed_with_it(self, importing: Import) -> None:
        importing.begin(HOMES | {"status": "Amber ↑"}, CARERS | {"status": "Amber"})
        fields = {field.label: field for field in importing.get("names/").context["form"].fields.values()}
        assert [fields[words].initial for words in ("“Amber ↑”", "“Amber”")] == ["same:Amber", "amber"]
        names = self.fields(importing)
        importing.go_through("")
        importing.post("names/", {names[words]: fields[words].initial for words in ("“Amber ↑”", "“Amber”")})
        importing.go_through("threads/", "check/")
        printed = published(importing.plan).action_versions.values_list(
            "printed_update__status_words", "printed_update__status__words"
        )
        assert list(printed) == [("Amber ↑", "Amber"), ("Amber", "Amber")]

    def test_one_new_status_may_be_the_same_as_another(self, importing: Import) -> None:
        importing.begin(HOMES | {"status": "Finished"}, CARERS | {"status": "All finished"})
        fields = self.fields(importing)
        wrong = {fields["“Finished”"]: "none", fields["“All finished”"]: "same:Finished"}
        assert "Choose a colour for “Finished” first" in page_words(importing.post("names/", wrong))
        importing.go_through("")
        importing.post("names/", wrong | {fields["“Finished”"]: "blue"})
        importing.go_through("threads/", "check/")
        assert StatusLabel.objects.get(words="Finished").also == ["All finished"]

    def test_every_status_has_to_be_answered(self, importing: Import) -> None:
        importing.begin(HOMES | {"status": "Nearly there"})
        assert "Choose what “Nearly there” is." in page_words(importing.post("names/"))


class TestNamesOfOneCell:
    """What was read as two may be one officer, and what was read as one several: for every row where it stands so."""

    HALVES = ["Head of Children’s", "Services"]

    def begin(self, importing: Import) -> NamesForm:
        rows = [HOMES | {"reference": f"1.{n}", "action": f"Open {n}", "lead": self.HALVES} for n in (1, 2, 3)]
        importing.begin(*rows, CARERS | {"reference": "1.4", "lead": ["Ada Byron Grace Hopper", "Zoe Dell"]})
        form: NamesForm = importing.get("names/").context["form"]
        return form

    def times_as_one(self, importing: Import) -> int:
        """In how many cells of the table."""
        rows = importing.get().context["table"].sections[0].rows
        return sum(cell.text == "Head of Children’s Services" for row in rows for cell in row.cells)

    def test_the_doubt_is_marked_once(self, importing: Import) -> None:
        self.begin(importing)
        page = page_words(importing.get())
        told = "“Head of Children’s” and “Services” may be one officer, here and in 2 other rows: say so under"
        assert page.count(told) == 1
        assert "1 place needs a look, in 1.1." in page

    def test_the_doubt_has_to_be_settled(self, importing: Import) -> None:
        self.begin(importing)
        told = "Choose whether “Head of Children’s” and “Services” are one officer."
        assert told in page_words(importing.post("names/"))

    def test_two_are_put_together_in_every_row_and_the_one_is_asked_about(self, importing: Import) -> None:
        form = self.begin(importing)
        importing.go_through("")
        response = importing.client.post(
            importing.address("names/"), sent(form) | {form.pair_fields[0].html_name: "one"}, follow=True
        )
        assert "Now say whom “Head of Children’s Services” stands for." in page_words(response)
        assert response.request["PATH_INFO"] == importing.address("names/")
        importing.go_through("names/", "threads/", "check/")
        names = Assignment.objects.filter(action_version__version=published(importing.plan))
        assert list(names.values_list("name_as_printed", "officer__post")) == [
            *[("Head of Children’s Services", "Head of Children’s Services")] * 3,
            ("Ada Byron Grace Hopper", ""),
            ("Zoe Dell", ""),
        ]

    def test_the_one_is_asked_about_there_whatever_step_is_still_to_do(self, importing: Import) -> None:
        form = self.begin(importing)
        response = importing.client.post(
            importing.address("names/"), sent(form) | {form.pair_fields[0].html_name: "one"}
        )
        assert response["Location"] == importing.address("names/")

    def test_the_choice_looks_like_one_where_it_was_forgotten(self, importing: Import) -> None:
        self.begin(importing)
        html = importing.post("names/").content.decode()
        assert html.count('type="radio"') == html.count("govuk-radios__input") == 2

    def test_two_that_are_too_long_for_one_name_are_two(self, importing: Import) -> None:
        importing.begin(HOMES | {"lead": ["Head of " + "x" * 200 + " and", "y" * 200]})
        form = importing.get("names/").context["form"]
        assert form.pair_fields == form.fields["joined"].choices == []

    def test_two_stay_two(self, importing: Import) -> None:
        form = self.begin(importing)
        importing.post("names/", {form.pair_fields[0].html_name: "two"})
        page = page_words(importing.get())
        assert "may be one officer" not in page
        assert "a look" not in page

    def test_what_was_put_together_is_taken_apart_again(self, importing: Import) -> None:
        pair = self.begin(importing).pair_fields[0].html_name
        importing.post("names/", {pair: "one"})
        assert self.times_as_one(importing) == 3
        importing.post("names/", {pair: "two"})
        assert self.times_as_one(importing) == 0

    def test_any_two_can_be_put_together(self, importing: Import) -> None:
        form = self.begin(importing)
        answers = {form.pair_fields[0].html_name: "two"}
        mark = next(
            value
            for value, words in form.fields["joined"].choices
            if words == "“Ada Byron Grace Hopper” and “Zoe Dell”"
        )
        importing.post("names/", answers | {"joined": mark})
        assert importing.draft.answers["pairs"]["Ada Byron Grace Hopper\nZoe Dell"] == "one"
        unticked = {name: text for name, text in as_it_stands(importing.get("names/")).items() if name != "joined"}
        importing.client.post(importing.address("names/"), unticked)
        assert "Ada Byron Grace Hopper\nZoe Dell" not in importing.draft.answers["pairs"]

    def test_halves_are_not_asked_about_before_it_is_said_what_they_are(self, importing: Import) -> None:
        form = self.begin(importing)
        assert list(form.officers.values()) == ["Ada Byron Grace Hopper", "Zoe Dell"]
        importing.go_through("")
        answers = sent(form) | {form.pair_fields[0].html_name: "two"}
        response = importing.client.post(importing.address("names/"), answers, follow=True)
        assert response.request["PATH_INFO"] == importing.address("names/")
        assert "Now say whom “Head of Children’s” and “Services” stand for." in page_words(response)
        assert {*self.HALVES} < {*importing.get("names/").context["form"].officers.values()}

    def part(self, importing: Import, parts: str) -> HttpResponse:
        form = importing.get("names/").context["form"]
        whole = next(mark for mark, name in form.officers.items() if name == "Ada Byron Grace Hopper")
        return importing.post("names/", {form.pair_fields[0].html_name: "one", "whole": whole, "parts": parts})

    def test_who_stands_beside_one_that_is_parted_is_not_named_twice(self, importing: Import) -> None:
        self.begin(importing)
        self.part(importing, "Zoe Dell\nAda Byron")
        texts = sent(importing.get("rows/3/").context["form"]).values()
        assert next(text for text in texts if "Zoe Dell" in text) == "Zoe Dell\nAda Byron"

    def test_one_is_parted_and_made_one_again(self, importing: Import) -> None:
        self.begin(importing)
        self.part(importing, "Ada Byron\r\n\r\n Grace  Hopper ")
        assert importing.draft.answers["parted"] == {"Ada Byron Grace Hopper": ["Ada Byron", "Grace Hopper"]}
        importing.go_through("", "names/", "threads/")
        assert "Grace Hopper, a new person" in page_words(importing.get("check/"))
        form = importing.get("names/").context["form"]
        importing.post("names/", {form.parted_fields[0].html_name: ""})
        assert importing.draft.answers["parted"] == {}

    @pytest.mark.parametrize(
        ("parts", "told"),
        [
            ("", "Enter the officers in “Ada Byron Grace Hopper”, each on a line of its own."),
            ("Ada Byron", "each on a line of its own."),
            ("Ada Byron\n" + "x" * 301, "A name has at most 300 characters"),
        ],
    )
    def test_how_one_is_not_parted_is_told(self, importing: Import, parts: str, told: str) -> None:
        self.begin(importing)
        assert told in page_words(self.part(importing, parts))
        assert importing.draft.answers["parted"] == {}

    def test_parts_of_no_name_are_told(self, importing: Import) -> None:
        form = self.begin(importing)
        response = importing.post("names/", {form.pair_fields[0].html_name: "one", "parts": "Ada\nGrace"})
        assert "Choose the name that these officers are read from." in page_words(response)

    def test_every_other_answer_is_kept_meanwhile(self, importing: Import) -> None:
        form = self.begin(importing)
        zoe = next(field.html_name for field in form.officer_fields if field.label == "Zoe Dell")
        importing.post("names/", {form.pair_fields[0].html_name: "one", zoe: "post"})
        assert importing.draft.answers["officers"]["Zoe Dell"] == "post"
        assert importing.get("names/").context["form"][zoe].initial == "post"

    def test_a_row_corrected_by_hand_stays_as_it_was_typed(self, importing: Import) -> None:
        form = self.begin(importing)
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        importing.post("rows/0/", {names["Lead"]: "Head of Children’s\nServices\nAda Byron"})
        importing.post("names/", {form.pair_fields[0].html_name: "one"})
        assert self.times_as_one(importing) == 2

    def test_markup_in_a_name_is_shown_as_it_is(self, importing: Import) -> None:
        importing.begin(HOMES | {"reference": "<b>1</b>", "lead": ["Head of <b>Homes</b>", "and <i>Parks</i>"]})
        html = importing.get("names/").content.decode()
        assert "<b>" not in html
        assert "<i>" not in html


class TestThreads:
    def test_are_proposed_with_likeness_and_reason(self, importing: Import) -> None:
        importing.begin(HOMES | {"reference": "7"}, CARERS)
        page = page_words(importing.get("threads/"))
        assert "7 Open two homes" in page
        assert "100% Same title, renumbered from 1.1 to 7" in page
        assert "New (1)" in page
        assert "In January 2021, and not here (1)" in page
        assert "Close the hostel" in page

    def test_of_actions_without_references_say_by_what_they_are_named(self, plan: Plan, importing: Import) -> None:
        importing.begin(HOMES)
        assert "To change one, enter the January 2021 reference it continues" in page_words(importing.get("threads/"))
        importing.plan = new_plan("roads", [Row(action="Open two homes"), Row(action="Close one")])
        importing.start = importing.start.replace("homes", "roads")
        importing.client.force_login(plan_owner("Roads", importing.plan))
        importing.begin(HOMES)
        told = "action it continues, by its reference or, where it has none, by the words that stand for it"
        assert told in page_words(importing.get("threads/"))

    def test_are_kept_as_accepted_with_the_person_s_name(self, importing: Import) -> None:
        importing.begin(HOMES | {"reference": "7"}, CARERS)
        importing.go_through("", "threads/", "check/")
        edges = LineageEdge.objects.exclude(reason__startswith="copied")
        assert sorted(edges.values_list("kind", flat=True)) == ["continues", "dropped", "new"]
        assert set(edges.values_list("decided_by__name", flat=True)) == {"Owner"}

    def test_are_kept_as_changed(self, importing: Import) -> None:
        importing.begin(HOMES | {"reference": "7"}, CARERS)
        importing.go_through("")
        answers = {"row-0": "", "row-1": "1.3", "gone-open-two-homes": "1.3"}
        importing.post("threads/", answers)
        importing.go_through("check/")
        edges = LineageEdge.objects.exclude(reason__startswith="copied")
        assert set(edges.values_list("kind", "from_action_version__reference", "to_action_version__reference")) == {
            ("new", None, "7"),
            ("continues", "1.3", "1.2"),
            ("rolled_into", "1.1", "1.3"),
        }

    def test_what_a_row_was_taken_from_goes_where_its_progress_says_as_nobody_was_asked(
        self, importing: Import
    ) -> None:
        ends = Row(reference="1.4", action_id="archive", action="Move the archive", progress="Now part of 1.1.")
        add_version(importing.plan, [Row(**HOMES), ends], as_of=date(2021, 3, 31))  # type: ignore[arg-type]
        importing.begin(HOMES, CARERS | {"action": "Move the archive"})
        importing.go_through("")
        page = importing.get("threads/")
        asked = {name: value for name, value in as_it_stands(page).items() if f'name="{name}"' in page.content.decode()}
        assert "gone-archive" not in asked
        importing.client.post(importing.address("threads/"), asked | {"row-1": ""})
        assert 'name="gone-archive" value="1.1"' in importing.get("threads/").content.decode()
        assert "1 continued, 1 new, 0 dropped, 1 rolled into others" in page_words(importing.get("check/"))
        importing.go_through("threads/", "check/")
        assert LineageEdge.objects.get(kind="rolled_into").reason == "rolled into 1.1, as its progress says"

    def test_several_are_merged(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.go_through("")
        importing.post("threads/", {"row-0": "1.1, 1.3"})
        importing.go_through("check/")
        assert LineageEdge.objects.filter(kind="merged").count() == 1

    @pytest.mark.parametrize("answer", ["9.9", "1.1; 1.3", "x" * 1001, "1.1\x00"])
    def test_what_is_not_there_is_told(self, importing: Import, answer: str) -> None:
        importing.begin(HOMES)
        response = importing.post("threads/", {"row-0": answer})
        assert response.status_code == 200
        assert "There is a problem" in page_words(response)

    def test_a_reason_that_several_have_is_said_once(self, importing: Import) -> None:
        importing.begin(
            HOMES, *({"reference": "7", "action": action} for action in ("Plant an orchard", "Tune pianos"))
        )
        response = importing.get("threads/")
        page = page_words(response)
        assert page.casefold().count("nothing in the earlier version is worded like it") == 1
        assert "Why, where nothing else is said: nothing in the earlier version is worded like it." in page
        assert page.count("Same title") == 1
        html = response.content.decode()
        assert html.count("app-threads__same") == 2  # what it was, and how like it is

    def test_nothing_is_rolled_into_itself(self, importing: Import) -> None:
        importing.begin(CARERS)
        response = importing.post("threads/", {"gone-open-two-homes": "1.1"})
        assert "“1.1” is no other action of the version before" in page_words(response)

    def test_a_row_that_is_left_out_takes_no_thread(self, importing: Import) -> None:
        importing.begin(CARERS, HOMES | {"reference": "7"})
        importing.post("rows/0/", {"left_out": "on"})
        importing.go_through("", "threads/", "check/")
        assert published(importing.plan).action_versions.get().action.slug == "open-two-homes"

    def test_are_asked_anew_when_another_version_has_come_in_between(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.go_through("", "threads/")
        draft = importing.draft
        add_version(importing.plan, [Row(**HOMES)], as_of=date(2021, 3, 31))  # type: ignore[arg-type]
        response = importing.client.get(importing.address("check/"))
        assert response.url == importing.address("threads/")  # type: ignore[attr-defined]
        assert draft.pk == importing.draft.pk
        sent = importing.client.post(importing.address("check/"), {"state": "working"}, follow=True)
        assert "The plan has changed since you settled “What continues what”" in page_words(sent)
        assert importing.plan.versions.count() == 2


class TestCheck:
    def test_takes_it_in_all_at_once(self, importing: Import) -> None:
        draft = importing.begin(HOMES, CARERS)
        importing.go_through("", "threads/")
        page = page_words(importing.get("check/"))
        assert "2 in 1 section" in page
        assert "1 continued, 1 new, 1 dropped, 0 rolled into others" in page
        response = importing.post("check/")
        version = published(importing.plan)
        assert response.url == version.get_absolute_url()  # type: ignore[attr-defined]
        assert (version.label, str(version.as_of), version.action_versions.count()) == ("June 2021", "2021-06-30", 2)
        assert not ImportDraft.objects.filter(pk=draft.pk).exists()
        assert importing.plan.versions.working().get().action_versions.count() == 2

    def test_takes_in_nothing_that_another_window_changed_since_it_was_looked_at(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.go_through("", "threads/")
        stale = as_it_stands(importing.get("check/"))
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        importing.post("rows/0/", {names["Timeframe"]: "by July 2021"})
        response = importing.client.post(importing.address("check/"), stale)
        page = page_words(response)
        assert "It was changed since you opened this page. Look at what is taken in now, once more." in page
        assert "corrected: 1" in page
        assert importing.plan.versions.count() == 1
        importing.client.post(importing.address("check/"), as_it_stands(response))
        assert published(importing.plan).action_versions.get().timeframe == "by July 2021"

    def test_keeps_the_file(self, importing: Import) -> None:
        draft = importing.begin(HOMES)
        content = bytes(draft.content)
        importing.go_through("", "threads/", "check/")
        source = SourceFile.objects.get()
        assert (source.name, source.size, source.sha256) == ("homes.json", len(content), sha256(content).hexdigest())
        assert bytes(source.content) == content
        assert str(source.imported_by) == str(User.objects.get(name="Owner"))
        page = importing.client.get(source.version.get_absolute_url())
        assert source.sha256 in page_words(page)

    def test_nothing_is_taken_in_before_everything_is_settled(self, importing: Import) -> None:
        importing.begin(HOMES | {"status": "Nearly there"})
        for step, then in (("", ""), ("", "names/")):
            response = importing.client.post(importing.address("check/"), {"state": "working"})
            assert response.url == importing.address(then)  # type: ignore[attr-defined]
            if not then:
                importing.go_through(step)
        assert importing.plan.versions.count() == 1

    def test_who_comes_too_early_is_told_what_is_to_be_settled(self, importing: Import) -> None:
        importing.begin(HOMES | {"status": "Nearly there"})
        importing.go_through("")
        page = page_words(importing.client.get(importing.address("check/"), follow=True))
        assert "Before you can check and take in what was read, “Officers and statuses” is to be settled." in page

    def test_a_second_time_it_asks(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.go_through("", "threads/", "check/")
        importing.upload(document(HOMES), **{"as_of-month": "9"})
        assert "This very file has been taken in before: as June 2021" in page_words(importing.get())
        importing.go_through("", "threads/")
        page = importing.post("check/")
        assert "This very file has been taken in before: as June 2021" in page_words(page)
        assert "Tick that you want to take this file in once more" in page_words(page)
        assert importing.post("check/", {"again": "on"}).status_code == 302
        assert importing.plan.versions.published().count() == 3

    def test_sent_twice_it_is_taken_in_once(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.go_through("", "threads/")
        address, answers = importing.address("check/"), as_it_stands(importing.get("check/"))
        assert importing.client.post(address, answers).status_code == 302
        again = importing.client.post(address, answers, follow=True)
        assert again.request["PATH_INFO"] == importing.start
        assert "That document has been taken in or discarded already. Nothing was done" in page_words(again)
        assert importing.plan.versions.published().count() == 2

    def test_a_working_version_that_is_not_as_it_was_opened_stands_in_the_way(self, importing: Import) -> None:
        working = open_next(importing.plan, by=None)
        ActionVersion.objects.filter(version=working, reference="1.1").update(text="Something else")
        importing.begin(HOMES)
        importing.go_through("", "threads/")
        before = row_counts()
        page = page_words(importing.post("check/"))
        assert "it has been changed since it was opened. Publish it for a date before 30 June 2021" in page
        assert row_counts() == before

    def test_a_working_version_is_taken_in(self, importing: Import) -> None:
        importing.begin(HOMES)
        importing.go_through("", "threads/")
        importing.post("version/", {"state": "working"})
        importing.go_through("check/")
        assert importing.plan.versions.working().get().action_versions.count() == 1

    def test_in_a_plan_without_versions_there_is_nothing_to_continue(self, client: Client, db: None) -> None:
        plan = new_plan("fresh")
        client.force_login(plan_owner("Owner", plan))
        importing = Import(client, plan)
        importing.begin(HOMES | {"status": ""})
        importing.go_through("", "names/", "check/")
        assert published(plan).action_versions.count() == 1
        assert Assignment.objects.filter(action_version__version=published(plan)).count() == 1


class TestSource:
    @pytest.mark.parametrize("who", list(CAST))
    def test_whoever_reads_the_plan_may_have_the_file(self, plan: Plan, importing: Import, who: str) -> None:
        importing.begin(HOMES)
        importing.go_through("", "threads/", "check/")
        importing.client.force_login(CAST[who](plan))
        response = importing.client.get(f"{published(plan).get_absolute_url()}source/")
        assert response.status_code == 200
        assert response["Content-Disposition"] == 'attachment; filename="homes.json"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Type"] == "application/octet-stream"
        assert b"".join(response.streaming_content).startswith(b'{"title"')  # type: ignore[attr-defined]

    def test_nobody_else(self, plan: Plan, importing: Import) -> None:
        importing.begin(HOMES)
        importing.go_through("", "threads/", "check/")
        address = f"{published(plan).get_absolute_url()}source/"
        importing.client.force_login(person("Gone", is_active=False))
        assert importing.client.get(address).status_code == 302

    def test_a_version_that_was_read_from_none_has_none(self, plan: Plan, importing: Import) -> None:
        assert importing.client.get(f"{published(plan).get_absolute_url()}source/").status_code == 404


class TestCost:
    @pytest.mark.parametrize("page", PAGES)
    def test_queries_do_not_grow_with_the_document(self, importing: Import, page: str) -> None:
        """Where it is told what stands in the way, the working version is compared with what it was opened from."""
        open_next(importing.plan, by=None)
        most = 30 if page in {"", "version/", "check/"} else 20
        costs = []
        for count in (3, 30):
            contents = [HOMES | {"reference": f"1.{n}", "action": f"Action {n}"} for n in range(count)]
            importing.begin(*contents)
            importing.go_through("", "threads/")
            with CaptureQueriesContext(connection) as captured:
                assert importing.get(page).status_code == 200
            costs.append(len(captured))
        assert costs[0] == costs[1] <= most
