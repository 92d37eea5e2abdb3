"""What a plan document says, as plain dataclasses: what every reader returns, import takes and export prints.

Texts: wrapped lines are joined with one space, a paragraph is a line, a bullet is a line that begins "- ". Words,
spelling and capitals are as printed; an empty cell is "".
"""

import codecs
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from .columns import fields_of_headings
from .kinds import (
    Colour,
    FieldName,
    Figure,
    Identifier,
    LabelWords,
    Line,
    LinkKind,
    Name,
    PersonName,
    PlanKind,
    Reason,
    ReasonSubject,
    Reference,
    SectionTitle,
    StatusWords,
    Strict,
    Text,
    Title,
    VersionLabel,
    Whole,
    Words,
)
from .refusing import DocumentError, FirstRows

Shape = TypeVar("Shape")


@dataclass(kw_only=True)
class DocumentMilestone(Strict):
    title: Text
    timeframe: Line = ""


@dataclass(kw_only=True)
class RelatedAction(Strict):
    """An action that belongs together with the row's, in a plan given by its slug."""

    plan: Identifier
    kind: LinkKind
    why: Text
    reference: Reference = ""
    action_id: Identifier = ""


@dataclass(kw_only=True)
class DocumentReason(Strict):
    """Why words are others than in the version before: of the timeframe, the success measures, or one milestone."""

    about: ReasonSubject
    words: Text
    reason: Reason
    milestone: Text = ""


@dataclass(kw_only=True)
class Row(Strict):
    """One action. `accountable` and `lead` are names or posts, one by one, in printed order."""

    reference: Reference = ""
    is_new: bool = False
    action: Text = ""
    accountable: list[Name] = field(default_factory=list)
    lead: list[Name] = field(default_factory=list)
    intended_outcome: Text = ""
    timeframe: Text = ""
    success_measure: Text = ""
    progress: Text = ""
    status: StatusWords = ""
    links: list[Line] = field(default_factory=list)
    milestones: list[DocumentMilestone] = field(default_factory=list)
    saving: Words = ""
    other: dict[Text, Text] = field(default_factory=dict)
    # What an export adds, since no printed document can say it:
    action_id: Identifier = ""
    continues: list[Text] = field(default_factory=list)
    rolled_into: list[Text] = field(default_factory=list)
    related: list[RelatedAction] = field(default_factory=list)
    reasons: list[DocumentReason] = field(default_factory=list)
    ends_because: Text = ""  # why it ends with this version: withdrawn, or rolled into what `rolled_into` names


@dataclass(kw_only=True)
class DocumentSection(Strict):
    number: Reference = ""
    title: SectionTitle = ""
    rows: list[Row] = field(default_factory=list)


@dataclass(kw_only=True)
class DocumentReading(Strict):
    date: date
    value: Figure
    as_printed: Words
    count: Whole | None = None


@dataclass(kw_only=True)
class DocumentMeasure(Strict):
    title: Name
    unit: Reference
    readings: list[DocumentReading] = field(default_factory=list)
    target: Figure | None = None


@dataclass(kw_only=True)
class Passage(Strict):
    heading: Text
    text: Text


@dataclass(kw_only=True)
class DocumentWarning(Strict):
    """`where` is for people. `row` is the row it is about, by its place among all, `column` its cell's heading."""

    where: Text
    message: Text
    row: Whole | None = None
    column: Text | None = None


@dataclass(kw_only=True)
class DocumentLabel(Strict):
    words: LabelWords
    colour: Colour
    meaning: Text = ""
    closes: bool = False
    also: list[LabelWords] = field(default_factory=list)
    position: Whole = 0


@dataclass(kw_only=True)
class DocumentOfficer(Strict):
    """An officer whose printed words are more than a person's name: a post, or a person in a post."""

    name: PersonName = ""
    post: Name


@dataclass(kw_only=True)
class PlanDocument(Strict):
    title: Title
    introduction: Text = ""
    columns: list[Line] = field(default_factory=list)
    mapping: dict[Line, FieldName] = field(default_factory=dict)  # what columns are, as `mapping_of` tells
    sections: list[DocumentSection] = field(default_factory=list)
    measures: list[DocumentMeasure] = field(default_factory=list)
    narrative: list[Passage] = field(default_factory=list)
    warnings: list[DocumentWarning] = field(default_factory=list)
    places: list[Text] = field(default_factory=list, compare=False)  # where each row stands in the file
    tables: list[FirstRows] = field(default_factory=list, compare=False)
    # What an export adds:
    slug: Identifier = ""
    kind: PlanKind = ""
    number: int | None = None
    label: VersionLabel = ""
    as_of: date | None = None
    published: bool = False
    labels: list[DocumentLabel] = field(default_factory=list)
    officers: list[DocumentOfficer] = field(default_factory=list)

    def rows(self) -> list[Row]:
        return [row for section in self.sections for row in section.rows]

    @property
    def days_of_figures(self) -> list[date]:
        return [reading.date for measure in self.measures for reading in measure.readings]

    def column_fields(self) -> list[str]:
        """For each column the field of a row that it stands for, "" for one of the plan's own: such is one whose words
        rows keep apart, whatever its heading is taken for, unless its mapping is said.
        """
        apart = {heading: "" for row in self.rows() for heading in row.other}
        return fields_of_headings(self.columns, apart | self.mapping)


_ADDED = ["action_id", "continues", "rolled_into", "related", "reasons", "ends_because"]
_ADAPTER = TypeAdapter(PlanDocument)
ROW = TypeAdapter(Row)
_NOT_TOLD: Any = {"warnings": {"__all__": {"row": True, "column": True}}, "places": True, "tables": True}
_NOT_PRINTED: Any = {
    **dict.fromkeys(["mapping", "slug", "kind", "number", "label", "as_of", "published", "labels", "officers"], True),
    "sections": {"__all__": {"rows": {"__all__": dict.fromkeys(_ADDED, True)}}},
    "measures": {"__all__": {"target": True, "readings": {"__all__": {"count": True}}}},
} | _NOT_TOLD


def with_room(document: PlanDocument) -> PlanDocument:
    """The document, when there is room for everything in it. Raises DocumentError that names the place that has none.

    Whether its parts agree is for `checking` to say.
    """
    try:
        return _ADAPTER.validate_python(document)
    except ValidationError as error:
        raise DocumentError(_first_fault(error)) from None


def checked_row(row: Row) -> None:
    """Raises DocumentError that names the field when something in the row cannot be kept."""
    try:
        ROW.validate_python(row)
    except ValidationError as error:
        raise DocumentError(_first_fault(error)) from None


def read_as(adapter: TypeAdapter[Shape], data: dict[str, object] | bytes) -> Shape:
    """JSON, or a dict of it in which dates may be `date`s, in the adapter's shape.

    Raises DocumentError that names the section, row and field that is wrong.
    """
    text = data.removeprefix(codecs.BOM_UTF8) if isinstance(data, bytes) else json.dumps(data, default=str)
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        raise DocumentError(_first_fault(error)) from None


def document_from_json(data: bytes) -> PlanDocument:
    return read_as(_ADAPTER, data)


def document_from_dict(data: dict[str, object]) -> PlanDocument:
    return read_as(_ADAPTER, data)


def document_as_dict(document: PlanDocument, *, as_printed: bool = False) -> dict[str, object]:
    """The document ready for JSON; `as_printed` leaves out what no printed document says."""
    return _ADAPTER.dump_python(document, mode="json", exclude=_NOT_PRINTED if as_printed else _NOT_TOLD)


def document_as_kept(document: PlanDocument) -> dict[str, object]:
    """The same with the cell that each warning is about, and where rows stand, for the pages where it is taken in."""
    return _ADAPTER.dump_python(document, mode="json", exclude={"tables"})


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    return f"{place(fault['loc'])}: {_told(fault)}"


def _told(fault: ErrorDetails) -> str:
    if fault["type"] == "string_too_long":
        return f"has {len(fault['input'])} characters, and at most {fault['ctx']['max_length']} fit there"
    return _TOLD.get(fault["type"]) or fault["msg"][0].lower() + fault["msg"][1:]


_TOLD = {
    "missing": "is missing",
    "unexpected_keyword_argument": "is not a field that is known here",
    "int_type": "should be a number",
}


def place(location: tuple[int | str, ...]) -> str:
    """("sections", 0, "rows", 2, "timeframe") is "section 1, row 3, field timeframe"."""
    words: list[str] = []
    for step in location:
        if isinstance(step, int) and words:
            words[-1] = f"{words[-1].removeprefix('field ').removesuffix('s')} {step + 1}"
        elif step not in _KINDS_OF_NUMBER:
            words.append(f"field {step}")
    return ", ".join(words) or "the file"


_KINDS_OF_NUMBER = ("int", "float")  # where a figure may be either, a fault's location says which was tried
