"""What every form shares: our own sentences for what is wrong, and a refused operation said on its form."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.db import IntegrityError
from psycopg.errors import UniqueViolation

from .last_change import ChangedSince
from .recording import Refused

AT_THE_SAME_MOMENT = "Somebody else did the same at this moment. Reload the page to see what is there now."
_OF_EVERY_FIELD = {
    "required": "Fill in “{label}”.",
    "max_length": "“{label}” is %(show_value)d characters long: shorten it to %(limit_value)d.",
    "min_length": "“{label}” is %(show_value)d characters long: make it at least %(limit_value)d.",
    "max_value": "“{label}” can be %(limit_value)s at most.",
    "min_value": "“{label}” must be %(limit_value)s or more.",
}
_CHOOSING = {
    "required": "Choose an answer for “{label}”.",
    "invalid_choice": "No {lower} is “%(value)s”: choose from the list.",
    "invalid_list": "Choose from the list of “{label}”.",
}
_OF_KIND: list[tuple[type[forms.Field], dict[str, str]]] = [
    (forms.ChoiceField, _CHOOSING),
    (forms.ModelChoiceField, _CHOOSING),
    (forms.EmailField, {"invalid": "Enter an email address with an @, like name@council.example."}),
    (forms.DateField, {"invalid": "“{label}” must be a date, like 30 9 2020."}),
    (forms.IntegerField, {"invalid": "“{label}” must be a number, like 12."}),
    (forms.DecimalField, {"invalid": "“{label}” must be a number, like 12.5."}),
    (
        forms.FileField,
        {
            "required": "Choose a file for “{label}”.",
            "invalid": "No file arrived: choose it again.",
            "missing": "No file arrived: choose it again.",
            "empty": "The file has nothing in it: choose another.",
            "max_length": "The file’s name is %(length)d characters long: shorten it to %(max)d.",
        },
    ),
]


# What is said past the sentences a field has.
_OF_A_VALUE = {
    "password_too_short": "Make the password longer: at least %(min_length)d characters.",
    "password_too_similar": "Choose a password that is less like your name and email address.",
    "password_too_common": "Choose a password that fewer people use: this is among the first that are guessed.",
    "password_entirely_numeric": "Put letters into the password, not digits alone.",
    "null_characters_not_allowed": "“{label}” has an unreadable character in it: type it anew.",
}


class OurForm(forms.BaseForm):
    """Says in our words what a field does not say in words of its own, once the field has its label."""

    def full_clean(self) -> None:
        for bound in self:
            _say_it_our_way(bound.field, str(bound.label))
        super().full_clean()

    def add_error(self, field: str | None, error: Any) -> None:
        for one in getattr(error, "error_list", ()):
            if field and one.code in _OF_A_VALUE:
                one.message = _OF_A_VALUE[one.code].format(label=self[field].label)
        super().add_error(field, error)


class OurPlainForm(OurForm, forms.Form):
    """A form that belongs to no model."""


class MarkedForm(OurPlainForm):
    """Carries a mark of what was read. Where somebody else has changed that meanwhile, it shows what `stands` there now
    and carries the mark of that: whoever sends it again has seen both.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    stands: Mapping[str, str] | None = None

    def look_again(self, changed: ChangedSince) -> None:
        self.stands = changed.now
        self.data = {name: self.data[name] for name in self.data} | {self.add_prefix("seen"): changed.mark}


@contextmanager
def refused_on(form: forms.BaseForm) -> Iterator[None]:
    """What is refused stands on the form, and what was typed stays.

    Somebody else may have done the same between the check of the form and the operation: then the form, looked at once
    more, says so itself.
    """
    try:
        yield
    except (Refused, IntegrityError) as error:
        if isinstance(error, IntegrityError) and not isinstance(error.__cause__, UniqueViolation):
            raise
        if isinstance(error, ChangedSince) and isinstance(form, MarkedForm):
            form.look_again(error)
        form.full_clean()
        if form.is_valid():
            form.add_error(None, str(error) if isinstance(error, Refused) else AT_THE_SAME_MOMENT)


def _say_it_our_way(field: forms.Field, label: str) -> None:
    sentences = dict(_OF_EVERY_FIELD)
    for kind, of_kind in _OF_KIND:
        if isinstance(field, kind):
            sentences |= of_kind
    if label.endswith("?"):
        sentences["invalid_choice"] = "“%(value)s” is not in the list: choose from it."
    djangos = _djangos_sentences(field)
    for code, sentence in sentences.items():
        if field.error_messages.get(code) == djangos.get(code):
            field.error_messages[code] = sentence.format(label=label, lower=label.lower())


def _djangos_sentences(field: forms.Field) -> dict[str, Any]:
    sentences: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        sentences |= getattr(kind, "default_error_messages", {})
    return sentences
