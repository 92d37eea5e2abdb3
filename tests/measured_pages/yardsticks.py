"""What a page is measured against: the same number of the plan's actions by raw SQL, in a view written by hand and in
Django admin's list.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import admin
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path

from actions.models import ActionVersion, Assignment, ProgressUpdate
from actions.statuses import status_of
from plans.models import PlanVersion

RAW = """
SELECT worded.reference, worded.text, worded.due, label.colour, latest.status_words, latest.as_at, names.names
FROM actions_actionversion worded
LEFT JOIN LATERAL (
    SELECT * FROM actions_progressupdate made WHERE made.action_id = worded.action_id
    ORDER BY as_at DESC, id DESC LIMIT 1
) latest ON true
LEFT JOIN plans_statuslabel label ON label.id = latest.status_id
LEFT JOIN LATERAL (
    SELECT array_agg(role || ' ' || name_as_printed) AS names FROM actions_assignment part
    WHERE part.action_version_id = worded.id
) names ON true
WHERE worded.version_id = %s ORDER BY worded.position LIMIT %s
"""

HAND_WRITTEN = engines["django"].from_string(
    """{% extends "base.html" %}{% block content %}<table class="app-list">{% for line in lines %}<tr>
<td>{{ line.entry.reference }}</td>
<td><a href="{{ line.entry.action.get_absolute_url }}">{{ line.entry.title }}</a></td>
<td>{{ line.accountable|join:", " }}</td><td>{{ line.lead|join:", " }}</td>
<td>{{ line.status.colour }} {{ line.status.words }}</td>
<td>{{ line.entry.due|date:"j M Y" }}</td><td>{{ line.update.as_at|date:"j M Y" }}</td></tr>{% endfor %}</table>
{% endblock %}"""
)


def hand_written(request: HttpRequest, version: int, most: int) -> HttpResponse:
    """The same rows by two queries of the ORM (and one for the names), in a plain template."""
    worded = list(
        ActionVersion.objects.filter(version=version).select_related("action__plan").order_by("position")[:most]
    )
    updates = ProgressUpdate.objects.filter(action__in=[entry.action_id for entry in worded]).select_related("status")
    latest = {
        update.action_id: update for update in updates.order_by("action_id", "-as_at", "-id").distinct("action_id")
    }
    names: dict[int, dict[str, list[str]]] = {}
    for entry, role, name in Assignment.objects.filter(action_version__in=worded).values_list(
        "action_version", "role", "name_as_printed"
    ):
        names.setdefault(entry, {}).setdefault(role, []).append(name)
    lines = [
        {"entry": entry, "update": latest[entry.action_id], "status": status_of(latest[entry.action_id])}
        | names[entry.pk]
        for entry in worded
    ]
    return HttpResponse(HAND_WRITTEN.render({"lines": lines}, request))


class ListedActionVersions(admin.ModelAdmin):
    """The same columns, as Django admin lists them with what such a list is usually given: filters and a search."""

    list_display = ("reference", "title", "accountable", "lead", "status", "due", "reported_on")
    list_filter = (
        ("version", admin.RelatedOnlyFieldListFilter),
        ("section_version", admin.RelatedOnlyFieldListFilter),
        ("officers", admin.RelatedOnlyFieldListFilter),
        ("printed_update__status", admin.RelatedOnlyFieldListFilter),
        "due",
    )
    search_fields = ("reference", "text", "assignments__name_as_printed")
    ordering = ("position",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ActionVersion]:
        found = super().get_queryset(request).select_related("action__plan")
        return found.prefetch_related("assignments", "action__updates__status")

    def _names(self, entry: ActionVersion, role: str) -> str:
        return ", ".join(part.name_as_printed for part in entry.assignments.all() if part.role == role)

    def accountable(self, entry: ActionVersion) -> str:
        return self._names(entry, "accountable")

    def lead(self, entry: ActionVersion) -> str:
        return self._names(entry, "lead")

    def _latest(self, entry: ActionVersion) -> ProgressUpdate:
        return list(entry.action.updates.all())[-1]

    def status(self, entry: ActionVersion) -> str:
        return status_of(self._latest(entry)).words

    def reported_on(self, entry: ActionVersion) -> date:
        return self._latest(entry).as_at

    def get_changelist_instance(self, request: HttpRequest) -> admin.views.main.ChangeList:
        self.list_per_page = int(request.headers["Most"])
        return super().get_changelist_instance(request)


class Lists(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


lists = Lists("lists")
lists.register(ActionVersion, ListedActionVersions)
urlpatterns = [
    path("", include("config.urls")),
    path("hand-written/<int:version>/<int:most>/", hand_written),
    path("lists/", lists.urls),
]


def by_hand(client: Client, version: PlanVersion, most: int) -> Callable[[], Any]:
    return partial(client.get, f"/hand-written/{version.pk}/{most}/")


def by_admin(client: Client, version: PlanVersion, most: int) -> Callable[[], Any]:
    address = f"/lists/actions/actionversion/?version__id__exact={version.pk}"
    return partial(client.get, address, headers={"most": str(most)})


def by_sql(version: PlanVersion, most: int) -> Callable[[], object]:
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(RAW, [version.pk, most])
            cursor.fetchall()

    return ask
