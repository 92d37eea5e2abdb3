"""Saying what the columns of a document are: always to be had, asked where nobody knows, and kept for the next time."""

import io
from typing import Any

import docx
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import ImportDraft
from plans.models import Plan
from tests.import_pages import Import, as_it_stands
from tests.pages import page_words
from tests.people import CLERK, person_with_role, plan_owner
from tests.plan_documents import new_plan

KNOWN = "Ref;Action;Lead;By when;Progress\n1.1;Open two homes;Ada Byron;May 2021;Begun\n"
UNKNOWN = "Vorhaben;Zustaendig;Bis\nOpen homes;the board;soon\nMend roofs;the staff;later\n"
HEADLESS = "1.1;Open two homes;Ada Byron;May 2021\n1.2;Mend the roofs;Ada Byron;June 2021\n"


@pytest.fixture
def plan(db: None) -> Plan:
    return new_plan("homes")


@pytest.fixture
def importing(plan: Plan, client: Client) -> Import:
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


def upload(importing: Import, text: str) -> None:
    assert importing.upload(text.encode(), "homes.csv").status_code == 302


def fields(importing: Import, step: str = "columns/") -> dict[str, str]:
    return {field.label: field.html_name for field, _ in importing.get(step).context["form"].lines}


def say(importing: Import, step: str = "columns/", headings: str = "", **said: str) -> Any:
    """Send the form of a page with these answers, by the places of the columns."""
    names = list(fields(importing, step).values())
    answers = {names[int(place.removeprefix("column_")) - 1]: field for place, field in said.items()}
    page = as_it_stands(importing.get(step)) | answers | ({"headings": headings} if headings else {})
    return importing.client.post(importing.address("columns/"), page)


def read(importing: Import) -> list[dict[str, Any]]:
    return [row for section in importing.draft.document["sections"] for row in section["rows"]]


class TestAllKnown:
    def test_what_stands_in_a_column_is_shown_with_no_mark_that_the_file_has_not(self, importing: Import) -> None:
        upload(importing, 'Action;Lead;By when\n"Ask the staff\nand the board";"Ada Byron\nGrace Hopper";May 2021\n')
        page = page_words(importing.get("columns/"))
        assert "What stands in it Ask the staff and the board" in page
        assert "What stands in it Ada Byron; Grace Hopper" in page

    def test_the_step_is_there_and_needs_nothing(self, importing: Import) -> None:
        upload(importing, KNOWN)
        page = page_words(importing.get())
        assert "“By when” is Timeframe" in page
        assert "2. Columns done" in page or "Columns done" in page
        assert importing.post().url == importing.address("names/")  # type: ignore[attr-defined]
        assert "Every heading is known" in page_words(importing.get("columns/"))

    def test_one_that_was_taken_wrongly_is_changed_and_no_other_moves(self, importing: Import) -> None:
        upload(importing, KNOWN)
        names = fields(importing)
        importing.post("columns/", {names["“Progress”"]: "status", names["“Lead”"]: "accountable"})
        (row,) = read(importing)
        assert (row["status"], row["accountable"], row["lead"], row["timeframe"]) == (
            *("Begun", ["Ada Byron"], [], "May 2021"),
        )
        assert "“Lead” is Accountable" in page_words(importing.get())

    def test_what_was_changed_holds_the_next_time_and_is_not_asked_again(self, importing: Import) -> None:
        upload(importing, KNOWN)
        importing.post("columns/", {fields(importing)["“Lead”"]: "accountable"})
        importing.go_through("", "names/", "check/")
        importing.upload(KNOWN.encode(), "homes.csv", **{"as_of-month": "9"})
        assert read(importing)[0]["accountable"] == ["Ada Byron"]
        assert importing.post().url == importing.address("threads/")  # type: ignore[attr-defined]

    def test_the_action_is_one_column(self, importing: Import) -> None:
        upload(importing, KNOWN)
        names = fields(importing)
        response = importing.post("columns/", {names["“Action”"]: "progress"})
        assert "Choose which column is the “Action”: without one there are no actions." in page_words(response)
        assert list(response.context["form"].errors) == [names["“Action”"]]
        response = importing.post("columns/", {names["“Action”"]: "progress", names["“Progress”"]: ""})
        assert "Choose which column is the “Action”: without one there are no actions." in page_words(response)
        assert read(importing)[0]["action"] == "Open two homes"

    def test_a_column_without_a_heading_is_called_by_its_place(self, importing: Import) -> None:
        upload(importing, "Action;Lead;\nOpen two homes;Ada Byron;£5\nMend roofs;Ada Byron;£6\n")
        importing.post("columns/", {fields(importing)["Column 3"]: "saving"})
        assert [row["saving"] for row in read(importing)] == ["£5", "£6"]
        assert "Columns done" in page_words(importing.get())

    def test_those_that_two_tables_call_differently_may_stay(self, importing: Import) -> None:
        first, second = (["Action", "Lead", "When"], ["Action", "Owner", "When"])
        importing.upload(
            word_file([first, ["Open homes", "Ada Byron", "May 2021"]], [second, ["Mend", "Al", "May"]]), "h.docx"
        )
        assert "“Lead” is Lead" in page_words(importing.get())
        assert [column.name for column in importing.get().context["review"].columns] == ["Action", "Lead", "When"]
        assert importing.post("columns/").status_code == 302
        assert [row["lead"] for row in read(importing)] == [["Ada Byron"], ["Al"]]
        importing.go_through("", "names/", "check/")
        version = importing.plan.versions.published().get()
        assert (version.columns, version.column_fields.count("lead")) == (["Action", "Lead", "When", "Owner"], 2)
        page = page_words(importing.client.get(version.get_absolute_url()))
        assert page.count("Ada Byron") == 1

    def test_a_file_written_for_us_says_itself_what_they_are(self, importing: Import) -> None:
        importing.begin({"reference": "1", "action": "Open homes"})
        page = page_words(importing.get("columns/"))
        assert "This file says itself what each of its columns is" in page
        assert "“Timeframe” is Timeframe" in page
        assert "Change what a column is" not in page_words(importing.get())


def word_file(*tables: list[list[str]]) -> bytes:
    document = docx.Document()
    for number, rows in enumerate(tables, 1):
        document.add_heading(f"{number}. Part {number}", 1)
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


class TestNotRead:
    def test_its_first_rows_are_offered_and_the_import_goes_on(self, importing: Import) -> None:
        upload(importing, UNKNOWN)
        page = page_words(importing.get())
        assert "What are the columns of homes.csv?" in page
        assert "Vorhaben | Zustaendig | Bis" in page
        response = say(importing, "", column_1="action", column_2="lead", column_3="timeframe")
        assert response.url == importing.address()
        assert [(row["action"], row["lead"], row["timeframe"]) for row in read(importing)] == [
            ("Open homes", ["the board"], "soon"),
            ("Mend roofs", ["the staff"], "later"),
        ]
        importing.go_through("", "names/", "check/")
        version = importing.plan.versions.published().get()
        assert (version.columns, version.mapping) == (
            ["Vorhaben", "Zustaendig", "Bis"],
            {"Vorhaben": "action", "Zustaendig": "lead", "Bis": "timeframe"},
        )

    def test_the_next_one_is_read_at_once(self, importing: Import) -> None:
        self.test_its_first_rows_are_offered_and_the_import_goes_on(importing)
        upload(importing, UNKNOWN + "Build roads;the board;never\n")
        assert len(read(importing)) == 3
        assert "Columns done" in page_words(importing.get())

    def test_without_an_action_it_is_asked_again(self, importing: Import) -> None:
        upload(importing, UNKNOWN)
        response = say(importing, "", column_2="lead")
        assert response.status_code == 200
        assert "Choose which column is the “Action”" in page_words(response)
        assert not importing.draft.is_read

    def test_a_lower_row_may_hold_the_headings(self, importing: Import) -> None:
        upload(importing, "Council;Lowmoor\nDay;3 May\n" + UNKNOWN)
        say(importing, "", headings="2", column_1="action")
        assert importing.draft.document["columns"] == ["Vorhaben", "Zustaendig", "Bis"]
        assert [row["action"] for row in read(importing)] == ["Open homes", "Mend roofs"]

    def test_every_row_may_be_an_action(self, importing: Import) -> None:
        upload(importing, UNKNOWN)
        say(importing, "", headings="none", column_1="action", column_3="timeframe")
        assert [row["action"] for row in read(importing)] == ["Vorhaben", "Open homes", "Mend roofs"]
        importing.go_through("", "check/")
        upload(importing, "Build roads;the board;never\nSweep them;the staff;ever\n")
        assert [(row["action"], row["timeframe"]) for row in read(importing)] == [
            ("Build roads", "never"),
            ("Sweep them", "ever"),
        ]

    def test_it_may_be_another_of_its_tables(self, importing: Import) -> None:
        key = [["Farbe", "Wort"], *([letter, "x" + letter] for letter in "abcd")]
        plan = [["Vorhaben", "Bis"], ["Open homes", "soon"]]
        importing.upload(word_file(key, plan, plan), "homes.docx")
        form = importing.get().context["form"]
        assert [(number, words) for number, words, _ in form.others] == [(1, "Vorhaben | Bis")]
        page = importing.client.get(f"{importing.address()}?table=1")
        names = {field.label: field.html_name for field, _ in page.context["form"].lines}
        importing.client.post(
            f"{importing.address('columns/')}?table=1", as_it_stands(page) | {names["Column 1"]: "action"}
        )
        assert [row["action"] for row in read(importing)] == ["Open homes", "Open homes"]

    @pytest.mark.parametrize("table", ["7", "-1", "x", "²", "9" * 50])
    def test_a_table_that_is_not_there_is_the_first(self, importing: Import, table: str) -> None:
        upload(importing, UNKNOWN)
        assert importing.client.get(f"{importing.address()}?table={table}").context["form"].number == 0

    def test_a_file_without_tables_stays_unread(self, importing: Import) -> None:
        importing.upload(word_file(), "homes.docx")
        assert "homes.docx was not read" in page_words(importing.get())
        assert importing.get("columns/").url == importing.address()  # type: ignore[attr-defined]

    @pytest.mark.parametrize("answers", [{"headings": "9"}, {"headings": ""}, {"column-0": "boss"}])
    def test_an_answer_that_was_not_offered_is_refused(self, importing: Import, answers: dict[str, str]) -> None:
        upload(importing, UNKNOWN)
        page = as_it_stands(importing.get()) | {"column-0": "action"} | answers
        assert importing.client.post(importing.address("columns/"), page).status_code == 200
        assert not importing.draft.is_read

    def test_nobody_else_is_shown_it(self, importing: Import) -> None:
        upload(importing, UNKNOWN)
        importing.client.force_login(person_with_role("Clerk", CLERK, importing.plan))
        assert importing.get("columns/").status_code == 403
        importing.client.force_login(plan_owner("Colleague", importing.plan))
        assert importing.get("columns/").status_code == 404


class TestFirstRow:
    def test_that_reads_like_an_action_is_one_and_is_asked_about(self, importing: Import) -> None:
        upload(importing, HEADLESS)
        assert [row["action"] for row in read(importing)] == ["Open two homes", "Mend the roofs"]
        page = page_words(importing.get())
        assert "No row of headings was found, so the first row is read as an action." in page
        assert "Column 2 is Action, to be confirmed" in page
        assert importing.post().url == importing.address("columns/")  # type: ignore[attr-defined]
        assert importing.post("columns/").url == importing.address("names/")  # type: ignore[attr-defined]
        assert "to be confirmed" not in page_words(importing.get())

    def test_may_be_the_headings_after_all(self, importing: Import) -> None:
        upload(importing, HEADLESS)
        say(importing, headings="0")
        assert [row["action"] for row in read(importing)] == ["Mend the roofs"]
        assert importing.get("columns/").context["form"]["headings"].value() == "0"
        say(importing, headings="none")
        assert [row["action"] for row in read(importing)] == ["Open two homes", "Mend the roofs"]

    def test_that_is_taken_for_headings_nobody_knows_may_be_an_action(self, importing: Import) -> None:
        upload(importing, "Nr;Vorhaben;Wer;Wann\n" + HEADLESS)
        page = page_words(importing.get())
        assert "None of these headings is known: they are the first row of the table, which may be an action" in page
        assert importing.get("columns/").context["form"]["headings"].value() == "0"
        say(importing, headings="none")
        assert len(read(importing)) == 3
        assert "Vorhaben" in read(importing)[0]["action"]

    def test_what_was_corrected_stays_where_it_was(self, importing: Import) -> None:
        upload(importing, HEADLESS)
        names = {field.label: field.html_name for field in importing.get("rows/1/").context["form"]}
        importing.post("rows/1/", {names["Column 2"]: "Mend all roofs"})
        say(importing, headings="0")
        assert "Mend all roofs" in page_words(importing.get())


class TestHeadingsThatAreNotPrinted:
    TYPED = ("Nr", "Vorhaben", "Wer", "Bis wann")

    def call(self, importing: Import, *headings: str) -> HttpResponse:
        return importing.post("columns/", {f"heading-column-{at}": heading for at, heading in enumerate(headings, 1)})

    def columns(self, importing: Import) -> list[str]:
        return importing.draft.document["columns"]

    def test_are_given_and_kept_with_the_version(self, importing: Import) -> None:
        upload(importing, HEADLESS)
        assert self.call(importing, *self.TYPED).status_code == 302
        assert self.columns(importing) == [*self.TYPED]
        assert "“Vorhaben” is Action" in page_words(importing.get())
        importing.go_through("", "names/", "check/")
        version = importing.plan.versions.published().get()
        assert version.columns == [*self.TYPED]
        assert version.column_fields == ["reference", "action", "lead", "timeframe"]
        page = importing.client.get(version.get_absolute_url()).content.decode()
        assert 'data-label="Vorhaben"' in page

    def test_hold_the_next_time_and_nothing_is_asked_anew(self, importing: Import) -> None:
        self.test_are_given_and_kept_with_the_version(importing)
        importing.upload(
            (HEADLESS + "1.3;Plant trees;Ada Byron;May 2022\n").encode(), "homes.csv", **{"as_of-month": "9"}
        )
        assert self.columns(importing) == [*self.TYPED]
        assert "to be confirmed" not in page_words(importing.get())
        assert importing.post().url == importing.address("threads/")  # type: ignore[attr-defined]

    def test_are_changed_and_taken_back(self, importing: Import) -> None:
        upload(importing, HEADLESS)
        self.call(importing, *self.TYPED)
        assert importing.get("columns/").context["form"]["heading-column-2"].value() == "Vorhaben"
        self.call(importing, "Nr", "Was", "", "Bis")
        assert self.columns(importing) == ["Nr", "Was", "Column 3", "Bis"]
        say(importing, column_3="", column_4="lead")
        assert "“Bis” is Lead" in page_words(importing.get())

    def test_may_be_what_is_known_of_others_and_move_nothing(self, importing: Import) -> None:
        upload(importing, HEADLESS)
        self.call(importing, "", "Owner", "Lead", "Status")
        assert self.columns(importing) == ["", "Owner", "Lead", "Status"]
        row = read(importing)[0]
        assert (row["action"], row["lead"], row["timeframe"]) == ("Open two homes", ["Ada Byron"], "May 2021")
        assert "“Owner” is Action" in page_words(importing.get())
        assert "None of these: each row is an action" in page_words(importing.get("columns/"))

    def test_what_was_corrected_stays_with_its_cell(self, importing: Import) -> None:
        upload(importing, "Action;Lead;\nOpen two homes;Ada Byron;£5\nMend roofs;Ada Byron;£6\n")
        names = {field.label: field.html_name for field in importing.get("rows/0/").context["form"]}
        importing.post("rows/0/", {names["Column 3"]: "£7"})
        self.call(importing, "", "", "Kosten")
        assert [row["other"] for row in read(importing)] == [{"Kosten": "£5"}, {"Kosten": "£6"}]
        assert importing.draft.answers["cells"] == {"0": {"other:Kosten": "£7"}}
        importing.go_through("", "columns/", "names/", "check/")
        assert importing.plan.versions.published().get().column_fields == ["action", "lead", ""]

    @pytest.mark.parametrize(
        ("headings", "told"),
        [
            (("Nr", "Was", "was", ""), "Enter another: a column is called “was” already."),
            (("", "Column 3", "", ""), "Enter another: a column is called “Column 3” already."),
            (("x" * 301,), "is 301 characters long: shorten it to 300."),
            (("a\nb",), "on one line"),
        ],
    )
    def test_that_cannot_be_given_are_told(self, importing: Import, headings: tuple[str, ...], told: str) -> None:
        upload(importing, HEADLESS)
        assert told in page_words(self.call(importing, *headings))
        assert self.columns(importing) == ["", "Column 2", "Column 3", "Column 4"]

    def test_none_are_asked_for_where_a_row_holds_them(self, importing: Import) -> None:
        upload(importing, KNOWN)
        assert "Headings that are not printed" not in page_words(importing.get("columns/"))
        upload(importing, HEADLESS)
        self.call(importing, *self.TYPED)
        say(importing, headings="0")
        assert self.columns(importing) == ["1.1", "Open two homes", "Ada Byron", "May 2021"]

    def test_of_a_plan_that_was_read_without_any_no_place_is_asked_anew(self, importing: Import) -> None:
        upload(importing, HEADLESS)
        importing.go_through("", "columns/", "names/", "check/")
        importing.upload(HEADLESS.encode(), "homes.csv", **{"as_of-month": "9"})
        assert "to be confirmed" not in page_words(importing.get())
        assert importing.post().url == importing.address("threads/")  # type: ignore[attr-defined]


class TestDrafts:
    def test_that_could_not_be_read_are_listed_for_what_they_are(self, importing: Import) -> None:
        upload(importing, UNKNOWN)
        importing.upload(b"PK\x03\x04", "bad.docx")
        page = page_words(importing.client.get(importing.start))
        assert "Not read yet: say what its columns are" in page
        assert "Could not be read: this file is damaged" in page
        for draft in ImportDraft.objects.all():
            importing.client.post(f"{importing.start}{draft.pk}/discard/")
        assert "Begun and not taken in yet" not in page_words(importing.client.get(importing.start))


class TestCost:
    @pytest.mark.parametrize("text", [KNOWN, UNKNOWN, HEADLESS])
    def test_queries_do_not_grow_with_the_document(self, importing: Import, text: str) -> None:
        head, _, row = text.rpartition("\n")[0].rpartition("\n")
        costs = []
        for count in (3, 30):
            lines = [row.replace("Mend", f"Mend {number}") for number in range(count)]
            upload(importing, "\n".join([head, *lines, ""]))
            with CaptureQueriesContext(connection) as captured:
                assert importing.get("columns/").status_code == 200
            costs.append(len(captured))
        assert costs[0] == costs[1] <= 15
