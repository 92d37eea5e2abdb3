"""The forms of the steps in which a document is brought in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.html import format_html

from actions.import_review import Review
from actions.returned_pack import newer_than
from plans.date_field import DateField
from plans.forms import OurPlainForm
from plans.readers import READERS
from plans.readers.checking import checked
from plans.readers.document import DocumentError
from plans.readers.guards import LARGEST, LARGEST_WORDS
from plans.readers.texts import counted

_SHOWN = 10  # of the rows with which something is wrong
PUBLISHED, WORKING = "published", "working"
_STATES = [
    (PUBLISHED, "A published version, which stays as it is from now on"),
    (WORKING, "The working version, which is still to be changed and published"),
]


class VersionForm(OurPlainForm):
    """What the version is called, the date it stood at and whether it is published."""

    label = forms.CharField(
        max_length=100,
        required=False,
        help_text="What people call this version, like “September 2020”. Left empty, it is the month of its date.",
    )
    as_of = DateField(
        label="The date it stood at", required=False, help_text="For a committee paper, the date of the meeting."
    )
    state = forms.ChoiceField(
        label="It is",
        choices=_STATES,
        widget=forms.RadioSelect,
        initial=PUBLISHED,
        error_messages={"invalid_choice": "Choose whether it is published or the working version."},
    )

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


class CheckForm(OurPlainForm):
    """The last word, on the draft as it was `looked_at`, and where there is something to think of twice."""

    looked_at = forms.CharField(widget=forms.HiddenInput, required=False)
    again = forms.BooleanField(
        label="Take it in once more",
        error_messages={"required": "Tick that you want to take this file in once more, or discard it."},
    )
    older = forms.BooleanField(
        error_messages={
            "required": "Tick that you want to take it in although it is of an older version, or discard it."
        }
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.changed_at = self.initial["looked_at"] = review.draft.changed_at.isoformat()
        newer = newer_than(review.plan, review.read)
        if not review.imported_before:
            del self.fields["again"]
        if newer is None:
            del self.fields["older"]
        else:
            self.fields["older"].label = f"Take it in although {newer.label} was published since this pack was made"

    def clean(self) -> None:
        if self.cleaned_data.get("looked_at") != self.changed_at:
            self.data = {**self.data, "looked_at": self.changed_at}
            self.add_error(None, "It was changed since you opened this page. Look at what is taken in now, once more.")


class TableForm(OurPlainForm):
    """That what was read is what the document says."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.review = review

    def clean(self) -> None:
        """Whatever would be refused when it is taken in, as far as it is known here, with a way to each row."""
        found = list(self._faults_of_rows())
        for place, told in found[:_SHOWN]:
            self.add_error(None, format_html('<a href="#row-{}">{}</a>', place, told))
        if len(found) > _SHOWN:
            self.add_error(None, f"{counted(len(found) - _SHOWN, 'more row')} like these: each is marked below.")
        if not self.review.rows:
            self.add_error(None, "Every row is left out, so there is nothing to take in.")
        if not self.errors:
            self._refuse_what_contradicts_itself()

    def _faults_of_rows(self) -> Iterator[tuple[int, str]]:
        seen: set[str] = set()
        for place, row in enumerate(self.review.every_row):
            if place in self.review.doubts.left_out:
                continue
            if not row.action.strip():
                name = row.reference or "a row without a reference"
                yield place, f"Nothing says what is to be done in {name}: correct it, or leave it out."
            times = self.review.doubts.times[row.reference]
            if row.reference and times > 1 and row.reference not in seen:
                yield place, f"{times} rows have the reference {row.reference}: give each its own, or leave one out."
            seen.add(row.reference)

    def _refuse_what_contradicts_itself(self) -> None:
        try:
            checked(self.review.document)
        except DocumentError as error:
            told = f"{str(error)[0].upper()}{str(error)[1:]}"
            self.add_error(None, f"{told}. Put that right in the document, and bring it in again.")
