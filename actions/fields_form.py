"""What the forms share in which a person says which field each column stands for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify

from actions.as_printed import OWN_HEADINGS
from actions.read_columns import ReadColumn
from plans.folding import fold
from plans.forms import OurPlainForm
from plans.models.names import one_line
from plans.readers.columns import is_name_of_place


class FieldsForm(OurPlainForm):
    """For each column the field it stands for; `fields_before` are what they were taken for, by the form's names, and
    `moved` tells which fields another column has now.

    `query` is that of the address that shows the form, and to which it is sent.
    """

    query = ""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields_before: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.samples: dict[str, list[str]] = {}
        self.moved: list[str] = []

    def add_column(self, name: str, label: str, taken_for: str, samples: list[str]) -> None:
        self.fields_before[name], self.samples[name] = taken_for, samples
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[("", "A column of its own"), *OWN_HEADINGS.items()],
            required=False,
            initial=taken_for,
        )

    def add_headings(self, columns: Iterable[ReadColumn]) -> None:
        """A heading for each column that prints none."""
        for column in columns:
            name = f"heading-{slugify(column.place)}"
            self.places[name] = column.place
            self.fields[name] = forms.CharField(
                label=f"The heading of {column.place}",
                required=False,
                initial=column.given,
                max_length=300,
                validators=[one_line],
            )

    @property
    def heading_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.places]

    def refuse_headings_of_others(self, printed: Iterable[str]) -> None:
        taken = set(map(fold, printed))
        for name in self.places:
            heading = self.cleaned_data.get(name, "")
            if heading and (fold(heading) in taken or is_name_of_place(heading)):
                self.add_error(name, f"Enter another: a column is called “{heading}” already.")
            taken.add(fold(heading))

    @property
    def called(self) -> dict[str, str]:
        given = {place: self.cleaned_data.get(name, "") for name, place in self.places.items()}
        return {place: heading for place, heading in given.items() if heading}

    @property
    def lines(self) -> list[tuple[forms.BoundField, list[str]]]:
        return [(self[name], samples) for name, samples in self.samples.items()]

    @property
    def chosen(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in self.fields_before}

    def settle_two_of_one_field(self) -> None:
        """One given to another column has moved there; the column that had it, untouched, is one of its own then."""
        chosen = self.chosen
        for name, field in chosen.items():
            others = [other for other, theirs in chosen.items() if theirs == field and other != name]
            is_given_anew = bool(field) and field != self.fields_before[name]
            if is_given_anew and len(others) == 1 and self.fields_before[others[0]] == field:
                self.cleaned_data[others[0]] = ""
                told = f"{self[name].label} now stands for “{OWN_HEADINGS[field]}”."
                self.moved.append(f"{told} What is under {self[others[0]].label} is a column of its own.")
        self._refuse_two_of_one_field()

    def _refuse_two_of_one_field(self) -> None:
        """But for those that two tables print under headings of their own, which were taken so."""
        chosen = self.chosen
        for name, field in chosen.items():
            others = [other for other, theirs in chosen.items() if theirs == field and other != name]
            is_first = next(other for other in chosen if chosen[other] == field) == name
            as_before = all(self.fields_before[other] == field for other in [name, *others])
            if field and others and not is_first and not as_before:
                self.add_error(name, f"Choose another: two columns cannot both be “{OWN_HEADINGS[field]}”.")

    def require_action(self) -> None:
        """Told at the column that was the action, or else at the first."""
        if "action" not in self.chosen.values():
            was_action = (name for name, field in self.fields_before.items() if field == "action")
            self.add_error(
                next(was_action, next(iter(self.fields_before), None)),
                f"Choose which column is the “{OWN_HEADINGS['action']}”: without one there are no actions.",
            )
