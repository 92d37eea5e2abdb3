"""Whom a mail reminded of an action, and when."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from actions.models import ActionVersion, SentReminder
from plans.models import User


@dataclass(frozen=True)
class Reminded:
    """Somebody who was reminded: when last, and how often in all."""

    name: str
    last: date
    times: int

    @property
    def told(self) -> str:
        """ "Ada Byron, 4 December 2020" in a file."""
        return f"{self.name}, {self.last.isoformat()}"


def reminded(since: Mapping[int, date], *, until: date | None) -> dict[int, list[Reminded]]:
    """Of each of these actions, who was reminded of it from its day on, the last first; two queries, or none.

    `until` is the last day to tell of, where it is not today.
    """
    if not since:
        return {}
    sent = SentReminder.objects.filter(sent_on__gte=min(since.values())).select_related("person").order_by("sent_on")
    reminders = list(sent.filter(sent_on__lte=until) if until else sent)
    named = {entry for reminder in reminders for entry in reminder.action_versions}
    actions = dict(ActionVersion.objects.filter(pk__in=named, action__in=since).values_list("pk", "action"))
    days: dict[int, dict[User, list[date]]] = defaultdict(lambda: defaultdict(list))
    for reminder in reminders:
        for action in filter(None, map(actions.get, reminder.action_versions)):
            if reminder.sent_on >= since[action]:
                days[action][reminder.person].append(reminder.sent_on)
    return {action: _last_first(by_name) for action, by_name in days.items()}


def _last_first(by_name: Mapping[User, list[date]]) -> list[Reminded]:
    people = [Reminded(person.name, days[-1], len(days)) for person, days in by_name.items()]
    return sorted(people, key=lambda person: (-person.last.toordinal(), person.name))
