"""The forms of the steps in which a document is brought in."""

from hashlib import sha256
from typing import Any

from django import forms
from django.http import HttpRequest

from actions.import_answers import Answers, StatusAnswer
from actions.import_review import Review
from actions.import_taking_in import PERSON, POST
from actions.returned_pack import newer_than
from plans.date_field import DateField
from plans.models import Colour, Officer
from plans.readers import READERS
from plans.readers.guards import LARGEST, LARGEST_WORDS

PUBLISHED, WORKING = "published", "working"
_STATES = [
    (PUBLISHED, "A published version, which stays as it is from now on"),
    (WORKING, "The working version, which is still to be changed and published"),
]
_NO_COLOUR = "No colour: its words are kept alone"
_SAME = "same:"  # before the words of a label


class VersionForm(forms.Form):
    """What the version is called, the date it stood at and whether it is published."""

    label = forms.CharField(
        max_length=100,
        required=False,
        help_text="What people call this version, like “September 2020”. Left empty, it is the month of its date.",
    )
    as_of = DateField(
        label="The date it stood at", required=False, help_text="For a committee paper, the date of the meeting."
    )
    state = forms.ChoiceField(label="It is", choices=_STATES, widget=forms.RadioSelect, initial=PUBLISHED)

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("state") == PUBLISHED and not given.get("as_of") and "as_of" not in self.errors:
            self.add_error("as_of", "Enter the date it stood at: a published version needs one.")

    @property
    def version(self) -> dict[str, Any]:
        """What `start_draft` and `take_in` take."""
        given = self.cleaned_data
        return {"label": given["label"], "as_of": given["as_of"], "publish": given["state"] == PUBLISHED}


class UploadForm(VersionForm):
    file = forms.FileField(
        label="The document",
        required=False,
        help_text=f"As it was published: {', '.join(READERS)}. Up to {LARGEST_WORDS}.",
        error_messages={"empty": "The file is empty. Choose another."},
    )
    field_order = ("file", "state", "as_of", "label")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None and int(self.request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
            raise forms.ValidationError(f"The file is larger than {LARGEST_WORDS}. Choose a smaller one.")
        if file is None:
            raise forms.ValidationError("Choose a file.")
        return file

    def clean(self) -> None:
        super().clean()
        if self.errors and self.cleaned_data.get("file"):
            self.add_error("file", "Choose the file once more: a browser does not keep it.")


class CheckForm(VersionForm):
    again = forms.BooleanField(
        label="Take it in once more",
        error_messages={"required": "Tick that you want to take this file in once more, or discard it."},
    )
    older = forms.BooleanField(
        error_messages={
            "required": "Tick that you want to take it in although it is of an older version, or discard it."
        }
    )
    field_order = ("state", "as_of", "label", "again", "older")

    def __init__(self, *args: Any, review: Review, **kwargs: Any):
        answers, read = review.answers, review.read
        kwargs["initial"] = {
            "label": answers.label or read.label,
            "as_of": answers.as_of or read.as_of,
            "state": PUBLISHED if answers.publish else WORKING,
        }
        newer = newer_than(review.plan, read)
        super().__init__(*args, **kwargs)
        if not review.imported_before:
            del self.fields["again"]
        if newer is None:
            del self.fields["older"]
        else:
            self.fields["older"].label = f"Take it in although {newer.label} was published since this pack was made"


class TableForm(forms.Form):
    """That what was read is what the document says."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.review = review

    def clean(self) -> None:
        twice = [reference for reference, times in self.review.doubts.times.items() if reference and times > 1]
        for reference in twice:
            self.add_error(None, f"“{reference}” stands twice. Correct one of them, or leave one out.")
        if not self.review.rows:
            self.add_error(None, "Every row is left out, so there is nothing to take in.")


class NamesForm(forms.Form):
    """Whom each unknown name stands for, and what each unknown status means."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.officers = {_mark(name): name for name in review.unknown_officers}
        self.statuses = {_mark(words): words for words in review.unknown_statuses}
        self._add_officers(review)
        self._add_statuses(review)

    def _add_officers(self, review: Review) -> None:
        known = [(officer.slug, str(officer)) for officer in Officer.objects.all()]
        posts = {entry.post for entry in review.read.officers if not entry.name}
        for mark, name in self.officers.items():
            self.fields[f"officer-{mark}"] = forms.ChoiceField(
                label=name,
                choices=[("Somebody new", [(PERSON, "A new person"), (POST, "A new post")]), ("The same as", known)],
                initial=review.answers.officers.get(name) or (POST if name in posts or "," in name else PERSON),
            )

    def _add_statuses(self, review: Review) -> None:
        labels = [*dict.fromkeys([*review.spellings.values(), *self.statuses.values()])]
        colours = [(colour.value, f"{colour.label}, a new label") for colour in Colour]
        for mark, words in self.statuses.items():
            answer = review.answers.statuses.get(words)
            same = [(f"{_SAME}{label}", label) for label in labels if label != words]
            self.fields[f"status-{mark}"] = forms.ChoiceField(
                label=f"“{words}”",
                choices=[("", "Choose"), ("A new label", colours), ("The same as", same), ("none", _NO_COLOUR)],
                initial=_status_choice(answer) if answer else "",
                error_messages={"required": f"Choose what “{words}” is."},
            )
            self.fields[f"meaning-{mark}"] = forms.CharField(
                label=f"What “{words}” means", required=False, max_length=1000, initial=answer.meaning if answer else ""
            )
            self.fields[f"closes-{mark}"] = forms.BooleanField(
                label=f"“{words}” closes the action", required=False, initial=bool(answer and answer.closes)
            )

    def clean(self) -> None:
        chosen = {words: str(self.cleaned_data.get(f"status-{mark}")) for mark, words in self.statuses.items()}
        for mark, words in self.statuses.items():
            other = chosen[words].removeprefix(_SAME)
            if chosen[words].startswith(_SAME) and other in chosen and chosen[other] not in Colour.values:
                self.add_error(f"status-{mark}", f"Choose a colour for “{other}” first, or another label here.")

    @property
    def officer_fields(self) -> list[forms.BoundField]:
        return [self[f"officer-{mark}"] for mark in self.officers]

    @property
    def status_fields(self) -> list[tuple[forms.BoundField, ...]]:
        return [tuple(self[f"{name}-{mark}"] for name in ("status", "meaning", "closes")) for mark in self.statuses]

    def answer(self, answers: Answers) -> None:
        given = self.cleaned_data
        answers.officers |= {name: given[f"officer-{mark}"] for mark, name in self.officers.items()}
        answers.statuses |= {words: self._status(mark) for mark, words in self.statuses.items()}

    def _status(self, mark: str) -> StatusAnswer:
        choice = self.cleaned_data[f"status-{mark}"]
        if choice.startswith(_SAME):
            return StatusAnswer(same_as=choice.removeprefix(_SAME))
        if choice not in Colour.values:
            return StatusAnswer()
        return StatusAnswer(
            colour=choice,
            meaning=self.cleaned_data[f"meaning-{mark}"],
            closes=self.cleaned_data[f"closes-{mark}"],
        )


def _mark(words: str) -> str:
    """What a field is named after, which stays the same whatever else there is to be answered."""
    return sha256(words.encode()).hexdigest()[:12]


def _status_choice(answer: StatusAnswer) -> str:
    return f"{_SAME}{answer.same_as}" if answer.same_as else answer.colour or "none"
