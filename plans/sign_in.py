"""Signing in with an email address and a password, and what is kept and logged when it happens.

Django imports this module before anybody can sign in, for its backend, so the receivers below always hear.
"""

import time
from typing import Any

from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .models import SecurityKind, User
from .models.session import ADDRESS, BEGAN, BROWSER, SEEN
from .permissions import account_with_parts
from .requests import client_address
from .security_log import log
from .sessions import SIGNED_OUT


class AccountBackend(ModelBackend):
    """Email address and password. An account of the demo is refused anywhere but in the demo."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        of_demo = isinstance(user, User) and user.is_demo
        return super().user_can_authenticate(user) and (settings.DEMO or not of_demo)

    def get_user(self, user_id: int) -> User | None:
        account = account_with_parts(user_id)
        return account if self.user_can_authenticate(account) else None


def typed_address(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The address that somebody tries to sign in with, as accounts spell it: what wrong passwords are counted by."""
    typed = (credentials or {}).get("username") or (request and request.POST.get("username")) or ""
    return str(typed).strip().lower().replace("\0", "")[:255]


def is_without_password(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    """Whoever comes from the council's own sign-in guesses at no password of ours."""
    return not typed_address(request, credentials)


def locked(request: HttpRequest, *given: Any) -> HttpResponse:
    """What somebody sees who has tried too often."""
    context = {"tries": settings.AXES_FAILURE_LIMIT, "minutes": _lock_minutes()}
    return render(request, "plans/locked.html", context, status=429)


@receiver(user_logged_in)
def _begin(request: HttpRequest, user: User, **others: Any) -> None:
    now = int(time.time())
    request.session.pop(SIGNED_OUT, None)
    browser = request.META.get("HTTP_USER_AGENT", "")[:300].replace("\0", "")
    request.session.update({BEGAN: now, SEEN: now, ADDRESS: client_address(request), BROWSER: browser})
    log(request, SecurityKind.SIGNED_IN, account=user)


@receiver(user_logged_out)
def _end(request: HttpRequest, user: User | None, **others: Any) -> None:
    if user is not None:
        log(request, SecurityKind.SIGNED_OUT, account=user)


@receiver(user_login_failed)
def _refuse(credentials: dict[str, Any], request: HttpRequest | None = None, **others: Any) -> None:
    """An address that is nobody's is not written down: it may be a password in the wrong field."""
    account = _account(request, credentials)
    log(request, SecurityKind.NOT_SIGNED_IN, account=account, detail="" if account else "No account has the address.")


@receiver(user_locked_out)
def _lock(request: HttpRequest, **others: Any) -> None:
    detail = f"Too many wrong passwords: locked for {_lock_minutes()} minutes."
    log(request, SecurityKind.LOCKED, account=_account(request, None), detail=detail)


def _lock_minutes() -> int:
    return int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60


def _account(request: HttpRequest | None, credentials: dict[str, Any] | None) -> User | None:
    return User.objects.filter(email=typed_address(request, credentials)).first()
