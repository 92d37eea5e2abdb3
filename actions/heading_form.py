"""The form in which a person corrects the number and title that were read of a section."""

from typing import Any

from django import forms

from actions.correction_form import CorrectionForm
from actions.import_answers import Answers
from actions.import_review import Review
from plans.models.names import one_line
from plans.readers.document import DocumentSection


class HeadingForm(CorrectionForm):
    def __init__(self, *args: Any, review: Review, place: int, **kwargs: Any):
        self.place = place
        self.section = review.headings[place]
        super().__init__(*args, read=_texts(review.read.sections[place]), now=_texts(self.section), **kwargs)
        number = forms.TextInput({"class": "govuk-input--width-5"})
        self.add_text("number", "number", label="Number", widget=number, max_length=20, validators=[one_line])
        self.add_text("title", "title", label="Title", max_length=500, validators=[one_line])

    @property
    def called(self) -> str:
        """As it stands above its rows."""
        return f"{self.section.number} {self.section.title}".strip() or "Actions"

    @property
    def about(self) -> str:
        return self.called

    def clean(self) -> None:
        self.refuse_what_another_window_changed()

    def answer(self, answers: Answers) -> None:
        texts = self.with_changes(answers.headings.pop(str(self.place), {}))
        if texts:
            answers.headings[str(self.place)] = texts


def _texts(section: DocumentSection) -> dict[str, str]:
    return {"number": section.number, "title": section.title}
