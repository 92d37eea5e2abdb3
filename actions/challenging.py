"""CLT's questions about an action, which its next report must answer."""

from actions.models import ActionVersion, Challenge
from plans import permissions
from plans.models import PlanVersion, User
from plans.recording import Refused, recorded


def challenge(action_version: ActionVersion, question: str, *, by: User) -> Challenge:
    """Pin a question to an action of the version being worked on; the same question still open is asked once."""
    plan = action_version.version.plan
    permissions.require(permissions.may_challenge(by, plan))
    if action_version.version.state != PlanVersion.State.WORKING:
        raise Refused("This action is no longer in the plan, so nobody reports on it and nobody could answer.")
    with recorded("challenge", by=by):
        asked = Challenge.objects.open().about(action_version.action).filter(question=question).first()
        return asked or Challenge.objects.create(action_version=action_version, asked_by=by, question=question)
