"""How long somebody stays signed in, and the sessions that a person sees and ends on their own page."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .models import SecurityKind, Session, User
from .models.session import BEGAN, SEEN, session_name
from .requests import SignedInRequest
from .security_log import log

SIGNED_OUT = "signed_out"  # kept in the session of somebody who is no longer signed in: why not
_TOUCH = 60  # seconds between two notes that somebody is there
_BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
_SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac"}


@dataclass(frozen=True)
class Limits:
    """What is left of a session, in seconds."""

    idle: int
    longest: int

    @property
    def left(self) -> int:
        return min(self.idle, self.longest)


def limits_of(request: HttpRequest) -> Limits:
    now = int(time.time())
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    return Limits(idle=seen + settings.SESSION_IDLE_SECONDS - now, longest=began + settings.SESSION_COOKIE_AGE - now)


class LimitSessions:
    """Whoever has done nothing for long, or signed in long ago, is signed out before their request is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            limits = limits_of(request)
            if limits.left <= 0:
                _sign_out(request, request.user, was_idle=limits.idle <= 0)
            elif not _only_asks(request):
                _note(request)
        return self.get_response(request)


@never_cache
def session_time(request: SignedInRequest) -> JsonResponse:
    """How many seconds are left; asking is not using, and a POST says that somebody is there."""
    if request.method == "POST":
        request.session[SEEN] = int(time.time())
    limits = limits_of(request)
    return JsonResponse({"left": limits.left, "can_stay": limits.idle < limits.longest})


@require_POST
def end_session(request: SignedInRequest, name: str) -> HttpResponse:
    """End one of one's own sessions, not this one: that is signing out."""
    session = get_object_or_404(request.user.sessions, name=name)
    if session.name == session_name(request.session.session_key or ""):
        return redirect("own_account")
    session.delete()
    log(request, SecurityKind.ENDED, account=request.user, detail=browser_in_words(session.browser))
    messages.success(request, "That session is ended: whoever used it is signed out.")
    return redirect("own_account")


@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    others = request.user.sessions.exclude(session_key=request.session.session_key)
    ended, _ = others.delete()
    log(request, SecurityKind.ENDED, account=request.user, detail=f"{ended} other sessions")
    messages.success(request, "Every other session is ended.")
    return redirect("own_account")


@dataclass(frozen=True)
class SessionLine:
    name: str
    browser: str
    address: str
    began: datetime
    seen: datetime
    is_this: bool


def sessions_of(request: SignedInRequest) -> list[SessionLine]:
    """Where the person is signed in, this browser first, then the latest."""
    this = request.session.session_key
    live = [session for session in request.user.sessions.all() if _is_live(session)]
    live.sort(key=lambda session: session.session_key != this)
    return [
        SessionLine(
            name=session.name,
            browser=browser_in_words(session.browser),
            address=session.address,
            began=datetime.fromtimestamp(session.began or 0, UTC),
            seen=datetime.fromtimestamp(session.seen or 0, UTC),
            is_this=session.session_key == this,
        )
        for session in live
    ]


def browser_in_words(agent: str) -> str:
    """ "Firefox on Windows", from what a browser says of itself."""
    browser = next((words for mark, words in _BROWSERS.items() if f"{mark}/" in agent), "A browser")
    system = next((words for mark, words in _SYSTEMS.items() if mark in agent), "")
    return f"{browser} on {system or 'Linux'}" if system or "Linux" in agent else browser


def _is_live(session: Session) -> bool:
    now = int(time.time())
    idle_since, longest_since = now - settings.SESSION_IDLE_SECONDS, now - settings.SESSION_COOKIE_AGE
    return (session.seen or 0) > idle_since and (session.began or 0) > longest_since


def _only_asks(request: HttpRequest) -> bool:
    return request.method == "GET" and request.path == reverse("session_time")


def _note(request: HttpRequest) -> None:
    """That somebody is there, once a minute: more would be a write for every page."""
    now = int(time.time())
    if now - request.session.get(SEEN, 0) >= min(_TOUCH, settings.SESSION_IDLE_SECONDS // 4):
        request.session[SEEN] = now
        request.session.setdefault(BEGAN, now)


def _sign_out(request: HttpRequest, account: User, *, was_idle: bool) -> None:
    why = "nothing was done for a while" if was_idle else "it was long since you had signed in"
    request.session.flush()
    request.user = AnonymousUser()
    request.session[SIGNED_OUT] = f"You were signed out because {why}. Sign in to go on where you were."
    log(request, SecurityKind.ENDED, account=account, detail="Idle" if was_idle else "Signed in too long ago")
