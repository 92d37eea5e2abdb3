"""A column of revised dates beside the one of timeframes, which says another date than that: a person decides."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from plans.timeframes import read_timeframe

from .columns import may_be_due
from .printed_row import PrintedRow
from .recognising import reads_like_date
from .telling import Telling
from .texts import quoted

_REVISED = re.compile(
    r"(?i)\b(?:revis(?:ed|ion)|amended|changed|extended|current|latest|new|updated|forecast|expected|anticipated"
    r"|re-?(?:forecast|profiled|scheduled|baselined))\b"
)
_ANY_DAY = date(2000, 1, 1)  # from which dates without a year are told apart


def warn_of_revised_dates(rows: Sequence[PrintedRow], telling: Telling) -> None:
    revised = [heading for heading in _headings(rows) if _are_dates(heading, rows)]
    for row in rows:
        for heading in revised if "timeframe" in row.headings else ():
            said, stands = _due(cell := row.other.get(heading, "")), _due(row.text("timeframe"))
            if said and stands and said != stands:
                told = f"{quoted(heading)} says another date, {quoted(cell)}"
                telling.about(row, told, field="timeframe")


def _headings(rows: Sequence[PrintedRow]) -> Iterator[str]:
    every = dict.fromkeys(heading for row in rows for heading in row.other)
    return (heading for heading in every if _REVISED.search(heading) and may_be_due(heading))


def _are_dates(heading: str, rows: Sequence[PrintedRow]) -> bool:
    cells = [cell for row in rows if (cell := row.other.get(heading))]
    return sum(map(_reads_like_date, cells)) * 2 > len(cells)


def _reads_like_date(cell: str) -> bool:
    return reads_like_date(cell) or bool(_due(cell) and len(cell.split()) < 4)


def _due(words: str) -> date | None:
    return read_timeframe(words, _ANY_DAY).due
