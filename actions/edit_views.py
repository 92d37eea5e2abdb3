"""The pages in which a plan owner edits the working version: its contents in order, and one action."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actions.as_printed import anchor
from actions.edit_form import ActionForm
from actions.edit_history import field_name
from actions.edit_page import EditPage
from actions.edit_readings import readings
from actions.edit_reasons import moved_fields, published_before, standing_reasons
from actions.editing import Edited, edit_action
from actions.endings import endings_of
from actions.models import ActionVersion
from actions.ordering import move_action, place_action, place_section
from plans import permissions
from plans.last_change import LastChange, who_changed
from plans.models import PlanVersion, SectionVersion, User
from plans.recording import Refused
from plans.requests import SignedInRequest, owned_plan

STEPS = {"up": -1, "down": 1}
_READ = {"timeframe": "Timeframe", "success_measure": "Success measures"}


def owned_version(request: SignedInRequest, slug: str, number: int) -> PlanVersion:
    """The version of an address: not there for who cannot see its plan, refused to who does not own it."""
    owned = permissions.owned_plans(request.user).filter(pk=OuterRef("plan"))
    versions = PlanVersion.objects.filter(plan__in=permissions.visible_plans(request.user))
    versions = versions.select_related("plan", "corrects").annotate(is_owned=Exists(owned))
    version: Any = get_object_or_404(versions, plan__slug=slug, number=number)
    permissions.require(version.is_owned)
    return cast("PlanVersion", version)


def owned_entry(request: SignedInRequest, slug: str, number: int, action: str) -> ActionVersion:
    version = owned_version(request, slug, number)
    entries = version.action_versions.select_related("action__plan", "section_version__section")
    entry = get_object_or_404(entries, action__slug=action)
    entry.version = version
    return entry


def back_to(entry: ActionVersion) -> str:
    """The address of an action among the contents."""
    version = entry.version
    return f"{reverse('edit_version', args=[version.plan.slug, version.number])}#{anchor(entry)}"


def not_working(request: SignedInRequest, version: PlanVersion) -> HttpResponse | None:
    """Instead of a form for what is published, the page that shows it, and a word of where to go."""
    if request.method == "POST" or not version.is_published:
        return None
    told = f"{version.label} is published, so nothing in it changes any more. Edit the version being worked on."
    messages.warning(request, told)
    return redirect(version)


def edit_plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """To the version being worked on; where there is none, to the page that opens one."""
    plan = owned_plan(request, slug)
    working = plan.versions.working().first()
    return redirect("edit_version", slug, working.number) if working else redirect("publish_plan", slug)


def edit_version(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    version = owned_version(request, slug, number)
    if (elsewhere := not_working(request, version)) is not None:
        return elsewhere
    if request.method == "POST":
        return _moved(request, version)
    return render(
        request, "actions/edit_version.html", {"plan": version.plan, "version": version, "page": EditPage(version)}
    )


def _moved(request: SignedInRequest, version: PlanVersion) -> HttpResponse:
    """Something goes up or down, or an action behind another: what the buttons do, and dragging."""
    here = reverse("edit_version", args=[version.plan.slug, version.number])
    what, _, slug = request.POST.get("do", "").partition(":")
    seen = request.POST.get("seen", "")
    try:
        if what.startswith("section-"):
            section = get_object_or_404(version.sections, section__slug=slug)
            place_section(section, STEPS.get(what.removeprefix("section-"), 1), seen=seen, by=request.user)
            return redirect(f"{here}#section-{slug}")
        entry = get_object_or_404(version.action_versions.select_related("version__plan"), action__slug=slug)
        if what in STEPS:
            move_action(entry, STEPS[what], seen=seen, by=request.user)
        elif what == "place":
            section, after = place_named(version, request.POST.get("to", ""))
            place_action(entry, section, after, seen=seen, by=request.user)
        return redirect(f"{here}#{anchor(entry)}")
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(here)


def place_named(version: PlanVersion, place: str) -> tuple[SectionVersion, ActionVersion | None]:
    """ "after:" and an action's slug, or "first:" and a section's. Refused where there is none such."""
    what, _, slug = place.partition(":")
    if what == "after":
        after = version.action_versions.select_related("section_version").filter(action__slug=slug).first()
        if after is not None:
            return after.section_version, after
    section = version.sections.filter(section__slug=slug).first() if what == "first" else None
    if section is None:
        raise Refused("That place is not in this version any more. Choose another.")
    return section, None


def edit_one(request: SignedInRequest, slug: str, number: int, action: str) -> HttpResponse:
    entry = owned_entry(request, slug, number, action)
    if (elsewhere := not_working(request, entry.version)) is not None:
        return elsewhere
    form = ActionForm(request.POST or None, entry=entry)
    if form.is_valid():
        try:
            edited = edit_action(entry, by=request.user, **form.answers)
        except Refused as refusal:
            form.say_refused(refusal)
        else:
            _tell(request, edited)
            return redirect(_came_from(request, edited.entry))
    published = published_before(entry)
    context = {
        "plan": entry.version.plan,
        "version": entry.version,
        "entry": entry,
        "form": form,
        "published": published,
        "readings": _read_from(form, entry),
        "moved": {moved.key: moved for moved in moved_fields(entry, published)},
        "reasons": standing_reasons(entry),
        "endings": endings_of([entry]).select_related("to_action_version"),
        "back": _came_from(request, entry),
        "back_to": "publishing" if is_to_publish(request) else "all actions",
    }
    return render(request, "actions/edit_action.html", context)


def _read_from(form: ActionForm, entry: ActionVersion) -> dict[str, str]:
    """Of the words that stand in the form, though they could not be kept."""
    shown = {key: form[key].value() if key in form.fields else getattr(entry, key) for key in _READ}
    return readings(entry.version, **{key: words or "" for key, words in shown.items()})


def is_to_publish(request: SignedInRequest) -> bool:
    """Whether somebody is about to publish, and only puts something right before."""
    return request.GET.get("then") == "publish"


def _came_from(request: SignedInRequest, entry: ActionVersion) -> str:
    if is_to_publish(request):
        return entry.version.get_publishing_url()
    return back_to(entry)


@require_POST
def read_words(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """What is read from a timeframe or from success measures while they are typed; nothing is kept."""
    version = owned_version(request, slug, number)
    told = readings(version, request.POST.get("timeframe", ""), request.POST.get("success_measure", ""))
    of = request.GET.get("of", "")
    return render(request, "actions/edit_reading.html", {"told": told.get(of, "")})


def _tell(request: SignedInRequest, edited: Edited) -> None:
    entry = edited.entry
    if not edited.changed:
        messages.success(request, f"Nothing was changed in {entry.in_a_sentence}.")
        return
    saved = f"{entry.in_a_sentence} is saved."
    read = readings(entry.version, entry.timeframe, entry.success_measure)
    for key, name in _READ.items():
        if key in edited.changed and read[key]:
            saved += f" {name}: {read[key][0].lower()}{read[key][1:]}"
    for sentence in _kept(edited, request.user):
        saved += f" {sentence}."
    messages.success(request, saved)


def _kept(edited: Edited, by: User) -> Iterator[str]:
    """Whose change of which fields was kept beside this one."""
    fields: dict[LastChange, list[str]] = {}
    for key, change in edited.kept.items():
        fields.setdefault(change, []).append(field_name(key))
    for change, names in fields.items():
        yield f"{who_changed(change, by, ' and '.join(dict.fromkeys(names)))}, which is kept too"
