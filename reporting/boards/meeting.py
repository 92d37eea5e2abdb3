"""A board for a meeting: first where things stand, then its actions one by one, readable from the back of the room."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from config.replica import read_from_replica
from plans.requests import SignedInRequest
from reporting.counts import count_colours

from .board import ActionBoard
from .pages import board_named, scope_of


@read_from_replica
def meeting(request: SignedInRequest, board: str, slug: str | None = None) -> HttpResponse:
    """Step 1 is where things stand, each step after it one action, in the order of the board."""
    found = board_named(board)
    if not isinstance(found, ActionBoard) or not found.steps_through:
        raise Http404
    scope = scope_of(request, slug)
    shown = found.show(request, scope)
    lines: Sequence[Any] = [None, *(row.record for row in shown.table.rows)]
    step: Page[Any] = Paginator(lines, 1).get_page(request.GET.get("step"))
    (line,) = step.object_list
    colours = {found.row(entry).action: found.row(entry).status.colour for entry in lines[1:]}
    context = {
        "board": found,
        "scope": scope,
        "plan": scope.plan,
        "step": step,
        "row": found.row(line) if line else None,
        "why": found.why(line) if line else [],
        "counts": count_colours(colours.values()),
        "asked": _without_step(request),
    }
    return render(request, "reporting/boards/meeting.html", context)


def _without_step(request: SignedInRequest) -> str:
    asked = request.GET.copy()
    asked.pop("step", None)
    return asked.urlencode()
