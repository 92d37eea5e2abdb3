"""Read the dates in the words of a timeframe. Pure: no Django, and nothing of any one plan's vocabulary.

By the design, "by September 2019" is 30 September 2019 and "from" is a start. The "start of" a period is its first day,
"before" it the day before that. Which days a period has, `periods` says.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.periods import PAUSE, Period, Role, periods_in, plain_words
from plans.recurrence import recurrence_in


@dataclass(frozen=True)
class Timeframe:
    """What a timeframe's words say; each of the dates is None when they say no such thing.

    words    exactly as given
    due      the last day of the latest period by which something is due
    start    the first day on which something starts: "from September 2020", "June to September 2020"
    recurs   "" or how often: "monthly", "quarterly", "annually", "every 6 months" …
    next_on  the next date of something that recurs: "Quarterly. Next meeting 24 September 2019"
    """

    words: str
    due: date | None = None
    start: date | None = None
    recurs: str = ""
    next_on: date | None = None


def read_timeframe(words: str, printed_on: date | None = None) -> Timeframe:
    """Read a timeframe of any length and any characters; never raises.

    A date without a year ("by 31 March") is the first such on or after `printed_on`, the day the words were published;
    without `printed_on` it is none. A date that cannot be (31 February) is none.
    """
    text = plain_words(words)
    recurs = recurrence_in(text)
    dates: dict[Role, list[date]] = {"due": [], "start": [], "next": []}
    for period in _with_roles(text, _with_years(text, periods_in(text)[0])):
        role: Role = "due" if period.role in ("by", "until") else period.role
        if recurs and not period.year and period.role in ("due", "by"):
            role = "next"  # "annually by 31 March" comes round again
        day = _day(period, None if role == "start" else printed_on)
        if day and role in dates:
            dates[role].append(day)
    due, start = max(dates["due"], default=None), min(dates["start"], default=None)
    return Timeframe(words, due, start, recurs, min(dates["next"], default=None) if recurs else None)


# What the words just before a date make of it, in the order that they prevail ("TBC" and "next" may stand further off).
_FILLER = r"(?:[ -](?:the|end|start|beginning|of|early|mid|late|around|week|financial|year|on|in|at|for|due|by))*$"
_BEFORE = rf"\b(?:(?<!not )before|prior to|ahead of){_FILLER}"
_CUES: tuple[tuple[Role, str], ...] = (
    ("none", r"\b(?:tb[acd]|to be (?:determined|confirmed|decided|advised))\b|\bwithin\b[^,]* of$"),
    ("next", rf"\bnext(?! financial| year){_FILLER}"),
    ("former", rf"\b(?:was|instead of|originally|previously|(?:revis|mov|chang|extend|delay|slipp)ed from){_FILLER}"),
    ("until", rf"\b(?:until|till|(?<!prior )to|through){_FILLER}"),
    ("by", _BEFORE),
    ("by", rf"\b(?:by|due|deadline|not? later than|week commencing|w/c){_FILLER}"),
    ("next", r"\bnext\b(?! (?:financial|academic|school|year|phase|stage|few|[0-9]))"),
    ("start", rf"\b(?:from|since|after|following|not before|wef){_FILLER}"),
    ("start", r"\b(?:commenc\w*|start(?:s|ed|ing)?|beg[iau]n(?:s|ning)?)(?![\w-]| of)(?:(?! and | - |complet)[^,])*$"),
)
_ONWARDS = re.compile(r"(?i)(?:,| -)? ?\(?(?:onwards?|ongoing|start)\b|(?: to|-| -) ?(?:date|present)\b")
_RANGE = re.compile(r"(?i)[ \n]?(?:-|to|until|till|(?:up|through) to|through)(?:[ -](?:the|end|of|mid|late))*[ -]?")
_LIST = re.compile(r"(?i)(?:,|[ \n]?,?[ \n]?(?:and|&|or|/))[ \n]?")


def _with_years(text: str, periods: list[Period]) -> list[Period]:
    """In "between June and September 2020" June has the year of September."""
    for index in range(len(periods) - 1, 0, -1):
        here, after = periods[index - 1 : index + 1]
        gap = text[here.end : after.begin]
        if after.year and not here.year and (_RANGE.fullmatch(gap) or _LIST.fullmatch(gap)):
            year = after.year - ((here.month, int(here.day or 0)) > (after.month, int(after.day or 0)))
            periods[index - 1] = replace(here, year=year)
    return periods


def _with_roles(text: str, periods: list[Period]) -> list[Period]:
    placed: list[Period] = []
    for period in periods:
        before = placed[-1] if placed else None
        gap = text[before.end if before else 0 : period.begin]
        # No further back than words bear on a date, which keeps long texts quick.
        lead = re.split(r"\n|[.;!?] ", gap[-160:])[-1].strip(" :-('\"/~")
        role = _role(text, period, lead)
        if before and _RANGE.fullmatch(gap):
            if before.role in ("due", "start"):
                placed[-1] = replace(before, role="start")
            role = before.role if before.role in ("none", "next") else "until"
        elif before and _LIST.fullmatch(gap):
            role = before.role
        placed.append(replace(period, role=role, lead=lead))
    return placed


def _role(text: str, period: Period, lead: str) -> Role:
    for role, cue in _CUES:
        if re.search(cue, lead, re.IGNORECASE):
            return role
    if _ONWARDS.match(text, period.end):
        return "start"
    # Without a year a date must stand alone, or be plainly one to go by.
    alone = not lead and PAUSE.match(text, period.end)
    return "due" if period.year or alone or re.search(r"(?i)\b(?:in|during|end|end of)(?: the)?$", lead) else "none"


def _day(period: Period, printed_on: date | None) -> date | None:
    """The day meant, in the period's own year or else the first on or after `printed_on`."""
    if period.year or not printed_on:
        return _day_in(period, period.year)
    # From the year before, since a winter has two; for nine years, since 29 February can be eight away.
    days = (_day_in(period, year) for year in range(printed_on.year - 1, printed_on.year + 9))
    return next((day for day in days if day and day >= printed_on), None)


def _day_in(period: Period, year: int) -> date | None:
    try:
        first = date(year, period.month, int(period.day or 1))
        years, month = divmod(period.month - 1 + period.months, 12)
        last = first if period.day else date(year + years, month + 1, 1) - timedelta(days=1)
        if re.search(rf"(?i)\bend{_FILLER}", period.lead):
            first = last
        elif re.search(_BEFORE, period.lead, re.IGNORECASE):
            last = first - timedelta(days=1)
        elif re.search(rf"(?i)\b(?:start|beginning) of{_FILLER}", period.lead):
            last = first
        return first if period.role == "start" else last
    except (ValueError, OverflowError):
        return None
