"""What ends in a version: actions that are printed once more, and that the next version goes on without."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from actions.models import ActionVersion, LineageEdge
from actions.models.lineage import LineageEdgeQuerySet
from plans.models import PlanVersion

_KINDS = LineageEdge.Kind


def endings_of(entries: Iterable[ActionVersion]) -> QuerySet[LineageEdge]:
    """What the lineage says of how these end: "dropped", or "rolled into" another one."""
    return _ends_of(entries).live()


def endings_in(version: PlanVersion) -> Mapping[int, list[LineageEdge]]:
    """The same by action version, as it was said when the version was published; one query.

    What is read of it later, from the next version, says nothing of what this one printed, and nor does a correction.
    """
    found: dict[int, list[LineageEdge]] = defaultdict(list)
    edges = _ends_of(version.action_versions.all()).select_related("to_action_version", "decided_by")
    superseded = Q(superseded_by__isnull=False)
    if version.published_at:
        edges = edges.filter(decided_at__lte=version.published_at)
        superseded &= Q(superseded_by__decided_at__lte=version.published_at)
    for edge in edges.exclude(superseded):
        if edge.from_action_version_id:
            found[edge.from_action_version_id].append(edge)
    return found


def is_printed(edge: LineageEdge) -> bool:
    """Whether it was said that an action ends before its version was published, so that the version prints it."""
    assert edge.from_action_version
    published_at = edge.from_action_version.version.published_at
    return published_at is None or edge.decided_at <= published_at


def copy_endings(corrected: PlanVersion, copies: Mapping[int, ActionVersion]) -> None:
    """What ends in the corrected version ends in its correction too; `copies` are by the originals’ primary keys."""
    LineageEdge.objects.bulk_create(
        LineageEdge(
            kind=edge.kind,
            from_action_version=copies[entry],
            to_action_version=copies.get(edge.to_action_version_id or 0),
            reason=edge.reason,
            decided_by=edge.decided_by,
            supersedes=edge,
        )
        for entry, edges in endings_in(corrected).items()
        for edge in edges
    )


def going_on(version: PlanVersion) -> QuerySet[ActionVersion]:
    """The actions of a version that do not end in it: what the next one is a copy of."""
    return version.action_versions.exclude(
        pk__in=endings_of(version.action_versions.all()).values("from_action_version")
    )


def _ends_of(entries: Iterable[ActionVersion]) -> LineageEdgeQuerySet:
    return LineageEdge.objects.filter(kind__in=[_KINDS.DROPPED, _KINDS.ROLLED_INTO], from_action_version__in=entries)
