"""An officer's answer to a contradiction: the reason why both sides of it stand."""

from actions.contradictions import Contradiction
from actions.models import ActionVersion, ContradictionAnswer
from plans import permissions
from plans.models import PlanVersion, User
from plans.recording import Refused, recorded
from plans.today import today


def answer_contradiction(
    action_version: ActionVersion, found: Contradiction, reason: str, *, by: User
) -> ContradictionAnswer:
    """Give the reason for a contradiction of an action that is being worked on; it holds until the facts change.

    Sending the last answer again gives it once.
    """
    plan = action_version.version.plan
    permissions.require(permissions.may_answer(by, plan, action_version.action.parts))
    if action_version.version.state != PlanVersion.State.WORKING:
        raise Refused("This plan is not being worked on, so what it says stands. Open its next version first.")
    if not reason.strip():
        raise Refused("Say why both are true, or what is being done about it.")
    with recorded("answer contradiction", by=by):
        last = ContradictionAnswer.objects.filter(mark=found.mark).last()
        if last and (last.reason, last.answered_by_id) == (reason, by.pk):
            return last
        return ContradictionAnswer.objects.create(
            action=action_version.action,
            kind=found.kind,
            mark=found.mark,
            contradiction=found.sentence,
            reason=reason,
            as_at=today(plan),
            answered_by=by,
        )
