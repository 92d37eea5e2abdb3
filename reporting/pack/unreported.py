"""What nobody has reported on."""

from collections.abc import Sequence

from reporting.boards.unreported import UnreportedBoard, UnreportedLine, UnreportedTable

from .data import PackPart
from .sheet import PackSheet, action_facts, fact

_NEVER = "[never reported]"


class UnreportedActions(PackSheet):
    slug = "unreported"
    name = "Unreported"
    title = "Unreported and stale"
    purpose = "Every open action that nobody has reported on this cycle, the longest unreported first."
    noun = "action"
    nothing = "Every open action is reported on."
    columns = (
        *action_facts("Section", "Ref", "Action", "Accountable", "Lead", "Colour", "Status", of="row."),
        fact("Last report", UnreportedTable.facts["Last report"], _NEVER),
        fact("Days since last report", UnreportedTable.facts["Days since last report"], _NEVER),
        *(
            fact(heading, UnreportedTable.facts[heading], "[no report is asked for]")
            for heading in ("Report due by", "Report late by (days)", "Cycles without a report")
        ),
    )

    def lines(self, part: PackPart) -> Sequence[UnreportedLine]:
        """Whether an action is closed whose whole report is withheld is not for this sheet to tell."""
        lines = UnreportedBoard().lines(part.scope, part.rows)
        return [line for line in lines if not (line.row.update and line.row.update.is_exempt)]

    def order(self, line: UnreportedLine) -> tuple[int, int]:
        return line.order
