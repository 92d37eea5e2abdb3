"""Private calendar addresses: made by a person for themselves, read by their calendar, revoked."""

from hashlib import sha256
from secrets import token_urlsafe

from django.utils import timezone

from plans import permissions
from plans.models import Officer, Plan, User
from plans.recording import recorded

from .models import CalendarAddress


def make_address(of: Plan | Officer, *, by: User) -> tuple[CalendarAddress, str]:
    """An address for the dates of a plan or an officer, and its token, which nobody can find out again."""
    if isinstance(of, Plan):
        permissions.require(permissions.may_view_plan(by, of))
    permissions.require(by.is_active)
    token = token_urlsafe(32)
    owner = {"plan": of} if isinstance(of, Plan) else {"officer": of}
    with recorded("make calendar address", by=by):
        return CalendarAddress.objects.create(person=by, digest=_digest(token), **owner), token


def revoke_address(address: CalendarAddress, *, by: User) -> None:
    """It answers no longer; revoking twice is no error."""
    permissions.require(address.person_id == by.pk)
    with recorded("revoke calendar address", by=by):
        CalendarAddress.objects.filter(pk=address.pk, revoked_at=None).update(revoked_at=timezone.now())


def find_address(token: str) -> CalendarAddress | None:
    """The address with this token, unless it is revoked or its person can sign in no longer."""
    live = CalendarAddress.objects.filter(digest=_digest(token), revoked_at=None, person__is_active=True)
    return live.select_related("person", "plan", "officer").first()


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
