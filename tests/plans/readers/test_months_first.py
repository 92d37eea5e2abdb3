"""Dates in figures whose day or month may come first are read as British, with a doubt where others cannot be that."""

from .parts import document_of, table, told


def doubts(*timeframes: str) -> list[str]:
    rows = [(f"1.{at}", "Open a home", "Ada Byron", words, "On track") for at, words in enumerate(timeframes, 1)]
    return told(document_of(table(*rows)))


def test_a_date_that_may_be_american_is_doubted_beside_one_that_is() -> None:
    first, second = doubts("03/04/2025", "04/30/2025", "by 4-3-25", "30/04/2025", "05/05/2025", "00/04/2025")
    assert first == (
        "1.1, page 1, row 1: “03/04/2025” is read as 3 April 2025, though the month comes first in “04/30/2025”"
    )
    assert (
        second == "1.3, page 1, row 3: “4-3-25” is read as 4 March 2025, though the month comes first in “04/30/2025”"
    )


def test_none_is_doubted_where_all_may_be_british() -> None:
    assert doubts("03/04/2025", "30/04/2025", "31/13/2025", "paragraph 1.2.20") == []


def test_the_doubt_is_of_the_cell() -> None:
    first = ("1.1", "Open a home", "Ada Byron", "04/30/2025", "On track")
    document = document_of(table(first, ("1.2", "Mend roofs", "Ada Byron", "03/04/2025", "On track")))
    (warning,) = (warning for warning in document.warnings if "comes first" in warning.message)
    assert (warning.row, warning.column) == (1, "Timescale")
