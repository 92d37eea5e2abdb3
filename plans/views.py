from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import permissions
from .filters import ListFilter
from .models import Plan, PlanVersion
from .tables import ListTable


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "The email address or the password is not right. Both must be given as they were set up.",
        "inactive": "This account is closed. Ask your plan owner.",
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Email address"


sign_in = LoginView.as_view(
    template_name="plans/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)


class PlanTable(ListTable):
    row_template = "plans/plan_row.html"
    noun = "plan"
    caption = "Plans"

    title = tables.Column("Plan")
    kind = tables.Column("Kind")
    versions_published = tables.Column("Published versions")
    last_published = tables.Column("Last published")


class PlanFilter(ListFilter):
    words = django_filters.CharFilter(label="Words in the title", field_name="title", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label="Kind", choices=Plan.Kind.choices, empty_label="Any")


def plans(request: HttpRequest) -> HttpResponse:
    visible = permissions.visible_plans(request.user)
    published = Q(versions__state=PlanVersion.State.PUBLISHED)
    described = visible.annotate(
        versions_published=Count("versions", filter=published), last_published=Max("versions__as_of", filter=published)
    )
    shown = PlanFilter(request.GET or None, queryset=described)
    table = PlanTable(
        shown.qs,
        whole=visible.count(),
        order_by=request.GET.get("sort", "title"),
        empty_text="No plan matches. Clear the filter, or ask for less.",
    )
    may_start = permissions.may_start_plan(request.user)
    return render(request, "plans/plans.html", {"filter": shown, "table": table, "may_start": may_start})
