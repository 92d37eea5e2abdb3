"""The numbers that the plan is judged by."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.measures import MeasureRead
from plans.models import Reading

from .data import PackData
from .sheet import PackSheet, fact


@dataclass(frozen=True)
class MeasureLine:
    """A measure with its last reading and the one before that."""

    read: MeasureRead

    @property
    def last(self) -> Reading | None:
        return self.read.readings[-1] if self.read.readings else None

    @property
    def before(self) -> Reading | None:
        return self.read.readings[-2] if len(self.read.readings) > 1 else None

    @property
    def target(self) -> int | float | None:
        return None if self.read.measure.target is None else float(self.read.measure.target)


class Measures(PackSheet):
    slug = "measures"
    name = "Measures"
    title = "Measures"
    purpose = "Every number that the plan is judged by, with its last reading and the one before."
    noun = "measure"
    nothing = "This plan has no measures."
    columns = (
        fact("Measure", "read.measure.title", ""),
        fact("Unit", "read.measure.unit", "[no unit]"),
        fact("Target", "target", "[no target]"),
        fact("Last reading", "last.as_printed", "[no reading]"),
        fact("Read on", "last.date", "[no reading]"),
        fact("Reading before", "before.as_printed", "[no reading before]"),
        fact("Read before on", "before.date", "[no reading before]"),
    )

    def lines(self, data: PackData) -> Sequence[MeasureLine]:
        return [MeasureLine(read) for read in data.measures]
