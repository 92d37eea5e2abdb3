"""Rows of column headings in a copied text that are printed again: what they tell of each other."""

import pytest

from plans.readers.pdf_text.furniture import without_furniture
from plans.readers.pdf_text.headings import find_heading_rows
from plans.readers.pdf_text.lines import printed_lines
from plans.readers.pdf_text.other_readings import other_readings

from .test_pdf_text_headings import headings


def found_in(text: str) -> list[tuple[str, ...]]:
    return [row.headings for row in find_heading_rows(printed_lines(text))]


def test_a_last_one_is_one_though_a_cell_goes_on_below_it_once() -> None:
    row = "No. Action \nrequired\nExecutive \nLead\nCompletion \ndate\nHow we will \nknow\nProgress \nupdate\nBRAG\n"
    text = f"{row}M1 Mend all \nroofs.\n{row}M2 Paint the \nfence.\n{row}from complaints \nThe report \nis dull.\n"
    assert [names[-2:] for names in found_in(text)] == [("Progress update", "BRAG")] * 3


def test_a_date_in_brackets_may_be_of_two_lines() -> None:
    assert headings("Ref Action Lead Due date Progress (March\n2021)\nRAG\n")[4:] == ("Progress (March 2021)", "RAG")


def test_cells_that_read_like_few_headings_are_none() -> None:
    row = "Ref Recommendati\non\nAgreed action Responsible \nOfficer\nTarget date Progress at \nMay 2021\nStatus\n"
    first, officers = "Performance and\nRisk Officer\n", "Performance and\nRisk Officer\nPolicy Officer\n"
    text = f"{row}R1 Mend\n{first}27 March 2021 Not started\n{row}R2 Mend the\nroof.\n{officers}June 2021 Late\n"
    assert len(found_in(f"{text}R3 Paint\n{first}28 May 2021 Late\nR4 Mend\nRisk Officer\nMay 2021\n")) == 2


def test_a_number_beside_what_it_numbers_may_be_a_heading_of_its_own() -> None:
    named = ("Recommendation Ref", "Agreed action", "Owner", "Due", "Status")
    assert ("Recommendation", "Ref", *named[1:]) in other_readings(named)


@pytest.mark.parametrize("foot", ["Annex C page {}", "Annex C Page {}"])
def test_a_foot_ends_with_the_number_of_its_page(foot: str) -> None:
    lines = printed_lines("\n".join(["Ref", *(f"Mend gate {at}" for at in range(12)), foot.format(1), "Ref", "Mend"]))
    begins = {index for index, line in enumerate(lines) if line.text == "Ref"}
    assert [line.text for line in without_furniture(lines, begins)[1]] == [foot.format(1)]
