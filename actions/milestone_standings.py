"""Where the milestones of some action versions stand: as worded there, and as last reported."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from actions.models import ActionVersion, MilestoneReport, MilestoneVersion
from actions.models.progress import by_its_day


@dataclass(frozen=True, kw_only=True)
class MilestoneStanding:
    """A milestone by its key; `forecast` is the date last reported as expected."""

    key: int
    title: str
    due: date | None
    forecast: date | None = None
    is_done: bool = False

    @property
    def expected(self) -> date | None:
        return self.forecast or self.due


def milestone_standings(
    action_versions: Iterable[ActionVersion] | Iterable[int],
    *,
    days: Mapping[int, date] | None = None,
    public: bool = False,
) -> Mapping[int, list[MilestoneStanding]]:
    """The milestones of each of these, by its primary key, in printed order; one query.

    The last report up to the day of its plan (by primary key) counts; without days, the last there is. What is `public`
    leaves out reports that are exempt from publication.
    """
    by_then = Q() if days is None else by_its_day(days, "update__")
    by_then &= Q(update__is_exempt=False) if public else Q()
    said = MilestoneReport.objects.filter(by_then, milestone=OuterRef("milestone"))
    last = said.order_by("-update__as_at", "-update_id")
    worded = MilestoneVersion.objects.filter(action_version__in=action_versions).order_by("position")
    told = worded.annotate(is_done=Subquery(last.values("is_done")[:1]), forecast=Subquery(last.values("forecast")[:1]))
    standings: dict[int, list[MilestoneStanding]] = defaultdict(list)
    for entry, key, title, due, is_done, forecast in told.values_list(
        "action_version_id", "milestone_id", "title", "due", "is_done", "forecast"
    ):
        standings[entry].append(
            MilestoneStanding(key=key, title=title, due=due, forecast=forecast, is_done=bool(is_done))
        )
    return standings
