"""A plan's board: where each section is, and every action with its officers, status, date and last report."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from actions.models import ActionVersion, ProgressUpdate
from actions.statuses import with_latest_update
from plans import permissions
from plans.filters import ListFilter
from plans.models import Colour, PlanVersion, SectionVersion
from plans.today import plan_today, running_cycle
from reporting.action_table import ActionTable, unfilled
from reporting.counts import count_colours, section_counts
from reporting.rows import action_rows, officers_of, printed_actions

NO_STATUS = "none"
Actions = QuerySet[Any]  # action versions with their latest update, which the type checker cannot follow


class ActionFilter(ListFilter):
    """Narrows the actions of a version, as they stood on a day."""

    words = django_filters.CharFilter(label="Words", method="filter_words")
    section = django_filters.ChoiceFilter(
        label="Section", field_name="section_version__section__slug", empty_label="All"
    )
    officer = django_filters.ChoiceFilter(label="Officer", field_name="officers__slug", empty_label="Anyone")
    colour = django_filters.ChoiceFilter(
        label="Colour", choices=[*Colour.choices, (NO_STATUS, "No status")], method="filter_colour", empty_label="Any"
    )
    status = django_filters.ChoiceFilter(label="Status", method="filter_status", empty_label="Any")

    def __init__(
        self, *args: Any, version: PlanVersion, sections: Iterable[SectionVersion], as_at: date, **kwargs: Any
    ):
        super().__init__(*args, queryset=with_latest_update(version.action_versions.all(), as_at=as_at), **kwargs)
        self.filters["section"].label = version.plan.section_word
        choices = {
            "section": [(entry.section.slug, str(entry)) for entry in sections],
            "officer": officers_of(version.action_versions.all()),
            "status": [(str(label.pk), label.words_in(version)) for label in version.plan.labels.all()],
        }
        for name, of_filter in choices.items():
            self.filters[name].extra["choices"] = of_filter
            if not of_filter:
                del self.filters[name]

    def filter_words(self, queryset: Actions, name: str, value: str) -> Actions:
        return queryset.filter(
            Q(text__icontains=value)
            | Q(assignments__name_as_printed__icontains=value)
            | Q(latest_update__in=_updates(narrative__icontains=value, is_exempt=False))
        )

    def filter_colour(self, queryset: Actions, name: str, value: str) -> Actions:
        if value == NO_STATUS:
            return queryset.exclude(latest_update__in=_updates(status__isnull=False))
        return queryset.filter(latest_update__in=_updates(status__colour=value))

    def filter_status(self, queryset: Actions, name: str, value: str) -> Actions:
        return queryset.filter(latest_update__in=_updates(status=value))


def plan(request: HttpRequest, slug: str) -> HttpResponse:
    plans = permissions.visible_plans(request.user).select_related("reporting_cycle")
    plan = get_object_or_404(plans, slug=slug)
    today = plan_today(plan)
    version = today.in_use
    previous = today.before(version) if version else None
    before = printed_actions(previous)
    rows = action_rows(ActionVersion.objects.filter(version=version), days={plan.pk: today.day}, before=before)
    context = {"plan": plan, "today": today, "version": version, "previous": previous}
    if version is None or not rows:
        context["may_edit"] = permissions.may_edit_plan(request.user, plan)
        return render(request, "reporting/plan_empty.html", context)
    sections = list(version.sections.select_related("section").order_by("position"))
    shown = ActionFilter(request.GET or None, version=version, sections=sections, as_at=today.day)
    chosen = set(shown.qs.values_list("pk", flat=True))
    context |= {
        "sections": section_counts(sections, rows, before.values()),
        "counts": count_colours(row.status.colour for row in rows),
        "counts_before": count_colours(entry.colour for entry in before.values()),
        "cycle": running_cycle(plan),
        "filter": shown,
        "table": ActionTable(
            [row for row in rows if row.pk in chosen],
            request=request,
            narrowed_by=shown,
            whole=len(rows),
            exclude=unfilled(rows),
        ),
    }
    return render(request, "reporting/plan.html", context)


def _updates(**conditions: object) -> QuerySet[ProgressUpdate]:
    return ProgressUpdate.objects.filter(**conditions)
