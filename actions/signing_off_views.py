"""The page on which an accountable officer confirms a report or returns it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actions.models import ProgressUpdate, SignOff
from actions.signing_off import may_sign_off, sign_off
from actions.what_was_said import told_or_404
from plans import permissions
from plans.forms import OurPlainForm, refused_on
from plans.requests import SignedInRequest


class SignOffForm(OurPlainForm):
    decision = forms.ChoiceField(
        choices=[(SignOff.Decision.CONFIRMED, "Confirm it"), (SignOff.Decision.RETURNED, "Return it with a comment")],
        label="What do you decide?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to confirm or to return it."},
    )
    comment = forms.CharField(
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What the officer should report instead. They are told by mail.",
    )

    def clean(self) -> None:
        given: dict[str, Any] = self.cleaned_data
        if given.get("decision") == SignOff.Decision.RETURNED and not given.get("comment", "").strip():
            self.add_error("comment", "Say what is missing, so that the officer knows what to report instead.")


def decide(request: SignedInRequest, slug: str, action: str, pk: int) -> HttpResponse:
    """See what was reported, with everything that goes with it; confirm or return it."""
    reports = ProgressUpdate.objects.filter(action__plan__slug=slug, action__slug=action, author__isnull=False)
    reports = reports.filter(action__plan__asks_sign_off=True)
    reports = reports.select_related("action__plan", "action_version", "status", "author")
    update = told_or_404(reports.filter(pk=pk))
    permissions.require(
        may_sign_off(request.user, update), otherwise="Only the action’s accountable officers decide on its reports."
    )
    form = SignOffForm(request.POST or None)
    if form.is_valid():
        with refused_on(form):
            decided = sign_off(update, **form.cleaned_data, by=request.user)
            messages.success(request, f"The report is {decided.get_decision_display().lower()}.")
            return redirect("my_actions")
    return render(request, "actions/sign_off.html", {"update": update, "form": form})
