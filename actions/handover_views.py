"""The page where a plan owner hands a leaver's caseload to somebody else."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize

from actions.handover import HandedOver, hand_over_caseload, parts_held
from plans import permissions
from plans.forms import OurPlainForm, refused_on
from plans.models import Officer, User
from plans.models.names import one_line
from plans.requests import SignedInRequest


class HandOverForm(OurPlainForm):
    receiver = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Who takes over?",
        required=False,
        to_field_name="slug",
        empty_label="Choose an officer",
        error_messages={"invalid_choice": "Choose an officer from the list, or enter a new name."},
    )
    new_name = forms.CharField(
        label="Or somebody new: their name or post", required=False, max_length=200, validators=[one_line]
    )
    reason = forms.CharField(
        label="Why?", required=False, max_length=300, help_text="Recorded with the change: “Left on 30 September”."
    )
    close_account = forms.BooleanField(label="Close the account", required=False)

    def __init__(self, *args: Any, leaver: Officer, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        receiver = self.fields["receiver"]
        assert isinstance(receiver, forms.ModelChoiceField)
        receiver.queryset = Officer.objects.exclude(pk=leaver.pk)
        account = leaver.user
        if account is None or not account.is_active or account == by or not permissions.may_change_account(by, account):
            del self.fields["close_account"]
        else:
            self.fields["close_account"].label = f"Close {account.email} too: {account} will not sign in again"

    def clean(self) -> None:
        """`receiver` becomes an officer, or the name of a new one."""
        chosen, new_name = self.cleaned_data.get("receiver"), self.cleaned_data.get("new_name")
        if {"receiver", "new_name"} & self.errors.keys():
            return
        if bool(chosen) == bool(new_name):
            both = "Choose an officer or enter a new name, not both."
            self.add_error("receiver", both if chosen else "Choose who takes over, or enter a new name.")
        self.cleaned_data["receiver"] = chosen or new_name

    @property
    def answers(self) -> dict[str, Any]:
        """What `hand_over_caseload` takes."""
        given = self.cleaned_data
        return {name: given[name] for name in ("receiver", "reason", "close_account") if name in given}


def hand_over(request: SignedInRequest, slug: str) -> HttpResponse:
    permissions.require(permissions.may_hand_over(request.user))
    leaver = get_object_or_404(Officer.objects.select_related("user"), slug=slug)
    form = HandOverForm(request.POST or None, leaver=leaver, by=request.user)
    owned = permissions.owned_plans(request.user)
    if form.is_valid():
        with refused_on(form):
            done = hand_over_caseload(leaver, plans=owned, by=request.user, **form.answers)
            messages.success(request, _told(leaver, done))
            return redirect("hand_over", leaver.slug)
    held = parts_held(leaver)
    in_others = held.exclude(action_version__version__plan__in=owned)
    context = {
        "leaver": leaver,
        "form": form,
        "parts": held.filter(action_version__version__plan__in=owned),
        "kept_in": in_others.order_by().values_list("action_version__version__plan__title", flat=True).distinct(),
    }
    return render(request, "actions/handover.html", context)


def _told(leaver: Officer, done: HandedOver) -> str:
    told = f"{done.total} part{pluralize(done.total)} handed over from {leaver} to {done.receiver}."
    if done.held_already:
        told += f" {done.held_already} of them {done.receiver} had already, so {leaver} was only taken off."
    return told
