"""Accounts: who has a login, which officer they are, their roles. Each operation is one transaction, and recorded."""

from collections.abc import Iterable

import pghistory
from axes.utils import reset as unlock
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from . import permissions
from .models import Officer, Plan, PlanRole, User
from .models.user import PASSWORD_LINK, PASSWORD_SET
from .officers import OfficerBook
from .recording import Refused, recorded

Grant = tuple[str, Plan | None]


def create_account(
    *, name: str, email: str, by: User, officer: Officer | str | None = None, roles: Iterable[Grant] = ()
) -> User:
    """A new account, to which nobody can sign in until a password is set with `password_link`.

    `officer` is the officer this person is, or the name of a new one; each role is for a plan, or None for every plan.
    """
    permissions.require(permissions.may_manage_accounts(by))
    with recorded("create account", by=by):
        account = User.objects.create_user(email, name=name)
        _say_who_is(account, officer, by=by)
        for role, plan in roles:
            grant_role(account, role, plan, by=by)
    return account


def change_account(account: User, *, name: str, email: str, officer: Officer | str | None, by: User) -> None:
    permissions.require(permissions.may_change_account(by, account))
    with recorded("change account", by=by):
        account.name, account.email = name, email.lower()
        account.save(update_fields=["name", "email"])
        _say_who_is(account, officer, by=by)


def make_administrator(account: User, administrator: bool, *, by: User) -> None:
    """An administrator may do everything. Only another makes somebody one, or makes them none any more."""
    permissions.require(by.is_superuser and permissions.may_change_account(by, account))
    with recorded("make administrator" if administrator else "end administrator", by=by):
        if account.pk == by.pk and not administrator:
            raise Refused("You cannot end your own administration. Ask another administrator to.")
        account.is_superuser = administrator
        account.save(update_fields=["is_superuser"])


def grant_role(account: User, role: str, plan: Plan | None, *, by: User) -> PlanRole:
    """Give somebody a role in a plan, or (None) in every plan. Refused when they have it."""
    permissions.require(permissions.may_grant(by, plan))
    with recorded("grant role", by=by):
        granted, is_new = PlanRole.objects.get_or_create(user=account, role=PlanRole.Role(role), plan=plan)
        if not is_new:
            raise Refused(f"{account} is that already: {granted}.")
    return granted


def revoke_role(role: PlanRole, *, by: User) -> None:
    """Take a role away. Refused when it would leave a plan, or all of them, without an owner."""
    with recorded("remove role", by=by):
        _one_at_a_time(by)
        permissions.require(permissions.grantable_roles(by).filter(pk=role.pk).exists())
        if role.role == PlanRole.Role.PLAN_OWNER and not _has_other_owner(role):
            whole = role.plan or "every plan"
            raise Refused(f"{role.user} is the only owner of {whole}. Make somebody else its plan owner first.")
        role.delete()


def close_account(account: User, *, by: User) -> None:
    """Nobody can sign in to it any more, and whoever is signed in is not from their next page on."""
    with recorded("close account", by=by):
        _one_at_a_time(by)
        permissions.require(permissions.may_change_account(by, account))
        if account.pk == by.pk:
            raise Refused("You cannot close your own account. Ask another plan owner to close it.")
        account.is_active = False
        account.save(update_fields=["is_active"])
        account.sessions.all().delete()


def reopen_account(account: User, *, by: User) -> None:
    permissions.require(permissions.may_change_account(by, account))
    with recorded("reopen account", by=by):
        account.is_active = True
        account.save(update_fields=["is_active"])


def password_link(account: User, *, by: User) -> str:
    """The path of the page where this person sets a password: good once, for PASSWORD_RESET_TIMEOUT seconds."""
    permissions.require(permissions.may_change_account(by, account))
    if not account.is_active:
        raise Refused("This account is closed. Reopen it first, then make the link.")
    with recorded("make password link", by=by):
        pghistory.create_event(account, label=PASSWORD_LINK)
    identifier = urlsafe_base64_encode(force_bytes(account.pk))
    return reverse("set_password", args=[identifier, default_token_generator.make_token(account)])


def set_password(account: User, password: str) -> None:
    """Whoever has the old password or the link is taken to be the person. Ends every session of the account, and the
    lock that wrong passwords put on it.
    """
    with recorded("set password", by=account):
        account.set_password(password)
        account.save(update_fields=["password"])
        account.sessions.all().delete()
        unlock(username=account.email)
        pghistory.create_event(account, label=PASSWORD_SET)


def account_from_sign_on(*, name: str, email: str) -> User:
    """An account for somebody whom the council's own sign-in vouches for; it has no password here."""
    with recorded("create account by single sign-on", by=None):
        return User.objects.create_user(email, name=name)


def set_roles_from_sign_on(account: User, held: set[Grant], governed: set[Grant]) -> None:
    """Of the roles that groups at the council stand for (`governed`), the account has those that it holds there."""
    with recorded("set roles by single sign-on", by=account):
        roles = {(role.role, role.plan): role for role in account.roles.select_related("plan")}
        for role, plan in held - roles.keys():
            PlanRole.objects.create(user=account, role=role, plan=plan)
        for grant in (governed - held) & roles.keys():
            roles[grant].delete()


def _say_who_is(account: User, officer: Officer | str | None, *, by: User) -> None:
    officer = OfficerBook().find(officer) if isinstance(officer, str) else officer
    if officer is not None:
        officer = Officer.objects.select_for_update().get(pk=officer.pk)  # somebody may have become this officer since
    before = Officer.objects.filter(user=account).first()
    if officer == before:
        return
    if officer is not None and not permissions.may_name_officer(by, officer):
        raise Refused(f"{officer} is an officer in plans that you do not own. Ask an owner of all of them to say this.")
    if officer is not None and officer.user is not None:
        raise Refused(f"{officer} has the account {officer.user.email} already. Take the officer off that one first.")
    if before is not None:
        before.user = None
        before.save(update_fields=["user"])
    if officer is not None:
        officer.user = account
        officer.save(update_fields=["user"])


def _one_at_a_time(by: User) -> None:
    """Two people who take each other's, or each their own, ownership away do so one after the other."""
    list(PlanRole.objects.select_for_update().filter(role=PlanRole.Role.PLAN_OWNER).order_by("pk"))
    by.refresh_from_db(fields=["is_active", "is_superuser"])


def _has_other_owner(role: PlanRole) -> bool:
    """Whether somebody who can sign in owns what this role owns, without it."""
    others = PlanRole.objects.filter(Q(plan=None) | Q(plan=role.plan), user=OuterRef("pk"), role=role.role)
    open_accounts = User.objects.filter(is_active=True, is_demo__in={False, settings.DEMO})
    return open_accounts.filter(Q(is_superuser=True) | Exists(others.exclude(pk=role.pk))).exists()
