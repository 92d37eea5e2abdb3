"""What was changed of an account, its roles and its officer: who did it, when, and what it said before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from .last_change import COMMAND_LINE, author_of
from .models import Officer, PlanRole, User

_COLUMNS = {"name": "Name", "email": "Email address", "is_active": "Account", "is_superuser": "Administrator"}
_YES_AND_NO = {"is_active": ("open", "closed"), "is_superuser": ("yes", "no")}


@dataclass(frozen=True)
class Change:
    when: datetime
    who: str
    what: str
    before: str
    after: str


_Entry = tuple[Any, str, str, str]  # the event, what changed, before, after


def account_changes(account: User) -> list[Change]:
    """Everything recorded of the account, the latest first; five queries."""
    entries = [*_of_account(account), *_of_roles(account), *_of_officers(account)]
    entries.sort(key=lambda entry: entry[0].pgh_created_at)
    authors = {author_of(event) for event, *_ in entries}
    names = dict(User.objects.filter(pk__in=authors).values_list("pk", "name"))
    return [
        Change(event.pgh_created_at, names.get(author_of(event), COMMAND_LINE), what, before, after)
        for event, what, before, after in reversed(entries)
    ]


def _of_account(account: User) -> Iterator[_Entry]:
    previous = None
    for event in _events(User).filter(pgh_obj=account):
        if previous is None:
            yield event, "Account made", "", event.email
        elif event.pgh_label == "update":
            for column, name in _COLUMNS.items():
                if getattr(previous, column) != getattr(event, column):
                    yield event, name, _words(previous, column), _words(event, column)
        else:
            yield event, event.pgh_label.capitalize(), "", ""
        previous = event


def _of_roles(account: User) -> Iterator[_Entry]:
    for event in _events(PlanRole).filter(user=account).select_related("plan"):
        whole = "every plan" if event.plan_id is None else event.plan or "a plan since deleted"
        role = f"{event.get_role_display()}, {whole}"
        if event.pgh_label == "delete":
            yield event, "Role removed", role, ""
        else:
            yield event, "Role granted", "", role


def _of_officers(account: User) -> Iterator[_Entry]:
    ever_linked = _events(Officer).filter(user=account).values("pgh_obj")
    linked: set[int] = set()
    for event in _events(Officer).filter(pgh_obj__in=ever_linked):
        if event.user_id == account.pk and event.id not in linked:
            linked.add(event.id)
            yield event, "Officer", "", event.name or event.post
        elif event.user_id != account.pk and event.id in linked:
            linked.remove(event.id)
            yield event, "Officer", event.name or event.post, ""


def _events(model: Any) -> QuerySet[Any]:
    events: QuerySet[Any] = model.pgh_event_model.objects.select_related("pgh_context").order_by("pgh_id")
    return events


def _words(event: Any, column: str) -> str:
    value = getattr(event, column)
    if column in _YES_AND_NO:
        return _YES_AND_NO[column][0 if value else 1]
    return str(value)
