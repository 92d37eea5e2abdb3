"""The numbers that the plan is judged by."""

from collections.abc import Hashable, Sequence

from reporting.boards.measures import MeasureLine, MeasureTable

from .data import PackPart
from .sheet import PackSheet, fact


class Measures(PackSheet):
    slug = "measures"
    name = "Measures"
    title = "Measures"
    purpose = "Every number that the plan is judged by, with its last reading and the one before."
    noun = "measure"
    nothing = "This plan has no measures."
    columns = (
        fact("Measure", MeasureTable.facts["Measure"], ""),
        fact("Unit", MeasureTable.facts["Unit"], "[no unit]"),
        fact("Target", "target_in_words", "[no target]"),
        fact("Last reading", MeasureTable.facts["As printed"], "[no reading]"),
        fact("Read on", MeasureTable.facts["Date"], "[no reading]"),
        fact("Reading before", "before.as_printed", "[no reading before]"),
        fact("Read before on", "before.date", "[no reading before]"),
        fact("Since then", "change_in_words", "[no reading before]"),
        fact("Against its target", MeasureTable.facts["Standing"], "[no target]"),
    )

    def lines(self, part: PackPart) -> Sequence[MeasureLine]:
        """Of a published version the readings that it printed, for every part the same."""
        day = part.data.day
        return [
            MeasureLine(entry.measure, [one for one in entry.readings if one.date <= day], entry.target)
            for entry in part.data.measures
        ]

    def key(self, line: MeasureLine) -> Hashable:
        return line.measure.pk
