from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from . import permissions
from .sessions import limits_of


@dataclass(frozen=True)
class Place:
    """A link of the page header; `current` while the person is on a page of that part of the site."""

    name: str
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, object]:
    """What every page's header shows this person."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"demo": settings.DEMO, "single_sign_on": settings.SINGLE_SIGN_ON}
    names = {"Plans": "plans", "Boards": "boards", "Officers": "officers", "Search": "search"}
    plays = permissions.parts_played(request.user)
    if plays["reports"]:
        names = {"My actions": "my_actions", **names}
    if plays["manages"]:
        names |= {"Accounts": "accounts", "Edit records": "admin:index"}
    places = [_place(request, name, reverse(view)) for name, view in names.items()]
    left = limits_of(request).left
    return {"demo": settings.DEMO, "navigation": places, "manages": plays["manages"], "session_left": left}


def _place(request: HttpRequest, name: str, url: str) -> Place:
    return Place(name, url, current=request.path.startswith(url))
