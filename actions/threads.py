"""Which action each row of a document is, and the lineage edges that say so."""

from collections.abc import Iterable

from actions.models import Action, ActionVersion, LineageEdge
from plans.models import Plan, PlanVersion
from plans.readers.document import DocumentError, Row
from plans.slugs import new_slug


class Threads:
    """The actions of a plan, found by the identifiers that a document's rows carry.

    A row says what it continues by a reference in the version before, or by an action's identifier where there are
    no references. It is the same action when the identifiers agree, or when it has none of its own and no other row
    is that action; otherwise it was split from it, or merged when it continues several.
    """

    def __init__(self, plan: Plan, previous: PlanVersion | None, rows: Iterable[Row]):
        self.plan = plan
        self.actions = {action.slug: action for action in plan.actions.all()}
        self.has_previous = previous is not None
        self.before = _by_identifier(previous.action_versions.select_related("action") if previous else [])
        self.taken = {row.action_id for row in rows}
        self.written: list[tuple[Row, ActionVersion]] = []

    def follow(self, row: Row) -> tuple[Action, ActionVersion | None]:
        """The row's action, a new one where there is none yet, and its version before this one."""
        for predecessor in self._predecessors(row):
            action = predecessor.action
            if row.action_id == action.slug or (not row.action_id and action.slug not in self.taken):
                self.taken.add(action.slug)
                return action, predecessor
        return self._own_action(row), None

    def add(self, row: Row, action_version: ActionVersion) -> None:
        self.written.append((row, action_version))

    def write_edges(self) -> None:
        """One edge for each thing a row continues, and one for each action it was rolled into."""
        here = _by_identifier([action_version for _, action_version in self.written])
        for row, action_version in self.written:
            continued = [
                _edge(self._kind(row, action_version, predecessor), predecessor, action_version)
                for predecessor in self._predecessors(row)
            ]
            rolled = [
                _edge(LineageEdge.Kind.ROLLED_INTO, action_version, _resolve(here, identifier, row, "this version"))
                for identifier in dict.fromkeys(row.rolled_into)
            ]
            LineageEdge.objects.bulk_create(continued + rolled)

    def _own_action(self, row: Row) -> Action:
        taken = self.taken | self.actions.keys()
        slug = row.action_id or new_slug(row.action.partition("\n")[0], taken, otherwise="action")
        if slug not in self.actions:
            self.actions[slug] = Action.objects.create(plan=self.plan, slug=slug)
        return self.actions[slug]

    def _predecessors(self, row: Row) -> list[ActionVersion]:
        """What the row continues; nothing where this is the plan's first version."""
        continues = row.continues if self.has_previous else []
        return [_resolve(self.before, identifier, row, "the version before") for identifier in dict.fromkeys(continues)]

    def _kind(self, row: Row, action_version: ActionVersion, predecessor: ActionVersion) -> LineageEdge.Kind:
        if action_version.action_id == predecessor.action_id:
            return LineageEdge.Kind.CONTINUES
        return LineageEdge.Kind.MERGED if len(row.continues) > 1 else LineageEdge.Kind.SPLIT


def _by_identifier(action_versions: Iterable[ActionVersion]) -> dict[str, ActionVersion]:
    """By action identifier and by reference; a reference goes first where one reads like the other."""
    action_versions = list(action_versions)
    found = {action_version.action.slug: action_version for action_version in action_versions}
    return found | {
        action_version.reference: action_version for action_version in action_versions if action_version.reference
    }


def _resolve(found: dict[str, ActionVersion], identifier: str, row: Row, where: str) -> ActionVersion:
    if identifier not in found:
        raise DocumentError(f"row {row.reference or row.action_id}: “{identifier}” is no action of {where}")
    return found[identifier]


def _edge(kind: LineageEdge.Kind, earlier: ActionVersion, later: ActionVersion) -> LineageEdge:
    if earlier == later:
        raise DocumentError(f"row {later.reference or later.action}: an action is not rolled into itself")
    return LineageEdge(
        kind=kind, from_action_version=earlier, to_action_version=later, reason="as the imported file says"
    )
