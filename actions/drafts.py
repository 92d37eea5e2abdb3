"""What is typed and not submitted yet: saved while typing, and nothing of it lost when two windows disagree."""

from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from actions.models import Action, Draft, ProgressUpdate
from actions.progress import latest_update
from plans.models import User
from plans.recording import recorded


def save_draft(action: Action, typed: dict[str, str], *, by: User, seen: int | None, revision: int | None) -> Draft:
    """Keep what somebody has typed about an action.

    `revision` is the draft's number when the window that sends this was opened. Words that another window has saved
    since are not lost: they stay beside the draft, in `earlier`. Blank words make no draft.
    """
    try:
        return _save(action, typed, by=by, seen=seen, revision=revision)
    except IntegrityError:  # another window was first with the first words
        return _save(action, typed, by=by, seen=seen, revision=revision)


def _save(action: Action, typed: dict[str, str], *, by: User, seen: int | None, revision: int | None) -> Draft:
    with recorded("save draft", by=by):
        draft = Draft.objects.select_for_update(of=("self",)).filter(person=by, action=action).first()
        if draft is None:
            draft = Draft(person=by, action=action)
        elif draft.revision != revision and draft.answers not in ({}, typed):
            draft.earlier = [*draft.earlier, _put_by(draft)]
        draft.answers, draft.seen_id, draft.revision = typed, seen, draft.revision + 1
        if typed or draft.pk:
            draft.save()
    return draft


def start_correction(update: ProgressUpdate, *, by: User) -> Draft:
    """A draft with an update's words, to be put right. What was in the draft before stays beside it."""
    with recorded("start correction", by=by):
        draft = Draft.objects.select_for_update(of=("self",)).filter(person=by, action=update.action_id).first()
        draft = draft or Draft(person=by, action=update.action)
        if draft.answers:
            draft.earlier = [*draft.earlier, _put_by(draft)]
        draft.answers, draft.corrects, draft.seen = _typed(update), update, latest_update(update.action_version)
        draft.revision += 1
        draft.save()
    return draft


def discard_draft(action: Action, *, by: User) -> None:
    """Raises no error where there is none: it is gone either way."""
    with recorded("discard draft", by=by):
        Draft.objects.filter(person=by, action=action).delete()


def _typed(update: ProgressUpdate) -> dict[str, str]:
    """An update's words as if they had been typed into the form."""
    texts = ("narrative", "risk", "issue", "mitigation", "forecast_reason", "confidence", "exempt_narrative")
    typed = {name: getattr(update, name) for name in texts} | {"status": str(update.status_id or "")}
    if update.is_exempt:
        typed["is_exempt"] = "on"
    if update.forecast:
        typed |= {f"forecast-{part}": str(getattr(update.forecast, part)) for part in ("day", "month", "year")}
    typed |= {f"evidence_{entry.position}": entry.evidence for entry in update.measure_evidence.all()}
    return {name: words for name, words in typed.items() if words}


def _put_by(draft: Draft) -> dict[str, Any]:
    return {"saved_at": timezone.localtime(draft.saved_at).isoformat(), "answers": draft.answers}
