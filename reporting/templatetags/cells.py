"""The cells that lists of actions share. Hundreds of rows have a few of each between them, so each is drawn once."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from actions.compared import DateMove
from actions.statuses import Status, Travel
from reporting.rows import ActionRow

register = template.Library()


@register.simple_tag
def status_cell(row: ActionRow) -> SafeString:
    """A row's status with which way it went."""
    return _status_cell(row.status, row.travel)


@register.simple_tag
def due_cell(row: ActionRow) -> SafeString:
    """When it is due, or else the words for that; how late it is, and what the version before said."""
    return _due_cell(row.due, "" if row.due else row.timeframe, row.late_in_words, row.due_before)


@register.simple_tag
def names_cell(names: Sequence[str], heading: str) -> SafeString:
    """Those who have a part, the first by name."""
    return _names_cell(tuple(names), heading)


@register.simple_tag
@lru_cache(maxsize=1_000)
def status_moved(was: Status | None, now: Status | None, travel: Travel | None, *, in_full: bool = False) -> SafeString:
    """A status before and after, and which way it went."""
    told = {"was": was, "now": now, "travel": travel, "in_full": in_full}
    return render_to_string("reporting/status_moved.html", told)


@register.simple_tag
@lru_cache(maxsize=1_000)
def date_move(move: DateMove, style: str, *, says_dates: bool = False) -> SafeString:
    """How far a date moved and why, and the two dates unless the words beside it say them already."""
    told = {"move": move, "format": style, "says_dates": says_dates}
    return render_to_string("reporting/date_move.html", told)


@lru_cache(maxsize=1_000)
def _status_cell(status: Status, travel: Travel) -> SafeString:
    return render_to_string("reporting/status_cell.html", {"status": status, "travel": travel})


@lru_cache(maxsize=10_000)
def _due_cell(due: date | None, timeframe: str, late: str, before: date | None) -> SafeString:
    told = {"due": due, "timeframe": timeframe, "late": late, "before": before}
    return render_to_string("reporting/due_cell.html", told)


@lru_cache(maxsize=10_000)
def _names_cell(names: tuple[str, ...], heading: str) -> SafeString:
    return render_to_string("reporting/names_cell.html", {"names": names, "heading": heading})
