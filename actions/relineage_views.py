"""The page where a plan owner puts right what an action continues."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from actions.models import ActionVersion
from actions.relineage import Reading, line_of, put_lineage_right, reading_of
from plans.models import Plan
from plans.recording import Refused
from plans.requests import SignedInRequest, owned_plan

NEW = "new"


class RelineageForm(forms.Form):
    continues = forms.ChoiceField(
        help_text="One that another action continues is not in the list: put that one right first.",
        error_messages={
            "required": "Choose what it continues, or that it is new.",
            "invalid_choice": "Choose an action from the list, or that it is new.",
        },
    )
    reason = forms.CharField(
        label="How do you know?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Recorded with the change: “The paper of February says so on page 3.”",
        error_messages={"required": "Enter how you know, so that others can follow it."},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reading: Reading, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = reading.token
        self.candidates = {str(entry.pk): entry for entry in reading.candidates if entry != reading.predecessor}
        choices = [] if reading.says(None) else [(NEW, "Nothing: it is new")]
        choices += [(key, str(entry)) for key, entry in self.candidates.items()]
        self.has_choice = bool(choices)
        field = self.fields["continues"]
        assert isinstance(field, forms.ChoiceField)
        field.label = f"What in {reading.before.label} does it continue?"
        field.choices = [("", "Choose"), *choices]

    @property
    def answers(self) -> dict[str, Any]:
        """What `put_lineage_right` takes."""
        given = self.cleaned_data
        return {
            "continues": self.candidates.get(given["continues"]),
            "seen": given["seen"],
            "reason": given["reason"],
        }


def relineage(request: SignedInRequest, slug: str, number: int, action: str) -> HttpResponse:
    plan = owned_plan(request, slug)
    entries = ActionVersion.objects.select_related("action__plan", "version__plan", "version__corrects")
    entry = entries.filter(version__plan=plan, version__number=number, action__slug=action).first()
    if entry is None:
        return _moved_since(request, plan, number, action)
    if entry.version.corrects is not None and not entry.version.is_published:
        return redirect("relineage", slug, entry.version.corrects.number, action)
    reading = reading_of(entry)
    if reading is None:
        raise Http404
    form = RelineageForm(request.POST or None, reading=reading)
    if form.is_valid():
        try:
            entry = put_lineage_right(entry, by=request.user, **form.answers)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _told(entry, form.answers["continues"]))
            return redirect("lineage", slug)
    context = {"plan": entry.version.plan, "entry": entry, "reading": reading, "form": form, "others": _others(entry)}
    return render(request, "actions/relineage.html", context)


def _others(entry: ActionVersion) -> list[ActionVersion]:
    """The same action in the plan's other versions, but for the first, before which there is nothing."""
    _first, *versions = line_of(entry.version.plan)
    return list(entry.action.versions.filter(version__in=versions).exclude(pk=entry.pk).select_related("version"))


def _moved_since(request: SignedInRequest, plan: Plan, number: int, action: str) -> HttpResponse:
    """What was sent of an action that the version has no more goes nowhere, and whoever sent it is told."""
    if request.method != "POST" or not plan.actions.filter(slug=action).exists():
        raise Http404
    version = get_object_or_404(plan.versions, number=number)
    told = f"That action is not in {version.label} any more: its lineage has been put right since you opened the page."
    messages.warning(request, f"{told} Nothing was changed just now.")
    return redirect("lineage", plan.slug)


def _told(entry: ActionVersion, continues: ActionVersion | None) -> str:
    if continues is None:
        return f"{entry} is new in {entry.version.label}."
    return f"{entry} of {entry.version.label} continues {continues}."
