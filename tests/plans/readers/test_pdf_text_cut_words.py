"""Words that a copied text has in two parts: cut by a narrow column, or parted with a sign of the program's own."""

import pytest

from plans.readers.pdf_text.headings import find_heading_rows
from plans.readers.pdf_text.lines import printed_lines

from .test_pdf_text_headings import ROW, headings

OTHERS = "Lead\nDue date\nStatus\n"


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("Rec. No. Recommendati\non\n", ("Rec. No.", "Recommendation")),
        ("Ref Implementatio\nn plan\nAction\n", ("Ref", "Implementation plan", "Action")),
    ],
)
def test_a_word_of_a_heading_is_whole(printed: str, whole: tuple[str, ...]) -> None:
    assert headings(printed + OTHERS) == (*whole, "Lead", "Due date", "Status")


def test_lines_are_counted_as_they_are_printed() -> None:
    text = f"Parks plan\nRef Recommendati\non\n{OTHERS}{ROW}"
    (found,) = find_heading_rows(printed_lines(text))
    assert (found.begin, found.end) == (1, 6)


def test_what_makes_no_word_of_headings_stays_in_two() -> None:
    text = f"Ref Action\nWilder\nness Area\n{OTHERS}"
    assert "Wilderness" not in " ".join(headings(text))


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("a five\ufffeyear list", "a five-year list"),
        ("one informa\ufffetion point, and information", "one information point, and information"),
        ("trauma\ufffe", "trauma-"),
    ],
)
def test_a_sign_for_a_hyphen_is_one_unless_the_word_stands_elsewhere_without(printed: str, whole: str) -> None:
    assert " ".join(line.text for line in printed_lines(printed)) == whole
