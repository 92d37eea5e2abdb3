"""The day that a board is looked at."""

from datetime import date

from django import forms
from django.utils import timezone

from plans.forms import OurPlainForm


class DayForm(OurPlainForm):
    """A day up to today, in the address as 2020-09-30. Where it makes no sense, today is shown."""

    as_at = forms.DateField(
        label="Day",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day as year, month and day, like 2020-09-30."},
    )

    def clean_as_at(self) -> date | None:
        day: date | None = self.cleaned_data["as_at"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Choose today or a day before it: nobody knows more yet.")
        return day

    @property
    def day(self) -> date | None:
        return self.cleaned_data.get("as_at") if self.is_valid() else None
