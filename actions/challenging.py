"""CLT's questions about an action, which its next report must answer."""

from django.core.mail import EmailMultiAlternatives

from actions.mails import mail_to, send_after_commit
from actions.models import ActionVersion, Challenge
from actions.people import who_reports_on
from plans import permissions
from plans.models import PlanVersion, User
from plans.recording import Refused, recorded


def challenge(action_version: ActionVersion, question: str, *, by: User) -> Challenge:
    """Pin a question to an action of the version being worked on, and tell those who report on it by mail.

    The same question, still open, is asked once.
    """
    plan = action_version.version.plan
    permissions.require(permissions.may_challenge(by, plan))
    if action_version.version.state != PlanVersion.State.WORKING:
        raise Refused("This action is no longer in the plan, so nobody reports on it and nobody could answer.")
    with recorded("challenge", by=by):
        same = Challenge.objects.open().about(action_version.action).filter(question=question).first()
        if same:
            return same
        asked = Challenge.objects.create(action_version=action_version, asked_by=by, question=question)
        send_after_commit(lambda: _mails(asked))
    return asked


def _mails(asked: Challenge) -> list[EmailMultiAlternatives]:
    subject = f"A question about {asked.action_version}"
    return [mail_to(person, subject, "challenge", challenge=asked) for person in who_reports_on(asked.action_version)]
