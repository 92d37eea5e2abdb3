"""The actions that one belongs together with, worded from its own side."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from actions.models import Action, ActionLink
from plans.models import Plan

from .standings import Standing

_KINDS = ActionLink.Kind
_FROM_HERE = {_KINDS.SAME_WORK: "Same work as", _KINDS.SUPPORTS: "Supports", _KINDS.DEPENDS_ON: "Depends on"}
_FROM_THERE = {
    _KINDS.SAME_WORK: "Same work as",
    _KINDS.SUPPORTS: "Supported by",
    _KINDS.DEPENDS_ON: "Is depended on by",
}
_ORDER = list(dict.fromkeys([*_FROM_HERE.values(), *_FROM_THERE.values()]))


@dataclass(frozen=True)
class LinkedAction:
    """A linked action: how this one stands to it, in words, why, and where it stands itself."""

    words: str
    why: str
    standing: Standing


def links_of(action: Action, plans: QuerySet[Plan]) -> list[ActionLink]:
    """The action's links in both directions, to actions of these plans; one query."""
    outward = Q(from_action=action, to_action__plan__in=plans)
    inward = Q(to_action=action, from_action__plan__in=plans)
    return list(ActionLink.objects.filter(outward | inward).select_related("from_action__plan", "to_action__plan"))


def linked_actions(action: Action, links: list[ActionLink], standings: Mapping[int, Standing]) -> list[LinkedAction]:
    """The same work first, then what it supports and depends on, and what supports and depends on it."""
    found = []
    for link in links:
        words, other = _from_side_of(action, link)
        if other.pk in standings:
            found.append(LinkedAction(words, link.why, standings[other.pk]))
    return sorted(found, key=lambda linked: (_ORDER.index(linked.words), linked.standing.row.plan.title))


def other_action(action: Action, link: ActionLink) -> Action:
    return _from_side_of(action, link)[1]


def _from_side_of(action: Action, link: ActionLink) -> tuple[str, Action]:
    if link.from_action_id == action.pk:
        return _FROM_HERE[_KINDS(link.kind)], link.to_action
    return _FROM_THERE[_KINDS(link.kind)], link.from_action
