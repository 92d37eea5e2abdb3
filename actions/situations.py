"""What a report on an action is held against: where it stands, and what waits for an answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from actions.models import (
    ActionVersion,
    Challenge,
    MilestoneReport,
    MilestoneVersion,
    ProgressUpdate,
    SuccessMeasure,
)
from actions.questions import OpenMilestone, Situation


def latest_updates(actions: Iterable[int]) -> QuerySet[ProgressUpdate]:
    """Of each of these actions, by primary key: the report that speaks for it now."""
    updates = ProgressUpdate.objects.filter(action__in=actions).latest_updates(as_at=date.max)
    return updates.select_related("status", "author")


def latest_update(action_version: ActionVersion) -> ProgressUpdate | None:
    return latest_updates([action_version.action_id]).first()


def situation_of(action_version: ActionVersion, latest: ProgressUpdate | None) -> Situation:
    """What a report on the action is held against; three queries."""
    return situations_of([action_version], {action_version.action_id: latest} if latest else {})[action_version.pk]


def situations_of(
    action_versions: Collection[ActionVersion], latest: Mapping[int, ProgressUpdate]
) -> dict[int, Situation]:
    """The same for several, by action version; `latest` has the report that speaks for an action. Three queries."""
    actions = [entry.action_id for entry in action_versions]
    challenges = Challenge.objects.open().filter(action_version__action__in=actions)
    asked: dict[int, dict[int, str]] = defaultdict(dict)
    for action, key, question in challenges.values_list("action_version__action", "pk", "question"):
        asked[action][key] = question
    measures: dict[int, list[str]] = defaultdict(list)
    for measure in SuccessMeasure.objects.filter(action_version__in=action_versions).order_by("position"):
        measures[measure.action_version_id].append(measure.words)
    milestones = _open_milestones(action_versions)
    return {
        entry.pk: Situation(
            expected=(latest[entry.action_id].forecast if entry.action_id in latest else None) or entry.due,
            success_measures=tuple(measures[entry.pk]),
            milestones=tuple(milestones[entry.pk]),
            challenges=asked[entry.action_id],
        )
        for entry in action_versions
    }


def _open_milestones(action_versions: Collection[ActionVersion]) -> dict[int, list[OpenMilestone]]:
    """By action version, as printed: those that no report has called done."""
    said = MilestoneReport.objects.filter(milestone=OuterRef("milestone")).order_by("-update__as_at", "-update_id")
    worded = MilestoneVersion.objects.filter(action_version__in=action_versions).annotate(
        is_done=Subquery(said.values("is_done")[:1]), forecast=Subquery(said.values("forecast")[:1])
    )
    found: dict[int, list[OpenMilestone]] = defaultdict(list)
    shown = worded.order_by("position")
    for entry, key, title, due, is_done, forecast in shown.values_list(
        "action_version_id", "milestone_id", "title", "due", "is_done", "forecast"
    ):
        if not is_done:
            found[entry].append(OpenMilestone(key=key, title=title, expected=forecast or due))
    return found
