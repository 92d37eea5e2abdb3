"""Beside which row and column a warning stands: those of rows, and those that only know a place in the file."""

import pytest

from plans.readers import read_document
from plans.readers.assembling import assemble
from plans.readers.contents import Contents, Heading, Paragraph, Table, TableRow
from plans.readers.document import DocumentWarning, document_as_dict

from .parts import HEADINGS, document_of, table

Beside = tuple[int | None, str | None]


def beside(*warnings: DocumentWarning) -> list[Beside]:
    """Where the warnings stand of whoever read a table whose rows begin on lines 4, 7 and 9, text on line 20."""
    cells = [
        ["1.1", "Open a home", "Ada Byron", "March 2021", "On track"],
        ["1.2", "Close a home", "Ada Byron", "May 2021", "Late"],
        ["", "when it is empty", "", "", ""],
    ]
    rows = [TableRow(cells=row, place=f"line {line}") for row, line in zip(cells, (4, 7, 9), strict=True)]
    parts = [
        Heading(text="1. Homes", place="line 1"),
        Table(columns=list(HEADINGS), rows=rows, place="line 3"),
        Paragraph(text="That is all.", place="line 20"),
    ]
    document = assemble(Contents(parts=parts, warnings=list(warnings)))
    assert [row.reference for row in document.rows()] == ["1.1", "1.2"]
    return [(warning.row, warning.column) for warning in document.warnings[: len(warnings)]]


def told_at(place: str, message: str = "is odd", column: str | None = None) -> DocumentWarning:
    return DocumentWarning(where=place, message=message, column=column)


class TestOfTheReader:
    def test_stands_beside_the_row_that_begins_there_or_above(self) -> None:
        assert beside(*map(told_at, ["line 4", "line 6", "line 7"])) == [(0, None), (0, None), (1, None)]

    def test_stands_beside_the_row_that_what_begins_there_was_joined_to(self) -> None:
        assert beside(told_at("line 9"), told_at("line 12")) == [(1, None), (1, None)]

    @pytest.mark.parametrize("place", ["line 1", "line 3", "line 20", "line 21", "the pages", ""])
    def test_stands_beside_none_where_no_row_does(self, place: str) -> None:
        assert beside(told_at(place)) == [(None, None)]

    def test_stands_in_the_column_it_names(self) -> None:
        assert beside(told_at("line 4", column="Status"), told_at("line 4", column="Cost")) == [
            (0, "Status"),
            (0, None),
        ]

    def test_stands_otherwise_in_the_column_of_the_words_it_quotes(self) -> None:
        told = [told_at("line 4", message) for message in ("“Ada Byron” is odd", "of “May 2021” and “March 2021”")]
        assert beside(*told) == [(0, "Lead officer"), (0, None)]

    def test_stands_where_its_words_do_when_several_rows_begin_there(self) -> None:
        rows = [("1.1", "Open a home", "Ada", "", ""), ("1.2", "Close a home", "Ada", "", "")]
        below = table(*rows)
        for row in below.rows:
            row.place = "line 1"
        told = [told_at("line 1", message) for message in ("“Close” is odd", "“Ada” is odd", "is odd")]
        document = assemble(Contents(parts=[below], warnings=told))
        assert [(warning.row, warning.column) for warning in document.warnings[:3]] == [
            (1, "Action"),
            (None, None),
            (None, None),
        ]


class TestOfRows:
    def test_says_of_which_and_of_which_cell(self) -> None:
        document = document_of(
            table(
                ("1.9", "Open a home", "Ada Byron", "March 2021", "On track"),
                ("10", "Close a home", "TBC", "May 2021", "w" * 201),
                ("", "Mend roofs", "Grace Hopper", "May 2021", "Done"),
            )
        )
        found = [(warning.row, warning.column) for warning in document.warnings if warning.row is not None]
        assert sorted(found) == [(1, "Lead officer"), (1, "Ref"), (1, "Status"), (2, "Ref")]

    def test_counts_rows_through_sections(self) -> None:
        row = ("Open a home", "Ada Byron", "March 2021")
        parts = [
            part
            for number in (1, 2)
            for part in (
                Heading(text=f"{number}. Homes"),
                table((f"{number}.1", *row, "On track"), (f"{number}.2", *row, "w" * 201), page=number),
            )
        ]
        assert [warning.row for warning in document_of(*parts).warnings if warning.column == "Status"] == [1, 3]


PIPES = """# Homes plan

| Ref | Action | Lead officer | Timescale | Tasks |
|---|---|---|---|---|
| 1.1 | Open a home | Ada Byron | March 2021 | Paint |
| 1.2 | Close a home | Ada Byron | May 2021 | <ul>Find a buyer Sell the house</ul> |
"""
TABS = "\n".join(
    "\t".join(cells)
    for cells in (
        HEADINGS,
        ("1.1", "Open a home", "Ada Byron", "March 2021", "On track"),
        ("1.2", "Close a home when emptySell it", "Ada Byron", "May 2021", "Late"),
    )
)


@pytest.mark.parametrize(
    ("name", "text", "expected"), [("plan.md", PIPES, (1, "Tasks")), ("plan.txt", TABS, (1, "Action"))]
)
def test_what_a_reader_is_unsure_of_stands_beside_its_cell(name: str, text: str, expected: Beside) -> None:
    document = read_document(name, text.encode())
    assert expected in [(warning.row, warning.column) for warning in document.warnings]


def test_it_is_not_part_of_what_is_printed() -> None:
    printed = document_as_dict(read_document("plan.md", PIPES.encode()), as_printed=True)
    assert printed["warnings"]
    assert all(warning.keys() == {"where", "message"} for warning in printed["warnings"])  # type: ignore[attr-defined]
