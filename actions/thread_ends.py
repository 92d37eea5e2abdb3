"""How actions of a version end that the next one does not go on with: as the lineage says already, or as they print."""

from collections.abc import Sequence
from dataclasses import dataclass

from actions.comparison.reasons import why_rolled
from actions.comparison.rolled import RolledInto
from actions.endings import endings_of
from actions.models import ActionVersion, LineageEdge


@dataclass(frozen=True, kw_only=True)
class Ending:
    """An action of the version before that does not go on as itself: rolled into others of that version, merged into
    those of the version after, or dropped. `is_said`: by the lineage, so that nobody is asked.
    """

    entry: ActionVersion
    rolled_into: tuple[ActionVersion, ...] = ()
    merged_into: tuple[ActionVersion, ...] = ()
    reason: str = ""
    is_said: bool = False


class PrintedEndings:
    """What the progress of a version's actions says they became part of."""

    def __init__(self, entries: Sequence[ActionVersion]):
        self._by_reference = {entry.reference: entry for entry in entries}
        self._rolled_into = RolledInto(self._by_reference)

    def of(self, entry: ActionVersion) -> Ending:
        said = entry.printed_update.narrative if entry.printed_update else ""
        names = self._rolled_into.read(said, entry.reference)
        others = tuple(self._by_reference[name] for name in names)
        return Ending(entry=entry, rolled_into=others, reason=why_rolled(names) if names else "")


def said_to_end(gone: Sequence[ActionVersion], entries: Sequence[ActionVersion]) -> dict[ActionVersion, Ending]:
    """Which of those gone were rolled into others of their version as the lineage says; no query where none is gone."""
    by_pk = {entry.pk: entry for entry in entries}
    edges = endings_of(gone).filter(kind=LineageEdge.Kind.ROLLED_INTO, to_action_version__in=entries)
    found: dict[ActionVersion, Ending] = {}
    for edge in edges:
        entry, other = (by_pk[end] for end in (edge.from_action_version_id, edge.to_action_version_id) if end)
        rolled_into = (*found[entry].rolled_into, other) if entry in found else (other,)
        found[entry] = Ending(entry=entry, rolled_into=rolled_into, reason=edge.reason, is_said=True)
    return found
