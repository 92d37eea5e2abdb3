"""An introduction that was taken over as it was, though the dates in it are the last version's."""

import re

from plans.fingerprints import plain
from plans.models import PlanVersion

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:r?uary|ch|il|ust|[eo]m?ber)?"
_DATE = re.compile(
    rf"(?i)(?<!\w)(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?{_MONTH},? 20[0-9]{{2}}"
    r"|[0-9]{1,2}([./-])[0-9]{1,2}\1(?:20)?[0-9]{2}|20[0-9]{2}-[0-9]{2}-[0-9]{2})(?!\w)"
)


def standing_dates(version: PlanVersion, before: PlanVersion | None) -> list[str]:
    """The days and months that its introduction names, each once, where it says what the one before said; else none."""
    introduction = plain(version.introduction)
    if before is None or introduction != plain(before.introduction):
        return []
    return list(dict.fromkeys(found[0] for found in _DATE.finditer(introduction)))
