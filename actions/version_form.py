"""The form in which a person says what a version that is brought in is called, and when it stood."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from actions.import_answers import Answers
from actions.import_forms import PUBLISHED, WORKING, VersionForm
from actions.import_review import Review
from actions.import_version import faults, odd_date


class VersionStepForm(VersionForm):
    """A date that looks like a slip is asked about: the tick is of that date, and counts for no other.

    Of a working version it is kept with its reports alone.
    """

    sure = forms.BooleanField(required=False)
    field_order = ("state", "as_of", "sure", "label")

    def __init__(self, *args: Any, review: Review, **kwargs: Any):
        answers = self.answers = review.answers
        self.plan, self.read = review.plan, review.read
        kwargs["initial"] = {
            "label": review.label,
            "as_of": review.as_of,
            "state": PUBLISHED if answers.publish else WORKING,
            "sure": answers.odd_date == review.as_of,
        }
        super().__init__(*args, **kwargs)
        as_of = self._typed_date() if self.is_bound else review.as_of
        is_kept = self["state"].value() == PUBLISHED or review.says_progress
        self.odd = odd_date(as_of) if as_of and is_kept else ""
        if not as_of or not self.odd:
            del self.fields["sure"]
            return
        self.fields["sure"].label = f"{date_format(as_of)} is right"
        self.fields["sure"].widget.attrs["value"] = as_of.isoformat()
        if self.is_bound and self.data.get("sure") != as_of.isoformat():
            self.data = {name: self.data[name] for name in self.data if name != "sure"}

    def _typed_date(self) -> date | None:
        try:
            return self.fields["as_of"].clean(self["as_of"].data)
        except forms.ValidationError:
            return None

    def clean(self) -> None:
        super().clean()
        if self.errors:
            return
        for field, told in [*self._faults()]:
            self.add_error(field, told)

    def _faults(self) -> Iterator[tuple[str, str]]:
        version = self.version
        label = version["label"] or self.read.label
        yield from faults(
            self.plan,
            label=label,
            as_of=version["as_of"],
            publish=version["publish"],
            figures_of=self.read.days_of_figures,
        )
        if self.odd and not self.cleaned_data["sure"]:
            yield "as_of", f"{self.odd}. Enter another date, or tick that it is right."

    def answer(self, answers: Answers) -> None:
        given = self.version
        answers.label, answers.as_of, answers.publish = given["label"], given["as_of"], given["publish"]
        answers.odd_date = given["as_of"] if self.cleaned_data.get("sure") else None
