"""A sheet's numbers and dates in the form in which the sheet shows them."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_TOKENS = re.compile(r"\"([^\"]*)\"|\\(.)|\[[^\]]*\]|_.|\*.|(AM/PM|A/P)|(y+|m+|d+|h+|s+)|([^\"\\])", re.IGNORECASE)
_LONGEST = 255  # characters, as in Excel; what is longer tells nothing
_MIDNIGHT = re.compile(r"(?i)(?<![ \\T])[ \\T]*h{1,2}:m{1,2}(?::s{1,2})?(?: ?AM/PM)?")


def as_shown(value: object, number_format: str) -> str:
    """Text as it stands, a date or number as its format prints it; what no format tells is printed plainly. A date that
    its format shows with the month first in figures, where it would be read as another, is printed in words.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return _moment(value, number_format)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format.split(";", maxsplit=1)[0])
    return str(value)


@lru_cache(maxsize=1000)
def shows_month_first(number_format: str) -> bool:
    """Whether a date is shown in figures, its month before its day and no year of four figures before them."""
    tokens = [match for match in _TOKENS.finditer(_section(number_format)) if match[4] and not _is_minute(match)]
    of_day = "/".join(match[4].lower() for match in tokens if not re.match(r"(?i)[hs]|ddd", match[4]))
    return bool(re.match(r"(?:yy?/)?mm?/dd?(?:/|$)", of_day))


def in_figures(value: datetime | date, number_format: str) -> str:
    """As the format prints it, whatever comes first."""
    has_time = isinstance(value, datetime) and (value.hour or value.minute)
    shown = _section(number_format) if has_time else _MIDNIGHT.sub("", _section(number_format))
    return "".join(_token(match, value) for match in _TOKENS.finditer(shown)).strip()


def _moment(value: datetime | date | time, number_format: str) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    has_time = isinstance(value, datetime) and (value.hour or value.minute)
    if shows_month_first(number_format):
        return f"{value:%-d %B %Y %H:%M}" if has_time else f"{value:%-d %B %Y}"
    printed = in_figures(value, number_format)
    if re.search(r"[0-9]", printed) and re.search(r"(?i)[ymd]", number_format):
        return printed
    return f"{value:%d/%m/%Y %H:%M}" if has_time else f"{value:%d/%m/%Y}"


def _section(number_format: str) -> str:
    shown = number_format.split(";", maxsplit=1)[0] if len(number_format) <= _LONGEST else ""
    # The system's own short date, which is shown in the order of the country.
    return {"mm-dd-yy": "dd/mm/yyyy", "m/d/yyyy": "dd/mm/yyyy", "m/d/yy": "dd/mm/yyyy"}.get(shown.lower(), shown)


def _token(match: re.Match[str], value: datetime | date) -> str:
    quoted, escaped, _, letters, other = match.groups()
    if not letters:
        return quoted or escaped or (other if other and other != "@" else "")
    kind, length = letters[0].lower(), len(letters)
    if kind == "y":
        return f"{value.year:04}" if length > 2 else f"{value.year % 100:02}"
    if kind == "d":
        return [str(value.day), f"{value.day:02}", f"{value:%a}", f"{value:%A}"][min(length, 4) - 1]
    if kind == "m" and not _is_minute(match):
        return [str(value.month), f"{value.month:02}", f"{value:%b}", f"{value:%B}"][min(length, 4) - 1]
    part = {"h": "hour", "m": "minute", "s": "second"}[kind]
    return f"{getattr(value, part, 0):0{min(length, 2)}}"


def _is_minute(match: re.Match[str]) -> bool:
    """Of letters that stand for a part of a moment."""
    return match[4][0] in "mM" and bool(re.search(r"(?i)h[^ymd]*$", match.string[: match.start()]))


def _number(value: float, number_format: str) -> str:
    if not abs(value) < 1e15:
        return str(value)
    shown = (
        re.sub(r"\[\$([^\]-]*)[^\]]*\]", r"\1", re.sub(r"_.|\*.", "", number_format)).replace("\\", "").replace('"', "")
    )
    figures = re.search(r"[#0?,]*[#0?](?:\.(?P<decimals>[0#?]+))?", shown)
    if not figures or shown.lower() == "general":
        return f"{value:.10g}" if isinstance(value, float) and value % 1 else f"{value:.0f}"
    decimals = figures["decimals"] or ""
    scaled = value * (100 if "%" in shown else 1)
    text = f"{scaled:{',' if ',' in figures[0] else ''}.{len(decimals)}f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    width = len(re.sub(r"[^0]", "", figures[0].split(".")[0]))
    text = text.rstrip(".") if decimals else text.zfill(width)
    return f"{shown[: figures.start()]}{text}{shown[figures.end() :]}".strip()
