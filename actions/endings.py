"""What ends in a version: actions that are printed once more, and that the next version goes on without."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from actions.models import ActionVersion, LineageEdge
from plans.models import PlanVersion

_KINDS = LineageEdge.Kind


def endings_of(entries: Iterable[ActionVersion]) -> QuerySet[LineageEdge]:
    """What the lineage says of how these end: "dropped", or "rolled into" another one."""
    ends = LineageEdge.objects.live().filter(kind__in=[_KINDS.DROPPED, _KINDS.ROLLED_INTO])
    return ends.filter(from_action_version__in=entries)


def endings_in(version: PlanVersion) -> Mapping[int, list[LineageEdge]]:
    """The same by action version, as it was said before the version was published; one query.

    What is read of it later, from the next version, says nothing of what this one printed.
    """
    found: dict[int, list[LineageEdge]] = defaultdict(list)
    edges = endings_of(version.action_versions.all()).select_related("to_action_version", "decided_by")
    for edge in edges.filter(decided_at__lte=version.published_at) if version.published_at else edges:
        if edge.from_action_version_id:
            found[edge.from_action_version_id].append(edge)
    return found


def going_on(version: PlanVersion) -> QuerySet[ActionVersion]:
    """The actions of a version that do not end in it: what the next one is a copy of."""
    return version.action_versions.exclude(
        pk__in=endings_of(version.action_versions.all()).values("from_action_version")
    )
