from django.urls import path
from django.views.generic import RedirectView

from .action_changes import action_changes
from .action_edits import action_edits
from .action_page import action
from .boards.pages import board, board_download
from .boards.plan import plan
from .changes_page import changes, changes_json
from .home import home
from .lineage_page import lineage
from .my_actions import my_actions
from .officers import officer, officers
from .search import search
from .slippage_page import slippage_ledger

urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("my-actions/", my_actions, name="my_actions"),
    path("boards/", RedirectView.as_view(pattern_name="board"), {"board": "overview"}, name="boards"),
    path("boards/<slug:board>/", board, name="board"),
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
    path("officers/", officers, name="officers"),
    path("officers/<slug:slug>/", officer, name="officer"),
]
