"""Actions that leave the plan: each is printed once more, says where it ends, and the next version goes on without it.

The lineage says so while the version is worked on: a "dropped" edge from a withdrawn action, a "rolled into" edge to
another of the same version. Until it is published either can be taken back.
"""

import pghistory
from django.db.models import ProtectedError, Q, QuerySet, RestrictedError

from actions.editing import editing, still_there
from actions.endings import endings_of
from actions.models import ActionVersion, LineageEdge
from actions.models.action import ROLLED_INTO, TAKEN_BACK, WITHDRAWN
from actions.models.lineage import AS_EDITED
from actions.ordering import lines_of, write_order
from plans.models import PlanVersion, User
from plans.recording import Refused

_KINDS = LineageEdge.Kind


def withdraw(entry: ActionVersion, *, reason: str, by: User | None) -> None:
    """The action ends with this version. Refused where it ends already."""
    with editing(entry.version, "withdraw action", by=by, reason=reason, action=entry.action_id) as here:
        entry = require_going_on(entry, here)
        _end(entry, _KINDS.DROPPED, None, reason, by)
        pghistory.create_event(entry, label=WITHDRAWN)


def roll_into(entry: ActionVersion, other: ActionVersion, *, reason: str, by: User | None) -> None:
    """The action ends with this version and goes on as a part of another one. Refused where either ends already."""
    why = {"reason": reason, "action": entry.action_id, "into": str(other)}
    with editing(entry.version, "roll action into another", by=by, **why) as here:
        entry, other = require_going_on(entry, here), require_going_on(other, here)
        if entry == other:
            raise Refused("An action cannot be rolled into itself. Choose another one.")
        _end(entry, _KINDS.ROLLED_INTO, other, reason, by)
        pghistory.create_event(entry, label=ROLLED_INTO)


def take_back(entry: ActionVersion, *, by: User | None) -> None:
    """The action goes on after all. Refused where it does, and where it would go on beside what it was merged into."""
    with editing(entry.version, "take back", by=by, action=entry.action_id) as here:
        entry = still_there(entry, here)
        edges = endings_of([entry])
        if edges.exclude(supersedes=None).exists():  # printed in the version that this corrects
            _require_last(entry)
        if not edges.exists():
            raise Refused(f"{entry.in_a_sentence} goes on already.")
        _require_apart(entry, edges)
        edges.delete()
        pghistory.create_event(entry, label=TAKEN_BACK)


def remove_action(entry: ActionVersion, *, reason: str = "", by: User | None) -> None:
    """Take out an action that no version has published. Refused for any other, and once somebody reports on it."""
    with editing(entry.version, "remove action", by=by, reason=reason, action=entry.action_id) as here:
        entry = still_there(entry, here)
        if is_published(entry):
            raise Refused(
                f"{entry.in_a_sentence} has been published, so it cannot vanish. Withdraw it, or roll it into another."
            )
        if entry.action.drafts.exists():
            raise Refused(
                f"Somebody is writing a report on {entry.in_a_sentence}: withdraw it, or roll it into another."
            )
        try:
            entry.delete()
        except (ProtectedError, RestrictedError) as error:
            told = "Progress has been reported on"
            if isinstance(error, RestrictedError):
                told = "The lineage was put right of what was split from"
            raise Refused(f"{told} {entry.in_a_sentence}: withdraw it, or roll it into another.") from None
        write_order(lines_of(here))


def is_published(entry: ActionVersion) -> bool:
    return entry.action.versions.filter(version__state=PlanVersion.State.PUBLISHED).exists()


def require_going_on(entry: ActionVersion, here: PlanVersion) -> ActionVersion:
    """The action as it is now. Refused where it ends in this version."""
    entry = still_there(entry, here)
    if endings_of([entry]).exists():
        raise Refused(f"{entry.in_a_sentence} ends with this version already. Take that back first.")
    return entry


def _end(entry: ActionVersion, kind: str, other: ActionVersion | None, reason: str, by: User | None) -> None:
    """Refused in a correction where later versions go on from the action, and while another action ends in this one.

    What was merged out of others may be withdrawn all the same, which is how they come to go on again.
    """
    _require_none_later(entry)
    taken = LineageEdge.objects.live().filter(kind=_KINDS.ROLLED_INTO, to_action_version=entry)
    parts = _merged_from(entry)
    if first := taken.exclude(from_action_version__in=parts).first():
        raise Refused(f"{_ends_in(first, entry)} Take that back first.")
    if kind == _KINDS.ROLLED_INTO and (merged := taken.filter(from_action_version__in=parts).first()):
        told = "Withdraw it, or take it out: then what it was merged from goes on."
        raise Refused(f"{_ends_in(merged, entry)} {told}")
    LineageEdge.objects.create(
        kind=kind, from_action_version=entry, to_action_version=other, reason=reason, decided_by=by
    )


def _ends_in(edge: LineageEdge, entry: ActionVersion) -> str:
    ending = edge.from_action_version
    return f"{ending.in_a_sentence if ending else 'An action'} ends in {entry.in_a_sentence}."


def _require_none_later(entry: ActionVersion) -> None:
    """Refused where a version published after the one that this corrects has the action, or another goes on from it."""
    corrected = entry.version.corrects
    if corrected is None:
        return
    line = list(corrected.plan.versions.published().current().by_date())
    later = line[line.index(corrected) + 1 :]
    onward = LineageEdge.objects.live().filter(
        kind__in=[_KINDS.CONTINUES, _KINDS.SPLIT, _KINDS.MERGED],
        from_action_version__action=entry.action_id,
        from_action_version__version=corrected,
        to_action_version__version__in=later,
    )
    if onward.exists() or entry.action.versions.filter(version__in=later).exists():
        told = "have this action too, or go on from it. Let it end in the last of them."
        raise Refused(f"Versions after {corrected.label} {told}")


def _require_last(entry: ActionVersion) -> None:
    """Refused in a correction of any version but the last published one, since later ones go on without the action."""
    corrected = entry.version.corrects
    if corrected is not None and corrected != entry.version.plan.versions.last_published():
        told = "go on without this action. Put it back in the one being worked on."
        raise Refused(f"Versions after {corrected.label} {told}")


def _require_apart(entry: ActionVersion, edges: QuerySet[LineageEdge]) -> None:
    """Refused where what this was merged into, as these edges say, goes on; or what was merged into this."""
    for into in ActionVersion.objects.filter(pk__in=edges.values("to_action_version")).select_related("version"):
        if entry in _merged_from(into) and not endings_of([into]).filter(kind=_KINDS.DROPPED).exists():
            told = "Take that one out: then both go on."
            if is_published(into) or into.updates.exists():
                told = "Withdraw that one first: then this can go on."
            raise Refused(f"{entry.in_a_sentence} was merged into {into.in_a_sentence}. {told}")
    for part in _merged_from(entry):
        if not endings_of([part]).filter(Q(kind=_KINDS.DROPPED) | Q(to_action_version=entry)).exists():
            told = "Withdraw it first, or merge the two anew."
            raise Refused(
                f"{part.in_a_sentence} was merged into this and goes on again, by itself or in another. {told}"
            )


def _merged_from(entry: ActionVersion) -> QuerySet[ActionVersion]:
    """The actions beside it that it was merged out of by editing its version or the one that this corrects.

    What a file says was merged may well go on beside what it was merged into.
    """
    merged = LineageEdge.objects.live().filter(
        kind=_KINDS.MERGED,
        reason=AS_EDITED,
        to_action_version__action=entry.action_id,
        to_action_version__version__in=[entry.version_id, entry.version.corrects_id],
    )
    return entry.version.action_versions.filter(action__in=merged.values("from_action_version__action"))
