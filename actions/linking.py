"""Recording that actions of different plans belong together."""

from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db.models import Q

from actions.models import Action, ActionLink, ActionVersion
from plans import permissions
from plans.models import Plan, PlanVersion, User
from plans.readers.document import DocumentError, RelatedAction
from plans.recording import recorded


def link_actions(from_action: Action, to_action: Action, *, kind: str, why: str, by: User | None) -> ActionLink:
    """The link between two actions: the one there is, in either direction, or a new one.

    It belongs to the plan it starts from, whose owner makes it. Raises ValidationError when the two cannot be linked.
    """
    permissions.require_owner(by, from_action.plan)
    either_way = Q(from_action=from_action, to_action=to_action) | Q(from_action=to_action, to_action=from_action)
    with recorded("link actions", by=by):
        if link := ActionLink.objects.filter(either_way).first():
            return link
        link = ActionLink(from_action=from_action, to_action=to_action, kind=kind, why=why)
        link.full_clean()
        link.save()
    return link


def link_related(related: Iterable[tuple[Action, RelatedAction]], plans: Mapping[str, Plan]) -> list[bool]:
    """Link each action to the one that a document names beside it, where they are not linked yet; says of each
    whether that one is there. `plans` are by the names that the document has for them.

    Part of taking the document in. Raises DocumentError when two cannot be linked. Four queries at most for each plan
    that is named, and two more.
    """
    related = list(related)
    named = _named_actions([each for _action, each in related], plans)
    pairs = [(action, named.get(_name(each)), each) for action, each in related]
    among = {end.pk for action, other, _each in pairs for end in (action, other) if end}
    links = ActionLink.objects.filter(from_action__in=among, to_action__in=among)
    linked = {frozenset(ends) for ends in links.values_list("from_action", "to_action")}
    begun = []
    for action, other, each in pairs:
        if other is not None and (ends := frozenset({action.pk, other.pk})) not in linked:
            linked.add(ends)
            begun.append(_link(action, other, each))
    ActionLink.objects.bulk_create(begun)
    return [other is not None for _action, other, _each in pairs]


def _link(action: Action, other: Action, related: RelatedAction) -> ActionLink:
    link = ActionLink(from_action=action, to_action=other, kind=related.kind, why=related.why)
    try:
        if action == other:
            raise ValidationError("they are the same action.")
        link.clean_fields(exclude=["from_action", "to_action"])
    except ValidationError as error:
        raise DocumentError(f"“{action}” and “{other}” cannot be linked: {' '.join(error.messages)}") from None
    return link


def _named_actions(related: Collection[RelatedAction], plans: Mapping[str, Plan]) -> Mapping[tuple[str, ...], Action]:
    """Each by its identifier, or else by its reference in the version that the plan stands at."""
    found: dict[tuple[str, ...], Action] = {}
    for name in {each.plan for each in related} & plans.keys():
        plan, here = plans[name], [each for each in related if each.plan == name]
        slugs = {each.action_id for each in here if each.action_id}
        references = {each.reference for each in here if each.reference}
        standing = ActionVersion.objects.filter(version=_present_version(plan), reference__in=references)
        by_slug = {action.slug: action for action in plan.actions.filter(slug__in=slugs)}
        by_reference = {entry.reference: entry.action for entry in standing.select_related("action")}
        for each in here:
            action = by_slug.get(each.action_id) if each.action_id else by_reference.get(each.reference)
            if action:
                found[_name(each)] = action
    return found


def _name(related: RelatedAction) -> tuple[str, ...]:
    return related.plan, related.action_id, related.reference


def _present_version(plan: Plan) -> PlanVersion | None:
    """The last published version, or the working one of a plan that has none yet."""
    return plan.versions.last_published() or plan.versions.working().first()
