"""The pages about one account: a new one, an existing one, and everybody's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.db.models import Exists, OuterRef
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from . import accounts, permissions
from .account_forms import AccountForm, NewAccountForm, NewPasswordForm, OwnPasswordForm, RoleForm
from .account_history import account_changes
from .forms import refused_on
from .models import PlanRole, User
from .recording import Refused
from .requests import SignedInRequest
from .sessions import sessions_of
from .sign_in import AccountBackend

LINK = "password_link"  # kept in the session from the moment it is made until it is shown


def new_account(request: SignedInRequest) -> HttpResponse:
    permissions.require(permissions.may_manage_accounts(request.user))
    form = NewAccountForm(request.POST or None, by=request.user)
    if form.is_valid():
        with refused_on(form):
            account = accounts.create_account(**form.answers, roles=form.grants, by=request.user)
            _keep_link(request, account)
            messages.success(request, f"{account} has an account now.")
            return redirect("account", account.pk)
    return render(request, "plans/account_new.html", {"form": form})


@never_cache
def account(request: SignedInRequest, pk: int) -> HttpResponse:
    account = _account(request, pk)
    form = AccountForm(request.POST or None, instance=account, by=request.user)
    if form.is_valid():
        with refused_on(form):
            accounts.change_account(account, **form.answers, by=request.user)
            messages.success(request, "The account is changed.")
            return redirect("account", pk)
    return _account_page(request, account, form=form, details=form)


@require_POST
def grant_role(request: SignedInRequest, pk: int) -> HttpResponse:
    account = _account(request, pk)
    form = RoleForm(request.POST, by=request.user)
    if form.is_valid():
        with refused_on(form):
            granted = accounts.grant_role(account, *form.grant, by=request.user)
            messages.success(request, f"{account} is now: {granted}.")
            return redirect("account", pk)
    return _account_page(request, account, form=form, new_role=form)


@require_POST
def revoke_role(request: SignedInRequest, pk: int, role: int) -> HttpResponse:
    account = _account(request, pk)
    revoked = get_object_or_404(PlanRole.objects.select_related("plan", "user"), pk=role, user=account)
    with _told(request, f"{account} is no longer: {revoked}."):
        accounts.revoke_role(revoked, by=request.user)
    return redirect("account", pk)


@require_POST
def close_account(request: SignedInRequest, pk: int) -> HttpResponse:
    account = _account(request, pk)
    with _told(request, "The account is closed: nobody can sign in to it, and its sessions have ended."):
        accounts.close_account(account, by=request.user)
    return redirect("account", pk)


@require_POST
def reopen_account(request: SignedInRequest, pk: int) -> HttpResponse:
    account = _account(request, pk)
    with _told(request, "The account is open again, with the password it had."):
        accounts.reopen_account(account, by=request.user)
    return redirect("account", pk)


@require_POST
def password_link(request: SignedInRequest, pk: int) -> HttpResponse:
    account = _account(request, pk)
    with _told(request, "The link is below."):
        _keep_link(request, account)
    return redirect("account", pk)


class SetPassword(PasswordResetConfirmView):
    """Where a password link leads. It is no good for an account that could not sign in."""

    template_name = "plans/account_set_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("login")

    def get_user(self, uidb64: str) -> User | None:
        account = super().get_user(uidb64)
        return account if AccountBackend().user_can_authenticate(account) else None

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if self.request.user == self.user:  # whose session has ended with every other
            self.request.session.flush()
        messages.success(self.request, "Your password is set. Sign in with it.")
        return response


class OwnAccount(PasswordChangeView):
    """Who I am here, and my password."""

    request: SignedInRequest
    template_name = "plans/account_own.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("own_account")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, "Your password is changed. Anywhere else you were signed in, you are no longer.")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = self.request.user.roles.select_related("plan")
        officer = getattr(self.request.user, "officer", None)
        return super().get_context_data(roles=roles, officer=officer, sessions=sessions_of(self.request), **kwargs)


def _account(request: SignedInRequest, pk: int) -> User:
    permissions.require(permissions.may_manage_accounts(request.user))
    return get_object_or_404(User.objects.select_related("officer"), pk=pk)


def _account_page(request: SignedInRequest, account: User, *, form: BaseForm, **forms: BaseForm) -> HttpResponse:
    """The account, with `form` the one whose errors, if any, head the page."""
    grantable = permissions.grantable_roles(request.user).filter(pk=OuterRef("pk"))
    context = {
        "account": account,
        "may_change": permissions.may_change_account(request.user, account),
        "roles": account.roles.select_related("plan").annotate(may_revoke=Exists(grantable)),
        "changes": account_changes(account),
        "link": _kept_link(request, account),
        "form": form,
        "details": forms.get("details") or AccountForm(instance=account, by=request.user),
        "new_role": forms.get("new_role") or RoleForm(by=request.user),
    }
    return render(request, "plans/account.html", context)


def _keep_link(request: SignedInRequest, account: User) -> None:
    """Make a password link, for the account's page to show once."""
    path = accounts.password_link(account, by=request.user)
    until = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    request.session[LINK] = {"account": account.pk, "url": request.build_absolute_uri(path), "until": until.isoformat()}


def _kept_link(request: SignedInRequest, account: User) -> dict[str, Any] | None:
    if request.session.get(LINK, {}).get("account") != account.pk:
        return None
    link = request.session.pop(LINK)
    return {"url": link["url"], "until": datetime.fromisoformat(link["until"])}


@contextmanager
def _told(request: SignedInRequest, done: str) -> Iterator[None]:
    """Say on the next page that it is done, or why not."""
    try:
        yield
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
