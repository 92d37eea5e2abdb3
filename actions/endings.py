"""What ends in a version: actions that are printed once more, and that the next version goes on without."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from actions.models import ActionVersion, LineageEdge
from actions.models.lineage import LineageEdgeQuerySet
from plans.models import PlanVersion

_KINDS = LineageEdge.Kind


def endings_of(entries: Iterable[ActionVersion]) -> QuerySet[LineageEdge]:
    """What the lineage says of how these end: "dropped", or "rolled into" another one."""
    return _ends_of(entries).live()


def endings_in(version: PlanVersion) -> Mapping[int, list[LineageEdge]]:
    """What the version prints of how its actions end, by action version; one query.

    What is read of it later, from the next version, says nothing of what this one printed, and nor does a correction.
    """
    found: dict[int, list[LineageEdge]] = defaultdict(list)
    edges = _ends_of(version.action_versions.all())
    for edge in edges.select_related("from_action_version__version", "to_action_version", "decided_by"):
        if edge.from_action_version_id and is_printed(edge):
            found[edge.from_action_version_id].append(edge)
    return found


def is_printed(edge: LineageEdge) -> bool:
    """Whether it was said that an action ends before its version was published, so that the version prints it."""
    assert edge.from_action_version
    published_at = edge.from_action_version.version.published_at
    return published_at is None or edge.decided_at <= published_at


def copy_endings(corrected: PlanVersion, copies: Mapping[int, ActionVersion]) -> None:
    """What ends in the corrected version ends in its correction too, said by whom and when it was said first.

    `copies` are by the originals’ primary keys. What was found to go on since then does not end in the correction.
    """
    said = set(endings_of(corrected.action_versions.all()).values_list("pk", flat=True))
    LineageEdge.objects.bulk_create(
        LineageEdge(
            kind=edge.kind,
            from_action_version=copies[entry],
            to_action_version=copies.get(edge.to_action_version_id or 0),
            reason=edge.reason,
            decided_by=edge.decided_by,
            decided_at=edge.decided_at,
            supersedes=edge,
        )
        for entry, edges in endings_in(corrected).items()
        for edge in edges
        if edge.pk in said
    )


def going_on(version: PlanVersion) -> QuerySet[ActionVersion]:
    """The actions of a version that do not end in it: what the next one is a copy of."""
    return version.action_versions.exclude(
        pk__in=endings_of(version.action_versions.all()).values("from_action_version")
    )


def _ends_of(entries: Iterable[ActionVersion]) -> LineageEdgeQuerySet:
    return LineageEdge.objects.filter(kind__in=[_KINDS.DROPPED, _KINDS.ROLLED_INTO], from_action_version__in=entries)
