"""Whether a date moved, and how it is told."""

from datetime import date

import pytest

from actions.comparison.dates import days_apart, days_between, is_another_date

FIRST, SECOND = date(2020, 3, 31), date(2021, 3, 31)


@pytest.mark.parametrize(
    ("words", "later_words"),
    [("by 31 March", "by 31 March"), ("by 31 March", "By 31\u00a0 March."), ("“31 March”", '"31 March"')],
)
def test_the_same_words_are_the_same_date_whatever_is_read_from_them(words: str, later_words: str) -> None:
    assert not is_another_date(words, FIRST, later_words, SECOND)


@pytest.mark.parametrize(
    ("words", "due", "later_words", "later_due", "moves"),
    [
        ("March 2020", FIRST, "March 2021", SECOND, True),
        ("March 2020", FIRST, "To be determined", None, True),
        ("Details", None, "March 2021", SECOND, True),
        ("March 2020", FIRST, "by 31 March 2020", FIRST, False),
        ("", None, "To be determined", None, False),
    ],
)
def test_other_words_move_it_where_another_date_is_read_from_them(
    words: str, due: date | None, later_words: str, later_due: date | None, moves: bool
) -> None:
    assert is_another_date(words, due, later_words, later_due) is moves


def test_days_in_words() -> None:
    assert [days_apart(days) for days in (None, 0, 1, 2, -1, -30)] == [
        *["", "", "1 day later", "2 days later", "1 day earlier", "30 days earlier"]
    ]
    assert (days_between(FIRST, SECOND), days_between(SECOND, FIRST), days_between(None, FIRST)) == (365, -365, None)
