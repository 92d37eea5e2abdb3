"""Words of a page made lines, and lines made text."""

import pytest

from plans.readers.pdf_words import Block, Word, lines_of

WIDTH = 60


def wrapped(first: str, second: str) -> str:
    """Two words, the first of which fills its line to the edge."""
    upper = Word(0, 0, WIDTH, 10, first, 10)
    lower = Word(0, 12, 5.0 * len(second), 22, second, 10)
    return Block(lines_of([upper, lower]), WIDTH).text(1.2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Recommenda", "tion"),
        ("Implementati", "on"),
        ("Responsib", "ility"),
        ("Superviso", "r/AB"),
        ("Depart", "ments"),
    ],
)
def test_a_word_that_a_line_cuts_is_whole(first: str, second: str) -> None:
    assert wrapped(first, second) == f"{first}{second}"


@pytest.mark.parametrize(("first", "second"), [("Responsible", "officer"), ("Fire", "station"), ("Based", "on")])
def test_two_words_are_two(first: str, second: str) -> None:
    assert wrapped(first, second) == f"{first} {second}"
