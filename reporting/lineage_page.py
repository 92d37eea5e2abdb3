"""A plan's whole history on one picture, and the same as a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from actions.statuses import ORDER, colour_word
from config.replica import read_from_replica
from plans import permissions

from .lineage_layout import Picture, Thread, draw
from .lineage_words import LineageRow, lineage_rows, steps
from .plan_lineage import PlanLineage


@dataclass(frozen=True)
class ThreadLink:
    """A thread of the picture with its action's row, which names it and says where it leads."""

    drawn: Thread
    row: LineageRow


@read_from_replica
def lineage(request: HttpRequest, slug: str) -> HttpResponse:
    plan = get_object_or_404(permissions.visible_plans(request.user), slug=slug)
    history = PlanLineage(plan)
    context = {"plan": plan, "lineage": history}
    if len(history.versions) < 2:
        return render(request, "reporting/lineage_empty.html", context)
    rows = lineage_rows(history)
    picture = draw(history.stages, history.joints)
    context |= {
        "rows": rows,
        "steps": steps(history),
        "picture": picture,
        "links": _links(picture, rows),
        "key": [(colour or "none", colour_word(colour)) for colour in ORDER if (colour or "none") in _colours(picture)],
        "may_edit": permissions.may_edit_plan(request.user, plan),
    }
    return render(request, "reporting/lineage.html", context)


def _links(picture: Picture, rows: Iterable[LineageRow]) -> list[ThreadLink]:
    by_action = {row.thread.action.pk: row for row in rows}
    return [ThreadLink(thread, by_action[thread.key]) for thread in picture.threads if isinstance(thread.key, int)]


def _colours(picture: Picture) -> set[str]:
    return {node.colour for thread in picture.threads for node in thread.nodes}
