"""A committee pack of ours that comes back edited: the sheet of the full plan, known by the properties of the file."""

import re
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .columns import mapping_of
from .document import DocumentError, DocumentMilestone, DocumentSection, PlanDocument, Row
from .number_formats import as_shown
from .own_workbook import COLUMN, FULL_PLAN, IDENTIFIER, NOTHING_PRINTED, NUMBER, PLAN, SECTION, joined, told_apart

_NEW = "NEW ACTION"
_NUMBERED = re.compile(r"(?P<number>\d[\d.]*) (?P<title>.*)", re.DOTALL)
_LISTS = ("accountable", "lead", "links")
_SHORT = {"reference": 20, "status": 200, "saving": 100}  # characters there is room for


def is_our_pack(workbook: Workbook) -> bool:
    return {PLAN, NUMBER} <= _properties(workbook).keys()


def read_our_pack(workbook: Workbook) -> PlanDocument:
    """The plan of the file's sheet, with its slug and the number of the version that the pack was made of.

    Raises DocumentError where the sheet is gone, or has lost its columns.
    """
    properties = _properties(workbook)
    if FULL_PLAN not in workbook.sheetnames or not properties[NUMBER].isdigit():
        raise DocumentError(f"this pack has no sheet “{FULL_PLAN}”, from which it would be read")
    headings, *lines = _cells(workbook[FULL_PLAN])
    known = _columns(properties)
    section, identifier = (_written(known, place) for place in (0, -1))
    if section not in headings or identifier not in headings:
        raise DocumentError(f"the sheet “{FULL_PLAN}” has no column “{section}” or “{identifier}” any more")
    columns = [(place, *known.get(heading, _unknown(heading))) for place, heading in enumerate(headings)]
    columns = [column for column in columns if headings[column[0]] not in {section, identifier}]
    rows: dict[str, list[Row]] = {}
    for line in joined(lines):
        texts = ["" if text == NOTHING_PRINTED else text for text in line]
        if any(texts):
            made = _row(texts, columns, texts[headings.index(identifier)].strip())
            rows.setdefault(" ".join(texts[headings.index(section)].split()), []).append(made)
    printed = [heading for _, heading, _ in columns]
    return PlanDocument(
        title="",
        columns=printed,
        mapping=mapping_of(printed, [field for _, _, field in columns]),
        sections=[_section(title, made) for title, made in rows.items()],
        slug=properties[PLAN],
        number=int(properties[NUMBER]),
    )


def _properties(workbook: Workbook) -> dict[str, str]:
    return {entry.name: str(entry.value) for entry in workbook.custom_doc_props.props}


def _cells(sheet: Worksheet) -> list[list[str]]:
    """Every row, as wide as its headings."""
    rows = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    width = max((place for place, heading in enumerate(rows[0] if rows else [], 1) if heading), default=0)
    return [row[:width] for row in rows] or [[]]


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return "" if value is None else as_shown(value, cell.number_format)


def _columns(properties: dict[str, str]) -> dict[str, tuple[str, str]]:
    """By the headings of the sheet as it was written: each column's heading as printed and its field."""
    told: list[tuple[str, str]] = []
    while (entry := properties.get(COLUMN.format(len(told) + 1))) is not None:
        field, _, heading = entry.partition("|")
        told.append((heading, field))
    shown = [heading or ("Reference" if field == "reference" else "No heading") for heading, field in told]
    written = told_apart([SECTION, *shown, IDENTIFIER])
    return dict(zip(written, [("", ""), *told, ("", "")], strict=True))


def _written(known: dict[str, tuple[str, str]], place: int) -> str:
    return list(known)[place]


def _unknown(heading: str) -> tuple[str, str]:
    """A column that somebody has added is one of the plan's own."""
    return heading, ""


def _row(texts: Sequence[str], columns: Sequence[tuple[int, str, str]], identifier: str) -> Row:
    fields: dict[str, Any] = {}
    other: dict[str, str] = {}
    for place, heading, field in columns:
        text = texts[place]
        if not field:
            other |= {heading: text} if text else {}
        elif field in _LISTS:
            fields[field] = _lines(text)
        elif field == "milestones":
            fields[field] = [DocumentMilestone(title=line) for line in _lines(text)]
        else:
            fields[field] = text
    reference, _, mark = fields.get("reference", "").partition("\n")
    fields["reference"] = reference.strip()
    for field, longest in _SHORT.items():
        if len(fields.get(field, "")) > longest:
            raise DocumentError(f"row {reference[:20] or identifier}: the {field} has more than {longest} characters")
    return Row(**fields, other=other, is_new=mark.strip() == _NEW, action_id=identifier)


def _lines(text: str) -> list[str]:
    return [line.removeprefix("- ").strip() for line in text.splitlines() if line.strip()]


def _section(title: str, rows: list[Row]) -> DocumentSection:
    """Its number is what the plan's version says; until that is known, the figures it begins with."""
    title = "" if title == NOTHING_PRINTED else title
    match = _NUMBERED.fullmatch(title)
    if match:
        return DocumentSection(number=match["number"].rstrip("."), title=match["title"], rows=rows)
    return DocumentSection(title=title, rows=rows)
