"""Who changed something last, and when, as the database's own record has it: for whoever comes after them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from .models import User
from .recording import Refused

COMMAND_LINE = "Command line"


@dataclass(frozen=True)
class LastChange:
    """`author` is the primary key of an account, 0 for whoever ran a command."""

    author: int
    who: str
    when: datetime


def who_changed(change: LastChange | None, to: User | None, what: str = "this") -> str:
    """ "Jane Smith changed this at 10:42", with the day where that is another than today; for the person it is told."""
    if change is None:
        return f"Somebody has changed {what}"
    moment = timezone.localtime(change.when)
    day = "" if moment.date() == timezone.localdate() else f" on {moment:%-d %B %Y}"
    said = f"changed {what}{day} at {moment:%H:%M}"
    return f"You {said} in another window" if to and to.pk == change.author else f"{change.who} {said}"


class ChangedSince(Refused):
    """Somebody else has changed what was read. `now` tells what stands there, by its name; `mark` is the mark of it."""

    def __init__(self, row: Any, now: Mapping[str, str], mark: str, *, to: User | None):
        self.now, self.mark = now, mark
        whose = who_changed(last_change(changes_of(row)), to)
        super().__init__(f"{whose}. Read both, then save what is to stay: yours stands below as you typed it.")


def author_of(event: Any) -> int:
    """The primary key of the account that was signed in when this was recorded; 0 where nobody was."""
    return (event.pgh_context and event.pgh_context.metadata.get("user")) or 0


def last_change(events: QuerySet[Any]) -> LastChange | None:
    """The last of these records of a row or of several; two queries."""
    event = events.select_related("pgh_context").order_by("pgh_created_at", "pgh_id").last()
    if event is None:
        return None
    author = author_of(event)
    name = User.objects.filter(pk=author).values_list("name", flat=True).first()
    return LastChange(author, name or COMMAND_LINE, event.pgh_created_at)


def changes_of(row: Any) -> QuerySet[Any]:
    """What was recorded of one row."""
    records: QuerySet[Any] = type(row).pgh_event_model.objects.filter(pgh_obj_id=row.pk)
    return records
