"""A row of a document as a person sees and corrects it: a text for each column, by the column's key."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.as_printed import OWN_HEADINGS, PrintedColumn, each_once
from plans.readers.document import DocumentMilestone, PlanDocument, Row

IS_NEW = "is_new"
_OTHER = "other:"  # before the heading of a column of the plan's own
LISTS = ("accountable", "lead", "links")
_BETWEEN = " | "  # a milestone's title and its timeframe


def key_of(column: PrintedColumn) -> str:
    return column.field or f"{_OTHER}{column.heading}"


def columns_of(document: PlanDocument) -> list[PrintedColumn]:
    """The columns it prints, in their order, and after them whatever else has something in it."""
    columns = each_once(map(PrintedColumn, document.columns, document.column_fields()))
    shown = set(map(key_of, columns))
    filled = {key for row in document.rows() for key, text in texts_of(row).items() if text and key not in shown}
    columns += [PrintedColumn(heading, field) for field, heading in OWN_HEADINGS.items() if field in filled]
    return columns + [PrintedColumn(key.removeprefix(_OTHER), "") for key in sorted(filled - OWN_HEADINGS.keys())]


def texts_of(row: Row) -> dict[str, str]:
    """Each column's words; an officer, a link or a milestone a line."""
    texts = {name: getattr(row, name) for name in OWN_HEADINGS}
    texts |= {name: "\n".join(texts[name]) for name in LISTS}
    texts["milestones"] = "\n".join(map(_words, row.milestones))
    return texts | {f"{_OTHER}{heading}": text for heading, text in row.other.items()}


def corrected(row: Row, texts: Mapping[str, str]) -> Row:
    """The row with what a person typed for some of its columns. What is typed for `IS_NEW` marks it as new."""
    if not texts:
        return row
    fields = {name: _value(name, text) for name, text in texts.items() if name in OWN_HEADINGS}
    other = {key.removeprefix(_OTHER): text for key, text in texts.items() if key.startswith(_OTHER)}
    is_new = bool(texts[IS_NEW]) if IS_NEW in texts else row.is_new
    return replace(row, **fields, is_new=is_new, other=row.other | other)


def _value(name: str, text: str) -> Any:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if name in LISTS:
        return lines
    return [_milestone(line) for line in lines] if name == "milestones" else text


def _words(step: DocumentMilestone) -> str:
    return _BETWEEN.join(filter(None, [step.title, step.timeframe]))


def _milestone(line: str) -> DocumentMilestone:
    title, _, timeframe = line.rpartition(_BETWEEN)
    return DocumentMilestone(title=title, timeframe=timeframe) if title else DocumentMilestone(title=line)
