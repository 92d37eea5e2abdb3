"""A plan's measures as one of its versions has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from .models import Measure, PlanVersion, Reading


@dataclass(frozen=True)
class MeasureRead:
    """A measure and its readings, earliest first."""

    measure: Measure
    readings: list[Reading]


def measures_of(version: PlanVersion) -> list[MeasureRead]:
    """What a published version printed, whatever was added since; of the working version, what is known today.

    The page of a version and its export both show this. Two queries.
    """
    measures, readings = version.plan.measures.all(), Reading.objects.live()
    if version.is_published:
        measures, readings = Measure.objects.printed_in(version), Reading.objects.printed_in(version)
    found = measures.prefetch_related(Prefetch("readings", readings.order_by("date"), to_attr="read"))
    return [MeasureRead(measure, measure.read) for measure in found]


def is_short_of_target(target: Decimal | None, values: Sequence[Decimal]) -> bool | None:
    """Whether the last of these values, earliest first, has not reached the target; None where nobody can say.

    Which way it is to go is told by the first value: from below the target it rises, from above it falls. Where the
    first value is the target already, any other is taken to be short of it when it is lower.
    """
    if target is None or not values:
        return None
    return values[-1] > target if values[0] > target else values[-1] < target
