"""Rows of headings as bodies of many kinds print them: parted in copied text, and known for what they are.

A line of `heading_rows.txt` is one row, column by column: the heading, and after "=" its field, or "other" and what
stands below it. Half of them are those of health, the police, fire, schools, housing and charities; the others those of
councils, parks and agencies.
"""

import sys
from functools import cache
from pathlib import Path

from plans.readers.contents import Table, TableRow
from plans.readers.pdf_text.headings import find_heading_rows
from plans.readers.pdf_text.lines import printed_lines
from plans.readers.pdf_text.other_readings import other_readings
from plans.readers.recognising import recognise

from .invented_plans import InventedPlan, Inventor
from .typesetting import Paragraph

ROWS = Path(__file__).with_name("heading_rows.txt").read_text().splitlines()
KINDS = {
    "reference": "reference",
    "action": "action",
    "accountable": "accountable",
    "lead": "person",
    "intended_outcome": "outcome",
    "timeframe": "date",
    "success_measure": "measure",
    "progress": "progress",
    "status": "status",
    "other person": "person",
    "other date": "date",
    "other status": "status",
    "other reference": "reference",
    "other money": "figure",
    "other number": "figure",
}
FIGURES = ["£12,000", "£3,500", "45%", "12", "Nil", "£150k", "80%"]


class Headed(Inventor):
    """Of a plan whose columns are headed as a line of the file says."""

    def __init__(self, seed: int, line: str):
        super().__init__(seed)
        self.headings, self.fields = zip(*(column.split(" = ") for column in line.split(" | ")), strict=True)
        self.kinds = [KINDS.get(field, "outcome") for field in self.fields]

    def columns(self) -> list[str]:
        return list(self.headings)

    def cell(self, kind: str, reference: str) -> list[Paragraph]:
        return [Paragraph(words=self._any(FIGURES))] if kind == "figure" else super().cell(kind, reference)


@cache
def plans() -> list[tuple[Headed, InventedPlan]]:
    inventors = [Headed(9000 + number, line) for number, line in enumerate(ROWS)]
    return [(inventor, inventor.plan(rows=6)) for inventor in inventors]


def test_most_are_parted_as_they_were_set_or_nearly_so() -> None:
    """Of the ways that are nearly as good what stands below them chooses."""
    right = tried = 0
    for _, plan in plans():
        row = next(iter(find_heading_rows(printed_lines(plan.text))), None)
        ways = [row.headings, *other_readings(row.headings, row.lines)] if row else []
        right += ways[:1] == [tuple(plan.columns)]
        tried += tuple(plan.columns) in ways
    sys.stdout.write(f"Of {len(ROWS)} rows {right} are parted rightly, {tried} when other ways count.\n")
    assert right >= 0.69 * len(ROWS)
    assert tried >= 0.74 * len(ROWS)


def test_most_columns_are_known_for_what_they_are() -> None:
    known = count = 0
    for inventor, plan in plans():
        table = Table(columns=plan.columns, rows=[TableRow(cells=cells, place="") for cells in plan.rows], place="")
        for field, found in zip(inventor.fields, recognise(table, {}).fields, strict=True):
            known += found in ("", "links", "milestones", "saving") if field.startswith("other") else found == field
            count += 1
    sys.stdout.write(f"Of {count} columns {known} are known.\n")
    assert known >= 0.91 * count
