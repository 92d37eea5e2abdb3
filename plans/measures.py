"""A plan's measures as one of its versions has them."""

from dataclasses import dataclass

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
