from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reporting.marked_cells import Marked
from reporting.pack.sheet import SheetTable

register = template.Library()
_LONG = 200  # characters
_TAGS = {"delete": ("del", "deleted"), "insert": ("ins", "inserted")}


@register.simple_tag
def about_cell(table: SheetTable, place: int, value: Any) -> SafeString:
    """Attributes: a cell's heading, for where the table's headings are out of sight, and whether it needs more room."""
    look = SafeString(' class="app-pack__long"') if len(str(value)) > _LONG else ""
    return format_html(' data-label="{}"{}', table.headings[place], look)


@register.simple_tag
def cell(value: Any) -> SafeString:
    """A cell of a sheet with its lines and its tracked changes."""
    if isinstance(value, Marked):
        return format_html_join("", "{}", ((_piece(kind, text),) for kind, text in value))
    if isinstance(value, date):
        return format_html("{}", date_format(value))
    return _lines("\n".join(map(str, value)) if isinstance(value, list) else str(value))


def _piece(kind: str, text: str) -> SafeString:
    if kind not in _TAGS:
        return _lines(text)
    tag, word = _TAGS[kind]
    hidden = '<span class="govuk-visually-hidden">'
    return format_html(
        f"<{tag}>{hidden} {word}: </span>{{}}{hidden} end of {word} </span></{tag}>",
        _lines(text),
    )


def _lines(text: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in text.split("\n")))
