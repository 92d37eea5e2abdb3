"""Any two versions of a plan, one against the other: what happened, in sentences and action by action."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from actions.compared import VersionComparison
from actions.comparing import ComparisonRefusedError, compare_versions
from config.replica import read_from_replica
from plans import permissions
from plans.models import Plan, PlanVersion, SectionVersion
from plans.today import by_date, looked_at

from .change_rows import UNCHANGED, ChangeFilter, ChangeTable, change_rows
from .headline import Headline
from .steps import Steps
from .version_pair import NoSuchVersionError, chosen_pair, line, replaced


@read_from_replica
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    plan, versions = _plan(request, slug)
    refused: Exception | None = None
    try:
        pair = chosen_pair(versions, request.GET)
    except NoSuchVersionError as unknown:
        refused, pair = unknown, chosen_pair(versions, {})
    if pair is None:
        return render(request, "reporting/changes_none.html", {"plan": plan})
    before, after = pair
    context: dict[str, Any] = {
        "plan": plan,
        "today": looked_at(plan, line(versions)),
        "versions": versions,
        "replaced": replaced(versions),
        "before": before,
        "after": after,
        "kept": {"from": before.number, "to": after.number},
        "goes_back": by_date(before) > by_date(after),
        "refused": refused,
    }
    if refused:
        return render(request, "reporting/changes.html", context, status=404)
    try:
        context |= _contents(request, plan, compare_versions(before, after))
    except ComparisonRefusedError as same:
        context["refused"] = same
    return render(request, "reporting/changes.html", context)


@read_from_replica
def changes_json(request: HttpRequest, slug: str) -> HttpResponse:
    """What `compare_versions --json` prints."""
    _, versions = _plan(request, slug)
    try:
        pair = chosen_pair(versions, request.GET)
        if pair is None:
            return JsonResponse({"error": "There are no two versions of this plan to compare yet."}, status=404)
        return JsonResponse(compare_versions(*pair).as_json(), json_dumps_params={"ensure_ascii": False})
    except NoSuchVersionError as unknown:
        return JsonResponse({"error": str(unknown)}, status=404)
    except ComparisonRefusedError as refused:
        return JsonResponse({"error": str(refused)}, status=400)


def _plan(request: HttpRequest, slug: str) -> tuple[Plan, list[PlanVersion]]:
    """One query, and one more where the plan has no version."""
    visible = permissions.visible_plans(request.user)
    versions = PlanVersion.objects.filter(plan__in=visible, plan__slug=slug).select_related("plan").by_date()
    found = list(versions)
    return (found[0].plan if found else get_object_or_404(visible, slug=slug)), found


def _contents(request: HttpRequest, plan: Plan, comparison: VersionComparison) -> dict[str, Any]:
    sections = SectionVersion.objects.filter(version__in=[comparison.before, comparison.after])
    of_version: dict[int, list[SectionVersion]] = {comparison.before.pk: [], comparison.after.pk: []}
    for section in sections.select_related("section").order_by("position"):
        of_version[section.version_id].append(section)
    before, after = of_version.values()
    shown = ChangeFilter(request.GET, comparison=comparison, sections=[*before, *after])
    chosen = shown.chosen()
    rows = [row for row in change_rows(plan, comparison) if row.compared.shown.action_id in chosen]
    folds = request.GET.get("kind") != UNCHANGED
    table = ChangeTable(
        [row for row in rows if not (folds and row.compared.is_unchanged)],
        request=request,
        narrowed_by=shown,
    )
    steps = Steps()
    for row in table.page_records:
        row.step = next(steps)
    return {
        "comparison": comparison,
        "headline": Headline(comparison, (before, after), plan.section_word),
        "filter": shown,
        "table": table,
        "unchanged": [row for row in rows if folds and row.compared.is_unchanged],
        "steps": steps,
        "all_open": "open" in request.GET,
    }
