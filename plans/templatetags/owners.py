from django import template

from plans import permissions
from plans.models import Plan

register = template.Library()


@register.filter
def owns(user: permissions.Person, plan: Plan) -> bool:
    """Whether this person may change the plan; a query, unless the plan came with the answer."""
    is_owned: bool | None = getattr(plan, "is_owned", None)
    return permissions.may_edit_plan(user, plan) if is_owned is None else is_owned
