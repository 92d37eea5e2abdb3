"""One action in every version side by side, or in one column, with what changed from each to the next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.comparing import history_of
from plans.models import Plan

from .action_columns import Column, field_rows
from .action_page import worded_action
from .steps import Steps

INLINE = "inline"


def action_changes(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    shown = worded_action(request, slug, action)
    columns = [Column(column) for column in history_of(shown)]
    worded = [column for column in columns if column.entry]
    steps = Steps()
    context: dict[str, Any] = {
        "plan": shown.plan,
        "action": shown,
        "entry": worded[-1].entry if worded else shown.versions.first(),
        "worded": worded,
        "columns": columns,
        "steps": steps,
    }
    if request.GET.get("view") == INLINE:
        context["view"] = INLINE
        context["passages"] = [_passage(column, shown.plan, steps) for column in columns]
        return render(request, "reporting/action_inline.html", context)
    context["rows"] = list(field_rows(shown.plan, columns, steps))
    return render(request, "reporting/action_columns.html", context)


def _passage(column: Column, plan: Plan, steps: Steps) -> dict[str, Any]:
    """A version in the view of one column: what it says where it is the first, else what changed in it and what not."""
    return {
        "column": column,
        "words": column.words(plan) if column.is_first else [],
        "fields": column.changed_fields(plan, steps),
        "the_same": column.the_same(plan),
    }
