"""Sheet D: what is past its date."""

from collections.abc import Sequence

from reporting.boards.overdue import Overdue, OverdueLine, OverdueTable

from .data import PackPart
from .sheet import PackSheet, action_facts, fact

_OWN = ("Times put off", "Days slipped", "Dates missed")


class OverdueActions(PackSheet):
    slug = "overdue"
    name = "D Overdue"
    title = "Overdue"
    purpose = "Every action that is past its date and not closed, the latest first."
    noun = "action"
    nothing = "No action is past its date."
    columns = (
        *action_facts("Section", "Ref", "Action", "Accountable", "Lead", "Colour", "Status", of="row."),
        *action_facts("Due", "Timeframe", "Days late", of="row."),
        *(fact(heading, OverdueTable.facts[heading], "[none]") for heading in _OWN),
        fact("Reasons given", OverdueTable.facts["Reasons given"], "No reason given", stays=True),
    )

    def lines(self, part: PackPart) -> Sequence[OverdueLine]:
        """Whether an action is closed whose whole report is withheld is not for this sheet to tell."""
        lines = Overdue().lines(part.scope, part.rows)
        return [line for line in lines if line.days_late and not (line.row.update and line.row.update.is_exempt)]

    def order(self, line: OverdueLine) -> tuple[int, int]:
        return line.order
