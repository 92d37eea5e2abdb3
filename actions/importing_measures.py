"""Taking in the measures of a document: what was told before stays, and what is told otherwise is warned of."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format

from plans.measures import target_on
from plans.models import Measure, Plan, Reading, Target
from plans.readers.document import DocumentMeasure, DocumentReading, DocumentWarning
from plans.readers.texts import quoted
from plans.readings import in_words


def take_in_measures(
    plan: Plan, measures: Iterable[DocumentMeasure], *, day: date, is_last: bool
) -> list[DocumentWarning]:
    """Write what is new of them, and say what was known otherwise.

    `day` is the one that the document speaks for. Another target counts from it, but only where no later version is
    there (`is_last`), whose own target it would take the place of.
    """
    told = []
    for position, entry in enumerate(measures, 1):
        target = None if entry.target is None else _exact(entry.target)
        measure, _ = Measure.objects.get_or_create(
            plan=plan,
            title=entry.title,
            defaults={"unit": entry.unit, "target": target, "position": position},
        )
        said = [_take_in_target(measure, target, day=day, is_last=is_last)]
        said += [_take_in_reading(measure, reading) for reading in entry.readings]
        told += [DocumentWarning(where=quoted(entry.title), message=message) for message in said if message]
    return told


def _take_in_target(measure: Measure, target: Decimal | None, *, day: date, is_last: bool) -> str:
    """A document without one says nothing of the target that there was."""
    known = target_on(measure, day, measure.targets.all())
    if target is None or target == known:
        return ""
    if is_last:
        Target.objects.create(measure=measure, starts=day, value=target)
        return ""
    stays = "without a target" if known is None else f"at its target of {in_words(known, measure.unit)}"
    return f"stays {stays}, though here it is {in_words(target, measure.unit)}"


def _take_in_reading(measure: Measure, reading: DocumentReading) -> str:
    kept, _ = Reading.objects.live().get_or_create(
        measure=measure,
        date=reading.date,
        defaults={"value": _exact(reading.value), "as_printed": reading.as_printed, "count": reading.count},
    )
    if kept.as_printed == reading.as_printed:
        return ""
    return f"{date_format(reading.date)} stays {kept.as_printed}, though here it is {reading.as_printed}"


def _exact(figure: float) -> Decimal:
    return Decimal(str(figure))
