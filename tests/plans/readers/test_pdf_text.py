"""Text copied out of a PDF: what tells its cells apart."""

import subprocess
import sys
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from plans.readers.contents import Contents, Heading, Paragraph, Table
from plans.readers.document import DocumentError
from plans.readers.pdf_text import looks_like_pdf_text, read_pdf_text
from tests.measuring import yardsticks_of

from .cells_read import cells_read
from .invented_plans import Inventor
from .test_five_hundred import YARDSTICKS

HIDDEN: dict[str, Any] = {"repeats": False, "marks_pages": False}
SEEN: dict[str, Any] = {"repeats": False, "marks_pages": True}
HEADINGS = " Action Owner Why it matters Due Date Status \n\n"


def read(text: str) -> Contents:
    return read_pdf_text(text.encode())


def tables(contents: Contents) -> list[Table]:
    return [part for part in contents.parts if isinstance(part, Table)]


def rows(contents: Contents) -> list[list[str]]:
    return [row.cells for table in tables(contents) for row in table.rows]


def row(number: int, owner: str, status: str = "On track") -> str:
    return (
        f"1.{number} Mend the roof \nof the hall \n\n{owner} Rain comes in \nand harms the \nbooks. \n\n"
        f"June 202{number} {status} \n\n"
    )


PLAN = "1. The town hall \n\n" + HEADINGS + row(1, "Ada Birch") + row(2, "Ben Crane", "Late") + row(3, "Ada Birch")


def line_named(place: str) -> int:
    return int(place.removeprefix("line "))


CARE = (
    ("Ring all on the waiting list\nonce a fortnight.", "Front Door Team", "From May 2025", "Nobody waits for\nlong."),
    ("Halve the form and try it\nwith carers.", "Practice Team", "By January 2026", "Most say that it asked\nwell."),
    ("Visit the homes that were rated\nlow.", "Quality Team", "By 19 December 2025", "Most are rated good\nby then."),
    ("Bring equipment on seven days a\nweek.", "Equipment Store", "Summer 2026", "Nine in ten come within\nfive days."),
    ("Decide on every concern within\ntwo days.", "Safeguarding Hub", "At once", "Nine in ten are decided\nin time."),
    (
        "Meet with the police and both\nhospitals.",
        "Safeguarding Hub",
        "From April 2026",
        "Fewer people come back\nagain.",
    ),
    ("Assess carers at their first\ncontact.", "Carers Hub", "By 1 February 2026", "Twice as many are\nassessed."),
)


def care_plan(above: int) -> str:
    """A plan on two pages, with so many rows on the first; nothing but what stands in them tells rows."""
    headings = "Action\n\nTeam responsible\n\nTimescale\n\nMeasure of success\n\n"
    pages = (CARE[:above], CARE[above:])
    texts = ["".join(f"{cell}\n\n" for cells in page for cell in cells) for page in pages]
    return "Care plan\n\n" + "".join(f"{headings}{text}Care plan {page}\n\n" for page, text in enumerate(texts, 1))


class TestCells:
    def test_those_of_one_line_share_a_line_of_the_text(self) -> None:
        expected = ["1.1", "Mend the roof of the hall", "Ada Birch", "Rain comes in and harms the books.", "June 2021"]
        assert rows(read(PLAN))[0] == [*expected, "On track"]

    def test_an_empty_one_leaves_its_space(self) -> None:
        text = PLAN.replace("June 2022 Late", " Late")
        assert [cells[4:] for cells in rows(read(text))] == [
            ["June 2021", "On track"],
            ["", "Late"],
            ["June 2023", "On track"],
        ]

    def test_one_that_a_page_cuts_goes_on_below_the_repeated_headings(self) -> None:
        cut = row(2, "Ben Crane", "Late").replace("and harms the \nbooks.", "and harms the")
        text = PLAN.replace(row(2, "Ben Crane", "Late"), cut.rstrip("\n") + "\n " + HEADINGS + "books. \n\n")
        found = read(text)
        assert rows(found) == rows(read(PLAN))
        assert len(tables(found)) == 1

    def test_one_that_a_page_cuts_goes_on_where_nothing_says_that_the_page_is_turned(self) -> None:
        plans = [Inventor(2).plan(rows=20, spaced=False, footer="", **pages) for pages in (HIDDEN, SEEN)]
        hidden, seen = (read(plan.text) for plan in plans)
        told = [warning for warning in hidden.warnings if "top of a page" in warning.message]
        assert told
        assert not [warning for warning in seen.warnings if "top of a page" in warning.message]
        assert cells_read(plans[0], hidden).right >= 0.95 * cells_read(plans[1], seen).right

    def test_the_last_words_of_several_share_the_first_line_of_a_page(self) -> None:
        cut = row(2, "Ben Crane", "Late").replace("Mend the roof \nof the hall", "Mend the roof of")
        cut = cut.replace("Rain comes in \nand harms the \nbooks.", "Rain comes in and harms the")
        text = PLAN.replace(
            row(2, "Ben Crane", "Late"), cut.rstrip("\n") + "\n " + HEADINGS + "the old hall. books. \n\n"
        )
        assert [rows(read(text))[1][place] for place in (1, 3)] == [
            "Mend the roof of the old hall.",
            "Rain comes in and harms the books.",
        ]

    def test_paragraphs_left_blank_and_bullets_part_it(self) -> None:
        text = PLAN.replace(
            "Rain comes in \nand harms the \nbooks.", "It is old. \n \nIt must: \n\n• be dry \n\n• be safe", 1
        )
        assert rows(read(text))[0][3] == "It is old.\nIt must:\n- be dry\n- be safe"

    def test_a_bullet_that_the_copy_lost_is_told_by_its_space(self) -> None:
        text = PLAN.replace("Rain comes in \nand harms the \nbooks.", "It must: \n\n be dry \n\n be safe", 1)
        assert rows(read(text))[0][3] == "It must:\n- be dry\n- be safe"

    def test_lines_left_short_are_paragraphs(self) -> None:
        text = PLAN.replace(
            "Rain comes in \nand harms the \nbooks.", "Rain. \nSnow. \nFrost comes in \nand harms us.", 1
        )
        assert rows(read(text))[0][3] == "Rain.\nSnow.\nFrost comes in and harms us."

    def test_rows_without_references_are_told_by_what_stands_in_them(self) -> None:
        text = PLAN.replace(" Action", "Action")
        for number in (1, 2, 3):
            text = text.replace(f"1.{number} ", "")
        assert rows(read(text)) == [cells[1:] for cells in rows(read(PLAN))]

    @pytest.mark.parametrize("above", [3, 5, 6])
    def test_a_page_that_begins_with_a_row_of_its_own_does_not_go_on_with_the_last(self, above: int) -> None:
        assert rows(read(care_plan(above))) == [[" ".join(cell.split()) for cell in row] for row in CARE]


class TestParts:
    def test_headings_of_sections_stand_before_their_tables(self) -> None:
        second = (HEADINGS + row(1, "Ben Crane") + row(2, "Ada Birch")).replace("\n1.", "\n2.")
        found = read(f"An opening. \n\n{PLAN}\n2. The town square \n\n{second}")
        assert [type(part) for part in found.parts] == [Paragraph, Heading, Table, Heading, Table]
        assert [part.text for part in found.parts if isinstance(part, Heading)] == [
            "1. The town hall",
            "2. The town square",
        ]
        assert [len(table.rows) for table in tables(found)] == [3, 2]

    def test_a_place_is_the_line_as_an_editor_counts(self) -> None:
        (table,) = tables(read(PLAN))
        lines = PLAN.split("\n")
        assert table.place == "line 3"
        assert [lines[line_named(row.place) - 1].split()[0] for row in table.rows] == [
            "1.1",
            "1.2",
            "1.3",
        ]

    def test_what_belongs_to_pages_is_left_out_with_one_warning_that_counts_and_quotes_it(self) -> None:
        text = PLAN.replace(row(2, "Ben Crane", "Late"), f"Page 1 of 2 \n {HEADINGS}" + row(2, "Ben Crane", "Late"))
        found = read(text + "Page 2 of 2 \n")
        assert rows(found) == rows(read(PLAN))
        (warning,) = (warning for warning in found.warnings if warning.where == "the pages")
        assert warning.message.startswith("3 lines")
        assert all(
            f"“{words}”" in warning.message for words in ("Page 1 of 2", "Page 2 of 2", " ".join(HEADINGS.split()))
        )

    def test_a_line_that_counts_pages_is_left_out_where_nothing_else_tells_of_them(self) -> None:
        text = Inventor(2).plan(rows=20, spaced=False, footer="Town plan, page {page}", **HIDDEN).text
        assert "Town plan" not in str(rows(read(text)))
        assert "“Town plan, page 2”" in read(text).warnings[0].message
        assert "Town plan" in str(rows(read(text.replace("page 2\n", "page 9\n"))))

    def test_a_heading_that_one_table_lacks_is_taken_from_the_others(self) -> None:
        second = (HEADINGS + row(1, "Ben Crane") + row(2, "Ada Birch")).replace("\n1.", "\n2.")
        text = PLAN.replace("Due Date Status \n", "Due Date  \n") + "2. The town square \n\n" + second
        found = read(text)
        assert [table.columns for table in tables(found)] == [tables(read(PLAN))[0].columns] * 2
        assert [warning.where for warning in found.warnings if "no heading" in warning.message] == ["line 3"]


class TestRecognising:
    def test_it_is_known_by_its_column_headings(self) -> None:
        assert looks_like_pdf_text(PLAN)

    def test_prose_and_marked_up_tables_are_not_it(self) -> None:
        assert not looks_like_pdf_text("")
        assert not looks_like_pdf_text("A house was found.\nIt is for four young people.\n" * 20)
        assert not looks_like_pdf_text(
            "| Action | Lead Officer | Status |\n|---|---|---|\n| Open | Ada | Green |\n" * 5
        )
        assert not looks_like_pdf_text("Action\tLead Officer\tDue Date\tStatus\nOpen\tAda\tMay 2021\tGreen\n" * 5)


def test_five_hundred_rows_are_read_in_little_time_and_memory() -> None:
    text = Inventor(2).plan(rows=500).text
    found: list[Contents] = []
    assert yardsticks_of(lambda: found.append(read(text))) < YARDSTICKS
    assert len(rows(found[0])) == 500
    grown = subprocess.run(  # of a program of its own, since the most that was ever used counts
        [sys.executable, "-c", GROWN_BY_READING], input=text.encode(), capture_output=True, check=True
    )
    assert int(grown.stdout) < 100 * 2**10


GROWN_BY_READING = """
import resource, sys
from plans.readers.pdf_text import read_pdf_text
def kilobytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
data = sys.stdin.buffer.read()
before = kilobytes()
read_pdf_text(data)
print(kilobytes() - before)
"""


def test_a_bullet_amid_a_line_is_of_the_cell_that_it_begins() -> None:
    text = "Action Lead By when How we will know Resources\n"
    for month, target in (("May", "40 homes are let"), ("June", "20 roofs are dry"), ("July", "No child waits long")):
        text += f"Mend the roof of the {month} hall\nand paint it.\nAda Birch {month} 2021 • {target}\n"
        text += "• Nobody complains\nExisting budget\n"
    found = [(cells[2], cells[3]) for cells in rows(read(text))]
    assert found[0] == ("May 2021", "- 40 homes are let\n- Nobody complains")
    assert [date for date, _ in found] == ["May 2021", "June 2021", "July 2021"]


class TestHostileText:
    @given(some.binary(max_size=2000))
    def test_whatever_the_bytes_there_is_no_crash(self, data: bytes) -> None:
        with suppress(DocumentError):  # it is no text
            assert isinstance(read_pdf_text(data), Contents)

    @given(some.text("ab1. \n\n\f•-/:A1.1 OwnerActionDue DateStatus", max_size=600))
    def test_whatever_the_text_there_is_no_crash(self, text: str) -> None:
        assert isinstance(read(text), Contents)
        looks_like_pdf_text(text)

    @settings(max_examples=60)
    @given(some.data())
    def test_whatever_is_changed_no_word_is_lost_and_none_added(self, data: some.DataObject) -> None:
        text = data.draw(some.sampled_from(DAMAGED))
        for _ in range(data.draw(some.integers(0, 6))):
            begin = data.draw(some.integers(0, len(text)))
            end = min(len(text), begin + data.draw(some.integers(0, 300)))
            put = data.draw(
                some.sampled_from(["", text[begin:end] * 2, "\n\n", "\f", "1.1 ", HEADINGS, "2. Roofs \n", "\1•"])
            )
            text = text[:begin] + put + text[end:]
        printed, found = Counter(words(text.replace("\1", ""))), read(text)
        kept = Counter(words(" ".join(texts(found))))
        assert kept - printed == Counter()
        left_out = " ".join(
            [*(warning.message for warning in found.warnings), *(" ".join(each.columns) for each in tables(found))]
        )
        assert set(printed - kept) <= set(words(left_out))


DAMAGED = [PLAN, *(Inventor(seed).plan().text[:6000] for seed in range(8))]


def texts(contents: Contents) -> list[str]:
    passages = [part.text for part in contents.parts if not isinstance(part, Table)]
    return [*passages, *(cell for cells in rows(contents) for cell in cells)]


def words(text: str) -> list[str]:
    """Without bullets and the marks that touch a word."""
    plain = (word.strip("“”();:•▪\uf0b7\uf0a7-–").removesuffix("”") for word in text.split())
    return [word for word in plain if word and word != "o"]
