"""The pages in which a plan owner keeps the plan's status labels: their words, colours, meanings and order."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from .forms import MarkedForm, refused_on
from .labelling import LabelWords, add_label, change_label, move_label, order_mark, remove_label, use_of
from .models import Colour, Plan, StatusLabel
from .models.names import one_line
from .recording import Refused
from .requests import SignedInRequest, owned_plan
from .row_history import changes_told, records_of, told_with_names

STEPS = {"up": -1, "down": 1}
_FIELDS = {
    "words": "Words",
    "colour": "Colour",
    "meaning": "What it means",
    "closes": "Closes the action",
    "position": "Place",
}
_COLOURS = {
    Colour.RED: "Red: it is in trouble",
    Colour.AMBER: "Amber: it is at risk",
    Colour.GREEN: "Green: it goes as planned",
    Colour.BLUE: "Blue: complete",
    Colour.GREY: "Grey: not started, or withdrawn",
}


class LabelForm(MarkedForm):
    words = forms.CharField(
        label="Words",
        max_length=200,
        validators=[one_line],
        help_text="As officers choose them and reports print them: “On track”.",
        error_messages={"required": "Enter the words of the status."},
    )
    colour = forms.ChoiceField(choices=_COLOURS.items(), widget=forms.RadioSelect)
    meaning = forms.CharField(
        label="What it means",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Officers read it as they choose, and each pack prints it with its colours.",
    )
    closes = forms.BooleanField(
        label="It closes the action: nothing is due any more",
        required=False,
        help_text="A report that closes an action says that the work is done or over.",
    )

    def __init__(self, *args: Any, label: StatusLabel | None = None, is_printed: bool = False, **kwargs: Any):
        if label is not None:
            said = LabelWords.of(label)
            kwargs["initial"] = vars(said) | {"seen": said.mark}
        super().__init__(*args, **kwargs)
        for name in ("colour", "closes") if is_printed else ():
            self.fields[name].disabled = True

    @property
    def wanted(self) -> LabelWords:
        return LabelWords(**{name: self.cleaned_data[name] for name in ("words", "colour", "meaning", "closes")})


def labels(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = owned_plan(request, slug)
    changed = changes_told(records_of(StatusLabel).filter(plan=plan), _FIELDS)
    context = {
        "plan": plan,
        "labels": plan.labels.all(),
        "mark": order_mark(plan),
        "changes": told_with_names(list(changed)),
    }
    return render(request, "plans/labels.html", context)


def new_label(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = owned_plan(request, slug)
    form = LabelForm(request.POST or None)
    if form.is_valid():
        with refused_on(form):
            label = add_label(plan, form.wanted, by=request.user)
            messages.success(request, f"“{label}” is added: officers can choose it from now on.")
            return redirect("labels", slug)
    return render(request, "plans/label.html", {"plan": plan, "form": form})


def label(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    shown = _label(owned_plan(request, slug), pk)
    use = use_of(shown)
    form = LabelForm(request.POST or None, label=shown, is_printed=bool(use.printed_in))
    if form.is_valid():
        with refused_on(form):
            now = change_label(shown, form.wanted, seen=form.cleaned_data["seen"], by=request.user)
            messages.success(request, f"“{now}” is saved.")
            return redirect("labels", slug)
    shown = _label(shown.plan, pk)
    return render(request, "plans/label.html", {"plan": shown.plan, "label": shown, "form": form, "use": use})


@require_POST
def change_labels(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """What the buttons of the list do with one label: it goes up or down, or is removed."""
    shown = _label(owned_plan(request, slug), pk)
    do = request.POST.get("do", "")
    try:
        if do == "remove":
            remove_label(shown, by=request.user)
            messages.success(request, f"“{shown}” is removed. Published versions keep what they printed.")
        elif do in STEPS:
            move_label(shown, STEPS[do], seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("labels", slug)


def _label(plan: Plan, pk: int) -> StatusLabel:
    return get_object_or_404(plan.labels.select_related("plan"), pk=pk)
