"""Adding a reading of a measure, or putting one right: for the plan's owner and for the officers it names."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from . import permissions
from .models import Measure, Reading, User
from .recording import Refused, recorded


def add_reading(
    measure: Measure, *, day: date, value: Decimal, count: int | None = None, puts_right: bool = False, by: User
) -> Reading:
    """What a measure stood at on a day; where that day has a reading, this one corrects it if it `puts_right`.

    Raises Refused, PermissionDenied.
    """
    permissions.require(permissions.may_add_readings(by, measure.plan))
    if day > timezone.localdate():
        raise Refused("A reading is of today or a day before it.")
    with recorded("add reading", by=by):
        measure.plan.lock()
        there = Reading.objects.live().filter(measure=measure, date=day).first()
        if there and not puts_right:
            raise Refused(f"That day has a reading already, {there.as_printed}: say that this one puts it right.")
        return Reading.objects.create(
            measure=measure,
            date=day,
            value=value,
            as_printed=in_words(value, measure.unit),
            count=count,
            corrects=there,
        )


def in_words(value: Decimal, unit: str) -> str:
    """A figure as a document would print it: "9.1%", "£1,200", "48"."""
    figure = f"{value.normalize():,f}"
    return {"%": f"{figure}%", "£": f"£{figure}".replace("£-", "-£")}.get(unit, figure)
