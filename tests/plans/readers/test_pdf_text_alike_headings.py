"""Rows of column headings in a copied text that are printed again: what they tell of each other."""

import pytest

from plans.readers.pdf_text.furniture import without_furniture
from plans.readers.pdf_text.headings import find_heading_rows
from plans.readers.pdf_text.lines import printed_lines
from plans.readers.pdf_text.other_readings import other_readings

from .test_pdf_text_headings import ROW, headings

NAMES = ("Ref", "Action", "Lead", "Due date", "Progress", "RAG")


def found_in(text: str) -> list[tuple[str, ...]]:
    return [row.headings for row in find_heading_rows(printed_lines(text))]


def test_a_last_one_is_one_though_a_cell_goes_on_below_it_once() -> None:
    row = "\n".join(NAMES) + "\n"
    text = f"{row}1.1 Mend\n{row}1.2 Paint\n{row}from rust\nand rain\n1.3 Clear\n"
    assert found_in(text) == [NAMES] * 3


def test_a_date_in_brackets_may_be_of_two_lines() -> None:
    assert headings("Ref Action Lead Due date Progress (March\n2021)\nRAG\n")[4:] == ("Progress (March 2021)", "RAG")


def test_cells_that_read_like_few_headings_are_none() -> None:
    row = "Ref\nRecommendation\nAgreed action\nResponsible officer\nTarget date\nProgress\nStatus\n"
    officers = "Performance and\nRisk Officer\nPolicy Officer\n"
    assert len(found_in(f"{row}{ROW}{officers}June 2021 Late\n{row}1.2 Paint the fence\n")) == 2


def test_a_number_beside_what_it_numbers_may_be_a_heading_of_its_own() -> None:
    named = ("Recommendation Ref", "Agreed action", "Owner", "Due", "Status")
    assert ("Recommendation", "Ref", *named[1:]) in other_readings(named)


@pytest.mark.parametrize("foot", ["Annex C page {}", "Annex C Page {}"])
def test_a_foot_ends_with_the_number_of_its_page(foot: str) -> None:
    lines = printed_lines("\n".join(["Ref", *(f"Mend gate {at}" for at in range(12)), foot.format(1), "Ref", "Mend"]))
    begins = {index for index, line in enumerate(lines) if line.text == "Ref"}
    assert [line.text for line in without_furniture(lines, begins)[1]] == [foot.format(1)]
