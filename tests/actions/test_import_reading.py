"""Reading a file that takes long: the person's page waits for it, and a reading that went wrong says so."""

import re
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

import actions.import_reading
from actions.import_answers import TABLE, Answers, answers_of
from actions.import_changing import change_answers
from actions.import_reading import read_draft
from actions.import_review import Review
from actions.models import ImportDraft
from actions.models.importing import FORMER_KEPT
from plans.models import KeptPost, Plan
from plans.readers import read_document
from plans.readers.document import PlanDocument, Row
from tests.import_pages import Import, as_it_stands, document
from tests.pages import page_words, words
from tests.people import plan_owner
from tests.plan_documents import add_version, new_plan

ROW = {"reference": "1.1", "action": "Open two homes"}
PATIENCE = 20  # seconds


@pytest.fixture
def importing(db: None, client: Client) -> Import:
    plan = new_plan("homes")
    client.force_login(plan_owner("Owner", plan))
    return Import(client, plan)


class SlowReader:
    """Reads as ever, once it may."""

    def __init__(self) -> None:
        self.may_read = threading.Event()

    def __call__(self, *args: Any, **options: Any) -> PlanDocument:
        assert self.may_read.wait(PATIENCE)
        return read_document(*args, **options)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowReader]:
    reader = SlowReader()
    monkeypatch.setattr(actions.import_reading, "read_document", reader)
    monkeypatch.setattr(actions.import_reading, "PATIENCE", 0.01)
    yield reader
    reader.may_read.set()


def wait_until_read(draft: ImportDraft) -> None:
    for _ in range(PATIENCE * 50):
        draft.refresh_from_db()
        if draft.reading is None:
            return
        threading.Event().wait(0.02)
    pytest.fail("The reading does not end.")


@pytest.mark.django_db(transaction=True)
class TestWhatTakesLong:
    def test_shows_a_page_that_looks_again(self, importing: Import, slowly: SlowReader) -> None:
        draft = importing.begin(ROW)
        response = importing.get()
        assert response["Refresh"] == "3"
        assert "Reading homes.json" in page_words(response)
        assert re.search(r"it was begun \d+ seconds? ago", page_words(response))
        assert importing.get("threads/").url == importing.address()  # type: ignore[attr-defined]
        slowly.may_read.set()
        wait_until_read(draft)
        assert "1 action in 1 section" in page_words(importing.get())

    def test_a_reading_that_was_overtaken_is_not_kept(self, importing: Import, slowly: SlowReader) -> None:
        draft = importing.begin(ROW)
        overtaken = draft.reading
        read_draft(draft)
        assert draft.reading not in {None, overtaken}
        slowly.may_read.set()
        wait_until_read(draft)
        assert draft.document["title"] == "Homes"

    def test_can_be_discarded_meanwhile(self, importing: Import, slowly: SlowReader) -> None:
        importing.begin(ROW)
        importing.client.post(importing.address("discard/"))
        slowly.may_read.set()
        assert not ImportDraft.objects.exists()


CSV = (
    "Ref;Finding of the team;Agreed response;Status;By when\n"
    "1.1;Too few homes are open to everybody;Open two homes;Nearly there;May 2021\n"
    "1.2;Too few people know where homes are;Tell people of homes;Nearly there;June 2021\n"
)
UNKNOWN = "Vorhaben;Zustand;Bis\nOpen homes;in hand;soon\nMend roofs;late;later\n"


def say_columns(importing: Import, **fields: str) -> None:
    form = importing.get("columns/").context["form"]
    names = {field.label.strip("“”"): field.html_name for field, _ in form.lines}
    said = {names[label.replace("_", " ")]: field for label, field in fields.items() if label != "headings"}
    headings = {"headings": fields["headings"]} if "headings" in fields else {}
    assert importing.post("columns/", said | headings).status_code == 302


def labelled(page: HttpResponse, label: str) -> str:
    return next(field.html_name for field in page.context["form"] if field.label == label)


def texts_read(importing: Import) -> list[str]:
    return [row.action for row in Review(importing.draft).every_row]


@pytest.mark.django_db(transaction=True)
class TestTypedWhileTheFileIsReadAnew:
    @pytest.fixture(autouse=True)
    def _read_once(self, importing: Import, slowly: SlowReader) -> Iterator[None]:
        slowly.may_read.set()
        importing.upload(CSV.encode(), "homes.csv")
        wait_until_read(importing.draft)
        slowly.may_read.clear()
        yield
        slowly.may_read.set()
        wait_until_read(importing.draft)

    def read_anew(self, importing: Import) -> None:
        say_columns(importing, Finding_of_the_team="", Agreed_response="action")
        assert importing.draft.reading is not None

    def send(self, importing: Import, step: str, page: HttpResponse, **answers: str) -> HttpResponse:
        response = importing.client.post(importing.address(step), as_it_stands(page) | answers, follow=True)
        assert "What you typed is kept. The document is being read anew meanwhile" in words(response.content.decode())
        return response

    def test_a_correction_goes_to_its_cell(self, importing: Import, slowly: SlowReader) -> None:
        page = importing.get("rows/0/")
        self.read_anew(importing)
        name = labelled(page, "Agreed response")
        shown = self.send(importing, "rows/0/", page, **{name: "Open three homes"})
        assert "Reading homes.csv" in page_words(shown)
        slowly.may_read.set()
        wait_until_read(importing.draft)
        assert texts_read(importing) == ["Open three homes", "Tell people of homes"]

    def test_so_do_a_heading_the_version_and_a_meaning(self, importing: Import, slowly: SlowReader) -> None:
        heading, version, names = (importing.get(step) for step in ("sections/0/", "version/", "names/"))
        self.read_anew(importing)
        self.send(importing, "sections/0/", heading, title="Homes for all")
        self.send(importing, "version/", version, label="Summer 2021")
        status, meaning, _ = names.context["form"].status_fields[0]
        self.send(importing, "names/", names, **{status.html_name: "amber", meaning.html_name: "Almost done"})
        slowly.may_read.set()
        wait_until_read(importing.draft)
        review = Review(importing.draft)
        assert (review.headings[0].title, review.label) == ("Homes for all", "Summer 2021")
        assert review.answers.statuses["Nearly there"].meaning == "Almost done"

    def test_what_is_wrong_with_it_is_told_beside_it(self, importing: Import, slowly: SlowReader) -> None:
        page = importing.get("rows/0/")
        self.read_anew(importing)
        typed = {labelled(page, "Ref"): "1" * 99}
        response = importing.client.post(importing.address("rows/0/"), as_it_stands(page) | typed)
        assert "“Ref” is 99 characters long: shorten it to 20." in page_words(response)
        assert "1" * 99 in response.content.decode()

    def test_what_was_said_of_columns_is_read_next(self, importing: Import, slowly: SlowReader) -> None:
        page = importing.get("columns/")
        self.read_anew(importing)
        name = next(field.html_name for field, _ in page.context["form"].lines if field.label == "“By when”")
        importing.client.post(importing.address("columns/"), as_it_stands(page) | {name: ""})
        slowly.may_read.set()
        wait_until_read(importing.draft)
        assert importing.draft.document["mapping"]["By when"] == ""


class TestTypedBeforeTheFileWasReadAnew:
    @pytest.fixture(autouse=True)
    def _read_once(self, importing: Import) -> None:
        importing.upload(UNKNOWN.encode(), "homes.csv")
        say_columns(importing, Column_1="action", Column_2="status")

    def send(self, importing: Import, step: str, page: HttpResponse, **answers: str) -> None:
        response = importing.client.post(importing.address(step), as_it_stands(page) | answers, follow=True)
        assert "What you typed is kept. The document was read anew meanwhile" in words(response.content.decode())

    def test_a_correction_goes_to_its_row(self, importing: Import) -> None:
        page = importing.get("rows/0/")
        say_columns(importing, headings="none")
        importing.post("rows/0/", {labelled(importing.get("rows/0/"), "Column 1"): "Our plans"})
        self.send(importing, "rows/0/", page, **{labelled(page, "Vorhaben"): "Open all homes"})
        assert texts_read(importing) == ["Our plans", "Open all homes", "Mend roofs"]

    def test_one_of_a_row_that_is_none_any_more_is_shown(self, importing: Import) -> None:
        say_columns(importing, headings="none")
        page = importing.get("rows/0/")
        say_columns(importing, headings="0")
        self.send(importing, "rows/0/", page, **{labelled(page, "Column 1"): "Our plans"})
        assert texts_read(importing) == ["Open homes", "Mend roofs"]
        assert "1 correction has no place any more" in page_words(importing.get())
        assert "Our plans" in page_words(importing.get())

    def test_what_was_looked_at_is_so_once_more(self, importing: Import) -> None:
        draft = importing.draft
        draft.document["warnings"] = [{"where": "line 1", "message": "may be wrong", "row": 0}]
        draft.save(update_fields=["document"])
        importing.post("rows/0/")
        importing.post("rows/1/")
        assert answers_of(importing.draft).looked_at == [0]
        say_columns(importing, headings="none")
        assert answers_of(importing.draft).looked_at == []

    def test_threads_go_to_their_rows(self, importing: Import) -> None:
        add_version(importing.plan, [Row(reference="7", action="Tend gardens")], as_of=date(2021, 1, 31))
        page = importing.get("threads/")
        say_columns(importing, headings="none")
        self.send(importing, "threads/", page, **{"row-1": "7"})
        assert answers_of(importing.draft).threads == {"1": [], "2": ["tend-gardens"]}

    def test_a_reading_that_came_to_the_same_is_no_other(self, importing: Import) -> None:
        page = importing.get("rows/0/")
        read_draft(importing.draft)
        response = importing.client.post(
            importing.address("rows/0/"), as_it_stands(page) | {labelled(page, "Bis"): "never"}, follow=True
        )
        assert "read anew" not in words(response.content.decode())
        assert "never" in page_words(response)

    def test_a_table_is_looked_through_once_more(self, importing: Import) -> None:
        page = importing.get()
        say_columns(importing, Column_3="timeframe")
        response = importing.client.post(importing.address(), as_it_stands(page), follow=True)
        assert "The document was read anew since you opened this page: look through it once more" in words(
            response.content.decode()
        )
        assert TABLE not in answers_of(importing.draft).settled

    def test_only_the_last_readings_are_kept(self, importing: Import) -> None:
        pages = [importing.get("rows/0/")]
        for head in ("none", "0") * (FORMER_KEPT // 2 + 1):
            say_columns(importing, headings=head)
            pages.append(importing.get("rows/0/"))
        draft = importing.draft
        assert draft.former_readings.count() == FORMER_KEPT
        assert not any({"narrative", "introduction"} & former.document.keys() for former in draft.former_readings.all())
        oldest_kept = pages[-1 - FORMER_KEPT]
        self.send(importing, "rows/0/", oldest_kept, **{labelled(oldest_kept, "Column 1"): "Our plans"})
        corrected = answers_of(importing.draft).set_aside
        assert [one.text for one in corrected] == ["Our plans"]

    def test_what_a_page_older_than_these_sends_changes_no_other_row(self, importing: Import) -> None:
        page = importing.get("rows/0/")
        for head in ("none", "0") * (FORMER_KEPT // 2 + 1):
            say_columns(importing, headings=head)
        response = importing.client.post(
            importing.address("rows/0/"),
            as_it_stands(page) | {labelled(page, "Vorhaben"): "Open all homes"},
        )
        page = page_words(response)
        assert "read anew several times since you opened that page, so nothing was kept from it." in page
        assert "It was: Open homes Open all homes Go on with homes.csv" in page
        answers = answers_of(importing.draft)
        assert (answers.cells, answers.set_aside) == ({}, [])

    def test_it_goes_to_its_row_too_where_the_reading_ends_in_that_very_moment(self, importing: Import) -> None:
        shown = importing.draft
        say_columns(importing, headings="none")

        def leave_out(answers: Answers) -> None:
            answers.left_out = [*answers.left_out, 1]

        change_answers(shown, leave_out)
        assert answers_of(importing.draft).left_out == [2]


def test_one_that_stopped_is_begun_again(importing: Import) -> None:
    draft = importing.begin(ROW)
    long_ago = timezone.now() - timedelta(minutes=11)
    ImportDraft.objects.update(document=None, reading="12345678-1234-1234-1234-123456789012", changed_at=long_ago)
    assert "The reading has stopped before its end" in page_words(importing.get())
    importing.client.post(importing.address("read-again/"))
    draft.refresh_from_db()
    assert draft.document["title"] == "Homes"


def test_a_reader_that_fails_is_a_sentence(
    importing: Import, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object, **options: object) -> PlanDocument:
        raise RuntimeError("a fault in a reader")

    monkeypatch.setattr(actions.import_reading, "read_document", fail)
    importing.begin(ROW)
    assert "This file cannot be read; save it in another form" in page_words(importing.get())
    assert "a fault in a reader" in caplog.text


def test_names_known_already_are_given_to_the_reader(importing: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def read(*args: Any, **options: Any) -> PlanDocument:
        given.update(options)
        return read_document(*args, **options)

    monkeypatch.setattr(actions.import_reading, "read_document", read)
    new_plan("schools", [], columns=[])
    importing.upload(document(ROW | {"lead": ["Ada Byron"]}))
    importing.go_through("", "names/", "check/")
    importing.begin(ROW)
    assert "Ada Byron" in given["known_officers"]


def test_drafts_go_with_their_plan(importing: Import) -> None:
    importing.begin(ROW)
    Plan.objects.get().delete()
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize("step", ["rows/0/", "sections/0/", "columns/", "version/", "names/", "threads/"])
def test_what_is_typed_outlives_the_session(importing: Import, step: str) -> None:
    add_version(importing.plan, [Row(reference="7", action="Tend gardens")], as_of=date(2021, 1, 31))
    importing.upload(CSV.encode(), "homes.csv")
    page = importing.get(step)
    stamp = dict(re.findall(r'name="(kept_for)" value="([^"]*)"', page.content.decode()))
    importing.client.logout()
    response = importing.client.post(importing.address(step), as_it_stands(page) | stamp)
    assert response.url.startswith("/sign-in/")  # type: ignore[attr-defined]
    kept = KeptPost.objects.get()
    assert kept.path == importing.address(step)
