from django.urls import path

from . import (
    attachments,
    challenge_views,
    column_views,
    contradiction_views,
    edit_views,
    handover_views,
    import_views,
    outside_views,
    place_views,
    publishing_views,
    relineage_views,
    report_views,
    section_views,
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
    path("plans/<slug:slug>/edit/", edit_views.edit_plan, name="edit_plan"),
    path("plans/<slug:slug>/versions/<int:number>/edit/", edit_views.edit_version, name="edit_version"),
    path("plans/<slug:slug>/versions/<int:number>/edit/reading/", edit_views.read_words, name="read_words"),
    path("plans/<slug:slug>/versions/<int:number>/edit/columns/", column_views.edit_columns, name="edit_columns"),
    path("plans/<slug:slug>/versions/<int:number>/edit/outside/", outside_views.edit_outside, name="edit_outside"),
    path("plans/<slug:slug>/versions/<int:number>/edit/add/", place_views.add, name="add_action"),
    path("plans/<slug:slug>/versions/<int:number>/edit/sections/", section_views.new_section, name="add_section"),
    path(
        "plans/<slug:slug>/versions/<int:number>/edit/sections/<slug:section>/",
        section_views.section,
        name="edit_section",
    ),
    path(
        "plans/<slug:slug>/versions/<int:number>/actions/<slug:action>/edit/", edit_views.edit_one, name="edit_action"
    ),
    path("plans/<slug:slug>/versions/<int:number>/actions/<slug:action>/move/", place_views.move, name="move_action"),
    path(
        "plans/<slug:slug>/versions/<int:number>/actions/<slug:action>/split/", place_views.split, name="split_action"
    ),
    path("plans/<slug:slug>/versions/<int:number>/actions/<slug:action>/end/", place_views.end, name="end_action"),
    path(
        "plans/<slug:slug>/versions/<int:number>/actions/<slug:action>/take-back/", place_views.go_on, name="take_back"
    ),
    path("plans/<slug:slug>/versions/<int:number>/published/", publishing_views.published, name="published"),
    path("plans/<slug:slug>/versions/<int:number>/correct/", publishing_views.correct_version, name="correct_version"),
    path(
        "plans/<slug:slug>/versions/<int:number>/publish/",
        publishing_views.publish_correction,
        name="publish_correction",
    ),
    path(
        "plans/<slug:slug>/versions/<int:number>/publish/discard/",
        publishing_views.discard_open_correction,
        name="discard_correction",
    ),
    path("plans/<slug:slug>/publish/", publishing_views.publish_plan, name="publish_plan"),
    path("plans/<slug:slug>/publish/open/", publishing_views.open_next_version, name="open_next_version"),
    path("plans/<slug:slug>/publish/discard/", publishing_views.discard_version, name="discard_version"),
    path("plans/<slug:slug>/versions/<int:number>/source/", views.source_file, name="source_file"),
    path("plans/<slug:slug>/import/", import_views.import_plan, name="import_plan"),
    path("plans/<slug:slug>/import/<int:pk>/", import_views.import_draft, name="import_draft"),
    path("plans/<slug:slug>/import/<int:pk>/rows/<int:place>/", import_views.import_row, name="import_row"),
    path("plans/<slug:slug>/import/<int:pk>/sections/<int:place>/", import_views.import_heading, name="import_heading"),
    path("plans/<slug:slug>/import/<int:pk>/columns/", import_views.import_columns, name="import_columns"),
    path("plans/<slug:slug>/import/<int:pk>/version/", import_views.import_version, name="import_version"),
    path("plans/<slug:slug>/import/<int:pk>/names/", import_views.import_names, name="import_names"),
    path("plans/<slug:slug>/import/<int:pk>/threads/", import_views.import_threads, name="import_threads"),
    path("plans/<slug:slug>/import/<int:pk>/check/", import_views.import_check, name="import_check"),
    path("plans/<slug:slug>/import/<int:pk>/read-again/", import_views.read_again, name="read_again"),
    path("plans/<slug:slug>/import/<int:pk>/discard/", import_views.discard_import, name="discard_import"),
    path("my-actions/report/", several_views.several, name="report_several"),
    path("my-actions/next/", report_views.next_report, name="next_report"),
    path("plans/<slug:slug>/actions/<slug:action>/report/", report_views.report, name="report"),
    path("plans/<slug:slug>/actions/<slug:action>/report/save/", report_views.save, name="save_report"),
    path("plans/<slug:slug>/actions/<slug:action>/report/check/", report_views.check_report, name="check_report"),
    path("plans/<slug:slug>/actions/<slug:action>/report/unchanged/", report_views.unchanged, name="unchanged"),
    path("plans/<slug:slug>/actions/<slug:action>/report/discard/", report_views.discard, name="discard_report"),
    path("plans/<slug:slug>/actions/<slug:action>/draft/", report_views.left_draft, name="left_draft"),
    path("plans/<slug:slug>/actions/<slug:action>/reports/<int:pk>/", report_views.receipt, name="receipt"),
    path("plans/<slug:slug>/actions/<slug:action>/reports/<int:pk>/correct/", report_views.correct, name="correct"),
    path(
        "plans/<slug:slug>/actions/<slug:action>/reports/<int:pk>/sign-off/", signing_off_views.decide, name="sign_off"
    ),
    path("plans/<slug:slug>/actions/<slug:action>/ask/", challenge_views.ask, name="ask"),
    path(
        "plans/<slug:slug>/actions/<slug:action>/contradictions/<slug:mark>/",
        contradiction_views.contradiction,
        name="contradiction",
    ),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
]
