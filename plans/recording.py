"""What every operation shares: it is one transaction, and what it changes is recorded with who did it and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

import pghistory
from django.db import transaction
from pghistory.runtime import Context, _tracker

from .models import User

_running: ContextVar[str] = ContextVar("the operation that is under way")


class Refused(ValueError):
    """An operation that the rules do not allow now, with the sentence that says why and what to do instead."""


@contextmanager
def recorded(operation: str, *, by: User | None, **why: object) -> Iterator[None]:
    """All of it or nothing; each change is recorded with its author, what else is given, and the operation's name.

    Without an author it is the command line's. An operation that is part of another goes by the name of the whole.
    """
    if _running.get(""):
        with pghistory.context(**why), transaction.atomic():
            yield
        return
    token = _running.set(operation)
    try:
        with _context_of_its_own(user=by and by.pk, operation=operation, **why), transaction.atomic():
            yield
    finally:
        _running.reset(token)


@contextmanager
def _context_of_its_own(**metadata: object) -> Iterator[None]:
    """What the request says, and this, for what is done inside alone.

    pghistory would say it of everything that the request did before and does after, and so rewrite the record.
    """
    with pghistory.context() as of_request:
        _tracker.value = Context(uuid4(), of_request.metadata | metadata)
        try:
            yield
        finally:
            _tracker.value = of_request
