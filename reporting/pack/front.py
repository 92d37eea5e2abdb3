"""What stands before the tables: the cover, the contents and the notes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl.drawing.image import Image

from plans.labels import labels_in
from reporting.workbooks import Book, Link

from .data import PackData
from .gathering import Gathered
from .sheet import PackSheet, SheetTable

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
_LOGO_HEIGHT = 90  # pixels
_NO_STATUS = "No status: the plan gives the action no status, or its whole report is exempt from publication."


def pack_title(data: PackData) -> str:
    draft = "Draft: " if data.is_draft else ""
    return f"{draft}{data.plan.title}, {data.version.label}"


def cover_lines(data: PackData, withheld: Sequence[str]) -> list[str]:
    """The plan, which version of it, for whom, by whom and when, and what its figures are worth. `withheld` names the
    actions of whose report something is.
    """
    choices = data.choices
    told = [
        data.plan.title,
        "DRAFT: the version that is being worked on, not published" if data.is_draft else "",
        f"Council: {choices.council}" if choices.council else "",
        f"Committee: {choices.committee}" if choices.committee else "",
        f"Version: {data.version.label} (number {data.version.number})",
        f"Compared with: {data.previous.label}" if data.previous else "This is the plan’s first version.",
        f"Status of the data: {data_status(data)}",
        f"Date prepared: {_day(data.made_on)}",
        f"Prepared by: {data.prepared_by}" if data.prepared_by else "",
        "Some sections of the plan are left out of this pack: see Notes." if choices.sections else "",
        f"Withheld: {_withheld(withheld)}" if withheld else "",
    ]
    return [line for line in told if line]


def data_status(data: PackData) -> str:
    if data.is_draft:
        return f"draft, as reported up to {_day(data.day)}; figures may still change"
    return f"published, as it stood on {_day(data.day)}"


def write_cover(book: Book, data: PackData, withheld: Sequence[str]) -> None:
    sheet = book.add_text(COVER, cover_lines(data, withheld))
    if data.choices.logo:
        logo = Image(BytesIO(data.choices.logo))
        logo.width, logo.height = logo.width * _LOGO_HEIGHT / logo.height, _LOGO_HEIGHT
        sheet.column_dimensions["B"].width = 40
        sheet.add_image(logo, "B1")
        book.describe_picture(sheet.title, f"Logo of {data.choices.council or 'the council'}")


def contents_table(counts: Mapping[PackSheet, str], *, notes: int) -> tuple[list[str], list[list[object]]]:
    lines: list[list[object]] = [
        [Link(NOTES, NOTES), "What statuses and columns mean, and what is left out.", f"{notes} notes"]
    ]
    lines += [[Link(sheet.name, sheet.name), sheet.purpose, count] for sheet, count in counts.items()]
    return ["Sheet", "What it has", "How many"], lines


def counted(sheet: PackSheet, table: SheetTable) -> str:
    number = sheet.count(table)
    return f"{number} {sheet.noun}{'' if number == 1 else 's'}" if table.lines else table.nothing


def notes_table(data: PackData, gathered: Gathered) -> tuple[list[str], list[list[object]]]:
    notes = [*_notes(data, gathered.withheld), *gathered.notes]
    return ["Note", "What it says"], [[f"[note {number}]", note] for number, note in enumerate(notes, 1)]


def _notes(data: PackData, withheld: Sequence[str]) -> Iterator[str]:
    yield f"The figures are of {data.version.label}: {data_status(data)}."
    if withheld:
        yield f"{_withheld(withheld)} The words are not in this file."
    if data.choices.sections:
        kept = "; ".join(str(section) for section in data.sections if data.has_section(section.section_id))
        yield f"Only these sections are in this pack: {kept or 'none that this version has'}."
    for label in labels_in(data.version):
        closes = ", and closes the action" if label.closes else ""
        yield f"Status “{label.words}” is {label.colour.capitalize()}{closes}. {label.meaning}".strip()
    yield _NO_STATUS
    yield (
        "Colours are always given with their word: Red, Amber, Green, Blue (complete), Grey (not started or withdrawn)."
    )
    yield "Days late are the days from an action’s date to the day the figures are of, for actions that are not closed."
    yield "Days slipped are the days from the first published date to the date now; below zero is earlier."
    yield "A cell in square brackets, such as [no date], says why there is nothing to show there."


def _withheld(names: Sequence[str]) -> str:
    reports = f"report{'' if len(names) == 1 else 's'} on {', '.join(names)}"
    return f"something in the {reports} is exempt from publication and is left out."


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
