"""What the raw updates say of each action as at a day, worked out without any of the code behind the boards."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actions.models import ActionVersion, MilestoneReport, MilestoneVersion, ProgressUpdate
from plans.models import PlanVersion
from tests.people import person

FIRST, LAST = date(2019, 9, 30), date(2021, 6, 30)


@dataclass(frozen=True)
class RawAction:
    """An action of the version that was in use, with the last of its updates up to the day."""

    entry: ActionVersion
    update: ProgressUpdate | None

    @property
    def colour(self) -> str:
        return self.update.status.get_colour_display() if self.update and self.update.status else "No status"

    @property
    def is_closed(self) -> bool:
        return bool(self.update and self.update.status and self.update.status.closes)

    def days_late(self, day: date) -> int:
        return max((day - self.entry.due).days, 0) if self.entry.due and not self.is_closed else 0


def ten_days() -> list[date]:
    """Drawn at random, the same every time."""
    return [FIRST + timedelta(days=days) for days in random.Random(6).sample(range((LAST - FIRST).days), 10)]


def report_at_random(plan: str, *, reports: int = 80) -> None:
    """Somebody reports on actions and milestones of the plan as it is being worked on, each with any status and for any
    day, some expecting another date.
    """
    chance, author = random.Random(27), person("Reporter")
    entries = list(ActionVersion.objects.filter(version__plan__slug=plan, version__state="working"))
    labels = list(entries[0].version.plan.labels.order_by("pk"))
    for entry in chance.choices(entries, k=reports):
        label = chance.choice(labels)
        day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
        said = {"status": label, "status_words": label.words, "narrative": "Going on.", "author": author}
        if chance.random() < 0.3:
            said |= {"forecast": day + timedelta(days=chance.randrange(-60, 400)), "forecast_reason": "No house yet"}
        update = ProgressUpdate.objects.create(action=entry.action, action_version=entry, as_at=day, **said)
        for worded in entry.milestones.all():
            if chance.random() < 0.3:
                MilestoneReport.objects.create(update=update, milestone=worded.milestone, is_done=chance.random() < 0.5)


@dataclass(frozen=True)
class RawDate:
    """When an action or one of its milestones is due: as first published by the day, and as expected on it."""

    first: date | None
    now: date | None
    is_done: bool


def raw_dates(plan: str, day: date) -> dict[tuple[str, str], RawDate]:
    """By the action's reference and the milestone's title, "" for the action itself; without what never had a date."""
    published = PlanVersion.objects.filter(plan__slug=plan, as_of__lte=day).order_by("as_of")
    found = {}
    for raw in raw_actions(plan, day):
        dues = ActionVersion.objects.filter(action=raw.entry.action, version__in=published).order_by("version__as_of")
        forecast = raw.update.forecast if raw.update and not raw.is_closed else None
        first = next(filter(None, dues.values_list("due", flat=True)), None)
        found[raw.entry.reference, ""] = RawDate(first, forecast or raw.entry.due, raw.is_closed)
        for worded in raw.entry.milestones.all():
            dues = MilestoneVersion.objects.filter(milestone=worded.milestone, action_version__version__in=published)
            dues = dues.order_by("action_version__version__as_of").values_list("due", flat=True)
            said = MilestoneReport.objects.filter(milestone=worded.milestone, update__as_at__lte=day)
            last = said.order_by("update__as_at", "update__pk").last()
            is_done = raw.is_closed or bool(last and last.is_done)
            found[raw.entry.reference, worded.title] = RawDate(next(filter(None, dues), None), worded.due, is_done)
    return {key: one for key, one in found.items() if one.first or one.now}


def raw_actions(plan: str, day: date) -> Iterator[RawAction]:
    """In printed order; in a demo, where the plan lives at the date of its last published version."""
    versions = sorted(PlanVersion.objects.filter(plan__slug=plan), key=lambda version: version.as_of or date.max)
    published = [version for version in versions if version.as_of]
    in_use = versions[-1] if day >= max(version.as_of for version in published) else None
    in_use = in_use or next(version for version in reversed(published) if version.as_of <= day)
    updates = list(ProgressUpdate.objects.select_related("status"))
    for entry in ActionVersion.objects.filter(version=in_use).order_by("position"):
        said = [update for update in updates if update.action_id == entry.action_id and update.as_at <= day]
        yield RawAction(entry, max(said, key=lambda update: (update.as_at, update.pk), default=None))
