"""What a document has to say, and to say once, before it is saved."""

from datetime import date
from typing import Any

import pytest

from plans.readers.checking import checked, require_known_statuses
from plans.readers.document import (
    DocumentError,
    DocumentLabel,
    DocumentMeasure,
    DocumentReading,
    DocumentSection,
    PlanDocument,
    RelatedAction,
    Row,
)
from tests.plans.test_document import FULL

JULY = date(2020, 7, 31)


def document(*rows: Row, **fields: Any) -> PlanDocument:
    """Two sections, the rows in the second."""
    sections = [DocumentSection(title="First"), DocumentSection(title="Second", rows=list(rows))]
    return PlanDocument(title="Homes", sections=sections, **fields)


def measure(title: str = "Places", *days: date) -> DocumentMeasure:
    readings = [DocumentReading(date=day, value=1, as_printed="1") for day in days]
    return DocumentMeasure(title=title, unit="count", readings=readings)


def link(**fields: str) -> RelatedAction:
    return RelatedAction(kind="supports", why="Because", **{"plan": "schools"} | fields)


TWICE = "stands twice: each action has its own"
FAULTS = [
    (document(Row(reference="1.1")), "section 2, row 1, field action: is blank, and an action has at least a title"),
    (document(Row(action=" \n")), "section 2, row 1, field action: is blank"),
    (
        document(Row(reference="1", action="One"), Row(reference="1", action="Two")),
        f"section 2, row 2, field reference: “1” {TWICE}",
    ),
    (
        document(Row(action_id="open", action="One"), Row(action_id="open", action="Two")),
        f"section 2, row 2, field action_id: “open” {TWICE}",
    ),
    (
        document(Row(reference="1", action="One"), Row(action_id="1", action="Two")),
        f"section 2, row 2, field action_id: “1” {TWICE}",
    ),
    (
        document(Row(action="One", related=[link(action_id="b"), link(reference="2"), link(action_id="b")])),
        "section 2, row 1, related 3: “schools b” stands twice: two actions are linked once",
    ),
    (
        document(measures=[measure("Places"), measure("places.")]),
        "measure 2, field title: “places.” stands twice: each measure has its own title",
    ),
    (
        document(measures=[measure("Places"), measure("Beds", JULY, JULY)]),
        "measure 2, reading 2, field date: “2020-07-31” stands twice: a measure has one reading a day",
    ),
    (
        document(measures=[measure("Places", JULY)], as_of=date(2020, 7, 30)),
        "measure 1, reading 1, field date: 2020-07-31 is later than the version itself, 2020-07-30",
    ),
    (
        document(labels=[DocumentLabel(words="Done", also=["Complete"], colour="blue")] * 2),
        "label 2, field words: “Done” stands twice: each status has one label",
    ),
    (
        document(
            labels=[
                DocumentLabel(words="Done", also=["Complete"], colour="blue"),
                DocumentLabel(words="Finished", also=["COMPLETE."], colour="green"),
            ]
        ),
        "label 2, field words: “COMPLETE.” stands twice: each status has one label",
    ),
    (PlanDocument(title="Two\nlines"), "field title: write this on one line, in letters that can be seen"),
    (PlanDocument(title="Homes", label="\u200b"), "field label: write this on one line"),
    (document(Row(action="One", lead=["Ada", "Gr\u202eace"])), "section 2, row 1, lead 2: write this on one line"),
]


@pytest.mark.parametrize(("contents", "told"), FAULTS)
def test_a_fault_is_told_with_its_place(contents: PlanDocument, told: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        checked(contents)
    assert str(refusal.value).startswith(told)


@pytest.mark.parametrize(
    "contents",
    [
        FULL,
        document(Row(reference="1", action_id="1", action="One"), Row(action="Same words"), Row(action="Same words")),
        document(Row(reference="1", action="One"), Row(reference="1.", action="Two")),
        document(labels=[DocumentLabel(words="Complete", also=["COMPLETE", "Complete."], colour="blue")]),
        document(measures=[measure("Places", JULY), measure("Beds", JULY)], as_of=JULY),
        document(Row(action="One", related=[link(action_id="b"), link(action_id="b", plan="roads")])),
    ],
)
def test_what_is_no_fault_passes(contents: PlanDocument) -> None:
    assert checked(contents) == contents


def test_a_status_is_one_of_the_document_s_labels_or_of_the_spellings_given() -> None:
    label = DocumentLabel(words="Complete", also=["Finished"], colour="blue")
    contents = document(Row(action="One", status="COMPLETE."), Row(action="Two", status="finished"), labels=[label])
    require_known_statuses(contents, [])
    contents.sections[1].rows.append(Row(action="Three", status="On hold"))
    require_known_statuses(contents, ["on hold"])
    with pytest.raises(DocumentError) as refusal:
        require_known_statuses(contents, [])
    assert str(refusal.value) == "section 2, row 3, field status: “On hold” is no status label of the plan"
