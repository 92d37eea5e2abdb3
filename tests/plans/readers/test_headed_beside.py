"""A table for each action, of which the headings stand beside the cells."""

from plans.readers.contents import GridRow, Heading, Part, Table
from plans.readers.document import PlanDocument
from plans.readers.grids import parts_of_grid

from .parts import OPEN_HOME, document_of, table, told

DETAILS = [("Lead officer", "Ada Byron"), ("Due date", "May 2021"), ("Progress", "")]


def grid(*rows: tuple[str, ...], wide: tuple[int, ...] = ()) -> list[Part]:
    return parts_of_grid([GridRow(cells=[*cells], wide=at in wide) for at, cells in enumerate(rows)])


def read(document: PlanDocument) -> list[tuple[str, list[str], str]]:
    return [(row.action, row.lead, row.timeframe) for row in document.rows()]


def test_each_is_a_row_and_an_empty_cell_stays() -> None:
    homes, roofs = grid(("Action", "Open a home"), *DETAILS), grid(("Action", "Mend roofs"), *DETAILS)
    document = document_of(Heading(text="1. Homes"), *homes, *roofs)
    assert read(document) == [
        ("Open a home", ["Ada Byron"], "May 2021"),
        ("Mend roofs", ["Ada Byron"], "May 2021"),
    ]
    assert document.columns == ["Action", "Lead officer", "Due date", "Progress"]
    assert [section.title for section in document.sections] == ["Homes"]


def test_a_number_in_the_heading_of_the_action_is_the_reference() -> None:
    parts = [*grid(("Action 1.1", "Open a home"), *DETAILS), *grid(("Action 1.2:", "Mend roofs"), *DETAILS)]
    document = document_of(Heading(text="Homes plan"), *parts)
    assert [(row.reference, row.action) for row in document.rows()] == [("1.1", "Open a home"), ("1.2", "Mend roofs")]
    assert not [warning for warning in told(document) if "found no place" in warning]


def test_a_year_in_the_heading_of_the_action_is_no_reference() -> None:
    document = document_of(Heading(text="Homes plan"), *grid(("Action 2021", "Open a home"), *DETAILS))
    assert [row.reference for row in document.rows()] == [""]


def test_two_pairs_may_share_a_row_and_a_text_may_go_on_below() -> None:
    parts = grid(
        ("Ref:", "1.1", "Lead:", "Ada Byron"), ("Action:", "Open a home", "Due:", "May 2021"), ("", "by the mill")
    )
    (row,) = document_of(*parts).rows()
    assert (row.reference, row.action, row.lead) == ("1.1", "Open a home\nby the mill", ["Ada Byron"])


def test_in_one_grid_they_begin_anew_where_a_heading_comes_again_or_a_title() -> None:
    again = grid(("Action", "Open a home"), *DETAILS, ("Action", "Mend roofs"), *DETAILS)
    assert [row.action for row in document_of(*again).rows()] == ["Open a home", "Mend roofs"]
    titled = grid(("Open a home", ""), *DETAILS, ("Mend roofs", ""), *DETAILS, wide=(0, 4))
    assert [row.action for row in document_of(*titled).rows()] == ["Open a home", "Mend roofs"]


def test_a_cell_may_stand_below_its_heading_from_edge_to_edge() -> None:
    parts = grid(("Action", "Open a home"), *DETAILS[:2], ("Progress", ""), ("The home is open", ""), wide=(3, 4))
    assert document_of(*parts).rows()[0].progress == "The home is open"


def test_the_heading_above_is_the_action_where_none_is_named_and_that_is_told() -> None:
    document = document_of(
        Heading(text="Homes plan"),
        *(part for name in ("Open", "Mend") for part in (Heading(text=name), *grid(*DETAILS))),
    )
    assert [row.action for row in document.rows()] == ["Open", "Mend"]
    told_of = "headings: 2 of them stand above tables of one action each, and are read as the actions"
    assert told_of in told(document)


def test_beside_a_table_of_actions_they_are_text() -> None:
    document = document_of(table(OPEN_HOME), *grid(("Action", "What is to be done"), *DETAILS))
    assert [row.action for row in document.rows()] == ["Open a home"]
    assert "Lead officer | Ada Byron" in document.narrative[0].text


def test_a_colour_beside_its_heading_is_a_status() -> None:
    rows = [GridRow(cells=["Lead", "Ada Byron"]), GridRow(cells=["Due", "May 2021"])]
    rows.append(GridRow(cells=["RAG", ""], colours=["", "Red"]))
    parts = parts_of_grid([GridRow(cells=["Action", "Open a home"]), *rows])
    assert document_of(*parts).rows()[0].status == "Red"


def test_an_ordinary_table_is_none() -> None:
    (found,) = grid(("Colour", "Meaning"), ("Red", "Late"), ("Green", "In time"))
    assert isinstance(found, Table)
    assert not found.beside
