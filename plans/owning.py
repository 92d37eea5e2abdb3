"""What a plan owner changes of a plan beside its versions: one person at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from . import permissions
from .models import Plan, User
from .recording import recorded


@contextmanager
def changing(plan: Plan, operation: str, by: User | None) -> Iterator[None]:
    """Nobody else changes or publishes the plan meanwhile. Raises PermissionDenied for who does not own it."""
    permissions.require_owner(by, plan)
    with recorded(operation, by=by):
        plan.lock()
        yield
