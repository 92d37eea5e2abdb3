"""Every action, with its officers, status, date and last report."""

from collections.abc import Sequence

from reporting.action_table import ActionTable, unneeded
from reporting.rows import ActionRow

from .board import ActionBoard
from .scope import Scope


class Actions(ActionBoard):
    slug = "actions"
    title = "Every action"
    purpose = "Who answers for each action, where it stands, when it is due and when it was last reported on."
    table = ActionTable

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[ActionRow]:
        return rows

    def row(self, line: ActionRow) -> ActionRow:
        return line

    def left_out(self, lines: Sequence[ActionRow]) -> list[str]:
        return unneeded(lines)
