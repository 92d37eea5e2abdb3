"""The pages in which a plan owner keeps the measures of a plan: their titles, units and targets."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from .date_field import DateField
from .forms import MarkedForm, refused_on
from .measuring import MeasureWords, add_measure, change_measure, keeps_its_target, printed_in, remove_measure
from .models import Measure, Target
from .models.names import one_line
from .readings import in_words
from .recording import Refused
from .requests import SignedInRequest, owned_plan
from .row_history import changes_told, records_of, told_with_names

_UNITS = {"%": "Per cent", "£": "Pounds", "count": "A number"}
_FIELDS = {"title": "Title", "unit": "Counted in", "target": "Target"}


class MeasureForm(MarkedForm):
    title = forms.CharField(
        max_length=300,
        validators=[one_line],
        help_text="As it is to be printed: “Children placed within 20 miles of home”.",
        error_messages={"required": "Enter what is measured."},
    )
    unit = forms.ChoiceField(
        label="Counted in",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is counted in."},
    )
    target = forms.DecimalField(
        required=False,
        max_digits=16,
        decimal_places=3,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
        help_text="A number alone, like 85. Leave it empty where there is none.",
    )
    starts = DateField(
        label="From which day does the target count?",
        required=False,
        help_text="Leave it empty where it counts from the beginning.",
    )

    def __init__(self, *args: Any, measure: Measure | None = None, is_printed: bool = False, **kwargs: Any):
        if measure is not None:
            said = MeasureWords.of(measure)
            kwargs["initial"] = vars(said) | {"seen": said.mark, "target": _plain(said.target)}
        super().__init__(*args, **kwargs)
        known = _UNITS if measure is None or measure.unit in _UNITS else {measure.unit: measure.unit} | _UNITS
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)
        unit.choices = list(known.items())
        self.fields["title"].disabled = is_printed
        unit.disabled = is_printed or (measure is not None and measure.readings.exists())
        if measure is not None and keeps_its_target(measure):
            self.fields["starts"].help_text = "Asked for where the target is another than before."

    def clean(self) -> None:
        begins_without = not self.initial and self.cleaned_data.get("target") is None
        if begins_without and self.cleaned_data.get("starts") and "target" not in self.errors:
            self.add_error("target", "Enter the target that counts from that day, or take the day away.")

    @property
    def wanted(self) -> MeasureWords:
        return MeasureWords(**{name: self.cleaned_data[name] for name in ("title", "unit", "target")})


def _plain(target: Any) -> str:
    return "" if target is None else f"{target.normalize():f}"


def new_measure(request: SignedInRequest, slug: str) -> HttpResponse:
    plan = owned_plan(request, slug)
    form = MeasureForm(request.POST or None)
    if form.is_valid():
        with refused_on(form):
            measure = add_measure(plan, form.wanted, starts=form.cleaned_data["starts"], by=request.user)
            messages.success(request, f"“{measure}” is added. Now add what it stands at.")
            return redirect("board", slug, "measures")
    return render(request, "plans/measure.html", {"plan": plan, "form": form})


def measure(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    plan = owned_plan(request, slug)
    shown = get_object_or_404(plan.measures.select_related("plan"), pk=pk)
    versions = list(printed_in(shown).values_list("label", flat=True))
    form = MeasureForm(request.POST or None, measure=shown, is_printed=bool(versions))
    if form.is_valid():
        with refused_on(form):
            given = form.cleaned_data
            now = change_measure(shown, form.wanted, starts=given["starts"], seen=given["seen"], by=request.user)
            messages.success(request, f"“{now}” is saved.")
            return redirect("measure", slug, pk)
    changed = changes_told(records_of(Measure).filter(pgh_obj_id=pk), _FIELDS)
    added = [
        (event, f"Target from {event.starts:%-d %B %Y}", "", _in_words(event.value, shown.unit))
        for event in records_of(Target).filter(measure_id=pk)
    ]
    context = {
        "plan": plan,
        "measure": shown,
        "form": form,
        "versions": versions,
        "readings": shown.readings.live().count(),
        "changes": told_with_names([*changed, *added]),
    }
    return render(request, "plans/measure.html", context)


@require_POST
def remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    plan = owned_plan(request, slug)
    shown = get_object_or_404(plan.measures.select_related("plan"), pk=pk)
    try:
        remove_measure(shown, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("measure", slug, pk)
    messages.success(request, f"“{shown}” is removed.")
    return redirect("board", slug, "measures")


def _in_words(value: Any, unit: str) -> str:
    return "None any more" if value is None else in_words(value, unit)
