"""One page to report on all of one's actions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from actions.several import Row, keep_left, left_on_page, rows_for
from plans.requests import SignedInRequest

SAVE, SUBMIT, UNCHANGED, OPEN = "save", "submit", "unchanged", "open"
_KEPT = "What you typed about them is kept at the end of “My actions”."
_LEFT = "You no longer report on some of these actions, so nothing was reported on them."


@never_cache
def several(request: SignedInRequest) -> HttpResponse:
    """Whatever is sent is kept first, row by row; then what the button says is done, with all rows or its own.

    `do` is "save", "submit", "submit:a12", "unchanged:a12" or "open:a12".
    """
    rows = rows_for(request.user, request.POST)
    if request.method != "POST":
        return _page(request, rows)
    verb, _, key = request.POST.get("do", "").partition(":")
    on_page = [row for row in rows if row.is_in(request.POST)]
    if left := left_on_page(request.POST, rows):
        is_kept = keep_left(request.user, request.POST, left)
        messages.error(request, f"{_LEFT} {_KEPT}" if is_kept else _LEFT)
    for row in on_page:
        row.keep(request.POST)
    chosen = [row for row in on_page if not key or row.key == key]
    if verb == OPEN and chosen:
        return redirect("report", chosen[0].report.worded.action.plan.slug, chosen[0].report.worded.action.slug)
    for row in chosen:
        if verb == SUBMIT and row.is_to_submit:
            row.submit()
        elif verb == UNCHANGED and key:
            row.nothing_has_changed(request.POST)
    return _answer(request, verb, rows, chosen)


def _answer(request: SignedInRequest, verb: str, rows: list[Row], chosen: list[Row]) -> HttpResponse:
    """The page once more: with what is wrong where something is, and else from the start."""
    submitted = sum(row.submitted is not None for row in chosen)
    wrong = any(row.problem or row.form.errors for row in rows)
    if submitted:
        messages.success(request, f"{submitted} report{'' if submitted == 1 else 's'} submitted. Thank you.")
    elif verb == SUBMIT and not wrong:
        messages.error(request, "Nothing is written yet. Report on at least one action, then submit.")
    elif verb == SAVE:
        messages.success(request, "Your drafts are saved. Nobody else sees them until you submit them.")
    if wrong:
        return _page(request, [row for row in rows if row.submitted is None])
    left = any(row.report.is_to_report and row.submitted is None for row in rows)
    return redirect("report_several" if left else "my_actions")


def _page(request: SignedInRequest, rows: list[Row]) -> HttpResponse:
    wrong = [row for row in rows if row.problem or row.form.errors]
    context = {"rows": rows, "wrong": wrong, "errors": bool(wrong)}
    return render(request, "actions/several.html", context)
