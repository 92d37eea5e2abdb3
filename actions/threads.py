"""Which action each row of a document is, and the lineage edges that say so."""

from collections.abc import Iterator, Sequence

from actions.models import Action, ActionVersion, LineageEdge
from actions.models.lineage import AS_THE_FILE_SAYS
from actions.origins import Origin, Origins, by_identifier, resolve
from plans.models import Plan, User
from plans.readers.document import DocumentError, Row
from plans.slugs import new_slug

_KINDS = LineageEdge.Kind


class Threads:
    """The actions of a plan, found by what a document's rows are, and by what they continue.

    A row is the action it continues when the identifiers agree, or when it has none of its own and no other row is
    that action or has a better claim to it; otherwise it was split from it, or merged when it continues several.
    """

    def __init__(self, plan: Plan, rows: Sequence[Row], origins: Origins, *, decided_by: User | None):
        self.plan, self.rows, self.origins, self.decided_by = plan, rows, origins, decided_by
        self.actions = {action.slug: action for action in plan.actions.all()}
        self.taken = {row.action_id for row in rows}
        self.heirs = _heirs(rows, origins.rows)
        self.written: list[ActionVersion] = []

    def follow(self) -> list[tuple[Action, ActionVersion | None]]:
        """Of each row its action, a new one where there is none yet, and the version of it beside this one."""
        followed = [self._follow(place) for place in range(len(self.rows))]
        Action.objects.bulk_create(action for action in self.actions.values() if action.pk is None)
        return followed

    def _follow(self, place: int) -> tuple[Action, ActionVersion | None]:
        row, origin = self.rows[place], self.origins.rows[place]
        for neighbour in [*origin.continues, *([origin.ahead] if origin.ahead else [])]:
            action = neighbour.action
            is_heir = self.heirs.get(neighbour, place) == place
            if row.action_id == action.slug or (not row.action_id and is_heir and action.slug not in self.taken):
                self.taken.add(action.slug)
                return action, neighbour
        return self._own_action(row), None

    def write_edges(self) -> None:
        """One edge for each thing a row continues, or that it is new, and one for each action it was rolled into.

        An edge that said the continued action was dropped is superseded.
        """
        here = by_identifier(self.written)
        dropped = LineageEdge.objects.live().filter(kind=_KINDS.DROPPED, from_action_version__in=self.origins.entries)
        superseded = {edge.from_action_version_id: edge for edge in dropped}
        edges = []
        for row, origin, written in zip(self.rows, self.origins.rows, self.written, strict=True):
            for earlier in origin.continues:
                edge = self._edge(_kind(origin, written, earlier), earlier, written, origin)
                edge.supersedes = superseded.pop(earlier.pk, None)
                edges.append(edge)
            if self.origins.before and not origin.continues:
                edges.append(self._edge(_KINDS.NEW, None, written, origin))
            edges += _ends(here, row, written)
        LineageEdge.objects.bulk_create(edges)

    def _own_action(self, row: Row) -> Action:
        taken = self.taken | self.actions.keys()
        slug = row.action_id or new_slug(row.action.partition("\n")[0], taken, otherwise="action")
        if slug not in self.actions:
            self.actions[slug] = Action(plan=self.plan, slug=slug)
        return self.actions[slug]

    def _edge(
        self, kind: LineageEdge.Kind, earlier: ActionVersion | None, later: ActionVersion, origin: Origin
    ) -> LineageEdge:
        return LineageEdge(
            kind=kind,
            from_action_version=earlier,
            to_action_version=later,
            score=origin.score,
            reason=origin.reason,
            decided_by=self.decided_by,
        )


def _heirs(rows: Sequence[Row], origins: Sequence[Origin]) -> dict[ActionVersion, int]:
    """Of the rows that continue an action the place of the one that is that action: one with its reference, or else
    the one most like it, the first of equals.

    Words alone never lead two rows to one action: a person or the file has said it of one of them at least.
    """
    heirs: dict[ActionVersion, tuple[tuple[bool, float], int]] = {}
    for place, (row, origin) in enumerate(zip(rows, origins, strict=True)):
        for earlier in origin.continues:
            claim = (bool(row.reference) and row.reference == earlier.reference, origin.score or 0)
            if earlier not in heirs or claim > heirs[earlier][0]:
                heirs[earlier] = claim, place
    return {earlier: place for earlier, (_claim, place) in heirs.items()}


def _kind(origin: Origin, written: ActionVersion, earlier: ActionVersion) -> LineageEdge.Kind:
    if written.action_id == earlier.action_id:
        return _KINDS.CONTINUES
    return _KINDS.MERGED if len(origin.continues) > 1 else _KINDS.SPLIT


def _ends(here: dict[str, ActionVersion], row: Row, earlier: ActionVersion) -> Iterator[LineageEdge]:
    """Where the row ends with this version: rolled into others of it, or withdrawn.

    The file says so, and not who takes it in.
    """
    for identifier in dict.fromkeys(row.rolled_into):
        later = resolve(here, identifier, row, "this version")
        if earlier == later:
            raise DocumentError(f"row {row.reference or row.action}: an action is not rolled into itself")
        yield LineageEdge(
            kind=_KINDS.ROLLED_INTO,
            from_action_version=earlier,
            to_action_version=later,
            reason=row.ends_because or AS_THE_FILE_SAYS,
        )
    if row.ends_because and not row.rolled_into:
        yield LineageEdge(kind=_KINDS.DROPPED, from_action_version=earlier, reason=row.ends_because)
