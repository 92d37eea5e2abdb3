"""The pages in which a plan owner adds sections to the working version, renames, renumbers and removes them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from actions.edit_views import not_working, owned_version
from actions.ordering import new_numbers, order_mark, renumber_section
from actions.place_forms import SectionForm
from actions.sections import add_section, change_section, remove_section
from plans.forms import refused_on
from plans.models import PlanVersion, SectionVersion
from plans.requests import SignedInRequest


def new_section(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    version = owned_version(request, slug, number)
    if (elsewhere := not_working(request, version)) is not None:
        return elsewhere
    form = SectionForm(request.POST or None)
    if form.is_valid():
        with refused_on(form):
            given = form.cleaned_data
            section = add_section(version, number=given["number"], title=given["title"], by=request.user)
            messages.success(request, f"{section} is added.")
            return redirect(_among(version, section))
    return render(request, "actions/edit_section.html", {"plan": version.plan, "version": version, "form": form})


def section(request: SignedInRequest, slug: str, number: int, section: str) -> HttpResponse:
    version = owned_version(request, slug, number)
    if (elsewhere := not_working(request, version)) is not None:
        return elsewhere
    shown = get_object_or_404(version.sections.select_related("section"), section__slug=section)
    shown.version = version
    do = request.POST.get("do", "")
    form = SectionForm(request.POST if do else None, section=shown)
    if do and (form.is_valid() or do != "save"):
        with refused_on(form):
            return _done(request, shown, form, do)
    numbers = new_numbers(shown)
    context = {
        "plan": version.plan,
        "version": version,
        "section": shown,
        "form": form,
        "numbers": numbers,
        "are_in_order": all(entry.reference == number for entry, number in numbers),
        "mark": order_mark(version),
    }
    return render(request, "actions/edit_section.html", context)


def _done(request: SignedInRequest, shown: SectionVersion, form: SectionForm, do: str) -> HttpResponse:
    version = shown.version
    if do == "remove":
        remove_section(shown, by=request.user)
        messages.success(request, f"{shown} is removed.")
        return redirect("edit_version", version.plan.slug, version.number)
    if do == "renumber":
        count = renumber_section(shown, seen=request.POST.get("order", ""), by=request.user)
        messages.success(request, f"{count} action{'' if count == 1 else 's'} of {shown} numbered anew.")
        return redirect(_among(version, shown))
    now = change_section(shown, **form.cleaned_data, by=request.user)
    messages.success(request, f"{now} is saved.")
    return redirect(_among(version, now))


def _among(version: PlanVersion, section: SectionVersion) -> str:
    here = reverse("edit_version", args=[version.plan.slug, version.number])
    return f"{here}#section-{section.section.slug}"
