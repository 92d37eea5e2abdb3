"""The page where a plan owner starts a plan."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actions.starting import refuse_taken_title, start_plan
from plans import permissions
from plans.forms import OurPlainForm, refused_on
from plans.models import Plan, User
from plans.models.names import one_line
from plans.recording import Refused
from plans.requests import SignedInRequest


class _PlanLabels(forms.ModelChoiceField):
    def label_from_instance(self, plan: Plan) -> str:
        return f"The same as in {plan}"


class NewPlanForm(OurPlainForm):
    title = forms.CharField(
        max_length=300,
        validators=[one_line],
        help_text="As it stands on the document, without the date.",
        error_messages={"required": "Enter the plan’s title."},
    )
    kind = forms.ChoiceField(
        choices=Plan.Kind.choices,
        widget=forms.RadioSelect,
        initial=Plan.Kind.IMPROVEMENT_PLAN,
        error_messages={"required": "Choose what kind of plan it is."},
    )
    labels_from = _PlanLabels(
        Plan.objects.none(),
        label="Status labels",
        required=False,
        empty_label="Not started, On track, At risk, Off track, Complete",
        help_text="They can be changed later.",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        labels_from = self.fields["labels_from"]
        assert isinstance(labels_from, _PlanLabels)
        labels_from.queryset = permissions.visible_plans(by).filter(labels__isnull=False).distinct()

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        try:
            refuse_taken_title(title)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return title


def new_plan(request: SignedInRequest) -> HttpResponse:
    permissions.require(permissions.may_start_plan(request.user))
    form = NewPlanForm(request.POST or None, by=request.user)
    if form.is_valid():
        with refused_on(form):
            plan = start_plan(**form.cleaned_data, by=request.user)
            messages.success(request, f"{plan} is started, and you are its plan owner.")
            return redirect(plan)
    return render(request, "actions/new_plan.html", {"form": form})
