"""Changing what was settled about a document from a page that may have been opened before it was read anew."""

from collections.abc import Callable

from django.db import transaction

from actions.import_answers import Answers, answers_of, as_json, document_of
from actions.import_carrying import carry
from actions.models import ImportDraft


def knows_reading(draft: ImportDraft, mark: str) -> bool:
    """Whether it can be told what a page showed that has this mark."""
    return mark in {str(draft.read_as), *map(str, draft.former_readings.values_list("mark", flat=True))}


def show_as_read(draft: ImportDraft, mark: str) -> None:
    """Have the draft as a page showed it that told this mark: what was read then, with what has been settled since."""
    former = next((one for one in draft.former_readings.defer("document") if str(one.mark) == mark), None)
    if former is None:
        return
    answers, now = answers_of(draft), document_of(draft)
    draft.document, draft.read_as = former.document, former.mark
    carry(answers, now, document_of(draft))
    draft.answers = as_json(answers)


def change_answers(draft: ImportDraft, change: Callable[[Answers], None]) -> Answers:
    """Change what is kept now, which another window may have changed since this one was opened.

    What is said of the rows that the draft shows is carried to those that the file was read as meanwhile.
    """
    with transaction.atomic():
        kept = ImportDraft.objects.select_for_update().defer("content", "document").get(pk=draft.pk)
        answers = answers_of(kept)
        if kept.read_as == draft.read_as:
            change(answers)
        else:
            _change_as_shown(answers, draft, kept, change)
        kept.answers = as_json(answers)
        kept.save(update_fields=["answers", "changed_at"])
    draft.answers = kept.answers
    return answers


def _change_as_shown(
    answers: Answers, draft: ImportDraft, kept: ImportDraft, change: Callable[[Answers], None]
) -> None:
    shown, now = document_of(draft), document_of(kept)
    threads = answers.threads
    carry(answers, now, shown)
    change(answers)
    carry(answers, shown, now)
    answers.threads = threads | answers.threads
