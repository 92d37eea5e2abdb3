"""Sheet B: what was completed since the last pack."""

from collections.abc import Sequence

from plans.models import Colour
from reporting.rows import ActionRow

from .data import PackData, PackPart
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

    def lines(self, part: PackPart) -> Sequence[ActionRow]:
        return [row for row in _closed(part) if row.status.colour == Colour.BLUE]

    def asides(self, part: PackPart) -> Sequence[str]:
        """Actions that were closed without being completed stand on neither A nor B."""
        others = [row for row in _closed(part) if row.status.colour != Colour.BLUE]
        return [f"{row.reference} {row.title} ({row.status.words})".strip() for row in others]

    def notes(self, data: PackData, asides: Sequence[str]) -> Sequence[str]:
        told = "Closed since the version before without being completed, and so neither live nor completed"
        return [f"{told}: {'; '.join(asides)}."] * bool(asides)


def _closed(part: PackPart) -> list[ActionRow]:
    """Closed now, and not in the version before."""
    closed = [row for row in part.rows if row.status.closes]
    return [row for row in closed if not (row.before and row.before.status and row.before.status.closes)]
