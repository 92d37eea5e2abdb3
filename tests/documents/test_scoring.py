"""The score tells a right reading from every kind of wrong one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plans.readers.document import (
    DocumentMeasure,
    DocumentMilestone,
    DocumentReading,
    DocumentSection,
    PlanDocument,
    Row,
)
from tests.documents.answer_key import make_key
from tests.documents.scoring import Score, report, score

TEXT = """\
Homes for all
The first of two
1. More homes
1.1\tOpen a home\tAda Ash / Ben Birch\tBuy\tBuild\tMay 2021\tUnder way
1.2\tNEW Hire “ten” people\tCy Cole\tAdvertise\t\tJune 2021\t
| Homes full | 9.5% | 12 |
"""
KEY = make_key(
    "small",
    TEXT,
    fields=["reference", "is_new", "action", "lead", "milestones", "timeframe", "status"],
    columns=["1:1", "1:2-3"],
    title="1",
    introduction="2:1-2 | 2:3-",
    sections=[
        {
            "number": "3:1",
            "title": "3:2-",
            "rows": [
                {
                    "reference": "4/1",
                    "action": "4/2:1 ? 4/2:2-",
                    "lead": ["4/3:1-3", "4/3:4-"],
                    "milestones": ["4/4", "4/5"],
                    "timeframe": "4/6",
                    "status": "4/7",
                },
                {
                    "reference": "5/1",
                    "new": "5/2:1",
                    "action": "5/2:2-",
                    "lead": ["5/3"],
                    "milestones": ["5/4"],
                    "timeframe": "5/6",
                },
            ],
        }
    ],
    measures=[{"title": "6/1", "as_printed": "6/2", "count": "6/3", "unit": "%", "date": date(2021, 1, 31)}],
)
CELLS = 3 + 3 + 2 * 7 + 4


def read_rightly() -> PlanDocument:
    first = Row(
        reference="1.1",
        action="Open a home",
        lead=["Ada Ash", "Ben Birch"],
        milestones=[DocumentMilestone(title="Buy"), DocumentMilestone(title="Build")],
        timeframe="May 2021",
        status="Under way",
    )
    second = Row(
        reference="1.2",
        is_new=True,
        action="Hire “ten” people",
        lead=["Cy Cole"],
        milestones=[DocumentMilestone(title="Advertise")],
        timeframe="June 2021",
    )
    reading = DocumentReading(date=date(2021, 1, 31), value=9.5, as_printed="9.5%", count=12)
    return PlanDocument(
        title="Homes for all",
        introduction="The first\nof two",
        columns=["Homes", "for all"],
        sections=[DocumentSection(number="1", title="More homes", rows=[first, second])],
        measures=[DocumentMeasure(title="Homes full", unit="%", readings=[reading])],
    )


def wrong(result: Score) -> list[str]:
    return [cell.place for cell in result.cells if not cell.right]


def changed(number: int, **fields: Any) -> Callable[[PlanDocument], None]:
    def change(document: PlanDocument) -> None:
        (section,) = document.sections
        section.rows[number] = replace(section.rows[number], **fields)

    return change


def test_a_right_reading_has_every_cell() -> None:
    result = score(KEY, read_rightly())
    assert (len(result.cells), result.right, result.alike) == (CELLS, CELLS, CELLS)
    assert not result.missing
    assert not result.invented


def test_what_the_paper_leaves_open_may_be_read_either_way() -> None:
    document = read_rightly()
    changed(0, action="Open\na home")(document)
    assert score(KEY, document).right == CELLS


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (changed(0, action="Open a house"), "row 1.1 (line 4), action"),
        (changed(0, action="Open  a home"), "row 1.1 (line 4), action"),
        (changed(0, lead=["Ben Birch", "Ada Ash"]), "row 1.1 (line 4), lead"),
        (changed(0, lead=["Ada Ash / Ben Birch"]), "row 1.1 (line 4), lead"),
        (changed(0, milestones=[DocumentMilestone(title="Buy Build")]), "row 1.1 (line 4), milestones"),
        (changed(0, status=""), "row 1.1 (line 4), status"),
        (changed(0, progress="Under way"), "row 1.1 (line 4), progress"),
        (changed(1, is_new=False), "row 1.2 (line 5), is_new"),
        (changed(1, status="Under way"), "row 1.2 (line 5), status"),
        (changed(1, action='Hire "ten" people'), "row 1.2 (line 5), action"),
        (lambda document: document.columns.pop(), "document, columns"),
        (lambda document: setattr(document, "introduction", "The first of two"), "document, introduction"),
        (lambda document: setattr(document.sections[0], "number", ""), "section 1, number"),
        (lambda document: setattr(document.measures[0].readings[0], "value", 95), "measure Homes full, reading"),
        (lambda document: setattr(document.measures[0].readings[0], "count", None), "measure Homes full, count"),
    ],
)
def test_a_wrong_cell_is_named(change: Callable[[PlanDocument], None], place: str) -> None:
    document = read_rightly()
    change(document)
    assert wrong(score(KEY, document)) == [place]


def test_quotes_and_white_space_are_folded_beside() -> None:
    document = read_rightly()
    changed(1, action='Hire  "ten" people')(document)
    result = score(KEY, document)
    assert (result.right, result.alike) == (CELLS - 1, CELLS)


def test_a_row_that_is_missing_is_named_and_its_cells_are_wrong() -> None:
    document = read_rightly()
    del document.sections[0].rows[0]
    result = score(KEY, document)
    assert (result.missing, result.invented) == (["row 1.1 (line 4)"], [])
    assert CELLS - result.right == 7 + 1  # and the section's count of rows


def test_a_row_that_is_invented_is_named() -> None:
    document = read_rightly()
    document.sections[0].rows.insert(1, Row(reference="1.3", action="of two"))
    result = score(KEY, document)
    assert (result.missing, result.invented) == ([], ["row 1.3 of two"])


def test_a_misread_reference_is_one_wrong_cell() -> None:
    document = read_rightly()
    changed(0, reference="11")(document)
    result = score(KEY, document)
    assert wrong(result) == ["row 1.1 (line 4), reference"]
    assert not result.missing


def test_a_section_or_measure_that_is_missing_is_named() -> None:
    result = score(KEY, PlanDocument(title="Homes for all"))
    assert result.missing == ["section 1", "row 1.1 (line 4)", "row 1.2 (line 5)", "measure Homes full"]


def test_the_report_has_the_figures_and_every_wrong_cell() -> None:
    document = read_rightly()
    changed(0, status="Done")(document)
    told = report([score(KEY, document)])
    assert f"small         {CELLS}     {CELLS - 1}   95.83%     {CELLS - 1}   95.83%        0          0" in told
    assert "small: row 1.1 (line 4), status\n    is   'Under way'\n    read 'Done'" in told
