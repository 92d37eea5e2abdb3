"""Tags and filters for what is drawn by the hundred, where Django's own cost more than all else on the page."""

from datetime import date
from functools import lru_cache

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.engine import Engine
from django.utils.dateformat import format as in_words
from django.utils.safestring import SafeString

register = template.Library()


class Inlined(Node):
    def __init__(self, nodelist: NodeList):
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


@register.tag
def inlined(parser: Parser, token: Token) -> Inlined:
    """As if a template's text stood here: `{% inlined "reporting/names.html" %}`.

    It is read once, with the template it stands in; `include` finds it and opens a context for every row.
    """
    _, name = token.split_contents()
    return Inlined(Engine.get_default().get_template(name.strip("\"'")).nodelist)


@register.filter
@lru_cache(maxsize=10_000)
def short_date(day: date | None) -> str:
    """ "30 Sep 2020", and nothing of no date."""
    return in_words(day, "j M Y") if day else ""
