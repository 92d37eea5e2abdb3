"""What a person says that a column is, applied to a document whose rows have it as a column of its own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .document import DocumentMilestone, PlanDocument, Row

_LISTS = {"accountable", "lead", "links"}


def with_mapping(document: PlanDocument, mapping: Mapping[str, str]) -> PlanDocument:
    """The document with these columns, by their headings as printed, moved from `other` to the field they stand for.

    What the field holds already stays before it. A line of the cell is one officer, link or milestone. A heading that
    the document does not print says nothing.
    """
    used = {heading: field for heading, field in mapping.items() if heading in document.columns and field}
    sections = [replace(section, rows=[_mapped(row, used) for row in section.rows]) for section in document.sections]
    return replace(document, sections=sections, mapping=document.mapping | used)


def _mapped(row: Row, mapping: Mapping[str, str]) -> Row:
    other = dict(row.other)
    changed: dict[str, Any] = {}
    for heading, field in mapping.items():
        text = other.pop(heading, "")
        held = changed.get(field, getattr(row, field))
        if field in _LISTS:
            changed[field] = [*held, *_lines(text)]
        elif field == "milestones":
            changed[field] = [*held, *(DocumentMilestone(title=line) for line in _lines(text))]
        else:
            changed[field] = "\n".join(filter(None, [held, text]))
    return replace(row, other=other, **changed)


def _lines(text: str) -> list[str]:
    return [line.removeprefix("- ").strip() for line in text.splitlines() if line.strip()]
