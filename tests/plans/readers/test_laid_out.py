"""Text laid out as its pages are: white space parts its columns, and each cell's lines stand below one another."""

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

import pytest

from plans.readers import find_headings, read_document
from plans.readers.document import PlanDocument
from plans.readers.laid_out import looks_laid_out
from plans.readers.named_headings import NamedHeadings

from .invented_plans import Inventor

WIDTHS = (6, 34, 18, 14, 30)
HEADINGS = ["Ref", "What we will do", "Lead officer", "Due date", "Progress"]
ROWS = [
    ["1.1", "Mend the roof of the swimming baths before the school year begins", "Ada Byron", "30 June 2026", "Late"],
    ["1.2", "Open the old mill", "Head of Parks", "May 2026", "Quotes are in from three builders of the valley"],
    ["1.3", "Count every lamp in the town and say which of them are dark at night", "Zoe Dell", "1 May 2026", "Done"],
]


def laid_out(*rows: Sequence[str], widths: Sequence[int] = WIDTHS) -> str:
    return "".join(f"{line}\n" for row in rows for line in lines_of(row, widths))


def lines_of(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap(cell, width - 2) for cell, width in zip(row, widths, strict=True)]
    lines = zip_longest(*cells, fillvalue="")
    return ["".join(f"{part:{width}}" for part, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def read(text: str) -> PlanDocument:
    assert looks_laid_out(text)
    return read_document("plan.txt", text.encode())


def cells(document: PlanDocument) -> list[list[str]]:
    return [
        [row.reference, row.action, *row.lead, row.timeframe, row.progress or row.status] for row in document.rows()
    ]


def test_cells_are_read_by_where_they_stand() -> None:
    document = read(laid_out(HEADINGS, *ROWS))
    assert document.columns == HEADINGS
    assert cells(document) == ROWS


def test_a_text_that_leaves_no_room_is_parted_from_the_next_column() -> None:
    text = laid_out(HEADINGS, *ROWS).splitlines()
    at = next(at for at, line in enumerate(text) if line.startswith("1.3"))
    text[at] = "1.3   Count every lamp in the town or Zoe Dell          1 May 2026    Done"
    document = read("\n".join(text))
    assert document.rows()[2].action.startswith("Count every lamp in the town or")
    assert document.rows()[2].lead == ["Zoe Dell"]
    (told,) = (warning for warning in document.warnings if "“the town or”" in warning.message)
    assert (told.row, told.column) == (2, "What we will do")


def test_words_that_happen_to_stand_below_one_another_are_no_column() -> None:
    rows = [["Hang the sign, hang the bell", "Ada Byron", "May 2026"], ["Hang the lamp", "Zoe Dell", "June 2026"]]
    rows += [["Hang the door, hang the gate", "Ada Byron", "July 2026"], ["Hang the flag", "Zoe Dell", "May 2027"]]
    document = read(laid_out(["Task", "Who", "By when"], *rows, widths=(20, 12, 12)))
    assert [[row.action, *row.lead, row.timeframe] for row in document.rows()] == rows


def test_the_rest_of_a_cell_that_asks_for_more_is_no_section() -> None:
    rows = [["Mend the swing that is in", "Ada Byron", "May 2026"], ["Wash every door", "Zoe Dell", "June 2026"]]
    text = laid_out(["Task", "Who", "By when"], *rows, ["Hang the sign", "Zoe Dell", "July 2026"], widths=(34, 12, 12))
    document = read(text.replace("\nWash", "\nLammas Field\nWash"))
    assert [section.title for section in document.sections] == [""]
    assert document.rows()[0].action == "Mend the swing that is in Lammas Field"


def test_a_word_that_goes_on_with_a_sentence_begins_no_column() -> None:
    text = laid_out(HEADINGS, *ROWS).splitlines()
    at = next(at for at, line in enumerate(text) if line.startswith("1.3"))
    text[at] = "1.3   Marked every lamp in that town as a Zoe Dell      1 May 2026    Done"
    text[at + 1 :] = [f"{'':6}priority, or not"]
    (*_, row) = read("\n".join(text)).rows()
    assert (row.action, row.lead) == ("Marked every lamp in that town as a priority, or not", ["Zoe Dell"])


def test_two_pieces_beside_one_column_keep_their_order() -> None:
    text = laid_out(HEADINGS, *ROWS) + "1.4   Open a mill" + " " * 21 + "ZB  MK"
    assert read(text).rows()[3].lead == ["ZB MK"]


def test_headings_reach_over_several_lines_above_and_below_those_of_one() -> None:
    text = laid_out(
        ["", "", "Lead officer", "", "What has been"],
        ["Ref", "What we will do", "", "Due date", ""],
        ["", "", "or team", "", "done so far"],
        *ROWS,
    )
    document = read(f"Parks plan\n\n{text}")
    assert document.columns == [
        "Ref",
        "What we will do",
        "Lead officer or team",
        "Due date",
        "What has been done so far",
    ]
    assert [row.reference for row in document.rows()] == ["1.1", "1.2", "1.3"]


@pytest.mark.parametrize("end", ["\f", ""], ids=["told", "not told"])
def test_a_row_goes_on_below_the_headings_of_the_next_page(end: str) -> None:
    footer = f"\n\nParks plan{'':40}Page {{}} of 2\n"
    first, *rest = lines_of(ROWS[2], WIDTHS)
    text = laid_out(HEADINGS, *ROWS[:2]) + f"{first}\n" + footer.format(1)
    text += end + laid_out(HEADINGS) + "\n".join(rest) + "\n" + footer.format(2)
    document = read(text)
    assert cells(document) == ROWS
    assert any("Parks plan" in warning.message for warning in document.warnings)


def test_the_last_words_of_two_cells_are_no_foot_of_pages_that_nothing_tells() -> None:
    rows = [[*row[:2], "Head of Adult Social Care", *row[3:]] for row in ROWS[:2]]
    text = "".join(
        f"{title}\n{laid_out(HEADINGS, row)}\n" for title, row in zip(("Parks", "Streets"), rows, strict=True)
    )
    assert [row.lead for row in read(text).rows()] == [["Head of Adult Social Care"]] * 2


def test_lines_longer_than_any_page_is_wide_are_not_laid_out() -> None:
    assert not looks_laid_out(laid_out(HEADINGS, *ROWS) + "a  " * 400)


def test_a_line_alone_above_rows_is_a_section() -> None:
    text = laid_out(HEADINGS) + "Parks\n" + laid_out(*ROWS[:2]) + "Streets\n" + laid_out(ROWS[2])
    assert [(section.title, len(section.rows)) for section in read(text).sections] == [("Parks", 2), ("Streets", 1)]


def test_a_line_before_headings_that_are_printed_again_is_a_section() -> None:
    parts = [
        f"{title}\n{laid_out(HEADINGS, *rows)}\n\n" for title, rows in [("Parks", ROWS[:2]), ("Streets", ROWS[2:])]
    ]
    assert [(section.title, len(section.rows)) for section in read("".join(parts)).sections] == [
        ("Parks", 2),
        ("Streets", 1),
    ]


def test_a_row_is_found_by_its_line_in_the_file() -> None:
    document = read("Parks plan\n\n\n\n\n\n" + laid_out(HEADINGS, *ROWS))
    assert document.places[:2] == ["line 8", "line 11"]


def test_dates_begin_no_rows_though_each_stands_once() -> None:
    widths = (34, 18, 14, 30)
    rows = [[*row[1:3], date, row[4]] for row, date in zip(ROWS, ["Mar 2026", "Apr 2026", "On-going"], strict=True)]
    document = read(laid_out(HEADINGS[1:], *rows, widths=widths))
    assert [row.timeframe for row in document.rows()] == ["Mar 2026", "Apr 2026", "On-going"]


def test_cells_that_stand_one_after_another_are_not_laid_out() -> None:
    assert not any(looks_laid_out(Inventor(seed).plan().text) for seed in range(8))


def test_a_table_is_found_by_headings_that_a_person_names() -> None:
    named = {"Nook": "Ref", "Blue skies": "Action", "Wombats": "Lead", "Snow": "Due date", "Moths": "Progress"}
    text = laid_out(list(named), *ROWS)
    assert not looks_laid_out(text)
    assert find_headings("plan.txt", text.encode(), list(named)).printed == list(named)
    document = read_document("plan.txt", text.encode(), named=NamedHeadings(named))
    assert [row.action for row in document.rows()] == [row[1] for row in ROWS]
