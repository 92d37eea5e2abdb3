"""Sheet B: what was completed since the last pack."""

from collections.abc import Sequence

from plans.models import Colour
from reporting.rows import ActionRow

from .data import PackData
from .live import PROGRESS
from .sheet import PackSheet, action_facts


class Completed(PackSheet):
    slug = "completed"
    name = "B Completed"
    title = "Completed since the last pack"
    purpose = "Every action that is complete, and was not in the version before."
    noun = "action"
    nothing = "No action was completed since the version before."
    columns = (
        *action_facts("Section", "Ref", "Action", "Accountable", "Lead", "Colour", "Status", "Colour before"),
        *action_facts("Due", "Timeframe", "Last report"),
        PROGRESS,
    )

    def lines(self, data: PackData) -> Sequence[ActionRow]:
        return [row for row in _closed(data) if row.status.colour == Colour.BLUE]

    def notes(self, data: PackData) -> Sequence[str]:
        """Actions that were closed without being completed stand on neither A nor B."""
        others = [row for row in _closed(data) if row.status.colour != Colour.BLUE]
        named = "; ".join(f"{row.reference} {row.title} ({row.status.words})".strip() for row in others)
        return [
            f"Closed since the version before without being completed, and so neither live nor completed: {named}."
        ] * bool(others)


def _closed(data: PackData) -> list[ActionRow]:
    """Closed now, and not in the version before."""
    closed = [row for row in data.rows if row.status.closes]
    return [row for row in closed if not (row.before and row.before.status and row.before.status.closes)]
