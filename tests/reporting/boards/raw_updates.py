"""What the raw updates say of each action as at a day, worked out without any of the code behind the boards."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actions.models import ActionVersion, ProgressUpdate
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
    """Somebody reports on actions of the plan as it is being worked on, each with any status and for any day."""
    chance, author = random.Random(27), person("Reporter")
    entries = list(ActionVersion.objects.filter(version__plan__slug=plan, version__state="working"))
    labels = list(entries[0].version.plan.labels.order_by("pk"))
    for entry in chance.choices(entries, k=reports):
        label = chance.choice(labels)
        day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
        said = {"status": label, "status_words": label.words, "narrative": "Going on.", "author": author}
        ProgressUpdate.objects.create(action=entry.action, action_version=entry, as_at=day, **said)


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
