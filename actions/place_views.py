"""The pages in which a plan owner adds, moves, splits and ends actions, and keeps sections."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actions.branching import add_action, merge_actions, split_action
from actions.edit_views import back_to, not_working, owned_entry, owned_version, place_named
from actions.endings import going_on
from actions.leaving import is_published, remove_action, roll_into, take_back, withdraw
from actions.models import ActionVersion
from actions.ordering import place_action
from actions.place_forms import AddForm, EndForm, MoveForm, SplitForm
from plans.forms import refused_on
from plans.requests import SignedInRequest


def add(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    version = owned_version(request, slug, number)
    if (elsewhere := not_working(request, version)) is not None:
        return elsewhere
    form = AddForm(request.POST or None, version=version, initial={"section": request.GET.get("section", "")})
    if form.is_valid():
        with refused_on(form):
            begun = add_action(**form.cleaned_data, by=request.user)
            next_to_say = "Now say who, by when, and what will show that it worked."
            messages.success(request, f"{begun.in_a_sentence} is added. {next_to_say}")
            return redirect("edit_action", slug, number, begun.action.slug)
    context = {"plan": version.plan, "version": version, "form": form, "has_sections": version.sections.exists()}
    return render(request, "actions/edit_add.html", context)


def move(request: SignedInRequest, slug: str, number: int, action: str) -> HttpResponse:
    entry = owned_entry(request, slug, number, action)
    if (elsewhere := not_working(request, entry.version)) is not None:
        return elsewhere
    form = MoveForm(request.POST or None, entry=entry)
    if form.is_valid():
        with refused_on(form):
            section, after = place_named(entry.version, form.cleaned_data["to"])
            moved = place_action(entry, section, after, seen=form.cleaned_data["seen"], by=request.user)
            where = f"behind {after.in_a_sentence}" if after else "first"
            messages.success(request, f"{moved.in_a_sentence} stands {where} in {section} now.")
            return redirect(back_to(moved))
    return _page(request, "actions/edit_move.html", entry, form)


def split(request: SignedInRequest, slug: str, number: int, action: str) -> HttpResponse:
    entry = owned_entry(request, slug, number, action)
    if (elsewhere := not_working(request, entry.version)) is not None:
        return elsewhere
    form = SplitForm(request.POST or None, entry=entry)
    if form.is_valid():
        with refused_on(form):
            begun = split_action(entry, **form.cleaned_data, by=request.user)
            told = f"{begun.in_a_sentence} is split from {entry.in_a_sentence}."
            messages.success(request, f"{told} Its words are a copy: leave what is its own.")
            return redirect("edit_action", slug, number, begun.action.slug)
    return _page(request, "actions/edit_split.html", entry, form)


def end(request: SignedInRequest, slug: str, number: int, action: str) -> HttpResponse:
    """Withdraw an action, roll it into another, merge it with another, or take out what was never published."""
    entry = owned_entry(request, slug, number, action)
    if (elsewhere := not_working(request, entry.version)) is not None:
        return elsewhere
    form = EndForm(
        request.POST or None, entry=entry, others=going_on(entry.version), may_remove=not is_published(entry)
    )
    if form.is_valid():
        with refused_on(form):
            return _ended(request, entry, form.cleaned_data)
    return _page(request, "actions/edit_end.html", entry, form)


def _ended(request: SignedInRequest, entry: ActionVersion, given: dict[str, Any]) -> HttpResponse:
    how, other, reason = given["how"], given["other"], given["reason"]
    version = entry.version
    if how == "merge":
        merged = merge_actions([entry, other], reference=given["reference"], reason=reason, by=request.user)
        told = f"{merged.in_a_sentence} is made of both."
        messages.success(request, f"{told} Its words are those of both: put them into one.")
        return redirect("edit_action", version.plan.slug, version.number, merged.action.slug)
    if how == "remove":
        remove_action(entry, reason=reason, by=request.user)
        messages.success(request, f"{entry.in_a_sentence} is taken out.")
        return redirect("edit_version", version.plan.slug, version.number)
    if how == "roll":
        roll_into(entry, other, reason=reason, by=request.user)
        messages.success(request, f"{entry.in_a_sentence} ends with this version, rolled into {other.in_a_sentence}.")
    else:
        withdraw(entry, reason=reason, by=request.user)
        messages.success(request, f"{entry.in_a_sentence} is withdrawn: it ends with this version.")
    return redirect(back_to(entry))


@require_POST
def go_on(request: SignedInRequest, slug: str, number: int, action: str) -> HttpResponse:
    """What was to end goes on after all."""
    entry = owned_entry(request, slug, number, action)
    form = forms.Form(request.POST)
    with refused_on(form):
        take_back(entry, by=request.user)
        messages.success(request, f"{entry.in_a_sentence} goes on after all.")
    for error in form.non_field_errors():
        messages.warning(request, str(error))
    return redirect(back_to(entry))


def _page(request: SignedInRequest, template: str, entry: ActionVersion, form: forms.Form) -> HttpResponse:
    version = entry.version
    context = {"plan": version.plan, "version": version, "entry": entry, "form": form, "back": back_to(entry)}
    return render(request, template, context)
