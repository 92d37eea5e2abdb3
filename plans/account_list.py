"""The list of accounts."""

import django_filters
import django_tables2 as tables
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from . import permissions
from .filters import ListFilter
from .models import PlanRole, User
from .requests import SignedInRequest
from .tables import ListTable

NO_ROLE = "none"
OPEN, CLOSED = "open", "closed"


class AccountTable(ListTable):
    row_template = "plans/account_row.html"
    noun = "account"
    caption = "Accounts"
    usual_order = "name"

    name = tables.Column("Name")
    officer = tables.Column("Officer", order_by="officer__name")
    roles = tables.Column("Roles", orderable=False)
    last_login = tables.Column("Last signed in")
    is_active = tables.Column("Account", order_by="-is_active")


class AccountFilter(ListFilter):
    words = django_filters.CharFilter(label="Name or email address", method="filter_words")
    role = django_filters.ChoiceFilter(
        label="Role", choices=[*PlanRole.Role.choices, (NO_ROLE, "No role")], method="filter_role", empty_label="Any"
    )
    state = django_filters.ChoiceFilter(
        label="Account", choices=[(OPEN, "Open"), (CLOSED, "Closed")], method="filter_state", empty_label="Any"
    )

    def filter_words(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return queryset.filter(Q(name__icontains=value) | Q(email__icontains=value) | Q(officer__name__icontains=value))

    def filter_role(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        if value == NO_ROLE:
            return queryset.filter(roles=None)
        return queryset.filter(pk__in=PlanRole.objects.filter(role=value).values("user"))

    def filter_state(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return queryset.filter(is_active=value == OPEN)


def accounts(request: SignedInRequest) -> HttpResponse:
    permissions.require(permissions.may_manage_accounts(request.user))
    roles = Prefetch("roles", PlanRole.objects.select_related("plan"))
    everybody = User.objects.select_related("officer").prefetch_related(roles)
    shown = AccountFilter(request.GET or None, queryset=everybody)
    table = AccountTable(shown.qs, request=request, narrowed_by=shown)
    may_read_log = permissions.may_read_security_log(request.user)
    return render(request, "plans/accounts.html", {"filter": shown, "table": table, "may_read_log": may_read_log})
