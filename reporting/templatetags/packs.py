"""The cells of a pack's sheets: a page has tens of thousands, so a line is drawn at once."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from reporting.marked_cells import Marked

register = template.Library()
_LONG = 200  # characters
_TAGS = {"delete": ("del", "deleted"), "insert": ("ins", "inserted")}


@register.filter
def cells(line: Sequence[Any], headings: Sequence[str]) -> SafeString:
    """A line of a sheet. Each cell says its heading, for where those of the table are out of sight, and whether it
    needs more room.
    """
    return SafeString("".join(map(_cell, line, headings)))


def _cell(value: Any, heading: str) -> str:
    look = ' class="app-pack__long"' if len(str(value)) > _LONG else ""
    return f'<td role="cell" data-label="{escape(heading)}"{look}><span>{_shown(value)}</span></td>'


def _shown(value: Any) -> str:
    """With its lines and its tracked changes."""
    if isinstance(value, Marked):
        return "".join(_piece(kind, text) for kind, text in value)
    if isinstance(value, date):
        return _in_words(value)
    return _lines("\n".join(map(str, value)) if isinstance(value, list) else str(value))


@lru_cache(maxsize=10_000)
def _in_words(day: date) -> str:
    return escape(date_format(day))


def _piece(kind: str, text: str) -> str:
    if kind not in _TAGS:
        return _lines(text)
    tag, word = _TAGS[kind]
    hidden = '<span class="govuk-visually-hidden">'
    return f"<{tag}>{hidden} {word}: </span>{_lines(text)}{hidden} end of {word} </span></{tag}>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
