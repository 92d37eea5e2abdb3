from django.urls import path

from . import handover_views, import_views, publishing_views, relineage_views, starting_views, views

urlpatterns = [
    path("plans/new/", starting_views.new_plan, name="new_plan"),
    path("officers/<slug:slug>/hand-over/", handover_views.hand_over, name="hand_over"),
    path("plans/<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path(
        "plans/<slug:slug>/versions/<int:number>/actions/<slug:action>/lineage/",
        relineage_views.relineage,
        name="relineage",
    ),
    path("plans/<slug:slug>/versions/<int:number>/published/", publishing_views.published, name="published"),
    path("plans/<slug:slug>/versions/<int:number>/correct/", publishing_views.correct_version, name="correct_version"),
    path("plans/<slug:slug>/publish/", publishing_views.publish_plan, name="publish_plan"),
    path("plans/<slug:slug>/publish/open/", publishing_views.open_next_version, name="open_next_version"),
    path("plans/<slug:slug>/publish/discard/", publishing_views.discard_version, name="discard_version"),
    path("plans/<slug:slug>/versions/<int:number>/source/", views.source_file, name="source_file"),
    path("plans/<slug:slug>/import/", import_views.import_plan, name="import_plan"),
    path("plans/<slug:slug>/import/<int:pk>/", import_views.import_draft, name="import_draft"),
    path("plans/<slug:slug>/import/<int:pk>/rows/<int:place>/", import_views.import_row, name="import_row"),
    path("plans/<slug:slug>/import/<int:pk>/columns/", import_views.import_columns, name="import_columns"),
    path("plans/<slug:slug>/import/<int:pk>/names/", import_views.import_names, name="import_names"),
    path("plans/<slug:slug>/import/<int:pk>/threads/", import_views.import_threads, name="import_threads"),
    path("plans/<slug:slug>/import/<int:pk>/check/", import_views.import_check, name="import_check"),
    path("plans/<slug:slug>/import/<int:pk>/read-again/", import_views.read_again, name="read_again"),
    path("plans/<slug:slug>/import/<int:pk>/discard/", import_views.discard_import, name="discard_import"),
]
