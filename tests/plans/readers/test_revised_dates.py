"""Dates of a column beside the timeframes that says which of them have been moved."""

import pytest

from .parts import document_of, table, told


def doubts(heading: str, *rows: tuple[str, str]) -> list[str]:
    """Of rows with these timeframes, and what stands under the heading in each."""
    cells = [
        (f"1.{at}", "Open a home", "Ada Byron", when, moved, "On track") for at, (when, moved) in enumerate(rows, 1)
    ]
    return told(document_of(table(*cells, columns=("Ref", "Action", "Lead officer", "Due", heading, "Status"))))


@pytest.mark.parametrize("heading", ["Revised finish", "Due (revised)", "Current", "New target date"])
def test_a_row_that_was_moved_is_doubted(heading: str) -> None:
    moved = doubts(heading, ("31/03/2026", "30/09/2026"), ("May 2026", ""), ("May 2026", "31 May 2026"), ("Q2", "Q3"))
    assert moved == [
        f"1.1, page 1, row 1: “{heading}” says another date, “30/09/2026”",
        f"1.4, page 1, row 4: “{heading}” says another date, “Q3”",
    ]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Current position", "The board of May 2025 has heard of all that was found in the homes"),
        ("Last updated", "30/09/2026"),
        ("Start date", "30/09/2026"),
        ("Revised", "TBC"),
    ],
)
def test_other_columns_move_nothing(heading: str, cell: str) -> None:
    assert doubts(heading, ("31/03/2026", cell), ("May 2026", cell)) == []


@pytest.mark.parametrize("when", ["", "Ongoing", "To be determined"])
def test_where_no_date_stood_no_other_is_said(when: str) -> None:
    assert doubts("Revised", (when, "30/09/2026")) == []


def test_the_doubt_is_of_the_timeframe() -> None:
    columns = ("Ref", "Action", "Lead officer", "Due", "Revised", "Status")
    cells = ("1.1", "Open a home", "Ada Byron", "May 2026", "June 2026", "On track")
    (warning,) = (one for one in document_of(table(cells, columns=columns)).warnings if "another date" in one.message)
    assert (warning.row, warning.column) == (0, "Due")
