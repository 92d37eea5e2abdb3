from urllib.parse import urlencode

from django import template
from django.template.context import Context

from plans.models import Plan
from reporting.boards import ACTIONS
from reporting.boards.board import Board

register = template.Library()


@register.simple_tag(takes_context=True)
def board_address(context: Context, board: Board, plan: Plan | None = None) -> str:
    """Where another board has the same day, and the same plan or the one that is named."""
    scope = context["scope"]
    return board.address(plan or scope.plan) + (f"?as_at={scope.as_at.isoformat()}" if scope.as_at else "")


@register.simple_tag(takes_context=True)
def actions_address(context: Context, officer: str, role: str) -> str:
    """The actions in which an officer has a part, or nobody has it, of those that the board is asked for."""
    kept = {name: value for name, value in context["request"].GET.items() if name not in ("sort", "page")}
    return f"{ACTIONS.address(context['scope'].plan)}?{urlencode(kept | {'officer': officer, 'role': role})}"


@register.simple_tag(takes_context=True)
def download_address(context: Context, kind: str) -> str:
    """Where what is shown is to be had as a file."""
    asked = context["request"].GET.urlencode()
    return context["listed"].download(kind, context["scope"].plan) + (f"?{asked}" if asked else "")


@register.simple_tag(takes_context=True)
def meeting_address(context: Context) -> str:
    """Where what is shown is stepped through in a meeting."""
    asked = context["request"].GET.urlencode()
    return context["listed"].meeting(context["scope"].plan) + (f"?{asked}" if asked else "")
