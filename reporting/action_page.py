"""One action whole: its words, its links to other plans, its place in each version and every report on it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from actions.challenge_views import ChallengeForm
from actions.models import Action, ActionVersion, Assignment, Challenge
from plans import permissions
from plans.models import Officer

from .action_history import version_lines, went_to
from .action_progress import Progress
from .linked_actions import linked_actions, links_of, other_action
from .standings import Standing, standings_of


@dataclass(frozen=True)
class Part:
    """An officer's part in the action, with the name as printed."""

    officer: Officer
    name: str


def action(request: HttpRequest, slug: str, action: str) -> HttpResponse:
    plans = permissions.visible_plans(request.user)
    shown = worded_action(request, slug, action)
    links = links_of(shown, plans)
    standings = standings_of([shown, *(other_action(shown, link) for link in links)])
    standing = standings[shown.pk]
    lines = version_lines(standing)
    progress = Progress(standing)
    may = permissions.allowed_with(request.user, shown.plan, shown.parts)
    context = {
        "plan": shown.plan,
        "today": standing.today,
        "standing": standing,
        "entry": standing.entry,
        "linked": linked_actions(shown, links, standings),
        "lines": lines,
        "has_references": any(entry.reference for entry in standing.entries),
        "has_notes": any(line.notes for line in lines),
        "went_to": went_to(standing, lines),
        "milestones": progress.milestones(),
        "reports": progress.reports(),
        "challenges": _challenges(shown),
        "cycle": standing.today.cycle,
        "may_report": may["report"],
        "may_read_exempt": may["read_exempt"],
        "challenge_form": ChallengeForm() if may["challenge"] else None,
        **_officers(standing),
    }
    return render(request, "reporting/action.html", context)


def worded_action(request: HttpRequest, slug: str, action: str) -> Action:
    """The action at this address that some version words. Raises Http404 where there is none this person may see."""
    worded = Action.objects.filter(Exists(ActionVersion.objects.filter(action=OuterRef("pk"))))
    visible = worded.filter(plan__in=permissions.visible_plans(request.user)).select_related("plan__reporting_cycle")
    return get_object_or_404(visible, plan__slug=slug, slug=action)


def _challenges(action: Action) -> QuerySet[Challenge]:
    """CLT's questions with their answers, the latest first; one query."""
    return Challenge.objects.about(action).select_related("asked_by", "answer__update").order_by("-pk")


def _officers(standing: Standing) -> dict[str, list[Part]]:
    """Who accounts for the action and who leads it, in printed order; one query."""
    parts: dict[str, list[Part]] = {"accountable": [], "lead": []}
    for entry in standing.entry.assignments.select_related("officer"):
        parts[Assignment.Role(entry.role).value].append(Part(entry.officer, entry.name_as_printed))
    return parts
