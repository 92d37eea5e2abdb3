"""Sign-off: where a plan asks for it, an accountable officer confirms a report before a published version prints it."""

from django.db.models import Exists, OuterRef, QuerySet

from actions.models import Assignment, ProgressUpdate, SignOff
from plans import permissions
from plans.models import PlanVersion, User
from plans.recording import Refused, recorded


def sign_off(update: ProgressUpdate, decision: str, *, comment: str = "", by: User) -> SignOff:
    """Confirm a report, or return it with a comment. Refused when it is signed off already, or returned in silence."""
    permissions.require(may_sign_off(by, update))
    with recorded("sign off", by=by):
        locked = ProgressUpdate.objects.select_for_update(of=("self",)).get(pk=update.pk)
        if locked.sign_offs.exists():
            raise Refused("Somebody has signed this report off already. Open it again to see what they decided.")
        if decision == SignOff.Decision.RETURNED and not comment.strip():
            raise Refused("Say what is missing, so that the officer knows what to report instead.")
        return SignOff.objects.create(update=locked, by=by, decision=SignOff.Decision(decision), comment=comment)


def may_sign_off(by: User, update: ProgressUpdate) -> bool:
    """An accountable officer of the action as it is being worked on; nobody signs their own report off."""
    parts = Assignment.objects.filter(
        action_version__action=update.action_id, action_version__version__state=PlanVersion.State.WORKING
    )
    return update.author_id != by.pk and permissions.may_sign_off(by, parts)


def waiting_for(person: User) -> QuerySet[ProgressUpdate]:
    """The reports that wait for this person's word, oldest first: each action's last, if its plan asks."""
    mine = Assignment.objects.filter(
        action_version__action=OuterRef("action"),
        action_version__version__state=PlanVersion.State.WORKING,
        role=Assignment.Role.ACCOUNTABLE,
        officer__user=person,
    )
    later = ProgressUpdate.objects.filter(action=OuterRef("action"), pk__gt=OuterRef("pk"))
    waiting = ProgressUpdate.objects.filter(Exists(mine), ~Exists(later), sign_offs=None)
    waiting = waiting.exclude(pk__in=ProgressUpdate.objects.counting())
    return waiting.select_related("action__plan", "action_version", "status", "author").order_by("recorded_at")
