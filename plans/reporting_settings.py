"""How a plan is reported on: its deadlines and whether reports are signed off. For its plan owners."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from . import permissions
from .date_field import DateField
from .forms import OurPlainForm
from .models import Plan, ReportingCycle
from .recording import recorded
from .requests import SignedInRequest
from .today import plan_today

NONE = "none"
_DATES = ReportingCycle.Frequency.DATES


class ReportingForm(OurPlainForm):
    """The first deadline, from which monthly and quarterly ones are counted; or each deadline, one a line."""

    frequency = forms.ChoiceField(
        label="How often do officers report?",
        choices=[*ReportingCycle.Frequency.choices, (NONE, "There is no deadline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often officers report."},
    )
    first_deadline = DateField(
        label="The first deadline, for every month or quarter",
        required=False,
        help_text="The others fall on the same day of the month, or on its last day if it is shorter.",
    )
    dates = forms.CharField(
        label="The deadlines, for dates of its own",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line, like 27/3/2021.",
    )
    asks_sign_off = forms.BooleanField(
        label="Accountable officers sign reports off before a published version prints them", required=False
    )

    def clean_dates(self) -> list[date]:
        typed = [line.strip() for line in self.cleaned_data["dates"].splitlines() if line.strip()]
        return sorted({_read_date(line) for line in typed})

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("frequency") == _DATES and given.get("dates") == []:
            self.add_error("dates", "Enter at least one deadline.")
        counted = given.get("frequency") in {"monthly", "quarterly"}
        if counted and given.get("first_deadline", date.min) is None:
            self.add_error("first_deadline", "Enter the first deadline.")

    @property
    def deadlines(self) -> list[date]:
        given = self.cleaned_data
        return given["dates"] if given["frequency"] == _DATES else [given["first_deadline"]]


def reporting_settings(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = get_object_or_404(permissions.visible_plans(request.user), slug=slug)
    permissions.require(permissions.may_edit_plan(request.user, plan))
    form = ReportingForm(request.POST or None, initial=_as_it_is(plan))
    if form.is_valid():
        _settle(plan, form, request)
        messages.success(request, "The plan’s deadlines are set.")
        return redirect("reporting_settings", slug)
    context = {"plan": plan, "form": form, "next": plan_today(plan).cycle, **_unheard(plan)}
    return render(request, "plans/reporting_settings.html", context)


def _unheard(plan: Plan) -> dict[str, int]:
    """How many actions are being worked on in all, and how many of them nobody could sign reports off for."""
    working = plan.versions.working()
    accountable = {"role": "accountable", "officer__user__is_active": True}
    heard = working.filter(**{f"action_versions__assignments__{name}": value for name, value in accountable.items()})
    total = working.aggregate(count=Count("action_versions"))["count"]
    return {"total": total, "unheard": total - heard.aggregate(count=Count("action_versions", distinct=True))["count"]}


def _settle(plan: Plan, form: ReportingForm, request: SignedInRequest) -> None:
    with recorded("set deadlines", by=request.user):
        plan.asks_sign_off = form.cleaned_data["asks_sign_off"]
        plan.save(update_fields=["asks_sign_off"])
        if form.cleaned_data["frequency"] == NONE:
            ReportingCycle.objects.filter(plan=plan).delete()
        else:
            rule = {"frequency": form.cleaned_data["frequency"], "deadlines": form.deadlines}
            ReportingCycle.objects.update_or_create(plan=plan, defaults=rule)


def _as_it_is(plan: Plan) -> dict[str, Any]:
    rule: ReportingCycle | None = getattr(plan, "reporting_cycle", None)
    if rule is None:
        return {"frequency": NONE, "asks_sign_off": plan.asks_sign_off}
    dates = [f"{day.day}/{day.month}/{day.year}" for day in rule.deadlines]
    deadlines = {"dates": "\n".join(dates)} if rule.frequency == _DATES else {"first_deadline": min(rule.deadlines)}
    return {"frequency": rule.frequency, "asks_sign_off": plan.asks_sign_off, **deadlines}


def _read_date(line: str) -> date:
    day = DateField(error_messages={"missing": "", "impossible": ""})
    try:
        read = day.to_python((*line.replace("-", "/").replace(" ", "/").split("/", 2), "", "")[:3])
    except forms.ValidationError:
        read = None
    if read is None:
        raise forms.ValidationError(f"“{line[:40]}” is not a date. Enter one like 27/3/2021.")
    return read
