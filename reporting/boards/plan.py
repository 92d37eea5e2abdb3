"""A plan's own page: where each section is, then every action."""

from django.http import HttpResponse
from django.shortcuts import render

from config.replica import read_from_replica
from plans.requests import SignedInRequest

from . import ACTIONS, OVERVIEW
from .overview import plan_standings
from .pages import context_of, scope_of


@read_from_replica
def plan(request: SignedInRequest, slug: str) -> HttpResponse:
    scope = scope_of(request, slug)
    context = context_of(request, ACTIONS, scope) | {"board": OVERVIEW}
    if not scope.rows:
        return render(request, "reporting/plan_empty.html", context)
    (standing,) = plan_standings(scope, scope.rows)
    return render(request, "reporting/plan.html", context | {"standing": standing})
