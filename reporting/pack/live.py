"""Sheet A: what is still to be done."""

from collections.abc import Sequence

from reporting.rows import ActionRow

from .data import PackPart
from .sheet import PackSheet, action_facts, fact

PROGRESS = fact("Progress", "update.public_narrative", "[not reported]")


class Live(PackSheet):
    slug = "live"
    name = "A Live actions"
    title = "Live actions"
    purpose = "Every action that is not closed: who answers for it, where it stands and when it is due."
    noun = "action"
    nothing = "No action is live: every action of this version is closed, or it has none."
    columns = (
        *action_facts("Section", "Ref", "Action", "Accountable", "Lead", "Colour", "Status", "Colour before"),
        *action_facts("Due", "Timeframe", "Days late", "Last report"),
        PROGRESS,
    )

    def lines(self, part: PackPart) -> Sequence[ActionRow]:
        return [row for row in part.rows if not row.status.closes]
