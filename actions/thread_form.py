"""The form in which a person says what continues what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from actions.import_answers import Answers
from actions.import_review import Review
from actions.models import ActionVersion
from actions.origins import Origin, named
from actions.thread_ends import Ending
from plans.folding import fold
from plans.forms import OurPlainForm
from plans.readers.document import Row


@dataclass(frozen=True)
class RowThread:
    """A row with what it is proposed, or was decided, to continue, and the field to say otherwise."""

    row: Row
    origin: Origin
    field: forms.BoundField

    @property
    def title(self) -> str:
        return self.row.action.partition("\n")[0].rstrip(" :")

    @property
    def percent(self) -> int:
        return round((self.origin.score or 0) * 100)

    @property
    def reason(self) -> str:
        return self.origin.reason

    @property
    def keeps_its_title(self) -> bool:
        """Whether what it continues would be told in the very same words."""
        return [fold(entry.title) for entry in self.origin.continues] == [fold(self.title)]


@dataclass(frozen=True)
class EndingThread:
    ending: Ending
    field: forms.BoundField

    @property
    def reason(self) -> str:
        return self.ending.reason


class ThreadsForm(OurPlainForm):
    """Actions of the version before are named by their references, or identifiers where they have none."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.review, self.origins = review, review.origins
        self.slugs = {entry.action.slug: entry.action.slug for entry in self.origins.entries}
        self.slugs |= {named(entry): entry.action.slug for entry in self.origins.entries}
        left_out = set(review.answers.left_out)
        self.places = [place for place in range(len(review.every_row)) if place not in left_out]
        for place, origin in zip(self.places, self.origins.rows, strict=True):
            self.fields[f"row-{place}"] = _Names(self.slugs, initial=_listed(origin.continues))
        rolled_into = {ending.entry.pk: ending.rolled_into for ending in self.origins.endings}
        for entry in self.origins.entries:
            initial = _listed(rolled_into.get(entry.pk, ()))
            self.fields[f"gone-{entry.action.slug}"] = _Names(self.slugs, but=entry.action.slug, initial=initial)

    @property
    def names_by_words(self) -> bool:
        """Whether some can be named by their identifiers alone, which are longer than references."""
        return not all(entry.reference for entry in self.origins.entries)

    @property
    def unsure(self) -> list[RowThread]:
        return [thread for thread in self._threads if not thread.origin.certain]

    @property
    def sure(self) -> list[RowThread]:
        return [thread for thread in self._threads if thread.origin.certain and thread.origin.continues]

    @property
    def new(self) -> list[RowThread]:
        return [thread for thread in self._threads if thread.origin.certain and not thread.origin.continues]

    @property
    def gone(self) -> list[EndingThread]:
        return [EndingThread(ending, self[f"gone-{ending.entry.action.slug}"]) for ending in self.origins.endings]

    @property
    def said_of_new(self) -> str:
        return _usual_reason(self.new)

    @property
    def said_of_gone(self) -> str:
        return _usual_reason(self.gone)

    @cached_property
    def _threads(self) -> list[RowThread]:
        rows = zip(self.review.rows, self.origins.rows, self.places, strict=True)
        return [RowThread(row, origin, self[f"row-{place}"]) for row, origin, place in rows]

    def answer(self, answers: Answers) -> None:
        given = self.cleaned_data
        answers.threads = {str(place): given[f"row-{place}"] for place in self.places}
        continued = {slug for slugs in answers.threads.values() for slug in slugs}
        # Of what a row is taken from only now, and of what is said already, nobody was asked.
        answers.gone = {
            slug: given[f"gone-{slug}"]
            for slug in self.origins.by_slug
            if slug not in continued and f"gone-{slug}" in self.data
        }
        before = self.origins.before
        answers.threads_against = before.pk if before else None


class _Names(forms.CharField):
    """Names of actions, several parted by commas, as the slugs of those actions; `but` one that is not to be named."""

    def __init__(self, slugs: dict[str, str], *, but: str = "", **kwargs: Any):
        super().__init__(required=False, max_length=1000, **kwargs)
        self.slugs, self.but = slugs, but

    def clean(self, value: Any) -> list[str]:
        names = super().clean(value).strip()
        whole = [names] if self._is_known(names) else [name.strip() for name in names.split(",")]
        wanted = [name for name in whole if name]
        unknown = [name for name in wanted if not self._is_known(name)]
        if unknown:
            told = f"“{unknown[0][:100]}” is no other action of the version before."
            raise forms.ValidationError(f"{told} Enter a reference that stands in it, or leave this empty.")
        return list(dict.fromkeys(self.slugs[name] for name in wanted))

    def _is_known(self, name: str) -> bool:
        return self.slugs.get(name, self.but) != self.but


def _usual_reason(threads: Sequence[RowThread | EndingThread]) -> str:
    """The commonest, if several have it, which is said once."""
    ((reason, times),) = Counter(thread.reason for thread in threads).most_common(1) or [("", 0)]
    return reason if times > 1 else ""


def _listed(entries: tuple[ActionVersion, ...]) -> str:
    return ", ".join(map(named, entries))
