"""Handing everything a leaver has to do in working versions to somebody else, in one step."""

from dataclasses import dataclass

import pghistory
from django.db.models import Exists, F, OuterRef, QuerySet

from actions.models import Assignment
from plans import accounts, permissions
from plans.models import Officer, Plan, PlanVersion, User
from plans.officers import OfficerBook
from plans.recording import Refused, recorded


@dataclass(frozen=True)
class HandedOver:
    receiver: Officer
    moved: int
    held_already: int  # parts the receiver had in the same role: there the leaver was only taken off

    @property
    def total(self) -> int:
        return self.moved + self.held_already


def parts_held(officer: Officer) -> QuerySet[Assignment]:
    """The officer's parts in the working versions of all plans, plan by plan as printed."""
    return (
        Assignment.objects.filter(officer=officer, action_version__version__state=PlanVersion.State.WORKING)
        .select_related("action_version__version__plan", "action_version__action")
        .order_by("action_version__version__plan__title", "action_version__position", "role")
    )


def hand_over_caseload(
    leaver: Officer,
    receiver: Officer | str,
    plans: QuerySet[Plan],
    by: User,
    *,
    reason: str = "",
    close_account: bool = False,
) -> HandedOver:
    """Everything the leaver is accountable for or leads in the working versions of these plans becomes the receiver's.

    `receiver` is an officer, or the name of one. What is published stays as printed. With `close_account` the leaver's
    account is closed too. Refused (then nothing has moved) when there is nothing to do or the account cannot be closed.
    """
    permissions.require(not plans.exclude(pk__in=permissions.owned_plans(by)).exists())
    with recorded("hand over", by=by, reason=reason, leaver=leaver.pk):
        receiver = OfficerBook().find(receiver) if isinstance(receiver, str) else receiver
        pghistory.context(receiver=receiver.pk)
        if receiver == leaver:
            raise Refused(f"{leaver} cannot hand over to {leaver}. Choose somebody else.")
        versions = PlanVersion.objects.working().filter(plan__in=plans).select_for_update()
        parts = parts_held(leaver).filter(action_version__version__in=[version.pk for version in versions])
        if not parts.exists():
            raise Refused(f"{leaver} has nothing to hand over in the plans you own.")
        handed_over = _move(parts, receiver)
        if close_account and leaver.user is not None:
            accounts.close_account(leaver.user, by=by)
    return handed_over


def _move(parts: QuerySet[Assignment], receiver: Officer) -> HandedOver:
    same_role = Assignment.objects.filter(
        action_version=OuterRef("action_version"), role=OuterRef("role"), officer=receiver
    )
    held_already = list(parts.filter(Exists(same_role)))
    for part in held_already:
        after = Assignment.objects.filter(
            action_version=part.action_version, role=part.role, position__gt=part.position
        )
        part.delete()
        after.update(position=F("position") - 1)
    moved = Assignment.objects.filter(pk__in=parts.values("pk")).update(officer=receiver, name_as_printed=str(receiver))
    return HandedOver(receiver=receiver, moved=moved, held_already=len(held_already))
