"""Words of a page made lines, and lines made text."""

from collections.abc import Container

import pytest

from plans.readers.pdf_words import Block, Line, Word, lines_of, made_whole

WIDTH = 60


def wrapped(first: str, second: str, *, room: float = 0, spaced: bool | None = None, known: Container[str] = ()) -> str:
    """Two words, the first of which leaves so much of its line, with a space drawn behind it or not."""
    upper = Word(0, 0, WIDTH - room, 10, first, 10, spaced=spaced)
    lower = Word(0, 12, 5.0 * len(second), 22, second, 10)
    return Block(lines_of([upper, lower]), WIDTH).text(1.2, known)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Recommenda", "tion"),
        ("Implementati", "on"),
        ("Responsib", "ility"),
        ("Superviso", "r/AB"),
        ("Inspec", "ted"),
        ("duty-", "to-refer"),
        ("Depart", "ments"),
    ],
)
def test_a_word_that_a_line_cuts_is_whole(first: str, second: str) -> None:
    assert wrapped(first, second) == f"{first}{second}"


@pytest.mark.parametrize(("first", "second"), [("Responsible", "officer"), ("Fire", "station"), ("Based", "on")])
def test_two_words_are_two(first: str, second: str) -> None:
    assert wrapped(first, second) == f"{first} {second}"


@pytest.mark.parametrize(("first", "second"), [("manag", "ement"), ("Nanda", "kumar"), ("30/09/2", "024")])
def test_a_word_that_lacks_a_space_though_there_was_room_for_one_is_cut(first: str, second: str) -> None:
    assert wrapped(first, second, room=3.5, spaced=False) == f"{first}{second}"


def test_two_words_are_two_where_a_space_is_drawn_between_them() -> None:
    assert wrapped("shared", "with", room=3.5, spaced=True) == "shared with"
    assert wrapped("Depart", "ments", spaced=True) == "Depart ments"


def test_two_words_are_two_where_there_was_no_room_for_a_space() -> None:
    assert wrapped("Recruit", "four", room=1, spaced=False) == "Recruit four"


def test_two_words_are_two_where_another_letter_would_have_fitted() -> None:
    assert wrapped("manag", "itself", room=3.5, spaced=False) == "manag itself"


def test_a_word_that_stands_elsewhere_is_whole() -> None:
    assert wrapped("training", "prevention", room=3.5, spaced=False, known={"training"}) == "training prevention"


def over_page(upper: str, lower: str, known: Container[str] = ()) -> list[str]:
    """A cell of two pages: the first one's last line is full, the words of each stand side by side."""

    def block(text: str) -> Block:
        begins = [WIDTH * at / len(text) for at in range(len(text))]
        words = text.split()
        placed = [
            (begins[text.index(word)], begins[text.index(word)] + WIDTH * len(word) / len(text)) for word in words
        ]
        return Block(
            [Line([Word(*(left, 0, right, 10), word) for (left, right), word in zip(placed, words, strict=True)])],
            WIDTH,
        )

    return [one.text(1.2) for one in made_whole(block(upper), block(lower), known)]


def test_a_word_that_a_page_s_end_cuts_is_whole_on_the_first() -> None:
    assert over_page("accommod", "ation for all") == ["accommodation", "for all"]
    assert over_page("Fairwea", "ther", known={"fairweather"}) == ["Fairweather", ""]
    assert over_page("staff in trauma-", "informed practice") == ["staff in trauma-informed", "practice"]


@pytest.mark.parametrize(
    ("upper", "lower"), [("Responsible", "officer"), ("pre-", "and post-natal care"), ("Mend the roof", "of the mill")]
)
def test_words_that_a_page_s_end_parts_are_two(upper: str, lower: str) -> None:
    assert over_page(upper, lower) == [upper, lower]
