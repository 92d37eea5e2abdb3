"""What is typed and not submitted yet: saved while typing, and nothing of it lost when two windows disagree."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils import timezone

from actions.models import Action, Draft, ProgressUpdate
from actions.situations import latest_update
from plans.models import User
from plans.recording import recorded


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What a window sends: the form's fields as typed, and what its person had before their eyes.

    `seen` is the last report that the window showed, `revision` the draft's number when it was opened, and `window` a
    name of its own.
    """

    answers: dict[str, str]
    seen: int | None = None
    revision: int | None = None
    window: str = ""


def save_draft(action: Action, typed: Typed, *, by: User, submission: UUID | None = None) -> Draft:
    """Keep what somebody has typed about an action; a new draft has this `submission`, where it is given.

    Words that another window has saved meanwhile are not lost: they stay beside the draft, in `earlier`. Blank words
    make no draft.
    """
    try:
        return _save(action, typed, by, submission)
    except IntegrityError:  # another window was first with the first words
        return _save(action, typed, by, submission)


def _save(action: Action, typed: Typed, by: User, submission: UUID | None) -> Draft:
    with recorded("save draft", by=by):
        draft = Draft.objects.select_for_update(of=("self",)).filter(person=by, action=action).first()
        if draft is None:
            draft = Draft(person=by, action=action, submission=_unused(submission))
        elif _is_of_another_window(draft, typed) and draft.answers not in ({}, typed.answers):
            draft.earlier = [*draft.earlier, _put_by(draft)]
        draft.answers, draft.seen_id, draft.saved_from = typed.answers, typed.seen, typed.window
        draft.revision += 1
        if typed.answers or draft.pk:
            draft.save()
    return draft


def _unused(submission: UUID | None) -> UUID:
    kinds = (Draft.objects, ProgressUpdate.objects)
    if submission is None or any(kind.filter(submission=submission).exists() for kind in kinds):
        return uuid4()
    return submission


def _is_of_another_window(draft: Draft, typed: Typed) -> bool:
    """Whether this window was opened before the draft's last save, which another one made."""
    return draft.revision != typed.revision and (draft.saved_from != typed.window or not typed.window)


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
