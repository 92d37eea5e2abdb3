from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from actions.edited_since import was_edited_since
from actions.models import SourceFile
from plans import permissions
from plans.measures import measures_of
from plans.models import Measure, PlanVersion, Reading

from .as_printed import printed_table

FEW_PASSAGES = 3  # more than these are folded away, each under its heading


@dataclass(frozen=True)
class Place:
    """A version in the line of its plan's, earliest first, and what it corrects or is corrected by.

    `open_correction` is one that is not published yet.
    """

    line: list[PlanVersion]
    before: PlanVersion | None
    corrects: PlanVersion | None
    corrected_by: PlanVersion | None
    open_correction: PlanVersion | None


@dataclass(frozen=True)
class MeasureLine:
    """A measure with one entry for each date of the table, None where nothing was read."""

    measure: Measure
    readings: list[tuple[date, Reading | None]]


def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    plan = get_object_or_404(permissions.visible_plans(request.user), slug=slug)
    versions = list(plan.versions.by_date().select_related("plan"))
    shown = next((version for version in versions if version.number == number), None)
    if shown is None:
        raise Http404
    measures = _measures(shown)
    source = SourceFile.objects.filter(version=shown).defer("content").select_related("imported_by").first()
    context = {
        "plan": plan,
        "version": shown,
        "place": _place(shown, versions),
        "table": printed_table(shown),
        "measures": measures,
        "source": source,
        "is_edited": source is not None and was_edited_since(source),
        "may_edit": permissions.may_edit_plan(request.user, plan),
        "fold_narrative": len(shown.narrative) > FEW_PASSAGES,
    }
    return render(request, "actions/version.html", context)


def source_file(request: HttpRequest, slug: str, number: int) -> FileResponse:
    """The file a version was read from, as it was given: to be kept, never shown in the browser."""
    plan = get_object_or_404(permissions.visible_plans(request.user), slug=slug)
    source = get_object_or_404(SourceFile, version__plan=plan, version__number=number)
    content = BytesIO(bytes(source.content))
    return FileResponse(content, as_attachment=True, filename=source.name, content_type="application/octet-stream")


def _place(shown: PlanVersion, versions: Iterable[PlanVersion]) -> Place:
    """What a published correction has replaced stands in nobody's line but its own, and so does an open correction."""
    corrections = {version.corrects_id: version for version in versions if version.is_published}
    apart = {version.pk for version in versions if version.pk in corrections or version.is_correcting}
    line = [version for version in versions if version.pk not in apart or version == shown]
    place = line.index(shown)
    return Place(
        line=line,
        before=line[place - 1] if place else None,
        corrects=next((version for version in versions if version.pk == shown.corrects_id), None),
        corrected_by=corrections.get(shown.pk),
        open_correction=next((each for each in versions if each.is_correcting and each.corrects_id == shown.pk), None),
    )


def _measures(shown: PlanVersion) -> list[MeasureLine]:
    measures = measures_of(shown)
    dates = sorted({reading.date for entry in measures for reading in entry.readings})
    read = {entry.measure: {reading.date: reading for reading in entry.readings} for entry in measures}
    return [MeasureLine(measure, [(day, on.get(day)) for day in dates]) for measure, on in read.items()]
