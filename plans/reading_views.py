"""Where a reading of a measure is added."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from . import permissions
from .date_field import DateField
from .forms import OurPlainForm, refused_on
from .models import Measure
from .readings import add_reading
from .requests import SignedInRequest


class ReadingForm(OurPlainForm):
    day = DateField(
        label="Which day is it of?",
        error_messages={"required": "Enter the day that the reading is of, like 27 3 2021."},
    )
    value = forms.DecimalField(label="What did it stand at?", max_digits=16, decimal_places=3)
    count = forms.IntegerField(
        label="How many is that?",
        required=False,
        min_value=0,
        max_value=2_147_483_647,
        help_text="For a percentage, the number behind it, if you have it.",
    )
    puts_right = forms.BooleanField(label="This puts right the reading that the day has already", required=False)

    def __init__(self, *args: object, measure: Measure, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["value"].help_text = {"%": "In per cent, like 9.1.", "£": "In pounds, like 1200."}.get(
            measure.unit, "A number, like 48."
        )


def add(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    plans = permissions.visible_plans(request.user)
    measure = get_object_or_404(Measure.objects.filter(plan__in=plans, plan__slug=slug).select_related("plan"), pk=pk)
    permissions.require(permissions.may_add_readings(request.user, measure.plan))
    form = ReadingForm(request.POST or None, measure=measure)
    if form.is_valid():
        with refused_on(form):
            reading = add_reading(measure, by=request.user, **form.cleaned_data)
            messages.success(request, f"{reading} is added as the reading of that day.")
            return redirect("board", slug, "measures")
    readings = measure.readings.live().order_by("-date")
    context = {"plan": measure.plan, "measure": measure, "form": form, "readings": readings}
    return render(request, "plans/add_reading.html", context)
