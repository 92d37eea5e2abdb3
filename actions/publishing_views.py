"""The pages in which a plan owner publishes the working version, or opens one that corrects what is published."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from actions.comparing import compare_versions
from actions.endings import endings_in
from actions.outside import outside_of
from actions.publishing import (
    discard_correction,
    discard_working,
    open_correction,
    open_next,
    publish,
    why_no_correction,
)
from actions.publishing_form import PublishForm
from actions.put_right import put_right
from actions.settling import Joint
from actions.working import why_it_stays
from plans import permissions
from plans.models import Plan, PlanVersion
from plans.recording import Refused
from plans.requests import SignedInRequest, owned_plan

_TYPED = "publishing"  # in the session


def publish_plan(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = owned_plan(request, slug)
    working = plan.versions.working().select_related("plan").first()
    if working is None:
        return render(request, "actions/publish_none.html", {"plan": plan, "correction": _open_correction_of(plan)})
    return _publish(request, plan, working)


def publish_correction(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The same page of a correction."""
    plan = owned_plan(request, slug)
    correction = _open_correction_of(plan)
    if correction and correction.number == number:
        return _publish(request, plan, correction)
    if request.method == "POST":
        return _overtaken(request, plan)
    return redirect(get_object_or_404(plan.versions.published().select_related("plan"), number=number))


def _open_correction_of(plan: Plan) -> PlanVersion | None:
    return plan.versions.correcting().select_related("plan", "corrects__plan").first()


def _publish(request: SignedInRequest, plan: Plan, version: PlanVersion) -> HttpResponse:
    """First what stands against it, then what will happen, then it happens."""
    if request.method == "POST" and request.POST.get("number") != str(version.number):
        return _overtaken(request, plan)
    form = PublishForm(request.POST or None, version=version, typed=_typed(request, version))
    if form.is_bound:
        request.session[_TYPED] = {"version": version.pk} | form.typed
    if form.is_valid():
        if "confirmed" not in request.POST:
            return render(request, "actions/publish_check.html", _context(form) | _what_will_happen(form))
        try:
            given = {name: form.cleaned_data[name] for name in ("label", "as_of")}
            publish(version, **given, by=request.user, seen=form.seen)
            return redirect("published", plan.slug, version.number)
        except Refused as refusal:
            if not plan.versions.filter(pk=version.pk, state=version.state).exists():
                return _overtaken(request, plan)
            form = _looked_at_again(form, str(refusal))
    beside = {} if version.is_correcting else {"correction": _open_correction_of(plan)}
    return render(request, "actions/publish.html", _context(form) | beside)


def _context(form: PublishForm) -> dict[str, Any]:
    return {"plan": form.version.plan, "version": form.version, "form": form}


def _looked_at_again(form: PublishForm, refusal: str) -> PublishForm:
    """The same form with what stands against the version by now, and the ticks that are still good."""
    again = PublishForm(form.data, version=form.version, typed=form.typed)
    if again.is_valid():
        again.add_error(None, refusal)
    return again


def _overtaken(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """What was sent for one version, perhaps twice, does not publish the next."""
    sent = request.POST.get("number", "")
    done = next((version for version in plan.versions.published() if str(version.number) == sent), None)
    if done is None:
        messages.warning(request, "That version has been discarded meanwhile. This is what is being worked on now.")
        return redirect("publish_plan", plan.slug)
    messages.warning(request, f"{done.label} was published already, so nothing was done just now.")
    return redirect("published", plan.slug, done.number)


def _typed(request: SignedInRequest, working: PlanVersion) -> dict[str, str]:
    """Label and date as they were sent last, before somebody went to put something right."""
    typed = request.session.get(_TYPED, {})
    return typed if typed.get("version") == working.pk else {}


def published(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """That a version is published, with the address it has for ever: for whoever reads the plan."""
    plan = get_object_or_404(permissions.visible_plans(request.user), slug=slug)
    version = get_object_or_404(plan.versions.published().select_related("plan", "corrects"), number=number)
    context = {
        "plan": plan,
        "version": version,
        "actions": version.action_versions.count(),
        "address": request.build_absolute_uri(version.get_absolute_url()),
        "working": plan.versions.working().select_related("plan").first(),
        "last": plan.versions.last_published(),
    }
    return render(request, "actions/published.html", context)


@require_POST
def open_next_version(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = owned_plan(request, slug)
    return _opened(request, plan, lambda: open_next(plan, by=request.user), "The next version is open.")


def discard_version(request: SignedInRequest, slug: str) -> HttpResponse:
    """Asked first, since what was changed is gone from the version then."""
    plan = owned_plan(request, slug)
    working = get_object_or_404(plan.versions.working().select_related("plan"))
    if request.method != "POST":
        context = {"plan": plan, "version": working, "stays": why_it_stays(working)}
        return render(request, "actions/discard_version.html", context)
    told = f"{working.label} is discarded, and the next version is open."
    return _opened(request, plan, lambda: discard_working(working, by=request.user), told)


def discard_open_correction(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    plan = owned_plan(request, slug)
    correction = get_object_or_404(plan.versions.correcting().select_related("plan", "corrects__plan"), number=number)
    if request.method != "POST":
        return render(request, "actions/discard_version.html", {"plan": plan, "version": correction})
    told = f"{correction.label} is discarded."
    return _opened(request, plan, lambda: discard_correction(correction, by=request.user), told)


def correct_version(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    plan = owned_plan(request, slug)
    version = get_object_or_404(plan.versions.published().select_related("plan"), number=number)
    if request.method != "POST":
        context = {"plan": plan, "version": version, "why_not": why_no_correction(version)}
        context["correction"] = _open_correction_of(plan)
        return render(request, "actions/correct_version.html", context)
    told = f"A correction of {version.label} is open. Put right in it what is wrong, then publish it."
    return _opened(request, plan, lambda: open_correction(version, by=request.user), told)


def _opened(request: SignedInRequest, plan: Plan, operation: Any, told: str) -> HttpResponse:
    try:
        opened = operation()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("publish_plan", plan.slug)
    messages.success(request, told)
    return redirect(opened)


def _what_will_happen(form: PublishForm) -> dict[str, Any]:
    subject = form.subject
    joint = Joint(subject.before, form.version) if subject.before else None
    ending = [edge for edges in endings_in(form.version).values() for edge in edges]
    corrects = form.version.corrects
    outside = outside_of(form.version)
    corrected = compare_versions(corrects, form.version).actions if corrects else []
    return {
        "before": subject.before,
        "reported": sum(entry.action_id in subject.updates for entry in subject.entries),
        "new": joint.new if joint else [],
        "endings": joint.endings() if joint else [],
        "ending": ending,
        "going_on": [action.shown for action in corrected if action.goes_on_after_all],
        "put_right": put_right(subject, corrected),
        "outside": outside,
        "is_outside_as_before": subject.before is not None and outside == outside_of(subject.before),
        "actions": len(subject.entries),
    }
