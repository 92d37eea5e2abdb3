"""The form in which a person corrects what was read of one row."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from actions.correction_form import CorrectionForm
from actions.import_answers import Answers
from actions.import_review import Review
from actions.row_texts import IS_NEW, columns_of, corrected, key_of, texts_of
from plans.readers.row_faults import RowFault, faults_of_row

_ONE_LINE = {"reference", "status", "saving"}
_LINES = {"accountable": "One officer a line.", "lead": "One officer a line.", "links": "One plan or strategy a line."}
_SHOWN = 40  # characters of a line that is too long
_HINTS = _LINES | {"milestones": "One milestone a line; its date after a bar: “Buy a house | by March 2021”."}


class RowForm(CorrectionForm):
    def __init__(self, *args: Any, review: Review, place: int, **kwargs: Any):
        self.place, self.row, self.was = place, review.every_row[place], review.read_rows[place]
        super().__init__(*args, read=texts_of(self.was), now=texts_of(self.row), **kwargs)
        self.where = "".join(review.read.places[place : place + 1])
        doubts = review.doubts.of(place, self.row)
        self.doubted = set(doubts)
        self.goes_with_a_look = review.doubts.goes_with_a_look(place, self.row)
        for number, column in enumerate(columns_of(review.read)):
            key = key_of(column)
            hint = _hint(key, doubts.pop(key, []))
            widget = _widget_for(key, self.now.get(key, ""))
            self.add_text(f"cell-{number}", key, label=column.name, help_text=hint, widget=widget)
        self.doubts = [doubt for others in doubts.values() for doubt in others]
        self.fields[IS_NEW] = forms.BooleanField(
            label="Printed as new", required=False, initial=self.row.is_new, show_hidden_initial=True
        )
        self.fields["left_out"] = forms.BooleanField(
            label="Leave this row out: it is no action",
            required=False,
            initial=place in review.answers.left_out,
            show_hidden_initial=True,
        )

    @property
    def about(self) -> str:
        """The row as it is called, and where it stands, since several may be called so."""
        called = self.row.reference or Truncator(self.row.action).words(8)
        return " at ".join(filter(None, [called, self.where]))

    @property
    def fields_in_doubt(self) -> list[forms.BoundField]:
        return [self[name] for name, key in self.keys.items() if key in self.doubted]

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[IS_NEW], self["left_out"]]

    def clean(self) -> None:
        self.refuse_what_another_window_changed()
        row = corrected(self.row, self.changed)
        for fault in faults_of_row(row):
            self._refuse(fault)
        if not row.action.strip() and not self.cleaned_data.get("left_out"):
            self.add_error(self._of("action"), "Enter what is to be done, or leave this row out: it is no action then.")

    def _refuse(self, fault: RowFault) -> None:
        """At its field; of several lines in it, the one that has no room is named."""
        name = self._of(fault.field)
        called = f"“{self[name].label if name else capfirst(fault.field)}”"
        if fault.field not in _ONE_LINE:
            called = f"“{Truncator(fault.text).chars(_SHOWN)}” in {called}"
        told = f"{called} is {len(fault.text)} characters long: shorten it to {fault.room}."
        self.add_error(name, told if fault.room else fault.told)

    def _of(self, key: str) -> str | None:
        return next((name for name, other in self.keys.items() if other == key), None)

    def answer(self, answers: Answers) -> None:
        """The texts that differ; what was in doubt and may be right has been seen beside them."""
        answers.looked_at = sorted({*answers.looked_at, *([self.place] if self.goes_with_a_look else [])})
        cells = self.with_changes(answers.cells.pop(str(self.place), {}))
        if IS_NEW in self.changed_data:
            cells[IS_NEW] = "yes" if self.cleaned_data[IS_NEW] else ""
        if IS_NEW in cells and bool(cells[IS_NEW]) == self.was.is_new:
            del cells[IS_NEW]
        if "left_out" in self.changed_data:
            others = {*answers.left_out} - {self.place}
            answers.left_out = sorted(others | ({self.place} if self.cleaned_data["left_out"] else set()))
        if cells:
            answers.cells[str(self.place)] = cells


def _widget_for(key: str, text: str) -> forms.Widget:
    """A field of one line would join the lines of a text that has several."""
    if key in _ONE_LINE and "\n" not in text:
        return forms.TextInput()
    return forms.Textarea({"rows": rows_for(text)})


def _hint(key: str, doubts: Sequence[str]) -> SafeString:
    """How its words are typed, and what is in doubt about them."""
    told = format_html_join("", '<span class="app-doubt">{}</span>', ((capfirst(doubt),) for doubt in doubts))
    return format_html("{}{}", _HINTS.get(key, ""), told)


def rows_for(text: str) -> int:
    """How tall the field is: room for the words at some eighty characters a line."""
    return min(2 + sum(1 + len(line) // 80 for line in text.splitlines()), 16)
