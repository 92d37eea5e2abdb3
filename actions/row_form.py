"""The form in which a person corrects what was read of one row."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString

from actions.import_answers import Answers
from actions.import_review import Review
from actions.row_texts import IS_NEW, columns_of, corrected, key_of, texts_of
from plans.fingerprints import plain
from plans.readers.document import DocumentError, checked_row

_ONE_LINE = {"reference", "status", "saving"}
_LINES = {"accountable": "One officer a line.", "lead": "One officer a line.", "links": "One plan or strategy a line."}
_HINTS = _LINES | {"milestones": "One milestone a line; its date after a bar: “Buy a house | by March 2021”."}


class RowForm(forms.Form):
    """Only what differs from what the person saw is a correction, so that two windows do not undo each other."""

    def __init__(self, *args: Any, review: Review, place: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.place, self.row = place, review.every_row[place]
        texts = texts_of(self.row)
        self.keys = {f"cell-{number}": key_of(column) for number, column in enumerate(columns_of(review.read))}
        for (name, key), column in zip(self.keys.items(), columns_of(review.read), strict=True):
            one_line = key in _ONE_LINE
            self.fields[name] = forms.CharField(
                label=column.name,
                required=False,
                strip=False,
                initial=texts.get(key, ""),
                help_text=_HINTS.get(key, ""),
                show_hidden_initial=True,
                widget=forms.TextInput() if one_line else forms.Textarea(attrs={"rows": rows_for(texts.get(key, ""))}),
            )
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
    def seen(self) -> list[SafeString]:
        """What the person saw, hidden, to be sent along."""
        return [field.as_hidden(only_initial=True) for field in self]

    def clean(self) -> None:
        changed = self._changed()
        self._refuse_what_another_window_changed(changed)
        try:
            checked_row(corrected(self.row, changed))
        except DocumentError as error:
            self.add_error(None, f"This cannot be kept: {error}.")

    def _refuse_what_another_window_changed(self, changed: dict[str, str]) -> None:
        now = texts_of(self.row)
        for name, key in self.keys.items():
            seen = plain(self.data.get(self.add_initial_prefix(name), ""))
            if key in changed and seen != now.get(key, "") and changed[key] != now.get(key, ""):
                self.add_error(name, f"This was changed since you opened it, and is now: {now.get(key, '') or 'empty'}")

    def _changed(self) -> dict[str, str]:
        return {
            key: plain(self.cleaned_data[name])
            for name, key in self.keys.items()
            if name in self.cleaned_data and name in self.changed_data
        }

    def answer(self, answers: Answers) -> None:
        cells = answers.cells.setdefault(str(self.place), {})
        cells |= self._changed()
        if IS_NEW in self.changed_data:
            cells[IS_NEW] = "yes" if self.cleaned_data[IS_NEW] else ""
        if "left_out" in self.changed_data:
            others = {*answers.left_out} - {self.place}
            answers.left_out = sorted(others | ({self.place} if self.cleaned_data["left_out"] else set()))
        if not cells:
            del answers.cells[str(self.place)]


def rows_for(text: str) -> int:
    """How tall the field is: room for the words at some eighty characters a line."""
    return min(2 + sum(1 + len(line) // 80 for line in text.splitlines()), 16)
