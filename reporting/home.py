"""The first page after signing in: one's own actions, and where every plan stands."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.models import ActionVersion
from plans import permissions
from plans.models import Plan, PlanVersion
from plans.today import todays

from .counts import Counts, count_colours
from .in_use import last_published, version_in_use, versions_by_plan
from .rows import ActionRow, action_rows


@dataclass(frozen=True)
class PlanCard:
    plan: Plan
    last_published: PlanVersion | None
    counts: Counts
    late: int


def home(request: HttpRequest) -> HttpResponse:
    plans = permissions.visible_plans(request.user)
    versions = versions_by_plan(plans)
    in_use = [version_in_use(of_plan) for of_plan in versions.values()]
    rows = action_rows(ActionVersion.objects.filter(version__in=in_use), days=todays())
    officer = getattr(request.user, "officer", None)
    mine = set()
    if officer is not None:
        mine = set(officer.action_versions.filter(version__in=in_use).values_list("pk", flat=True))
    context = {
        "cards": _cards(plans, versions, rows),
        "officer": officer,
        "mine": [row for row in rows if row.pk in mine],
    }
    return render(request, "reporting/home.html", context)


def _cards(plans: QuerySet[Plan], versions: dict[int, list[PlanVersion]], rows: list[ActionRow]) -> list[PlanCard]:
    of_plan: dict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        of_plan[row.plan.pk].append(row)
    return [
        PlanCard(
            plan=plan,
            last_published=last_published(versions.get(plan.pk, [])),
            counts=count_colours(row.status.colour for row in of_plan[plan.pk]),
            late=sum(row.days_late > 0 for row in of_plan[plan.pk]),
        )
        for plan in plans
    ]
