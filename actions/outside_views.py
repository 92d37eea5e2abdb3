"""The page in which a plan owner changes what the working version prints around its tables."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from actions.edit_views import is_to_publish, not_working, owned_version
from actions.outside import outside_of
from actions.outside_changes import change_outside, changes_outside
from actions.outside_form import OutsideForm
from plans.forms import refused_on
from plans.requests import SignedInRequest


def edit_outside(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    version = owned_version(request, slug, number)
    if (elsewhere := not_working(request, version)) is not None:
        return elsewhere
    goes_to_publish = is_to_publish(request)
    back = version.get_publishing_url() if goes_to_publish else reverse("edit_version", args=[slug, number])
    form = OutsideForm(request.POST or None, stands=outside_of(version))
    if form.is_valid():
        with refused_on(form):
            changed = change_outside(version, form.outside, seen=form.cleaned_data["seen"], by=request.user)
            told = "The text outside the tables is saved." if changed else "Nothing was changed outside the tables."
            messages.success(request, told)
            return redirect(back)
    context = {
        "plan": version.plan,
        "version": version,
        "form": form,
        "back": back,
        "back_to": "publishing" if goes_to_publish else "all actions",
        "changes": changes_outside(version),
    }
    return render(request, "actions/edit_outside.html", context)
