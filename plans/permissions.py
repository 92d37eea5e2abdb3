"""Who may do what. Ask about the object, never the address; a list is filtered by the rule that guards its members.

Anyone with a login may read every plan; a plan owner changes the plans they own; nobody changes what is published.

Whoever can set somebody's password, or say which officer an account is, can report as that person. So a plan owner may
do either only where they could have given that person all that they have: each of their roles, and each plan in whose
version in use they are named as an officer. Who owns every plan may do it for everybody but an administrator, and
everybody may change their own account.
"""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from .models import Officer, Plan, PlanRole, PlanVersion, User

Person = User | AnonymousUser


def require(allowed: bool) -> None:
    """Raises PermissionDenied, which shows the page that says so, unless it is allowed."""
    if not allowed:
        raise PermissionDenied


def require_owner(by: User | None, plan: Plan) -> None:
    """Raises PermissionDenied unless this person may change the plan; None is whoever runs our commands."""
    require(by is None or may_edit_plan(by, plan))


def visible_plans(user: Person) -> QuerySet[Plan]:
    return Plan.objects.all() if user.is_authenticated and user.is_active else Plan.objects.none()


def owned_plans(user: Person) -> QuerySet[Plan]:
    """The plans whose working version, labels and roles this person may change."""
    if not (isinstance(user, User) and user.is_active):
        return Plan.objects.none()
    if user.is_superuser:
        return Plan.objects.all()
    return Plan.objects.filter(Exists(_owner_roles(user).filter(Q(plan=None) | Q(plan=OuterRef("pk")))))


def may_view_plan(user: Person, plan: Plan) -> bool:
    return visible_plans(user).filter(pk=plan.pk).exists()


def may_edit_plan(user: Person, plan: Plan) -> bool:
    return owned_plans(user).filter(pk=plan.pk).exists()


def may_manage_accounts(user: Person) -> bool:
    """Any plan owner creates accounts, starts plans and hands over caseloads."""
    if not (user.is_authenticated and user.is_active):
        return False
    return user.is_superuser or _owner_roles(user).exists()


def may_start_plan(user: Person) -> bool:
    return may_manage_accounts(user)


def may_hand_over(user: Person) -> bool:
    """What is handed over is then only what stands in the plans they own."""
    return may_manage_accounts(user)


def may_grant(user: Person, plan: Plan | None) -> bool:
    """A role in a plan is granted by its owner; a role in every plan by somebody who owns every plan."""
    if plan is not None:
        return may_edit_plan(user, plan)
    if not (isinstance(user, User) and user.is_active):
        return False
    return user.is_superuser or _owner_roles(user).filter(plan=None).exists()


def grantable_roles(user: Person) -> QuerySet[PlanRole]:
    """The roles this person may take away again: those that they may grant."""
    if not (isinstance(user, User) and user.is_active):
        return PlanRole.objects.none()
    if user.is_superuser:
        return PlanRole.objects.all()
    return PlanRole.objects.filter(Exists(_owner_roles(user).filter(Q(plan=None) | Q(plan=OuterRef("plan")))))


def changeable_accounts(user: Person) -> QuerySet[User]:
    """The accounts whose name, address, password and access a plan owner may change: their own, and those that can do
    nothing which is not the plan owner's to give.
    """
    if not (isinstance(user, User) and user.is_active):
        return User.objects.none()
    if user.is_superuser:
        return User.objects.all()
    beyond = PlanRole.objects.filter(user=OuterRef("pk")).exclude(pk__in=grantable_roles(user))
    reports_beyond = _named_beyond(user).filter(action_versions__assignments__officer__user=OuterRef("pk"))
    theirs = Q(~Exists(beyond), ~Exists(reports_beyond), is_superuser=False)
    return User.objects.filter(Exists(_owner_roles(user)), Q(pk=user.pk) | theirs)


def nameable_officers(user: Person) -> QuerySet[Officer]:
    """The officers that a plan owner may say an account is: those named in no plan but theirs."""
    if not may_manage_accounts(user):
        return Officer.objects.none()
    named_beyond = _named_beyond(user).filter(action_versions__assignments__officer=OuterRef("pk"))
    return Officer.objects.filter(~Exists(named_beyond))


def may_name_officer(user: Person, officer: Officer) -> bool:
    return nameable_officers(user).filter(pk=officer.pk).exists()


def may_change_account(user: Person, account: User) -> bool:
    return changeable_accounts(user).filter(pk=account.pk).exists()


def _named_beyond(user: Person) -> QuerySet[PlanVersion]:
    """The versions in use of the plans that somebody does not own: whom they name is not theirs to be."""
    in_use = PlanVersion.objects.in_use().values("pk")
    return PlanVersion.objects.filter(pk__in=in_use).exclude(plan__in=owned_plans(user))


def _owner_roles(user: User) -> QuerySet[PlanRole]:
    return PlanRole.objects.filter(user=user, role=PlanRole.Role.PLAN_OWNER)
