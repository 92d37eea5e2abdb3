"""The whole plan, in the order and under the headings in which it is printed. What is edited here can be imported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from actions.as_printed import PrintedColumn, PrintedRow, columns_of
from plans.models import SectionVersion
from plans.readers.own_workbook import FULL_PLAN, IDENTIFIER, NOTHING_PRINTED, SECTION

from .data import PackData, PackPart
from .sheet import PackColumn, PackSheet

_HOW_TO_EDIT = (
    f"{FULL_PLAN} can be edited and imported as the plan’s next version. The column {IDENTIFIER} says which action a"
    " row is: leave it as it is, and leave it empty in the row of a new action."
)


@dataclass(frozen=True)
class PlanLine:
    section: SectionVersion
    row: PrintedRow

    @cached_property
    def texts(self) -> Mapping[PrintedColumn, str]:
        return {cell.column: cell.text for cell in self.row.cells}


class FullPlan(PackSheet):
    slug = "full-plan"
    name = FULL_PLAN
    title = "Full plan"
    purpose = "Every action as it is printed in this version, column by column."
    noun = "action"
    nothing = "This version has no actions yet."

    def columns_of(self, data: PackData) -> Sequence[PackColumn]:
        """A version that was written here prints every field that it uses."""
        printed = [
            PackColumn(column.name, _printed(column), NOTHING_PRINTED, stays=bool(data.version.columns), printed=column)
            for column in columns_of(data.version)
        ]
        return [
            PackColumn(SECTION, lambda line: str(line.section), NOTHING_PRINTED, stays=True),
            *printed,
            PackColumn(IDENTIFIER, lambda line: line.row.worded.action.slug, ""),
        ]

    def lines(self, part: PackPart) -> Sequence[PlanLine]:
        sections = [entry for entry in part.printed.sections if part.data.has_section(entry.section.section_id)]
        return [PlanLine(entry.section, row) for entry in sections for row in entry.rows]

    def notes(self, data: PackData, asides: Sequence[str]) -> Sequence[str]:
        return [_HOW_TO_EDIT]


def _printed(column: PrintedColumn) -> Callable[[PlanLine], str]:
    return lambda line: line.texts.get(column, "")
