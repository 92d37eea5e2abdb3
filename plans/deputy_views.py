"""The page on which an officer, or a plan owner, says who reports in the officer's place."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from . import deputies, permissions
from .date_field import DateField
from .forms import OurPlainForm, refused_on
from .models import Officer, User
from .requests import SignedInRequest


class _Account(forms.ModelChoiceField):
    def label_from_instance(self, account: User) -> str:
        return f"{account.name}, {account.email}"


class DeputyForm(OurPlainForm):
    deputy = _Account(
        User.objects.none(),
        empty_label="Choose somebody with a login",
        error_messages={
            "required": "Choose who reports instead.",
            "invalid_choice": "Choose somebody from the list.",
        },
    )
    starts = DateField(label="From", error_messages={"required": "Enter the first day."})
    ends = DateField(label="Until", required=False, help_text="Leave it empty to go on until you end it.")

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["starts"] = timezone.localdate()
        account = self.fields["deputy"]
        assert isinstance(account, _Account)
        account.queryset = User.objects.filter(is_active=True).exclude(officer=officer)

    def clean(self) -> None:
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Enter a last day that is not before the first.")


def officer_deputies(request: SignedInRequest, slug: str) -> HttpResponse:
    officer = _officer(request, slug)
    form = DeputyForm(request.POST or None, officer=officer)
    if form.is_valid():
        given = form.cleaned_data
        with refused_on(form):
            deputies.name_deputy(officer, given["deputy"], starts=given["starts"], ends=given["ends"], by=request.user)
            messages.success(request, f"{given['deputy']} reports in place of {officer} on those days.")
            return redirect("deputies", slug)
    context = {"officer": officer, "form": form, "deputies": officer.deputies.select_related("user")}
    return render(request, "plans/deputies.html", context)


@require_POST
def end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    officer = _officer(request, slug)
    deputy = get_object_or_404(officer.deputies.select_related("user", "officer"), pk=pk)
    deputies.end_deputy(deputy, by=request.user)
    messages.success(request, f"{deputy.user} no longer reports in place of {officer}.")
    return redirect("deputies", slug)


def _officer(request: SignedInRequest, slug: str) -> Officer:
    officer = get_object_or_404(Officer, slug=slug)
    permissions.require(permissions.may_name_deputies(request.user, officer))
    return officer
