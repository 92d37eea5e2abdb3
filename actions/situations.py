"""What a report on an action is held against: where it stands, and what waits for an answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from actions.milestone_standings import milestone_standings
from actions.models import ActionVersion, Challenge, ProgressUpdate, SuccessMeasure
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
    milestones = milestone_standings(action_versions)
    return {
        entry.pk: Situation(
            expected=(latest[entry.action_id].forecast if entry.action_id in latest else None) or entry.due,
            success_measures=tuple(measures[entry.pk]),
            milestones=tuple(
                OpenMilestone(key=milestone.key, title=milestone.title, expected=milestone.expected)
                for milestone in milestones[entry.pk]
                if not milestone.is_done
            ),
            challenges=asked[entry.action_id],
        )
        for entry in action_versions
    }
