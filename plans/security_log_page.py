"""The security log as it is read: the latest first, in UTC."""

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from . import permissions
from .filters import ListFilter
from .models import SecurityKind, SecurityLine
from .requests import SignedInRequest
from .tables import ListTable


class SecurityTable(ListTable):
    row_template = "plans/security_row.html"
    noun = "line"
    caption = "Security log"
    nothing = "Nothing is logged yet."
    usual_order = "-at"

    at = tables.Column("When, in UTC")
    kind = tables.Column("What")
    account = tables.Column("Account", order_by="account__name")
    address = tables.Column("From")
    detail = tables.Column("More", orderable=False)


class SecurityFilter(ListFilter):
    words = django_filters.CharFilter(label="Name, email, page or address", method="filter_words")
    kind = django_filters.ChoiceFilter(label="What", choices=SecurityKind.choices, empty_label="Any")

    def filter_words(self, queryset: QuerySet[SecurityLine], name: str, value: str) -> QuerySet[SecurityLine]:
        whose = Q(account__name__icontains=value) | Q(account__email__icontains=value)
        return queryset.filter(whose | Q(address=value) | Q(path__icontains=value) | Q(detail__icontains=value))


def security_log(request: SignedInRequest) -> HttpResponse:
    permissions.require(permissions.may_read_security_log(request.user))
    lines = SecurityLine.objects.select_related("account")
    shown = SecurityFilter(request.GET or None, queryset=lines)
    table = SecurityTable(shown.qs, request=request, narrowed_by=shown)
    return render(request, "plans/security_log.html", {"filter": shown, "table": table})
