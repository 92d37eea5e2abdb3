"""Who is who: every officer with how much is theirs, and one officer's actions across the plans."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from actions.models import ActionVersion, Assignment
from config.replica import read_from_replica
from plans import permissions
from plans.filters import ListFilter
from plans.models import Officer, Plan, PlanVersion
from plans.tables import ListTable
from plans.today import PlansToday, plans_today

from .action_table import unfilled
from .counts import count_colours
from .rows import ActionRow, action_rows

ROLES = Assignment.Role


@dataclass(frozen=True, kw_only=True)
class OfficerLine:
    """An officer with how many actions they account for and lead. How these stand, boards tell."""

    officer: Officer
    accountable: int
    lead: int

    @property
    def name_order(self) -> str:
        return str(self.officer).casefold()

    @property
    def post_order(self) -> tuple[bool, str]:
        """Officers without a post sort last."""
        return not self.officer.post, self.officer.post.casefold()


@dataclass(frozen=True)
class OfficerAction:
    """An action with the officer's part in it, in words."""

    row: ActionRow
    role: str

    @property
    def plan_order(self) -> tuple[str, int]:
        return self.row.plan.title, self.row.position


class OfficerTable(ListTable):
    row_template = "reporting/officer_line.html"
    noun = "officer"
    caption = "Officers"
    nothing = "There are no officers yet. Importing a plan brings in those it names."
    usual_order = "name"

    name = tables.Column("Name", order_by="name_order")
    post = tables.Column("Post", order_by="post_order")
    accountable = tables.Column("Accounts for")
    lead = tables.Column("Leads")
    login = tables.Column("Login", orderable=False)


class OfficerActionTable(ListTable):
    row_template = "reporting/officer_action.html"
    noun = "action"
    caption = "Actions"
    usual_order = "plan"

    plan = tables.Column("Plan", order_by="plan_order")
    reference = tables.Column("Ref", order_by="row__position")
    title = tables.Column("Action", order_by="row__title")
    role = tables.Column("Role")
    status = tables.Column("Status", order_by="row__status_order")
    due = tables.Column("Due", order_by="row__due_order")
    reported_on = tables.Column("Last report", order_by="row__reported_order")


class OfficerFilter(ListFilter):
    """Narrows the officers; a role and a plan chosen together must be of one action."""

    words = django_filters.CharFilter(label="Words in name or post", method="filter_words")
    role = django_filters.ChoiceFilter(
        label="Role",
        choices=[(ROLES.ACCOUNTABLE.value, "Accounts for actions"), (ROLES.LEAD.value, "Leads actions")],
        method="filter_later",
        empty_label="Any or none",
    )
    plan = django_filters.ChoiceFilter(label="Plan", method="filter_later", empty_label="All")

    def __init__(self, *args: Any, versions: Collection[PlanVersion], **kwargs: Any):
        super().__init__(*args, queryset=Officer.objects.all(), **kwargs)
        self.versions = versions
        self.filters["plan"].extra["choices"] = sorted(
            ((version.plan.slug, version.plan.title) for version in versions), key=lambda choice: choice[1]
        )

    def filter_words(self, queryset: QuerySet[Officer], name: str, value: str) -> QuerySet[Officer]:
        return queryset.filter(Q(name__icontains=value) | Q(post__icontains=value))

    def filter_later(self, queryset: QuerySet[Officer], name: str, value: str) -> QuerySet[Officer]:
        return queryset

    def filter_queryset(self, queryset: QuerySet[Officer]) -> QuerySet[Officer]:
        queryset = super().filter_queryset(queryset)
        role, plan = self.form.cleaned_data.get("role"), self.form.cleaned_data.get("plan")
        if not role and not plan:
            return queryset
        parts = Assignment.objects.filter(officer=OuterRef("pk"), action_version__version__in=self.versions)
        parts = parts.filter(role=role) if role else parts
        parts = parts.filter(action_version__version__plan__slug=plan) if plan else parts
        return queryset.filter(Exists(parts))

    @property
    def nothing_matches(self) -> str:  # type: ignore[override]
        some_name_none = " Some plans name no officer at all." if self.plan_chosen else ""
        return ListFilter.nothing_matches + some_name_none

    @property
    def plan_chosen(self) -> str:
        return self.form.cleaned_data.get("plan") or "" if self.is_bound and self.form.is_valid() else ""


@read_from_replica
def officers(request: HttpRequest) -> HttpResponse:
    plans = plans_today(permissions.visible_plans(request.user))
    shown = OfficerFilter(request.GET or None, versions=plans.versions_in_use)
    counted = [version for version in plans.versions_in_use if shown.plan_chosen in ("", version.plan.slug)]
    left_out = () if permissions.may_manage_accounts(request.user) else ("login",)
    lines = _lines(shown.qs, counted)
    context = {
        "filter": shown,
        "table": OfficerTable(lines, request=request, narrowed_by=shown, exclude=left_out),
        "counted": counted,
    }
    return render(request, "reporting/officers.html", context)


@read_from_replica
def officer(request: HttpRequest, slug: str) -> HttpResponse:
    officer = get_object_or_404(Officer.objects.select_related("user"), slug=slug)
    visible = permissions.visible_plans(request.user)
    actions = _actions_of(officer, plans_today(visible))
    left_out = unfilled(action.row for action in actions)
    context = {
        "officer": officer,
        "table": OfficerActionTable(actions, request=request, exclude=left_out),
        "counts": count_colours(action.row.status.colour for action in actions),
        "late": sum(action.row.days_late > 0 for action in actions),
        "plans_named": len({action.row.plan.pk for action in actions}),
        "last_named": None if actions else _last_named(officer, visible),
        "may_see_logins": permissions.may_manage_accounts(request.user),
        "may_name_deputies": permissions.may_name_deputies(request.user, officer),
        "may_hand_over": bool(actions) and permissions.may_hand_over(request.user),
    }
    return render(request, "reporting/officer.html", context)


def _lines(officers: Iterable[Officer], versions: Collection[PlanVersion]) -> list[OfficerLine]:
    """How much each officer has in these versions; two queries."""
    parts = Assignment.objects.filter(action_version__version__in=versions)
    roles = Counter(parts.values_list("officer_id", "role"))
    return [
        OfficerLine(
            officer=officer,
            accountable=roles[officer.pk, ROLES.ACCOUNTABLE],
            lead=roles[officer.pk, ROLES.LEAD],
        )
        for officer in officers
    ]


def _actions_of(officer: Officer, plans: PlansToday) -> list[OfficerAction]:
    """The officer's actions in these plans, with their part in each: "Accountable", "Lead" or both."""
    parts = officer.assignments.filter(action_version__version__in=plans.versions_in_use).order_by("role")
    roles: dict[int, list[str]] = defaultdict(list)
    for action_version, role in parts.values_list("action_version_id", "role"):
        roles[action_version].append(ROLES(role).label)
    rows = action_rows(ActionVersion.objects.filter(pk__in=roles), days=plans.days)
    return [OfficerAction(row, " and ".join(roles[row.pk]).capitalize()) for row in rows]


def _last_named(officer: Officer, plans: QuerySet[Plan]) -> PlanVersion | None:
    """The last published version of these plans that named the officer."""
    named = PlanVersion.objects.published().filter(plan__in=plans, action_versions__assignments__officer=officer)
    return named.select_related("plan").by_date().last()
