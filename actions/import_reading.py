"""Reading the file of a draft: at once when that is quick, otherwise while the person's page waits for it."""

import logging
import uuid
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from actions.import_answers import VERSION, Answers, answers_of, as_json, document_of
from actions.import_carrying import carry
from actions.import_changing import change_answers
from actions.models import ImportDraft
from actions.named_headings import named_headings
from actions.returned_pack import completed
from actions.sources import Source
from plans import permissions
from plans.known_columns import given_headings, known_headings, known_mapping
from plans.models import Officer, Plan, User
from plans.readers import find_headings, read_document
from plans.readers.document import DocumentError, PlanDocument, document_as_kept
from plans.readers.finding_headings import FoundHeadings
from plans.readers.given_headings import with_given_headings
from plans.readers.refusing import FirstRows, NoActions, first_rows_as_kept

PATIENCE = 2.5  # seconds that a person waits for an answer before being shown that it takes longer
_TOO_LONG = timedelta(minutes=10)
_READERS = ThreadPoolExecutor(2, thread_name_prefix="reading")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Outcome:
    document: PlanDocument | None = None
    problem: str = ""
    tables: Sequence[FirstRows] = ()


def start_draft(plan: Plan, source: Source, *, label: str, as_of: date | None, publish: bool, by: User) -> ImportDraft:
    """A draft of bringing the file in, read or being read; nothing of the plan changes."""
    permissions.require_owner(by, plan)
    ImportDraft.objects.expired().delete()
    answers = Answers(label=label, as_of=as_of, publish=publish)
    answers.named, answers.called, answers.columns = known_headings(plan), given_headings(plan), known_mapping(plan)
    draft = ImportDraft.objects.create(
        plan=plan,
        person=by,
        name=source.short_name,
        size=len(source.content),
        sha256=source.sha256,
        content=source.content,
        answers=as_json(answers),
    )
    read_draft(draft)
    return draft


def take_up_draft(
    plan: Plan, source: Source, *, label: str, as_of: date | None, publish: bool, by: User
) -> ImportDraft | None:
    """The draft of this very file that somebody has begun already; None where there is none.

    It is of the version they say now, as far as they say it and did not say it on the draft itself.
    """
    permissions.require_owner(by, plan)
    draft = ImportDraft.objects.of(by, plan).filter(name=source.short_name, sha256=source.sha256).first()
    if draft is None:
        return None

    def say_version(answers: Answers) -> None:
        if VERSION not in answers.settled:
            answers.label, answers.as_of = label or answers.label, as_of or answers.as_of
            answers.publish = publish

    change_answers(draft, say_version)
    if draft.problem:
        read_draft(draft)
    return draft


def read_draft(draft: ImportDraft) -> None:
    """Read the file anew, as the answers now say of its columns. Later readings overtake earlier ones."""
    mark = uuid.uuid4()
    ImportDraft.objects.filter(pk=draft.pk).update(reading=mark, problem="", changed_at=timezone.now())
    officers = Officer.objects.values_list("name", "post")
    known = {words for officer in officers for words in officer if words}
    reading = _READERS.submit(_read, draft.name, bytes(draft.content), answers_of(draft), known)
    try:
        _keep(mark, reading.result(PATIENCE))
    except TimeoutError:
        reading.add_done_callback(lambda done: _keep_from_elsewhere(mark, done))
    draft.refresh_from_db()


def find_named(draft: ImportDraft, headings: Sequence[str]) -> FoundHeadings | None:
    """Whether a table is found by them; None where that takes longer than a person waits, so that reading tells."""
    try:
        return _READERS.submit(find_headings, draft.name, bytes(draft.content), headings).result(PATIENCE)
    except (TimeoutError, DocumentError):
        return None


def has_stopped(draft: ImportDraft) -> bool:
    """Whether a reading will not end any more: the server was stopped meanwhile, or it takes longer than any may."""
    return draft.reading is not None and draft.changed_at < timezone.now() - _TOO_LONG


def _read(name: str, content: bytes, answers: Answers, known_officers: set[str]) -> _Outcome:
    said = answers.columns
    named = named_headings(answers.named, said)
    try:
        document = read_document(name, content, remembered=said, known_officers=known_officers, named=named)
        document = with_given_headings(document, answers.called)
        return _Outcome(document, tables=document.tables)
    except NoActions as error:
        return _Outcome(problem=str(error), tables=error.tables)
    except DocumentError as error:
        return _Outcome(problem=str(error))
    except Exception:  # whatever is in the file, the person gets an answer
        _log.exception("A file could not be read.")
        return _Outcome(problem="this file cannot be read; save it in another form, like .docx or .csv")


@transaction.atomic
def _keep(mark: uuid.UUID, outcome: _Outcome) -> None:
    """With what was typed for the rows as they were read before; a reading that was overtaken is not kept."""
    drafts = ImportDraft.objects.select_for_update(of=["self"]).select_related("plan").defer("content")
    draft = drafts.filter(reading=mark).first()
    if draft is None:
        return
    draft.reading, draft.problem, draft.tables = None, outcome.problem, first_rows_as_kept(outcome.tables)
    if outcome.document:
        try:
            _take(draft, mark, completed(draft.plan, outcome.document))
        except DocumentError as error:
            draft.problem = str(error)
    draft.save(update_fields=["reading", "read_as", "document", "problem", "tables", "answers", "changed_at"])


def _take(draft: ImportDraft, mark: uuid.UUID, document: PlanDocument) -> None:
    kept = document_as_kept(document)
    if kept == draft.document:
        return
    if draft.document:
        answers = answers_of(draft)
        carry(answers, document_of(draft), document)
        draft.answers = as_json(answers)
        draft.former_readings.keep(draft)
    draft.document, draft.read_as = kept, mark


def _keep_from_elsewhere(mark: uuid.UUID, done: Future[_Outcome]) -> None:
    try:
        _keep(mark, done.result())
    finally:
        connection.close()
