"""Putting right what an action version continues, after the version was taken in.

Lineage is our reading of history: a correction is a further edge that supersedes the one it corrects, and the action
that the version belongs to follows, with every later version that goes on from it.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.db.models import Q

from actions.models import Action, ActionLink, ActionVersion, LineageEdge
from plans import permissions
from plans.models import Plan, PlanVersion, User
from plans.recording import Refused, recorded
from plans.slugs import new_slug

_KINDS = LineageEdge.Kind


@dataclass(frozen=True)
class Reading:
    """What the lineage says now of an action version: the version before it, and the live edges that lead to it."""

    entry: ActionVersion
    before: PlanVersion
    edges: tuple[LineageEdge, ...]

    @property
    def token(self) -> str:
        """Tells this reading from any later one."""
        return " ".join(str(key) for key in (self.entry.action_id, *(edge.pk for edge in self.edges)))

    @cached_property
    def predecessor(self) -> ActionVersion | None:
        return self.before.action_versions.filter(action=self.entry.action).first()

    @property
    def merged(self) -> list[ActionVersion]:
        """What was merged into it beside what it continues."""
        merged = [edge.from_action_version for edge in self.edges if edge.kind == _KINDS.MERGED]
        return [earlier for earlier in merged if earlier]

    @property
    def reasons(self) -> list[LineageEdge]:
        """The edges with a reason, one of those that give the same."""
        given = {(edge.is_put_right, edge.decided_by_id, edge.reason): edge for edge in self.edges if edge.reason}
        return list(given.values())

    def says(self, continues: ActionVersion | None) -> bool:
        """Whether this is what the lineage says already."""
        if continues is None:
            return self.predecessor is None and all(edge.kind == _KINDS.NEW for edge in self.edges)
        return continues == self.predecessor

    @cached_property
    def candidates(self) -> list[ActionVersion]:
        """What it may continue: those of the version before that nothing else in its own version goes on from."""
        taken = self.entry.version.action_versions.exclude(pk=self.entry.pk).values("action")
        return list(self.before.action_versions.exclude(action__in=taken).order_by("position"))


def line_of(plan: Plan) -> list[PlanVersion]:
    """The plan's versions in their order, without those that are corrected and the one that is open to correct one."""
    return list(plan.versions.current().by_date())


def reading_of(entry: ActionVersion) -> Reading | None:
    """None where nothing can come before: in a plan's first version, in one that a correction has replaced, or in a
    correction that is being worked on, which goes where the version goes that it corrects.
    """
    versions = line_of(entry.version.plan)
    if entry.version not in versions[1:]:
        return None
    edges = LineageEdge.objects.live().filter(to_action_version=entry).exclude(kind=_KINDS.ROLLED_INTO)
    return Reading(entry, versions[versions.index(entry.version) - 1], tuple(edges))


def put_lineage_right(
    entry: ActionVersion, continues: ActionVersion | None, *, seen: str, reason: str, by: User
) -> ActionVersion:
    """The entry continues this action of the version before, or (None) it is new; returns the entry as it is then.

    `seen` is the token of the reading that is corrected. Refused when that has changed since, when nothing would
    change, or when what it should continue goes on as another action already.
    """
    plan = entry.version.plan
    permissions.require(permissions.may_edit_plan(by, plan))
    with recorded("put lineage right", by=by, reason=reason):
        plan.lock()
        entry = ActionVersion.objects.select_related("action", "version__plan").get(pk=entry.pk)
        reading = reading_of(entry)
        if reading is None:
            raise Refused(f"Nothing comes before {entry.version.label} that {entry} could continue.")
        if reading.token != seen:
            raise Refused("Somebody else has put this right since you opened the page. Look at what it says now.")
        if reading.says(continues):
            raise Refused("That is what it says already. Choose something else, or leave it.")
        if continues is not None and continues not in reading.candidates:
            raise Refused(f"{continues} goes on as another action, or is not in {reading.before.label}.")
        _supersede(reading, continues, reason, by)
        _follow(entry, _action_of(reading, continues))
    return ActionVersion.objects.select_related("action__plan", "version").get(pk=entry.pk)


def _supersede(reading: Reading, continues: ActionVersion | None, reason: str, by: User) -> None:
    """One further edge for each that is superseded, or one where there was none.

    What was merged into the entry from elsewhere stays so where the entry goes on from something.
    """
    superseded: list[LineageEdge | None] = [
        edge
        for edge in reading.edges
        if continues is None or edge.kind != _KINDS.MERGED or edge.from_action_version == continues
    ]
    for edge in superseded or [None]:
        LineageEdge.objects.create(
            kind=_KINDS.CONTINUES if continues else _KINDS.NEW,
            from_action_version=continues,
            to_action_version=reading.entry,
            reason=reason,
            decided_by=by,
            is_put_right=True,
            supersedes=edge,
        )


def _action_of(reading: Reading, continues: ActionVersion | None) -> Action:
    """That of what it continues; a new action only where the entry's own began before it."""
    action = reading.entry.action
    if continues is not None:
        return continues.action
    if reading.predecessor is None:
        return action
    taken = set(action.plan.actions.values_list("slug", flat=True))
    return Action.objects.create(plan=action.plan, slug=new_slug(reading.entry.title, taken, otherwise="action"))


def _follow(entry: ActionVersion, action: Action) -> None:
    """The entry becomes the action's, and so does each later version that goes on from it, one after the other.

    What a version's corrections, and the version that it corrects, have of it goes with that version.
    """
    left = entry.action
    if action == left:
        return
    moving = _onward(entry)
    beside = {onward.pk: _instead_of(onward) for onward in moving}
    versions = [each.version_id for onward in moving for each in [onward, *beside[onward.pk]]]
    taken = ActionVersion.objects.filter(action=action, version__in=versions).first()
    if taken is not None:
        raise Refused(f"{taken.version.label} has both: {taken} stands there too. Put that right first.")
    for onward in moving:
        ActionVersion.objects.filter(pk=onward.pk).update(action=action)
        for earlier, each in pairwise([onward, *beside[onward.pk]]):
            if each.version.is_published:
                _corrected_goes_along(each, earlier)
            ActionVersion.objects.filter(pk=each.pk).update(action=action)
    if not left.versions.exists():
        _links_follow(left, action)


def _onward(entry: ActionVersion) -> list[ActionVersion]:
    """The entry, and those that continue it and one another as the same action."""
    found, latest = [entry], [entry]
    while latest:
        edges = LineageEdge.objects.live().filter(kind=_KINDS.CONTINUES, from_action_version__in=latest)
        later = ActionVersion.objects.filter(action=entry.action_id, pk__in=edges.values("to_action_version"))
        latest = [each for each in later if each not in found]
        found += latest
    return found


def _instead_of(entry: ActionVersion) -> list[ActionVersion]:
    """The same action in the versions that the entry's corrects, the last one first, and in an open correction."""
    versions = []
    corrected = entry.version.corrects
    while corrected is not None:
        versions.append(corrected)
        corrected = corrected.corrects
    versions += entry.version.corrections.correcting()
    found = {each.version_id: each for each in entry.action.versions.filter(version__in=versions)}
    return [found[version.pk] for version in versions if version.pk in found]


def _corrected_goes_along(corrected: ActionVersion, correction: ActionVersion) -> None:
    """The database lets a published version follow its lineage alone, which says so then."""
    if not LineageEdge.objects.live().filter(to_action_version=corrected, from_action_version=correction).exists():
        LineageEdge.objects.create(
            kind=_KINDS.CONTINUES,
            from_action_version=correction,
            to_action_version=corrected,
            reason=f"corrected by version {correction.version.number}",
        )


def _links_follow(left: Action, action: Action) -> None:
    """What was linked with an action that no version has any more is linked with the one that took its place."""
    for link in ActionLink.objects.filter(Q(from_action=left) | Q(to_action=left)):
        other = link.to_action if link.from_action == left else link.from_action
        linked = ActionLink.objects.filter(
            Q(from_action=action, to_action=other) | Q(from_action=other, to_action=action)
        )
        if other == action or linked.exists():
            continue
        link.from_action, link.to_action = (action, other) if link.from_action == left else (other, action)
        link.save()
