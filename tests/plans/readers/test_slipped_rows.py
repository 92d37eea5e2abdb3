"""Which lines around a plan's tables read like rows of them."""

import pytest

from plans.readers.document import DocumentSection, Passage, PlanDocument, Row
from plans.readers.slipped_rows import SlippedRow, slipped_rows

ROWS = [
    Row(reference="A1", action="Open homes", lead=["Ada Byron"], timeframe="May 2021", status="Red"),
    Row(reference="A2", action="Run homes", accountable=["Director of Housing"], timeframe="June 2021", status="Green"),
    Row(reference="2.9", action="Train staff"),
    Row(reference="7", action="Buy land"),
]


def slipped(*lines: str, heading: str = "Notes", introduction: str = "") -> list[str]:
    document = PlanDocument(
        title="Homes",
        introduction=introduction,
        narrative=[Passage(heading=heading, text="\n".join(lines))],
        sections=[DocumentSection(rows=ROWS)],
    )
    return [row.line for row in slipped_rows(document)]


@pytest.mark.parametrize(
    "line",
    [
        "A3",
        "A3 Mend the roofs of all the homes",
        "A4 | Mend roofs | Head of Repairs",
        "2.10 Hire a trainer",
        "Mend roofs | Director of Housing | Not yet due | Green",
        "Mend roofs | ada byron | May 2021.",
    ],
)
def test_a_line_that_reads_like_a_row_is_found(line: str) -> None:
    assert slipped("Signed off by the board.", line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Position as at 30 September 2025. Approved by Cabinet on 14 October 2025.",
        "NB: actions A2 and A3 are subject to budget approval",
        "A1 is subject to consultation",
        "8 The committee is asked to note the plan",
        "3.1 Financial implications",
        "2.10 million pounds were saved",
        "R | Off track",
        "Red | Off track",
        "Ada Byron | Director of Housing | 0115 496 0000",
        "% of homes inspected | 12% | May 2021",
        "Green | May 2021",
    ],
)
def test_a_line_that_does_not_is_not(line: str) -> None:
    assert slipped(line) == []


def test_text_that_counts_its_paragraphs_as_the_rows_are_counted_tells_nothing() -> None:
    assert slipped("2.9 The board met twice.", "2.10 It meets again in May.") == []
    assert slipped("2.9 The board met twice.", "A3 Mend roofs") == ["A3 Mend roofs"]


def test_a_heading_and_the_introduction_are_looked_through_too() -> None:
    assert slipped(heading="A3 Mend roofs", introduction="For homes.\nA4 Paint them") == [
        "A4 Paint them",
        "A3 Mend roofs",
    ]


def test_each_is_told_with_the_heading_above_it() -> None:
    document = PlanDocument(
        title="Homes",
        narrative=[Passage(heading="Theme B", text="A3")],
        sections=[DocumentSection(rows=ROWS)],
    )
    assert slipped_rows(document) == [SlippedRow("A3", "Theme B")]


def test_without_rows_nothing_has_slipped() -> None:
    assert slipped_rows(PlanDocument(title="Homes", introduction="A1 | May 2021 | Ada")) == []
