from django.urls import path

from . import handover_views, relineage_views, starting_views, views

urlpatterns = [
    path("plans/new/", starting_views.new_plan, name="new_plan"),
    path("officers/<slug:slug>/hand-over/", handover_views.hand_over, name="hand_over"),
    path("plans/<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path(
        "plans/<slug:slug>/versions/<int:number>/actions/<slug:action>/lineage/",
        relineage_views.relineage,
        name="relineage",
    ),
]
