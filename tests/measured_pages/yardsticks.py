"""What a page is measured against: the same number of the plan's actions by raw SQL, in a view written by hand and in
Django admin's list.
"""

from collections.abc import Callable
from functools import partial

from django.contrib import admin
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from actions.models import ActionVersion, Assignment, ProgressUpdate
from actions.statuses import status_of
from plans.models import PlanVersion
from tests.bench.in_database.boards import HAND_WRITTEN, ListedActionVersions

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


def hand_written(request: HttpRequest, version: int, most: int) -> HttpResponse:
    """Two queries of the ORM, one for the names, and a plain template."""
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


class SomeActionVersions(ListedActionVersions):
    def get_changelist_instance(self, request: HttpRequest) -> admin.views.main.ChangeList:
        self.list_per_page = int(request.headers["Most"])
        return super().get_changelist_instance(request)


class Lists(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


lists = Lists("lists")
lists.register(ActionVersion, SomeActionVersions)
urlpatterns = [
    path("", include("config.urls")),
    path("hand-written/<int:version>/<int:most>/", hand_written),
    path("lists/", lists.urls),
]


def by_hand(client: Client, version: PlanVersion, most: int) -> Callable[[], object]:
    return partial(client.get, f"/hand-written/{version.pk}/{most}/")


def by_admin(client: Client, version: PlanVersion, most: int) -> Callable[[], object]:
    address = f"/lists/actions/actionversion/?version__id__exact={version.pk}"
    return partial(client.get, address, headers={"most": str(most)})


def by_sql(version: PlanVersion, most: int) -> Callable[[], object]:
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(RAW, [version.pk, most])
            cursor.fetchall()

    return ask
