"""An introduction that was taken over as it was, though the dates in it are the last version's."""

from plans.fingerprints import plain
from plans.models import PlanVersion
from plans.periods import days_and_months


def standing_dates(version: PlanVersion, before: PlanVersion | None) -> list[str]:
    """The days and months that its introduction names, each once, where it says what the one before said; else none."""
    introduction = plain(version.introduction)
    if before is None or introduction != plain(before.introduction):
        return []
    return list(dict.fromkeys(days_and_months(introduction)))
