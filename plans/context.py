from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from . import permissions
from .sessions import limits_of

# The pages to which "My actions" leads, which have the addresses of a plan's actions.
REPORTING = frozenset(
    {
        "report",
        "save_report",
        "check_report",
        "unchanged",
        "discard_report",
        "left_draft",
        "receipt",
        "correct",
        "sign_off",
    }
)


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
    is_reporting = plays["reports"] and request.resolver_match and request.resolver_match.url_name in REPORTING
    path = reverse("my_actions") if is_reporting else request.path
    places = [
        Place(name, address, current=path.startswith(address))
        for name, address in ((name, reverse(view)) for name, view in names.items())
    ]
    left = limits_of(request).left
    return {"demo": settings.DEMO, "navigation": places, "manages": plays["manages"], "session_left": left}
