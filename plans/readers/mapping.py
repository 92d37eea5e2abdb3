"""What a person says that a column is, applied to a document that says itself what each of its cells is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .columns import names_of, said_of, with_said
from .document import DocumentMilestone, DocumentWarning, PlanDocument, Row, checked_row
from .refusing import DocumentError
from .texts import in_few_words, quoted
from .told_headings import no_action_left, said

_LISTS = {"accountable", "lead", "links"}


def with_mapping(document: PlanDocument, given: Mapping[str, str], remembered: Mapping[str, str]) -> PlanDocument:
    """The document with its columns, by their headings as printed, moved to the fields that they stand for.

    What is `remembered` of other documents goes for columns of which this one does not say it. What the field holds
    already stays before it. A line of the cell is one officer, link or milestone; what has no room in the field stays
    where it is, with a warning. A heading that the document does not print says nothing. Raises DocumentError where no
    column is left for the actions.
    """
    words = said(given, remembered)
    before, names = document.column_fields(), names_of(document.columns)
    now = said_of(document.columns, words.given)
    now |= {at: field for at, field in said_of(document.columns, words.mapping).items() if before[at] in ("", field)}
    after = with_said(before, now)
    if "action" in before and "action" not in after:
        raise no_action_left(names[before.index("action")], names)
    columns = enumerate(zip(document.columns, before, after, strict=True))
    moves = [(heading, was, field) for at, (heading, was, field) in columns if was != field or now.get(at)]
    if not moves:
        return document
    mapping = {heading: field for heading, _, field in moves}
    moved, warnings = [], list(document.warnings)
    for number, row in enumerate(document.rows()):
        changed = _moved(row, moves)
        try:
            checked_row(changed)
        except DocumentError as error:
            told = f"what was said of {quoted(*mapping)} does not go for this row: {error}"
            warnings.append(DocumentWarning(where=row.reference or in_few_words(row.action), message=told, row=number))
            changed = row
        moved.append(changed)
    rows = iter(moved)
    sections = [replace(section, rows=[next(rows) for _ in section.rows]) for section in document.sections]
    return replace(document, sections=sections, mapping=document.mapping | mapping, warnings=warnings)


def _moved(row: Row, moves: list[tuple[str, str, str]]) -> Row:
    """Everything is taken out before anything is put in, since two columns may change places."""
    other = dict(row.other)
    changed: dict[str, Any] = {}
    texts = []
    for heading, was, field in moves:
        texts.append((heading, field, other.pop(heading, "")))
        if was and was != field:
            texts.append((heading, field, _text(row, was)))
            changed[was] = type(getattr(row, was))()
    for heading, field, text in texts:
        held = changed.get(field, getattr(row, field)) if field else other.get(heading, "")
        if field in _LISTS:
            changed[field] = [*held, *_lines(text)]
        elif field == "milestones":
            changed[field] = [*held, *(DocumentMilestone(title=line) for line in _lines(text))]
        elif field:
            changed[field] = "\n".join(filter(None, [held, text]))
        else:
            other[heading] = "\n".join(filter(None, [held, text]))
    return replace(row, other=other, **changed)


def _text(row: Row, field: str) -> str:
    if field == "milestones":
        return "\n".join(f"- {step.title} {step.timeframe}".strip() for step in row.milestones)
    return "\n".join(getattr(row, field)) if field in _LISTS else getattr(row, field)


def _lines(text: str) -> list[str]:
    return [line.removeprefix("- ").strip() for line in text.splitlines() if line.strip()]
