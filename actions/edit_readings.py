"""What is read from words that are typed, as sentences: shown before they are kept, and once they are."""

from datetime import date

from django.utils.formats import date_format

from plans.models import PlanVersion
from plans.success_measures import SuccessMeasureWords, read_success_measures
from plans.timeframes import read_timeframe
from plans.today import today


def readings(version: PlanVersion, timeframe: str, success_measure: str) -> dict[str, str]:
    """What is read from a timeframe and from success measures; "" of nothing."""
    day = version.as_of or today(version.plan)
    return {"timeframe": _dates(timeframe, day), "success_measure": _targets(success_measure, day)}


def _dates(words: str, day: date) -> str:
    if not words.strip():
        return ""
    read = read_timeframe(words, day)
    named = (("due", read.due), ("starts", read.start), ("next", read.next_on))
    found = [f"{name} {date_format(when)}" for name, when in named if when]
    said = ", ".join(filter(None, [*found, read.recurs]))
    return f"Read as {said}." if said else "No date stands in it."


def _targets(words: str, day: date) -> str:
    lines = read_success_measures(words, day)
    if not lines:
        return ""
    count = "one measure" if len(lines) == 1 else f"{len(lines)} measures"
    found = "; ".join(filter(None, map(_target, lines)))
    return f"Read as {count}, {f'with {found}' if found else 'without a target in figures'}."


def _target(line: SuccessMeasureWords) -> str:
    figure = "" if line.target is None else f"{line.target:,f}"
    shown = {"£": f"£{figure}", "count": figure}.get(line.unit, f"{figure}{line.unit}")
    when = f"by {date_format(line.due)}" if line.due else ""
    return " ".join(filter(None, [figure and f"the target {shown}", when]))
