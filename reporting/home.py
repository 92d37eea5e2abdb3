"""The first page after signing in: one's own actions, and where every plan stands."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.models import ActionVersion
from plans import permissions
from plans.today import PlansToday, PlanToday, plans_today

from .action_table import ActionTable, unneeded
from .counts import Counts, count_colours
from .rows import ActionRow, action_rows


class OwnActionTable(ActionTable):
    caption = "Your actions"
    nothing = "No action names you at present."


@dataclass(frozen=True)
class PlanCard:
    today: PlanToday
    counts: Counts
    late: int


def home(request: HttpRequest) -> HttpResponse:
    plans = plans_today(permissions.visible_plans(request.user))
    in_use = plans.versions_in_use
    rows = action_rows(ActionVersion.objects.filter(version__in=in_use), days=plans.days)
    context: dict[str, object] = {"cards": _cards(plans, rows)}
    officer = getattr(request.user, "officer", None)
    if officer is not None:
        named = set(officer.action_versions.filter(version__in=in_use).values_list("pk", flat=True))
        mine = [row for row in rows if row.pk in named]
        context |= {"officer": officer, "table": OwnActionTable(mine, request=request, exclude=unneeded(mine))}
    return render(request, "reporting/home.html", context)


def _cards(plans: PlansToday, rows: list[ActionRow]) -> list[PlanCard]:
    of_plan: dict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        of_plan[row.plan.pk].append(row)
    return [
        PlanCard(
            today=today,
            counts=count_colours(row.status.colour for row in of_plan[plan]),
            late=sum(row.days_late > 0 for row in of_plan[plan]),
        )
        for plan, today in plans.items()
    ]
