"""Recording that actions of different plans belong together."""

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


def link_related(action: Action, related: RelatedAction, plan: Plan | None, *, by: User | None) -> ActionLink | None:
    """Link an action to the one that a document names in `plan`; None when there is no such plan or action.

    Raises DocumentError when the two cannot be linked.
    """
    other = _named_action(plan, related) if plan else None
    if other is None:
        return None
    try:
        return link_actions(action, other, kind=related.kind, why=related.why, by=by)
    except ValidationError as error:
        raise DocumentError(f"“{action}” and “{other}” cannot be linked: {' '.join(error.messages)}") from None


def _named_action(plan: Plan, related: RelatedAction) -> Action | None:
    """By its identifier, or else by its reference in the version that the plan stands at."""
    if related.action_id:
        return plan.actions.filter(slug=related.action_id).first()
    found = ActionVersion.objects.filter(version=_present_version(plan), reference=related.reference or None)
    return next((action_version.action for action_version in found.select_related("action")), None)


def _present_version(plan: Plan) -> PlanVersion | None:
    """The last published version, or the working one of a plan that has none yet."""
    return plan.versions.last_published() or plan.versions.working().first()
