"""What was changed of rows that people keep by hand: who did it, when, and what each field said before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from .last_change import COMMAND_LINE, author_of
from .models import User


@dataclass(frozen=True)
class Change:
    when: datetime
    who: str
    what: str
    before: str
    after: str


Entry = tuple[Any, str, str, str]  # the event, what changed, before, after


def told_with_names(entries: list[Entry]) -> list[Change]:
    """The latest first; one query."""
    entries = sorted(entries, key=lambda entry: entry[0].pgh_created_at)
    authors = {author_of(event) for event, *_ in entries}
    names = dict(User.objects.filter(pk__in=authors).values_list("pk", "name"))
    return [
        Change(event.pgh_created_at, names.get(author_of(event), COMMAND_LINE), what, before, after)
        for event, what, before, after in reversed(entries)
    ]


def records_of(model: Any) -> QuerySet[Any]:
    events: QuerySet[Any] = model.pgh_event_model.objects.select_related("pgh_context").order_by("pgh_id")
    return events


def changes_told(events: QuerySet[Any], fields: Mapping[str, str]) -> Iterator[Entry]:
    """Of each row, which is named by the first of these fields, what was added, changed and removed.

    What a command brought in is where it begins, and no change.
    """
    named = next(iter(fields))
    previous: dict[int, Any] = {}
    for event in events:
        before, name = previous.get(event.pgh_obj_id), getattr(event, named)
        if event.pgh_label == "delete":
            yield event, "Removed", name, ""
        elif before is None and author_of(event):
            yield event, "Added", "", name
        elif before is not None:
            for field, words in fields.items():
                was, now = getattr(before, field), getattr(event, field)
                if was != now:
                    yield event, f"{words}, {name}" if field != named else words, _words(was), _words(now)
        previous[event.pgh_obj_id] = event


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)
