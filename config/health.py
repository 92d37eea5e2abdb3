"""Whether this process answers (`/health/`), and whether it can do its work (`/ready/`).

For whatever watches over it, which knows it by an address of its own and has no account: so they are answered before
anything else is asked, and say nothing but that.
"""

from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse


class AnswerHealth:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.answers = {"/health/": _health, "/ready/": _ready}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answers.get(request.path) if request.method in {"GET", "HEAD"} else None
        return answer() if answer else self.get_response(request)


def _health() -> HttpResponse:
    return _plain("ok", 200)


def _ready() -> HttpResponse:
    try:
        migrated = latest_migrations() <= set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return _plain("the database cannot be reached", 503)
    return _plain("ok", 200) if migrated else _plain("the database is not migrated", 503)


@cache
def latest_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _plain(words: str, status: int) -> HttpResponse:
    headers = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
    return HttpResponse(f"{words}\n", status=status, headers=headers)
