from django import template

from plans import permissions
from plans.models import Plan

register = template.Library()


@register.filter
def owns(user: permissions.Person, plan: Plan) -> bool:
    """Whether this person may change the plan."""
    return permissions.may_edit_plan(user, plan)
