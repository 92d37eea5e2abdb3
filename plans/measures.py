"""A plan's measures as one of its versions has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone

from .models import Measure, PlanVersion, Reading, Target


@dataclass(frozen=True)
class MeasureRead:
    """A measure, its readings, earliest first, and the target that it had then."""

    measure: Measure
    readings: list[Reading]
    target: Decimal | None


def target_on(measure: Measure, day: date, targets: Iterable[Target]) -> Decimal | None:
    """What a measure is to reach on a day, by these of its later targets."""
    begun = [later for later in targets if later.starts <= day]
    return max(begun, key=lambda later: (later.starts, later.pk)).value if begun else measure.target


def measures_of(version: PlanVersion) -> list[MeasureRead]:
    """What a published version printed, whatever was added since; of the working version, what is known today.

    Of an open correction, what was read by its own day.

    The page of a version and its export both show this. Three queries.
    """
    measures, targets = version.plan.measures.all(), Target.objects.all()
    readings = Reading.objects.live().filter(date__lte=version.reports_until)
    if version.is_published:
        measures, readings = Measure.objects.printed_in(version), Reading.objects.printed_in(version)
        targets = targets.known_in(version)
    found = measures.prefetch_related(
        Prefetch("readings", readings.order_by("date"), to_attr="read"), Prefetch("targets", targets, to_attr="later")
    )
    day = version.as_of or timezone.localdate()
    return [MeasureRead(measure, measure.read, target_on(measure, day, measure.later)) for measure in found]
