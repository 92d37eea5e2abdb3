"""Reading a file that takes long: the person's page waits for it, and a reading that went wrong says so."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import actions.import_reading
from actions.import_reading import read_draft
from actions.models import ImportDraft
from plans.models import Plan
from plans.readers import read_document
from plans.readers.document import PlanDocument
from tests.import_pages import Import, document
from tests.pages import page_words
from tests.people import plan_owner
from tests.plan_documents import new_plan

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
