"""What day it is.

In demo mode a plan lives at the date of its last published version: otherwise everything would be years overdue.
"""

from datetime import date

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from .models import Plan, PlanVersion


def today(plan: Plan) -> date:
    """The day it is for one plan."""
    versions = PlanVersion.objects.published().filter(plan=plan)
    last = versions.aggregate(last=Max("as_of"))["last"] if settings.DEMO else None
    return last or timezone.localdate()


def todays() -> dict[int, date]:
    """The day it is for each plan, by the plan's primary key."""
    published = Q(versions__state=PlanVersion.State.PUBLISHED) if settings.DEMO else Q(pk__in=[])
    plans = Plan.objects.order_by().annotate(last=Max("versions__as_of", filter=published))
    return {plan: last or timezone.localdate() for plan, last in plans.values_list("pk", "last")}
