"""Who may do what. Ask about the object, never the address; a list is filtered by the rule that guards its members.

Anyone with a login may read every plan, but for what is exempt from publication; a plan owner changes the plans they
own; officers report on their actions; nobody changes what is published or submitted.

Whoever can set somebody's password, or say which officer an account is, can report as that person. So a plan owner may
do either only where they could have given that person all that they have: each of their roles, and each plan in whose
version in use they are named as an officer. Who owns every plan may do it for everybody but an administrator, and
everybody may change their own account.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from .models import Deputy, Officer, Plan, PlanRole, PlanVersion, User

Person = User | AnonymousUser


def require(allowed: bool, otherwise: str = "") -> None:
    """Raises PermissionDenied, which shows the page that says so, unless it is allowed; `otherwise` is why, where that
    is no matter of roles.
    """
    if not allowed:
        raise PermissionDenied(otherwise)


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


def with_ownership(plans: QuerySet[Plan], user: Person) -> QuerySet[Any]:
    """Each with `is_owned`, whether this person may change it, so that nobody has to ask again."""
    return plans.annotate(is_owned=Exists(owned_plans(user).filter(pk=OuterRef("pk"))))


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


def may_read_security_log(user: Person) -> bool:
    """It tells of every plan and every account: for whoever owns every plan."""
    return may_grant(user, None)


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


def reporting_officers(user: Person) -> QuerySet[Officer]:
    """The officers in whose place this person reports today: the one they are, and those they deputise for."""
    if not (isinstance(user, User) and user.is_active):
        return Officer.objects.none()
    today = timezone.localdate()
    deputised = Deputy.objects.filter(user=user, officer=OuterRef("pk"), starts__lte=today)
    deputised = deputised.filter(Q(ends=None) | Q(ends__gte=today))
    return Officer.objects.filter(Q(user=user) | Exists(deputised))


def parts_played(user: Person) -> dict[str, bool]:
    """Whether somebody "manages" accounts and "reports" on actions: what every page's header asks. Whoever is signed in
    came with the answer; for anybody else it is a query.
    """
    if not (isinstance(user, User) and user.is_active):
        return {"manages": False, "reports": False}
    known: Any = user if hasattr(user, "owns") else account_with_parts(user.pk)
    return {"manages": known.is_superuser or known.owns, "reports": known.reports}


def account_with_parts(key: int) -> User | None:
    """An account that knows whether it `owns` any plan, and whether it `reports` for an officer today; one query."""
    account = User(pk=key)
    parts = {"owns": Exists(_owner_roles(account)), "reports": Exists(reporting_officers(account))}
    return User.objects.filter(pk=key).annotate(**parts).first()


def only_reports(user: Person) -> bool:
    """Whether somebody reports on actions and has no role in any plan."""
    if not isinstance(user, User):
        return False
    return reporting_officers(user).exists() and not PlanRole.objects.filter(user=user).exists()


def may_report(user: Person, parts: QuerySet[Any]) -> bool:
    """Whether somebody reports on an action, whose `parts` are the assignments of its version being worked on."""
    return _played_by(user, parts).exists()


def _played_by(user: Person, parts: QuerySet[Any]) -> QuerySet[Any]:
    return parts.filter(officer__in=reporting_officers(user))


def plans_to_read_for(user: Person) -> QuerySet[Plan]:
    """The plans whose measures somebody adds readings to: those they own, and those that name, in the version being
    worked on, an officer in whose place they report.
    """
    if not (isinstance(user, User) and user.is_active):
        return Plan.objects.none()
    named = PlanVersion.objects.working().filter(
        plan=OuterRef("pk"), action_versions__assignments__officer__in=reporting_officers(user)
    )
    return Plan.objects.filter(Q(pk__in=owned_plans(user)) | Exists(named))


def may_add_readings(user: Person, plan: Plan) -> bool:
    return plans_to_read_for(user).filter(pk=plan.pk).exists()


def may_answer(user: Person, plan: Plan, parts: QuerySet[Any]) -> bool:
    """Who reports on an action answers what contradicts it, and so does an owner of its plan; `parts` as above."""
    return may_report(user, parts) or may_edit_plan(user, plan)


def may_sign_off(user: Person, parts: QuerySet[Any]) -> bool:
    """An accountable officer confirms what was reported; nobody does so in another's place."""
    return isinstance(user, User) and user.is_active and parts.filter(role="accountable", officer__user=user).exists()


def may_read_exempt(user: Person, plan: Plan, parts: QuerySet[Any]) -> bool:
    """What is exempt from publication is for the action's officers and deputies (`parts` as above), and for the CLT
    members, clerks and owners of its plan; not for everybody who may read the plan.
    """
    if not (isinstance(user, User) and user.is_active):
        return False
    return user.is_superuser or _roles_in(user, plan).exists() or may_report(user, parts)


def _roles_in(user: User, plan: Plan) -> QuerySet[PlanRole]:
    return PlanRole.objects.filter(Q(plan=None) | Q(plan=plan), user=user)


def may_name_deputies(user: Person, officer: Officer) -> bool:
    """The officer themselves; or a plan owner of every plan that names the officer as it is being worked on."""
    if not (isinstance(user, User) and user.is_active):
        return False
    if officer.user_id == user.pk:
        return True
    named_in = Plan.objects.filter(versions__state="working", versions__action_versions__assignments__officer=officer)
    return may_manage_accounts(user) and not named_in.exclude(pk__in=owned_plans(user)).exists()


def may_make_pack(user: Person, plan: Plan) -> bool:
    """A clerk of the plan, or of every plan, and its owners. Whoever may see the plan may have a pack that was made."""
    if not (isinstance(user, User) and user.is_active):
        return False
    clerk = PlanRole.objects.filter(Q(plan=None) | Q(plan=plan), user=user, role=PlanRole.Role.CLERK)
    return clerk.exists() or may_edit_plan(user, plan)


def may_challenge(user: Person, plan: Plan) -> bool:
    """A CLT member of the plan, or of every plan, asks questions."""
    if not (isinstance(user, User) and user.is_active):
        return False
    return _roles_in(user, plan).filter(role=PlanRole.Role.CLT).exists()


def allowed_with(user: Person, plan: Plan, parts: QuerySet[Any]) -> dict[str, bool]:
    """Whether somebody may "report" on an action, "read_exempt" there and "challenge" it: the three rules above, in the
    one query that the action's page has for them.
    """
    if not (isinstance(user, User) and user.is_active):
        return {"report": False, "read_exempt": False, "challenge": False}
    roles = _roles_in(user, plan)
    asked = (Exists(_played_by(user, parts)), Exists(roles), Exists(roles.filter(role=PlanRole.Role.CLT)))
    reports, has_role, is_clt = User.objects.filter(pk=user.pk).values_list(*asked).get()
    return {"report": reports, "read_exempt": user.is_superuser or has_role or reports, "challenge": is_clt}
