"""What was changed of an account, its roles and its officer: who did it, when, and what it said before and after."""

from collections.abc import Iterator
from typing import Any

from .models import Officer, PlanRole, User
from .row_history import Change, Entry, records_of, told_with_names

_COLUMNS = {"name": "Name", "email": "Email address", "is_active": "Account", "is_superuser": "Administrator"}
_YES_AND_NO = {"is_active": ("open", "closed"), "is_superuser": ("yes", "no")}


def account_changes(account: User) -> list[Change]:
    """Everything recorded of the account, the latest first; five queries."""
    return told_with_names([*_of_account(account), *_of_roles(account), *_of_officers(account)])


def _of_account(account: User) -> Iterator[Entry]:
    previous = None
    for event in records_of(User).filter(pgh_obj=account):
        if previous is None:
            yield event, "Account made", "", event.email
        elif event.pgh_label == "update":
            for column, name in _COLUMNS.items():
                if getattr(previous, column) != getattr(event, column):
                    yield event, name, _words(previous, column), _words(event, column)
        else:
            yield event, event.pgh_label.capitalize(), "", ""
        previous = event


def _of_roles(account: User) -> Iterator[Entry]:
    for event in records_of(PlanRole).filter(user=account).select_related("plan"):
        whole = "every plan" if event.plan_id is None else event.plan or "a plan since deleted"
        role = f"{event.get_role_display()}, {whole}"
        if event.pgh_label == "delete":
            yield event, "Role removed", role, ""
        else:
            yield event, "Role granted", "", role


def _of_officers(account: User) -> Iterator[Entry]:
    ever_linked = records_of(Officer).filter(user=account).values("pgh_obj")
    linked: set[int] = set()
    for event in records_of(Officer).filter(pgh_obj__in=ever_linked):
        if event.user_id == account.pk and event.id not in linked:
            linked.add(event.id)
            yield event, "Officer", "", event.name or event.post
        elif event.user_id != account.pk and event.id in linked:
            linked.remove(event.id)
            yield event, "Officer", event.name or event.post, ""


def _words(event: Any, column: str) -> str:
    value = getattr(event, column)
    if column in _YES_AND_NO:
        return _YES_AND_NO[column][0 if value else 1]
    return str(value)
