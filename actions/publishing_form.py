"""The form in which a plan owner publishes the working version."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format

from actions.publishing import require_publishable
from actions.readiness import Check, Subject, checks
from plans.date_field import DateField
from plans.forms import OurPlainForm
from plans.models import PlanVersion
from plans.recording import Refused
from plans.today import today


class PublishForm(OurPlainForm):
    """Label, date, and a tick for each check that found something on that date."""

    label = forms.CharField(
        max_length=100,
        help_text="What people will call it, like “September 2020”.",
        error_messages={"required": "Enter what the version is to be called."},
    )
    as_of = DateField(
        label="The date it stands at",
        error_messages={"required": "Enter the date it stands at."},
    )
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, version: PlanVersion, typed: Mapping[str, str], **kwargs: Any):
        """`typed` is what `typed` said of the form when it was sent last."""
        self.version = version
        day = today(version.plan)
        last = version.plan.versions.published().by_date().last()
        kwargs["initial"] = _proposed(version, day, last) | _as_typed(typed) | {"number": version.number}
        super().__init__(*args, **kwargs)
        self.fields["as_of"].help_text = _what_the_date_is(version, last)
        self.subject = Subject(version, self._typed_date() or _as_typed(typed).get("as_of") or version.as_of or day)
        self.checks = list(checks(self.subject))
        for check in self.checks:
            self.fields[check.key] = _Acknowledged(check)
        self.order_fields([check.key for check in self.checks])  # as they stand on the page, and so their errors

    def _typed_date(self) -> date | None:
        try:
            return self.fields["as_of"].clean(self["as_of"].data) if self.is_bound else None
        except forms.ValidationError:
            return None

    @property
    def typed(self) -> dict[str, str]:
        """Label and date of a form that was sent, to begin the next one with."""
        as_of = self._typed_date()
        return {"label": str(self["label"].data or "")} | ({"as_of": as_of.isoformat()} if as_of else {})

    def clean_as_of(self) -> date:
        as_of = self.cleaned_data["as_of"]
        try:
            require_publishable(self.version, as_of)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return as_of

    @property
    def lines(self) -> list[tuple[Check, forms.BoundField]]:
        return [(check, self[check.key]) for check in self.checks]

    @property
    def sent(self) -> list[tuple[str, str]]:
        """What was filled in, to be sent along with the confirmation."""
        names = ["number", "label", "as_of-day", "as_of-month", "as_of-year", *(check.key for check in self.checks)]
        data = cast("QueryDict", self.data)
        return [(name, value) for name in names for value in data.getlist(name)]

    @property
    def seen(self) -> set[str]:
        """What is acknowledged once the form is valid: the marks of its checks."""
        return {check.mark for check in self.checks}


def _proposed(version: PlanVersion, day: date, last: PlanVersion | None) -> dict[str, Any]:
    """A correction stands where the wrong version did. Any other is of today, unless the last one is of today too."""
    if version.corrects:
        return {"label": version.corrects.label, "as_of": version.corrects.as_of}
    as_of = version.as_of or day
    if last and last.as_of and as_of <= last.as_of:
        return {}
    return {"label": f"{as_of:%B %Y}", "as_of": as_of}


def _as_typed(typed: Mapping[str, str]) -> dict[str, Any]:
    label = {"label": typed["label"]} if typed.get("label") else {}
    return label | ({"as_of": date.fromisoformat(typed["as_of"])} if "as_of" in typed else {})


def _what_the_date_is(version: PlanVersion, last: PlanVersion | None) -> str:
    told = "The last day the version speaks for. Each action is printed with its latest report up to that day."
    if version.corrects or last is None or last.as_of is None:
        return told
    return f"{told} It must be later than {last.label}, which stands at {date_format(last.as_of)}."


class _Acknowledged(forms.MultipleChoiceField):
    """A tick that is of these findings: of others that have come since it is none."""

    def __init__(self, check: Check):
        title = check.title[0].lower() + check.title[1:]
        super().__init__(
            label=check.title,
            choices=[(check.mark, check.acknowledgement)],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"}),
            error_messages={
                "required": f"Put these right, or tick that you have seen them: {title}.",
                "invalid_choice": (
                    "These have changed, because of the date you gave or since you looked."
                    f" Look at them once more: {title}."
                ),
            },
        )
