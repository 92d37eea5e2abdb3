from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from actions.compared import DateMove
from actions.comparison.marked import Passage, marked
from actions.comparison.runs import Run

register = template.Library()


@register.simple_block_tag
def tight(content: str) -> SafeString:
    """What stands in the middle of a word or sentence, without the white space around it that would part them."""
    return SafeString(content.strip())


@register.filter
def date_marks(move: DateMove, style: str) -> list[Passage]:
    """The date before as deleted and the date after as inserted, where there are such."""
    runs = []
    if move.before:
        runs.append(Run("delete", date_format(move.before, style), ""))
    if move.after:
        runs.append(Run("insert", "", date_format(move.after, style)))
    return marked(runs)
