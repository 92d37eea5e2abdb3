"""What ends in a version: actions that are printed once more, and that the next version goes on without."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import F, Q, QuerySet

from actions.models import ActionVersion, LineageEdge
from actions.models.lineage import LineageEdgeQuerySet
from plans.models import Plan, PlanVersion
from plans.today import by_date

_KINDS = LineageEdge.Kind
_TOLD = (
    *("kind", "reason", "decided_at", "decided_by__name"),
    *("from_action_version__action", "from_action_version__version__as_of", "from_action_version__version__number"),
    *("to_action_version__reference", "to_action_version__text", "to_action_version__action__slug"),
)
_PUBLISHED_AT = "from_action_version__version__published_at"

# Whether it was said that an action ends before its version was published, so that the version prints it.
IS_PRINTED = Q(**{_PUBLISHED_AT: None}) | Q(decided_at__lte=F(_PUBLISHED_AT))


def endings_of(entries: Iterable[ActionVersion]) -> QuerySet[LineageEdge]:
    """What the lineage says of how these end: "dropped", or "rolled into" another one."""
    return _ends_of(entries).live()


def endings_in(version: PlanVersion) -> Mapping[int, list[LineageEdge]]:
    """What the version prints of how its actions end, by action version; one query.

    What is read of it later, from the next version, says nothing of what this one printed, and nor does a correction.
    """
    found: dict[int, list[LineageEdge]] = defaultdict(list)
    edges = _ends_of(version.action_versions.all()).filter(IS_PRINTED)
    for edge in edges.select_related("from_action_version", "to_action_version", "decided_by"):
        if edge.from_action_version_id:
            found[edge.from_action_version_id].append(edge)
    return found


def endings_through(
    plan: Plan, versions: Collection[PlanVersion] = (), actions: Collection[int] | None = None
) -> Mapping[int, list[LineageEdge]]:
    """What a plan's versions print of how its actions end, by action, the earliest version's first; one query.

    Of versions that a correction has replaced only those named count; with `actions`, of actions only these.
    """
    found: dict[int, list[LineageEdge]] = defaultdict(list)
    replaced = Q(from_action_version__version__corrections__state=PlanVersion.State.PUBLISHED)
    counts = ~replaced | Q(from_action_version__version__in=versions)
    entries = ActionVersion.objects.filter(version__plan=plan)
    if actions is not None:
        entries = entries.filter(action__in=actions)
    edges = _ends_of(entries).filter(IS_PRINTED, counts)
    edges = edges.select_related("from_action_version__version", "to_action_version__action", "decided_by")
    for edge in edges.only(*_TOLD):
        if edge.from_action_version:
            found[edge.from_action_version.action_id].append(edge)
    for said in found.values():
        said.sort(key=_when)
    return found


def ending_between(said: Iterable[LineageEdge], before: PlanVersion, after: PlanVersion) -> tuple[LineageEdge, ...]:
    """Of what is said of an action's endings what the last version prints from the one to the other."""
    first, last = by_date(before), by_date(after)
    between = [edge for edge in said if first <= _when(edge) <= last]
    return tuple(edge for edge in between if _when(edge) == _when(between[-1]))


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


def _when(edge: LineageEdge) -> tuple[date, int]:
    assert edge.from_action_version
    return by_date(edge.from_action_version.version)
