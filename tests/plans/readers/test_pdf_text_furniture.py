"""What belongs to the pages of a copied text, and to no row."""

import time

import pytest

from plans.readers.pdf_text.furniture import without_furniture
from plans.readers.pdf_text.headings import find_heading_rows
from plans.readers.pdf_text.lines import printed_lines

ROWS = [f"{word} the {thing}" for word in ("Mend", "Paint", "Clear") for thing in ("roof", "wall", "path", "pond")]


def page(*below: str, above: tuple[str, ...] = (), number: int = 1) -> str:
    return "\n".join([*above, *(f"{row} {'again ' * number}" for row in ROWS), *below]) + "\n"


def left_out(text: str) -> list[str]:
    return [line.text for line in without_furniture(printed_lines(text), set())[1]]


def test_titles_of_several_lines_stand_first_on_pages() -> None:
    title = ("Parks of the whole town", "what is to be done")
    text = "".join(page(f"Page {number} of 3", above=title, number=number) for number in (1, 2, 3))
    assert left_out(text) == ["Page 1 of 3", *title, "Page 2 of 3", *title, "Page 3 of 3"]


def test_pages_may_be_counted_to_their_last() -> None:
    text = page() + page("Parks 2 / 3", number=2) + page("Parks 3 / 3", number=3)
    assert left_out(text) == ["Parks 2 / 3", "Parks 3 / 3"]


def test_a_count_that_stops_before_its_last_is_none() -> None:
    assert not left_out(page() + page("Parks sites 2 of 9", number=2) + page("Parks sites 3 of 9", number=3))


def test_what_stands_above_the_end_of_each_page_is_left_out_line_by_line() -> None:
    ends = ("Parks of the whole town", "Printed for the board")
    text = "".join(page(*ends, f"Page {number} of 3", number=number) for number in (1, 2, 3))
    assert left_out(text) == [line for number in (1, 2, 3) for line in (*ends, f"Page {number} of 3")]


@pytest.mark.parametrize(
    ("foot", "pages", "is_left_out"),
    [
        ("Parks of the whole town | Plan v2.3", 2, True),
        ("Appendix B", 2, True),
        ("On target", 3, False),
        ("Canterwise Town Council", 3, True),
        ("Canterwise Town Council", 2, False),
    ],
)
def test_what_ends_the_paper_and_stands_above_headings_again(foot: str, pages: int, is_left_out: bool) -> None:
    text = "".join(page(foot, above=("Action", "Owner"), number=number) for number in range(1, pages + 1))
    lines = printed_lines(text)
    begins = {index for index, line in enumerate(lines) if line.text == "Action"}
    left = without_furniture(lines, begins)[1]
    assert [line.text for line in left] == ([foot] * pages if is_left_out else [])


def test_one_page_may_end_with_its_number() -> None:
    assert left_out(page("Parks Board – Page 1")) == ["Parks Board – Page 1"]
    assert left_out(page("Parks Board | 3 May 2021 | 1")) == ["Parks Board | 3 May 2021 | 1"]
    assert left_out(page("OFFICIAL 1")) == ["OFFICIAL 1"]
    assert left_out(page("Parks Board 4/41 Page 1 of 1", "-- 1 of 1 --")) == [
        "Parks Board 4/41 Page 1 of 1",
        "-- 1 of 1 --",
    ]


@pytest.mark.parametrize("first", ["MD{}", "1.{}", "R-{}", "{}"])
def test_rows_that_begin_alike_but_for_their_references_are_no_pages(first: str) -> None:
    begins = [f"{first.format(number)} The trust must ensure that" for number in (1, 2, 3)]
    assert not left_out("".join(page(number=number, above=(begin,)) for number, begin in enumerate(begins, 1)))


def test_a_page_that_is_named_amid_rows_is_not_a_number() -> None:
    assert not left_out("Mend what is told on Page 3\n" + page())


@pytest.mark.parametrize("other", ["On track", "Due in June 2021"])
def test_the_end_of_a_row_is_not_a_pages(other: str) -> None:
    text = "".join(page(other, f"Page {number} of 2", number=number) for number in (1, 2))
    assert left_out(text) == ["Page 1 of 2", "Page 2 of 2"]


def test_a_paper_may_be_called_by_its_number_beside_a_pages() -> None:
    assert left_out(page("FIN/25/64 1") + page("FIN/25/64 2", number=2)) == ["FIN/25/64 1", "FIN/25/64 2"]
    assert not left_out(page("Step 1") + page("Step 2", number=2))


def test_a_date_in_many_words_above_the_ends_of_two_pages_is_theirs() -> None:
    end = "Parks of the whole town: what the board said in 2021"
    text = "".join(page(end, f"Page {number} of 2", number=number) for number in (1, 2))
    assert left_out(text) == [end, "Page 1 of 2", end, "Page 2 of 2"]


def test_what_stands_elsewhere_is_not_a_pages() -> None:
    text = "".join(page("See the board's list", f"Page {number} of 3", number=number) for number in (1, 2, 3))
    text = text.replace("Mend the wall again again again", "See the board's list")
    assert left_out(text) == [f"Page {number} of 3" for number in (1, 2, 3)]


def test_headings_of_sections_that_differ_by_their_numbers_are_none() -> None:
    headings = "Ref\nAction\nLead\nDue Date\nStatus\n"
    lines = printed_lines("".join(f"Domain {number}. Actions\n{headings}{page(number=number)}" for number in (1, 2, 3)))
    begins = {row.begin for row in find_heading_rows(lines)}
    assert len(begins) == 3
    assert not without_furniture(lines, begins)[1]


def test_the_first_half_of_an_end_that_is_one_line_elsewhere_is_left_out() -> None:
    whole = [page(f"Parks plan Page {number} of 4", number=number) for number in (1, 2, 3)]
    text = "".join(whole) + page("Parks plan", "Page 4 of 4", number=4)
    assert left_out(text)[-2:] == ["Parks plan", "Page 4 of 4"]


def test_furniture_may_be_all_there_is() -> None:
    assert left_out("Page 1 of 2\nPage 2 of 2\n") == ["Page 1 of 2", "Page 2 of 2"]
    assert left_out("1 / 1\n") == ["1 / 1"]


def test_two_long_pages_that_say_the_same_take_no_longer_than_their_lines() -> None:
    lines = [f"What {'x' * (number // 99)} is said {'y' * (number % 99)}" for number in range(5_000)]
    text = "".join("\n".join([*lines, f"Page {number} of 2"]) + "\n" for number in (1, 2))
    begun = time.process_time()
    left_out(text)
    assert time.process_time() - begun < 3
