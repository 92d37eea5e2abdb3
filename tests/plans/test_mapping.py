"""What a person says that a column is."""

import json
from typing import Any

import pytest

from plans.readers import read_document
from plans.readers.document import DocumentError, DocumentMilestone, PlanDocument

COLUMNS = ["Ref", "Action", "Wer", "Was", "Wann"]
OTHER = {"Wer": "- Ada Byron\nGrace Hopper\n", "Was": "Buy a house", "Wann": "by May 2021"}


def read(mapping: dict[str, str], **row: Any) -> PlanDocument:
    rows = [{"reference": "1", "action": "Open", "other": OTHER} | row]
    document = {"title": "Homes", "columns": COLUMNS, "sections": [{"rows": rows}]}
    return read_document("homes.json", json.dumps(document).encode(), mapping=mapping)


def test_moves_its_cells_to_the_field() -> None:
    read_as = read({"Wer": "lead", "Was": "milestones", "Wann": "timeframe"})
    (row,) = read_as.rows()
    assert (row.lead, row.milestones) == (["Ada Byron", "Grace Hopper"], [DocumentMilestone(title="Buy a house")])
    assert (row.timeframe, row.other) == ("by May 2021", {})
    assert read_as.mapping == {"Wer": "lead", "Was": "milestones", "Wann": "timeframe"}


def test_goes_after_what_the_field_holds_already() -> None:
    (row,) = read({"Wer": "lead", "Wann": "timeframe"}, lead=["Mary Seacole"], timeframe="Quarterly").rows()
    assert row.lead == ["Mary Seacole", "Ada Byron", "Grace Hopper"]
    assert row.timeframe == "Quarterly\nby May 2021"


@pytest.mark.parametrize("mapping", [{}, {"Wer": ""}, {"Nobody": "lead"}])
def test_leaves_the_others(mapping: dict[str, str]) -> None:
    document = read(mapping)
    assert document.rows()[0].other == OTHER
    assert document.mapping == {}


def test_is_told_of_no_field_that_is_none() -> None:
    document = {"title": "Homes", "mapping": {"Wer": "boss"}}
    with pytest.raises(DocumentError, match="should be one of reference, action"):
        read_document("homes.json", json.dumps(document).encode())
