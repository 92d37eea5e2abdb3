"""The dates of a plan or an officer, as a calendar reads them (RFC 5545). Nothing in it is exempt from publication."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar, Event

from actions.milestone_standings import MilestoneStanding, milestone_standings
from actions.models import ActionVersion
from plans import permissions
from plans.models import Plan
from plans.today import plans_today

from .models import CalendarAddress
from .rows import ActionRow, action_rows

READ_AGAIN = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class Due:
    """A day in the calendar. `key` stays the same whatever the action is called and whenever it is due."""

    key: str
    on: date
    title: str
    row: ActionRow
    printed: date | None

    @property
    def told(self) -> str:
        lines = [f"{self.row.plan.title}, {self.row.section_name}"]
        if self.printed and self.printed != self.on:
            lines.append(f"The plan says {date_format(self.printed)}; it is expected on {date_format(self.on)}.")
        for role, names in (("Accountable", self.row.accountable), ("Lead", self.row.lead)):
            if names:
                lines.append(f"{role}: {', '.join(names)}")
        return "\n".join(lines)


def dates_of(address: CalendarAddress) -> list[Due]:
    """What is due when, in what the person of the address may see now; seven queries, however many plans."""
    plans = plans_today(_plans(address))
    worded = ActionVersion.objects.filter(version__in=plans.versions_in_use)
    if address.officer:
        worded = worded.filter(pk__in=worded.filter(officers=address.officer).values("pk"))
    rows = action_rows(worded, days=plans.days)
    milestones = milestone_standings([row.pk for row in rows], days=plans.days, public=True)
    return [due for row in rows for due in _of_action(row, milestones[row.pk])]


def as_calendar(address: CalendarAddress, dates: Iterable[Due]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Improvement plans//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"{address}: dates")
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for due in dates:
        calendar.add_component(_event(due))
    written: bytes = calendar.to_ical()
    return written


def _plans(address: CalendarAddress) -> Iterable[Plan]:
    visible = permissions.visible_plans(address.person)
    if address.plan:
        return visible.filter(pk=address.plan.pk)
    return visible.filter(versions__action_versions__officers=address.officer).distinct()


def _of_action(row: ActionRow, milestones: Iterable[MilestoneStanding]) -> Iterator[Due]:
    """The action's own day, then that of each milestone."""
    public = row.update if row.update and not row.update.is_exempt else None
    done = public is not None and row.status.closes
    name = f"{row.reference} {row.title}".strip()
    key = f"{row.plan.slug}.{row.slug}"
    expected = (public.forecast if public and not done else None) or row.due
    if expected:
        yield Due(key=key, on=expected, title=_title(name, done=done), row=row, printed=row.due)
    for milestone in milestones:
        on = milestone.due if milestone.is_done else milestone.expected
        if on:
            title = _title(f"{milestone.title} ({name})", done=done or milestone.is_done)
            yield Due(key=f"{key}.{milestone.key}", on=on, title=title, row=row, printed=milestone.due)


def _title(name: str, *, done: bool) -> str:
    """One line, whatever lines its words stand on."""
    line = " ".join(name.split())
    return f"Done: {line}" if done else line


def _event(due: Due) -> Event:
    event = Event()
    event.add("uid", f"{due.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", due.on)
    event.add("summary", due.title)
    event.add("description", due.told)
    event.add("url", f"{settings.SITE_URL}/plans/{due.row.plan.slug}/actions/{due.row.slug}/")
    event.add("transp", "TRANSPARENT")
    return event
