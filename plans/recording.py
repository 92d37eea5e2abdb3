"""What every operation shares: it is one transaction, and what it changes is recorded with who did it and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pghistory
from django.db import transaction

from .models import User

_running: ContextVar[str] = ContextVar("the operation that is under way")


class Refused(ValueError):
    """An operation that the rules do not allow now, with the sentence that says why and what to do instead."""


@contextmanager
def recorded(operation: str, *, by: User | None, **why: object) -> Iterator[None]:
    """All of it or nothing; each change is recorded with its author, what else is given, and the operation's name.

    Without an author it is the command line's. An operation that is part of another goes by the name of the whole.
    """
    whole = _running.get(operation)
    token = _running.set(whole)
    try:
        with pghistory.context(user=by and by.pk, operation=whole, **why), transaction.atomic():
            yield
    finally:
        _running.reset(token)
