from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db.models import Case, Count, Max, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import permissions
from .filters import ListFilter
from .forms import OurForm
from .models import Plan, PlanVersion
from .tables import ListTable


class SignInForm(OurForm, AuthenticationForm):
    error_messages = {
        "invalid_login": "The email address or the password is not right. Both must be given as they were set up.",
        "inactive": "This account is closed. Ask your plan owner.",
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        address, password = self.fields["username"], self.fields["password"]
        address.label = "Email address"
        address.error_messages["required"] = "Enter your email address."
        password.error_messages["required"] = "Enter your password."


sign_in = LoginView.as_view(
    template_name="plans/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
)


class PlanTable(ListTable):
    row_template = "plans/plan_row.html"
    noun = "plan"
    caption = "Plans"
    nothing = "There is no plan yet. A plan owner starts one, or imports what was published."
    usual_order = "title"

    title = tables.Column("Plan")
    kind = tables.Column("Kind", order_by="kind_words")
    versions_published = tables.Column("Published versions")
    last_published = tables.Column("Last published")


class PlanFilter(ListFilter):
    words = django_filters.CharFilter(label="Words in the title", field_name="title", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label="Kind", choices=Plan.Kind.choices, empty_label="Any")


def plans(request: HttpRequest) -> HttpResponse:
    visible = permissions.visible_plans(request.user)
    published = Q(versions__state=PlanVersion.State.PUBLISHED)
    described = visible.annotate(
        kind_words=Case(*(When(kind=kind, then=Value(words)) for kind, words in Plan.Kind.choices)),
        versions_published=Count("versions", filter=published),
        last_published=Max("versions__as_of", filter=published),
    )
    shown = PlanFilter(request.GET or None, queryset=described)
    context = {
        "filter": shown,
        "table": PlanTable(shown.qs, request=request, narrowed_by=shown),
        "may_start": permissions.may_start_plan(request.user),
    }
    return render(request, "plans/plans.html", context)
