from django.urls import path

from . import (
    attachments,
    challenge_views,
    handover_views,
    relineage_views,
    report_views,
    several_views,
    signing_off_views,
    starting_views,
    views,
)

urlpatterns = [
    path("plans/new/", starting_views.new_plan, name="new_plan"),
    path("officers/<slug:slug>/hand-over/", handover_views.hand_over, name="hand_over"),
    path("plans/<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path(
        "plans/<slug:slug>/versions/<int:number>/actions/<slug:action>/lineage/",
        relineage_views.relineage,
        name="relineage",
    ),
    path("my-actions/report/", several_views.several, name="report_several"),
    path("my-actions/next/", report_views.next_report, name="next_report"),
    path("plans/<slug:slug>/actions/<slug:action>/report/", report_views.report, name="report"),
    path("plans/<slug:slug>/actions/<slug:action>/report/save/", report_views.save, name="save_report"),
    path("plans/<slug:slug>/actions/<slug:action>/report/check/", report_views.check_report, name="check_report"),
    path("plans/<slug:slug>/actions/<slug:action>/report/unchanged/", report_views.unchanged, name="unchanged"),
    path("plans/<slug:slug>/actions/<slug:action>/report/discard/", report_views.discard, name="discard_report"),
    path("plans/<slug:slug>/actions/<slug:action>/reports/<int:pk>/", report_views.receipt, name="receipt"),
    path("plans/<slug:slug>/actions/<slug:action>/reports/<int:pk>/correct/", report_views.correct, name="correct"),
    path(
        "plans/<slug:slug>/actions/<slug:action>/reports/<int:pk>/sign-off/", signing_off_views.decide, name="sign_off"
    ),
    path("plans/<slug:slug>/actions/<slug:action>/ask/", challenge_views.ask, name="ask"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
]
