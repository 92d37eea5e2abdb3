"""A line beside the headings that a person named is told only where it may be one that they left out."""

import pytest

from plans.readers import find_headings
from tests.unknown_headings import TEXT as A_LINE_EACH

OVER_SEVERAL_LINES = A_LINE_EACH.replace("Open two homes", "Open two homes for\nyoung people")
EVERY = ["Vorhaben", "Wer", "Bis"]


def told(text: str, headings: list[str]) -> str:
    found = find_headings("plan.txt", text.encode(), headings)
    assert found.printed == headings
    return found.beside


def test_nothing_where_each_cell_is_a_line_and_they_come_out_even() -> None:
    assert told(A_LINE_EACH, EVERY) == ""


@pytest.mark.parametrize(
    ("headings", "beside"),
    [
        (["Vorhaben", "Wer"], "below “Wer” stands “Bis”"),
        (["Wer", "Bis"], "Above “Wer” stands “Vorhaben”"),
    ],
)
@pytest.mark.parametrize("text", [A_LINE_EACH, f"{A_LINE_EACH}Sell one\nAda Byron\nMay 2022\n", OVER_SEVERAL_LINES])
def test_the_one_that_was_left_out(text: str, headings: list[str], beside: str) -> None:
    assert beside in told(text, headings)


def test_where_cells_go_over_several_lines_the_line_may_be_a_heading() -> None:
    assert "below “Bis” stands “Open two homes for”" in told(OVER_SEVERAL_LINES, EVERY)


def test_what_comes_out_even_without_a_number_may_do_so_by_chance() -> None:
    text = "Vorhaben\nWer\nBis\nOpen\ntwo homes\nAda\nsoon\nSell\nAda\n"
    assert told(text, EVERY).startswith("Below “Bis” stands “Open”")


@pytest.mark.parametrize(
    "line",
    [
        "1.1 Open two homes",
        "3 Open two homes",
        "- Open two homes",
        "Open two homes for young people.",
        "Open two homes for young people who have left the care of the council",
    ],
)
def test_not_a_line_that_reads_like_a_cell(line: str) -> None:
    assert "below" not in told(OVER_SEVERAL_LINES.replace("Open two homes for", line), EVERY).lower()


def test_not_a_title_with_its_year() -> None:
    assert "Above" not in told(OVER_SEVERAL_LINES.replace("Lowmoor Borough", "Housing plan 2021"), EVERY)


def test_neither_where_another_row_of_the_headings_has_another_line_beside_it() -> None:
    again = "Vorhaben\nWer\nBis\nSell the offices in\nthe town\nAda Byron\nMay 2022\n"
    assert told(OVER_SEVERAL_LINES + again, EVERY) == ""


def test_one_that_stands_beside_every_row_of_the_headings() -> None:
    again = "Vorhaben\nWer\nBis\nSell the offices\nAda Byron\nMay 2022\n"
    assert told(OVER_SEVERAL_LINES + again, ["Vorhaben", "Wer"]).startswith("Below “Wer” stands “Bis”")
