"""The whole plan, in the order and under the headings in which it is printed. What is edited here can be imported."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.as_printed import PrintedRow
from plans.models import SectionVersion
from plans.readers.own_workbook import FULL_PLAN, IDENTIFIER, NOTHING_PRINTED, SECTION

from .data import PackData
from .sheet import PackColumn, PackSheet

_HOW_TO_EDIT = (
    f"{FULL_PLAN} can be edited and imported as the plan’s next version. The column {IDENTIFIER} says which action a"
    " row is: leave it as it is, and leave it empty in the row of a new action."
)


@dataclass(frozen=True)
class PlanLine:
    section: SectionVersion
    row: PrintedRow


class FullPlan(PackSheet):
    slug = "full-plan"
    name = FULL_PLAN
    title = "Full plan"
    purpose = "Every action as it is printed in this version, column by column."
    noun = "action"
    uses = ("printed",)
    nothing = "This version has no actions yet."

    def columns_of(self, data: PackData) -> Sequence[PackColumn]:
        printed = [
            PackColumn(column.name, _printed(place), NOTHING_PRINTED, stays=True)
            for place, column in enumerate(data.printed.columns)
        ]
        return [
            PackColumn(SECTION, lambda line: str(line.section), NOTHING_PRINTED, stays=True),
            *printed,
            PackColumn(IDENTIFIER, lambda line: line.row.worded.action.slug, ""),
        ]

    def lines(self, data: PackData) -> Sequence[PlanLine]:
        sections = [entry for entry in data.printed.sections if data.has_section(entry.section.section_id)]
        return [PlanLine(entry.section, row) for entry in sections for row in entry.rows]

    def notes(self, data: PackData) -> Sequence[str]:
        return [_HOW_TO_EDIT]


def _printed(place: int) -> Callable[[PlanLine], str]:
    return lambda line: line.row.cells[place].text
