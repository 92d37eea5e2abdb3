"""A pack that comes back edited: what its file cannot say is as in the version it was made of."""

from dataclasses import replace
from typing import Any

from actions.models import ActionVersion
from plans.models import Plan, PlanVersion
from plans.readers.document import (
    DocumentError,
    DocumentMilestone,
    DocumentSection,
    Passage,
    PlanDocument,
    Row,
)
from plans.readers.steps import steps_in
from plans.today import by_date


def is_returned_pack(document: PlanDocument) -> bool:
    """An export has a label as well."""
    return document.number is not None and not document.label


def completed(plan: Plan, document: PlanDocument) -> PlanDocument:
    """The document with what the version it was made of says beside the table; another document as it is.

    Raises DocumentError for the pack of another plan.
    """
    if not is_returned_pack(document):
        return document
    if document.slug != plan.slug:
        raise DocumentError(f"this is a pack of another plan, “{document.slug}”: bring it in there")
    version = made_of(plan, document)
    return _completed(document, version) if version else document


def made_of(plan: Plan, document: PlanDocument) -> PlanVersion | None:
    return plan.versions.filter(number=document.number or 0).first()


def newer_than(plan: Plan, document: PlanDocument) -> PlanVersion | None:
    """The version published since the one that the pack was made of, where there is one."""
    if not is_returned_pack(document):
        return None
    last, version = plan.versions.last_published(), made_of(plan, document)
    return None if last is None or (version and by_date(version) >= by_date(last)) else last


def _completed(document: PlanDocument, version: PlanVersion) -> PlanDocument:
    entries = {
        entry.action.slug: entry
        for entry in version.action_versions.select_related("action").prefetch_related("milestones")
    }
    printed = {" ".join(str(section).split()): section for section in version.sections.all()}
    sections = []
    for section in document.sections:
        known = printed.get(f"{section.number} {section.title}".strip())
        number, title = (known.number, known.title) if known else (section.number, section.title)
        rows = [_row(row, entries.get(row.action_id), version.column_fields) for row in section.rows]
        sections.append(DocumentSection(number=number, title=title, rows=rows))
    return replace(
        document,
        title=version.title,
        introduction=version.introduction,
        mapping=version.mapping | document.mapping,
        narrative=[Passage(**passage) for passage in version.narrative],
        sections=sections,
    )


def _row(row: Row, entry: ActionVersion | None, fields: list[str]) -> Row:
    """Milestones stay while the words they were read from do; what has no column is as it was."""
    if entry is None:
        return replace(row, milestones=row.milestones or steps_in(row.timeframe))
    kept: dict[str, Any] = {}
    if "saving" not in fields:
        kept["saving"] = entry.saving
    if "links" not in fields:
        kept["links"] = entry.links
    steps = [DocumentMilestone(title=step.title, timeframe=step.timeframe) for step in entry.milestones.all()]
    if "milestones" in fields:
        words = {f"{step.title} {step.timeframe}".strip(): step for step in steps}
        kept["milestones"] = [words.get(step.title, step) for step in row.milestones]
    else:
        kept["milestones"] = steps if row.timeframe == entry.timeframe else steps_in(row.timeframe)
    return replace(row, **kept)
