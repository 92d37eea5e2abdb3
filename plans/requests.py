from ipaddress import ip_address

from django.conf import settings
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


def client_address(request: HttpRequest) -> str:
    """The address that a request comes from, past the proxies that we know of; "" where none is told.

    Each proxy adds whom it heard from at the end: what stands before ours is only what the sender says.
    """
    heard = [request.META.get("REMOTE_ADDR", "")]
    if settings.PROXY_COUNT:
        heard = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-settings.PROXY_COUNT :]
    try:
        return str(ip_address(heard[0].strip()))
    except ValueError:
        return ""
