"""Pages that are only read, read from a replica of the database, where REPLICA_URL names one.

A replica is a moment behind. So whoever has just saved something reads from the database itself for a while, which a
cookie remembers; and so does everybody while the replica fails.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from config.postgresql.settings import REPLICA

BEHIND = 60  # seconds, more than a replica lags
REST = 30  # seconds for which one that failed is left alone
READING = {"GET", "HEAD"}
View = Callable[..., HttpResponse]

_from_replica: ContextVar[bool] = ContextVar("whether a page is read from the replica", default=False)
_log = logging.getLogger(__name__)


class _Resting:
    """Until when the replica is left alone, by this process's own clock."""

    until = 0.0


class ReplicaRouter:
    def db_for_read(self, model: object, **hints: object) -> str | None:
        return REPLICA if _from_replica.get() else None

    def allow_relation(self, one: object, other: object, **hints: object) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        return False if db == REPLICA else None


class RememberSaving:
    """Marks the browser that something was sent from, whatever came of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        if REPLICA not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in READING:
            response.set_cookie(
                settings.SAVED_COOKIE_NAME,
                "1",
                max_age=BEHIND,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def read_from_replica(view: View) -> View:
    """The page as the replica has it, or as the database has it where that would not do. Only for what writes nothing,
    since it is asked a second time where the replica fails halfway.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not _may(request):
            return view(request, *args, **options)
        token = _from_replica.set(True)
        try:
            return view(request, *args, **options)
        except (OperationalError, InterfaceError) as error:
            _rest(error)
        finally:
            _from_replica.reset(token)
        return view(request, *args, **options)

    return page


def _may(request: HttpRequest) -> bool:
    just_saved = settings.SAVED_COOKIE_NAME in request.COOKIES
    return REPLICA in settings.DATABASES and not just_saved and time.monotonic() > _Resting.until


def _rest(error: Exception) -> None:
    _Resting.until = time.monotonic() + REST
    _log.warning("The replica fails, so the database itself is read for %d seconds: %s", REST, error)
