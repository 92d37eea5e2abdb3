"""Sign-off: where a plan asks for it, an accountable officer confirms a report before a published version prints it."""

from collections.abc import Iterable, Iterator

from django.core.mail import EmailMultiAlternatives
from django.db.models import Exists, OuterRef, QuerySet

from actions.mails import mail_to, send_after_commit
from actions.models import Assignment, ProgressUpdate, SignOff
from plans import permissions
from plans.models import PlanVersion, User
from plans.recording import Refused, recorded


def sign_off(update: ProgressUpdate, decision: str, *, comment: str = "", by: User) -> SignOff:
    """Confirm a report, or return it with a comment; its author is told by mail.

    Refused when it is signed off already, when it is returned in silence, or when its plan does not ask for it.
    """
    permissions.require(may_sign_off(by, update))
    with recorded("sign off", by=by):
        locked = ProgressUpdate.objects.select_for_update(of=("self",)).get(pk=update.pk)
        if not update.action.plan.asks_sign_off:
            raise Refused("This plan does not ask for its reports to be signed off.")
        if locked.sign_offs.exists():
            raise Refused("Somebody has signed this report off already. Open it again to see what they decided.")
        if decision == SignOff.Decision.RETURNED and not comment.strip():
            raise Refused("Say what is missing, so that the officer knows what to report instead.")
        word = SignOff.objects.create(update=update, by=by, decision=SignOff.Decision(decision), comment=comment)
        send_after_commit(lambda: _mails(word))
    return word


def _mails(word: SignOff) -> Iterator[EmailMultiAlternatives]:
    author = word.update.author
    if author and author.is_active:
        subject = f"{word.get_decision_display()}: your report on {word.update.action_version}"
        yield mail_to(author, subject, "signed_off", word=word)


def may_sign_off(by: User, update: ProgressUpdate) -> bool:
    """An accountable officer of the action as it is being worked on; nobody signs their own report off."""
    return update.author_id != by.pk and permissions.may_sign_off(by, update.action.parts)


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


def awaiting_a_word(updates: Iterable[ProgressUpdate]) -> set[int]:
    """The primary keys of those that do not count until an accountable officer has confirmed them; one query."""
    asked = ProgressUpdate.objects.filter(pk__in=[update.pk for update in updates], action__plan__asks_sign_off=True)
    return set(asked.exclude(pk__in=ProgressUpdate.objects.counting()).values_list("pk", flat=True))
