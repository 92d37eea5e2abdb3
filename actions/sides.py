"""Versions of a plan as comparing takes them: their actions, each with what is compared of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from actions.comparison.changes import fields_of
from actions.comparison.snapshot import ActionSnapshot, Columns, SnapshotMilestone, SnapshotStatus
from actions.models import ActionVersion, MilestoneVersion, ProgressUpdate
from actions.printed_names import PrintedNames, printed_names
from actions.statuses import status_of, updates_beside
from plans.models import PlanVersion


class Side:
    """One version's actions in printed order, each with what is compared of it, by their continuing action."""

    def __init__(self, version: PlanVersion):
        self.version = version
        self.entries: dict[int, ActionVersion] = {}
        self.snapshots: dict[int, ActionSnapshot] = {}
        self.fields = fields_printed(version)

    def add(self, entry: ActionVersion, snapshot: ActionSnapshot) -> None:
        self.entries[entry.action_id] = entry
        self.snapshots[entry.action_id] = snapshot

    @property
    def columns(self) -> Columns:
        words = (change for snapshot in self.snapshots.values() for change in fields_of(snapshot))
        return Columns(printed=self.fields, filled=frozenset(change.field for change in words if change.after))


def fields_printed(version: PlanVersion) -> frozenset[str]:
    """The fields that a version has a column for; a column of the plan's own by its heading."""
    columns = zip(version.columns, version.column_fields, strict=True)
    return frozenset(field or heading for heading, field in columns)


def load_sides(versions: Collection[PlanVersion], actions: Collection[int] | None = None) -> list[Side]:
    """A side for each of these versions of one plan, with all of its actions or only with those named.

    Costs three queries, however many versions there are, and one more for each that is being worked on.
    """
    sides = {version.pk: Side(version) for version in versions}
    shown = ActionVersion.objects.filter(version__in=versions)
    if actions is not None:
        shown = shown.filter(action__in=actions)
    names, milestones, latest = printed_names(shown), _milestones(shown), _latest_updates(versions, actions)
    for entry in shown.select_related("action", "section_version", "printed_update__status").order_by("position"):
        side = sides[entry.version_id]
        update = entry.printed_update if side.version.is_published else latest.get((entry.version_id, entry.action_id))
        side.add(entry, _snapshot(entry, side.fields, update, names[entry.pk], milestones[entry.pk]))
    return list(sides.values())


def _snapshot(
    entry: ActionVersion,
    fields: frozenset[str],
    update: ProgressUpdate | None,
    names: PrintedNames,
    milestones: list[SnapshotMilestone],
) -> ActionSnapshot:
    return ActionSnapshot(
        reference=entry.reference,
        section=entry.section_version.section_id,
        section_name=str(entry.section_version),
        is_new=entry.is_new,
        text=entry.text,
        intended_outcome=entry.intended_outcome,
        success_measure=entry.success_measure,
        accountable=tuple(names.accountable),
        lead=tuple(names.lead),
        timeframe=entry.timeframe,
        due=entry.due,
        status=_status(update) if "status" in fields else None,
        progress=(update.public_narrative if update else "") if "progress" in fields else None,
        milestones=tuple(milestones),
        links=tuple(entry.links),
        saving=entry.saving,
        other=entry.other,
    )


def _status(update: ProgressUpdate | None) -> SnapshotStatus:
    if update is None or update.is_exempt:
        return SnapshotStatus()
    status = status_of(update)
    return SnapshotStatus(colour=status.colour, words=status.words, closes=status.closes)


def _milestones(shown: QuerySet[ActionVersion]) -> Mapping[int, list[SnapshotMilestone]]:
    milestones: dict[int, list[SnapshotMilestone]] = defaultdict(list)
    for entry in MilestoneVersion.objects.filter(action_version__in=shown).order_by("position"):
        milestones[entry.action_version_id].append(
            SnapshotMilestone(key=entry.milestone_id, title=entry.title, timeframe=entry.timeframe, due=entry.due)
        )
    return milestones


def _latest_updates(
    versions: Collection[PlanVersion], actions: Collection[int] | None
) -> Mapping[tuple[int, int], ProgressUpdate]:
    """What was last reported on the actions of those being worked on, by version and action."""
    return {
        (version.pk, action): update
        for version in versions
        if not version.is_published
        for action, update in updates_beside(version, actions).items()
    }
