"""What was edited of one action in the working version, edit by edit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.edit_history import edits_of
from actions.models.action import LATEST_FIRST

from .action_page import worded_action


def action_edits(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    shown = worded_action(request, slug, action)
    entry = shown.versions.select_related("version").order_by(*LATEST_FIRST).first()
    context = {"plan": shown.plan, "action": shown, "entry": entry, "edits": edits_of(shown)}
    return render(request, "reporting/action_edits.html", context)
