from django.urls import path
from django.views.generic import RedirectView

from . import calendar_views, saved_views
from .action_changes import action_changes
from .action_edits import action_edits
from .action_page import action
from .boards.meeting import meeting
from .boards.pages import board, board_download
from .boards.plan import plan
from .changes_page import changes, changes_json
from .home import home
from .lineage_page import lineage
from .my_actions import my_actions
from .officers import officer, officers
from .pack.pages import kept_pack, pack_appendix, pack_choices, pack_in_making, pack_preview, pack_sheet, packs
from .search import search
from .slippage_page import slippage_ledger

urlpatterns = [
    path("", saved_views.start, name="home"),
    path("start/", home, name="start_page"),
    path("saved-views/", saved_views.saved_views, name="saved_views"),
    path("saved-views/new/", saved_views.new_saved_view, name="new_saved_view"),
    path("saved-views/<int:pk>/start-with/", saved_views.start_with_view, name="start_with_view"),
    path("saved-views/<int:pk>/delete/", saved_views.delete_saved_view, name="delete_saved_view"),
    path("search/", search, name="search"),
    path("my-actions/", my_actions, name="my_actions"),
    path("boards/", RedirectView.as_view(pattern_name="board"), {"board": "overview"}, name="boards"),
    path("boards/<slug:board>/", board, name="board"),
    path("boards/<slug:board>/meeting/", meeting, name="meeting"),
    path("plans/<slug:slug>/boards/<slug:board>/meeting/", meeting, name="meeting"),
    path("boards/<slug:board>.<slug:kind>", board_download, name="board_download"),
    path("plans/<slug:slug>/", plan, name="plan"),
    path("plans/<slug:slug>/boards/<slug:board>/", board, name="board"),
    path("plans/<slug:slug>/boards/<slug:board>.<slug:kind>", board_download, name="board_download"),
    path("plans/<slug:slug>/changes/", changes, name="changes"),
    path("plans/<slug:slug>/changes.json", changes_json, name="changes_json"),
    path("plans/<slug:slug>/actions/<slug:action>/", action, name="action"),
    path("plans/<slug:slug>/actions/<slug:action>/changes/", action_changes, name="action_changes"),
    path("plans/<slug:slug>/actions/<slug:action>/edits/", action_edits, name="action_edits"),
    path("plans/<slug:slug>/lineage/", lineage, name="lineage"),
    path("plans/<slug:slug>/slippage/", slippage_ledger, name="slippage"),
    path("calendars/", calendar_views.calendars, name="calendars"),
    path("calendars/<int:pk>/revoke/", calendar_views.revoke, name="revoke_calendar"),
    path("calendars/<slug:token>.ics", calendar_views.feed, name="calendar_feed"),
    path("plans/<slug:slug>/packs/", packs, name="packs"),
    path("plans/<slug:slug>/packs/choices/", pack_choices, name="pack_choices"),
    path("plans/<slug:slug>/packs/preview/", pack_preview, name="pack_preview"),
    path("plans/<slug:slug>/packs/sheets/<slug:sheet>.csv", pack_sheet, name="pack_sheet"),
    path("plans/<slug:slug>/packs/appendix.docx", pack_appendix, name="pack_appendix"),
    path("plans/<slug:slug>/packs/in-making/<int:pk>/", pack_in_making, name="pack_in_making"),
    path("plans/<slug:slug>/packs/<int:pk>.xlsx", kept_pack, name="kept_pack"),
    path("officers/", officers, name="officers"),
    path("officers/<slug:slug>/", officer, name="officer"),
]
