"""Dates in figures of which the month may come first, since in others of the document it can only do so: 04/30/2025."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from .printed_row import PrintedRow
from .telling import Telling
from .texts import quoted

_LAST_MONTH, _LAST_DAY = 12, 31
_IN_FIGURES = re.compile(
    r"(?<![\w.£/])(?P<first>[0-9]{1,2})(?P<mark>[/.-])(?P<second>[0-9]{1,2})(?P=mark)(?P<year>(?:20)?[0-9]{2})(?![\w/]|\.[0-9])"
)


def warn_of_months_first(rows: Sequence[PrintedRow], telling: Telling) -> None:
    """Of each date that is read with its day first, where another one has its month first beyond doubt."""
    beyond_doubt = next((match[0] for row in rows for match in _dates_of(row) if _has_month_first(match)), "")
    for row in rows if beyond_doubt else ():
        for match in filter(_may_have_month_first, _dates_of(row)):
            day = date(int(match["year"]) % 100 + 2000, int(match["second"]), int(match["first"]))
            told = (
                f"{quoted(match[0])} is read as {day:%-d %B %Y}, though the month comes first in {quoted(beyond_doubt)}"
            )
            telling.about(row, told, field="timeframe")


def _dates_of(row: PrintedRow) -> Iterator[re.Match[str]]:
    return _IN_FIGURES.finditer(row.text("timeframe"))


def _has_month_first(match: re.Match[str]) -> bool:
    return 0 < int(match["first"]) <= _LAST_MONTH < int(match["second"]) <= _LAST_DAY


def _may_have_month_first(match: re.Match[str]) -> bool:
    first, second = int(match["first"]), int(match["second"])
    return first != second and min(first, second) > 0 and max(first, second) <= _LAST_MONTH
