"""The pages and downloads of every board."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from config.replica import read_from_replica
from plans import permissions
from plans.models import Plan
from plans.requests import SignedInRequest
from plans.today import plans_today
from reporting.downloads import FORMATS, download, facts_of

from . import BOARDS
from .board import Board
from .day_form import DayForm
from .scope import Scope


@read_from_replica
def board(request: SignedInRequest, board: str, slug: str | None = None) -> HttpResponse:
    found, scope = board_named(board), scope_of(request, slug)
    if request.path != found.address(scope.plan):
        return redirect(f"{found.address(scope.plan)}?{request.GET.urlencode()}".rstrip("?"))
    return render(request, found.template, context_of(request, found, scope))


def context_of(request: HttpRequest, board: Board, scope: Scope) -> dict[str, object]:
    """What the template of a board draws."""
    shown = board.show(request, scope)
    context = {
        "board": board,
        "listed": board,
        "boards": BOARDS.values(),
        "scope": scope,
        "plan": scope.plan,
        "filter": shown.filter,
        "table": shown.table,
        "formats": FORMATS,
        "meeting": board.steps_through,
        "errors": scope.day_form.errors,
        "others": [(name, value) for name, value in request.GET.items() if name != "as_at"],
        "kept": {"as_at": request.GET["as_at"]} if scope.as_at else {},
    }
    return context | board.more(shown)


@read_from_replica
def board_download(request: SignedInRequest, board: str, kind: str, slug: str | None = None) -> HttpResponse:
    """Exactly what the page shows with the same address, as a file."""
    found, scope = board_named(board), scope_of(request, slug)
    if kind not in FORMATS:
        raise Http404
    title = f"{found.title}, {scope.plan}" if scope.plan else found.title
    day = scope.day.isoformat() if scope.day else "each-plans-day"
    name = f"{scope.plan.slug if scope.plan else 'every-plan'}-{found.slug}-{day}"
    return download(kind, facts_of(found.show(request, scope).table, title=title), name=name)


def scope_of(request: HttpRequest, slug: str | None) -> Scope:
    """What the address asks about: one plan or every one that the person may see, as at its day."""
    visible = permissions.with_ownership(permissions.visible_plans(request.user), request.user)
    visible = visible.select_related("reporting_cycle")
    plan: Plan | None = get_object_or_404(visible, slug=slug) if slug else None
    day_form = DayForm(request.GET)
    plans = plans_today([plan] if plan else visible, as_at=day_form.day)
    return Scope(request.user, plans, day_form, plan)


def board_named(slug: str) -> Board:
    if slug not in BOARDS:
        raise Http404
    return BOARDS[slug]
