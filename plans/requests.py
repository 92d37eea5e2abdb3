from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from . import permissions
from .models import Plan, User


class SignedInRequest(HttpRequest):
    """What every view but the few marked `login_not_required` gets: the middleware has somebody sign in first."""

    user: User


def owned_plan(request: SignedInRequest, slug: str) -> Plan:
    """The plan of an address, for a page that changes it: not there for who cannot see it, refused to who only can."""
    plan = get_object_or_404(permissions.visible_plans(request.user), slug=slug)
    permissions.require(permissions.may_edit_plan(request.user, plan))
    return plan
