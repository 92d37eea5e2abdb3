"""Taking in what a draft has come to: the version, its officers, labels and threads, all of it or nothing."""

from dataclasses import replace

from actions.import_answers import SAME
from actions.import_review import Review
from actions.import_statuses import add_spellings, labels_described
from actions.importing import Imported, import_document
from actions.models import ImportDraft
from actions.printed_names import officers_printed
from actions.publishing import open_next
from actions.sources import Source
from plans import permissions
from plans.folding import fold
from plans.models import Officer, User
from plans.officers import OfficerBook
from plans.readers.document import DocumentOfficer, PlanDocument
from plans.recording import Refused, recorded

PERSON, POST = "person", "post"


def take_in(draft: ImportDraft, *, by: User) -> Imported:
    """Import what was read, as corrected and settled; the draft is gone then, and a next version open.

    Refused when something is not settled, or the draft has been taken in or discarded already. Raises DocumentError
    where import does.
    """
    plan = draft.plan
    permissions.require_owner(by, plan)
    with recorded("import", by=by):
        plan.lock()
        kept = ImportDraft.objects.select_for_update().filter(pk=draft.pk, person=by).first()
        if kept is None or not kept.is_read:
            raise Refused("This file has been taken in or discarded already.")
        review = Review(kept)
        if step := review.first_unsettled:
            raise Refused(f"“{step.title}” is not settled yet: go through it first.")
        imported = import_document(
            plan,
            _document(review),
            label=review.label,
            as_of=review.as_of,
            publish=review.answers.publish,
            by=by,
            threads=review.threads if review.line[0] else None,
            officers=_matched_officers(review),
            source=Source(kept.name, bytes(kept.content)),
        )
        kept.delete()
        if not plan.versions.working().exists():
            open_next(plan, by=by)
    return imported


def _document(review: Review) -> PlanDocument:
    """The document with the labels and officers that a person has described."""
    answers = {words: review.answers.statuses[words] for words in review.unknown_statuses}
    add_spellings(review.plan, answers)
    labels = labels_described(review.plan, review.read.labels, answers)
    return replace(review.document, labels=labels, officers=_officers(review))


def _officers(review: Review) -> list[DocumentOfficer]:
    answers = {name: review.answers.officers[name] for name in review.unknown_officers}
    settled = set(map(fold, answers))
    described = [entry for entry in review.read.officers if fold(entry.name or entry.post) not in settled]
    return described + [DocumentOfficer(post=name) for name, answer in answers.items() if answer == POST]


def _matched_officers(review: Review) -> dict[str, Officer]:
    """Those that were there, and of the new ones those that have several names."""
    answers = {name: review.answers.officers[name] for name in review.unknown_officers}
    named = {name: other for name, answer in answers.items() if (other := answer.removeprefix(SAME)) != answer}
    answers |= {name: answers[other] for name, other in named.items()}
    officers = {officer.slug: officer for officer in Officer.objects.filter(slug__in=answers.values())}
    gone = [name for name, answer in answers.items() if answer not in {PERSON, POST, *officers}]
    if gone:
        raise Refused(f"Whom “{gone[0]}” was matched to is not an officer here any more: choose again.")
    matched = {name: officers[answer] for name, answer in answers.items() if answer in officers}
    book = OfficerBook(_officers(review), printed=officers_printed(review.plan) | matched)
    return matched | {name: book.find(other) for name, other in named.items()}
