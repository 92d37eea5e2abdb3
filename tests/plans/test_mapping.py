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


def test_moves_a_column_from_the_field_that_it_was_and_gives_the_old_one_away() -> None:
    said = {"Action": "intended_outcome", "Was": "action", "Wer": "lead"}
    document = read(said)
    (row,) = document.rows()
    assert (row.intended_outcome, row.action, row.lead) == ("Open", "Buy a house", ["Ada Byron", "Grace Hopper"])
    assert document.column_fields() == ["reference", "intended_outcome", "lead", "action", ""]


def test_lets_two_columns_change_places() -> None:
    columns = {"columns": ["Action", "Lead", "Milestones"]}
    row = {"action": "Open", "lead": ["Ada", "Al"], "milestones": [{"title": "Buy", "timeframe": "by May"}]}
    document = {"title": "Homes", "sections": [{"rows": [row]}]} | columns
    said = {"Lead": "milestones", "Milestones": "lead"}
    (read_as,) = read_document("homes.json", json.dumps(document).encode(), mapping=said).rows()
    assert read_as.lead == ["Buy by May"]
    assert read_as.milestones == [DocumentMilestone(title="Ada"), DocumentMilestone(title="Al")]


def test_leaves_a_row_whose_words_have_no_room_there_and_tells() -> None:
    document = read({"Was": "saving"}, other=OTHER | {"Was": "x" * 101})
    assert document.rows()[0].other["Was"] == "x" * 101
    assert document.warnings[0].message.startswith("what was said of “Was” does not go for this row: ")
    assert document.warnings[0].row == 0


def test_what_is_remembered_leaves_a_column_of_which_the_file_says_it() -> None:
    contents = {"title": "Homes", "columns": COLUMNS, "sections": [{"rows": [{"action": "Open", "other": OTHER}]}]}
    remembered = {"Action": "progress", "Wer": "lead"}
    document = read_document("homes.json", json.dumps(contents).encode(), remembered=remembered)
    (row,) = document.rows()
    assert (row.action, row.lead, document.mapping) == ("Open", ["Ada Byron", "Grace Hopper"], {"Wer": "lead"})


def test_leaves_one_column_for_the_actions() -> None:
    with pytest.raises(DocumentError, match="“Action” is not to be the action, and a table needs one column for it"):
        read({"Action": "progress"})


@pytest.mark.parametrize("mapping", [{}, {"Wer": ""}, {"Nobody": "lead"}])
def test_leaves_the_others(mapping: dict[str, str]) -> None:
    document = read(mapping)
    assert document.rows()[0].other == OTHER
    assert document.mapping == {}


def test_is_told_of_no_field_that_is_none() -> None:
    document = {"title": "Homes", "mapping": {"Wer": "boss"}}
    with pytest.raises(DocumentError, match="should be one of reference, action"):
        read_document("homes.json", json.dumps(document).encode())
