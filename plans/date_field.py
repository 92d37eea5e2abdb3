"""A date in three fields, as GOV.UK's guidance has it: a month may be typed as "1", "jan" or "January"."""

from calendar import month_abbr, month_name
from datetime import date
from typing import Any

from django import forms

_PARTS = ("day", "month", "year")
_MONTHS = {name.lower(): number for names in (month_abbr, month_name) for number, name in enumerate(names) if name}
_MONTHS["sept"] = 9


class DateInput(forms.Widget):
    """Three text fields; what was typed is given back as it was typed."""

    template_name = "govuk/date_input.html"
    use_fieldset = True
    expected: date | None = None  # for a script that asks something when it is no longer this date

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        identifier = context["widget"]["attrs"].get("id", f"id_{name}")
        context["parts"] = [
            {
                "name": f"{name}-{part}",
                "id": f"{identifier}-{part}",
                "label": part.capitalize(),
                "value": typed,
                "expected": expected,
            }
            for part, typed, expected in zip(_PARTS, _as_typed(value), _as_typed(self.expected), strict=True)
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        return tuple(str(data.get(f"{name}-{part}") or "").strip() for part in _PARTS)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in _PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_


class DateField(forms.Field):
    """A date, or None where all three fields are empty."""

    widget = DateInput
    default_error_messages = {
        "missing": "Enter a day, a month and a year, like 27 3 2021.",
        "impossible": "There is no such date. Enter one like 27 3 2021.",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        if not any(value):
            return None
        if not all(value):
            raise forms.ValidationError(self.error_messages["missing"], code="missing")
        try:
            day, month, year = int(value[0]), _month(value[1]), int(value[2])
            if not 1900 <= year <= 2999:
                raise ValueError(year)
            return date(year, month, day)
        except ValueError:
            raise forms.ValidationError(self.error_messages["impossible"], code="impossible") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tuple(_as_typed(initial)) != tuple(_as_typed(data))


def _month(typed: str) -> int:
    return _MONTHS[typed.lower()] if typed.lower() in _MONTHS else int(typed)


def _as_typed(value: Any) -> tuple[str, str, str]:
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    return tuple(value) if value else ("", "", "")
