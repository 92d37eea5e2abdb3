"""Text copied out of a PDF line by line, with nothing between one cell and the next, as most programs copy it."""

import pytest

from plans.readers.contents import Heading
from plans.readers.pdf_text.column import Column
from plans.readers.pdf_text.lines import printed_lines
from plans.readers.pdf_text.piece import Piece
from plans.readers.pdf_text.words import Vocabulary
from plans.readers.pdf_text.worth import Carried, worth_of_carrying_on, worth_of_going_on, worth_of_place

from .cells_read import CellsRead, cells_read
from .invented_plans import InventedPlan, Inventor
from .test_pdf_text import read, rows, tables

SEEDS = range(5000, 5012)
HEADINGS = "Ref Action Owner Why it matters Due Date Status\n"


def row(number: object, action: str, owner: str, why: str, due: str, status: str) -> str:
    """A row as it is copied: cells of one line share it, and a longer one goes on below."""
    return f"{number} {action}\n{owner} {why}\n{due} {status}\n"


LINES = (
    "Parks plan\n1. The town hall\n"
    + HEADINGS
    + row(
        1.1, "Mend the roof\nof the hall", "Ada Birch", "Rain comes in\nand harms the\nbooks.", "June 2021", "On track"
    )
    + row(1.2, "Paint the\nrailings", "Ben Crane", "Rust spreads\nalong the\nfence.", "July 2022", "Late")
    + row(1.3, "Lay the path\nto the pond", "Ada Birch", "Mud keeps\npeople away.", "June 2023", "On track")
)
# The same where the program keeps the space at which a line was broken.
WRAPPED = (
    LINES.replace("Mend the roof\n", "Mend the roof \n")
    .replace("comes in\nand harms the\n", "comes in \nand harms the \n")
    .replace("Paint the\n", "Paint the \n")
    .replace("spreads\nalong the\n", "spreads \nalong the \n")
    .replace("the path\n", "the path \n")
    .replace("keeps\n", "keeps \n")
)
READ = [
    ["1.1", "Mend the roof of the hall", "Ada Birch", "Rain comes in and harms the books.", "June 2021", "On track"],
    ["1.2", "Paint the railings", "Ben Crane", "Rust spreads along the fence.", "July 2022", "Late"],
    ["1.3", "Lay the path to the pond", "Ada Birch", "Mud keeps people away.", "June 2023", "On track"],
]


def headings(text: str) -> list[str]:
    return [part.text for part in read(text).parts if isinstance(part, Heading)]


class TestCells:
    def test_any_line_may_begin_one(self) -> None:
        assert rows(read(LINES)) == READ

    def test_all_of_a_row_may_share_a_line(self) -> None:
        text = LINES + "1.4 Open the gate Ben Crane Visitors wait. May 2024 On track\n"
        assert rows(read(text))[3] == ["1.4", "Open the gate", "Ben Crane", "Visitors wait.", "May 2024", "On track"]

    def test_a_capital_after_a_small_word_says_less(self) -> None:
        line, named = (printed_lines(f"Above\n{words}\n")[1] for words in ("Own staff Monday", "Own the Monday"))
        assert worth_of_place(line, 2) > worth_of_place(named, 2)

    def test_two_dates_on_a_line_are_two(self) -> None:
        text = LINES.replace("Why it matters", "Start Date")
        for number, why in (
            (1, "Rain comes in\nand harms the\nbooks."),
            (2, "Rust spreads\nalong the\nfence."),
            (3, "Mud keeps\npeople away."),
        ):
            text = text.replace(f"{why}\n", f"Sept 2{number} ")
        assert [cells[3:5] for cells in rows(read(text))] == [
            ["Sept 21", "June 2021"],
            ["Sept 22", "July 2022"],
            ["Sept 23", "June 2023"],
        ]

    @pytest.mark.parametrize(
        ("below", "may_be"), [("May 2022", True), ("May 22", True), ("2021", False), ("or later", False)]
    )
    def test_a_date_below_another_may_be_of_the_next_column_of_dates(self, below: str, may_be: bool) -> None:
        above, line = printed_lines(f"{'June' if below == '2021' else 'June 21'}\n{below}\n")
        pieces = Piece(above, 0, len(above.words)), Piece(line, 0, len(line.words))
        alone, beside = (
            Column(heading="", kind="date", vocabulary=Vocabulary([]), beside_alike=alike) for alike in (False, True)
        )
        on_its_own, beside_another = (worth_of_going_on(*pieces, column, in_list=False) for column in (alone, beside))
        assert (beside_another < on_its_own) is may_be

    def test_a_date_at_the_top_of_a_page_hardly_goes_on_another(self) -> None:
        above, below, other = printed_lines("June 2021\nMay 2022\nor later\n")
        pieces = [Piece(line, 0, len(line.words)) for line in (above, below, other)]
        carried = Carried(last=pieces[0], short_by=1, in_list=False)
        column = Column(heading="", kind="date", vocabulary=Vocabulary([]))
        date, words = (worth_of_carrying_on(carried, piece, column) for piece in pieces[1:])
        assert date < words - 3

    def test_a_space_at_the_end_of_a_line_says_that_it_goes_on(self) -> None:
        found = rows(read(WRAPPED + "1.4 Write to Parish \nCouncils\nBen Crane They wait.\nMay 2024 Late\n"))
        assert found[:3] == READ
        assert found[3][1:3] == ["Write to Parish Councils", "Ben Crane"]

    def test_that_it_does_not_ends_the_paragraph(self) -> None:
        text = WRAPPED.replace("people away.", "people away.\nDogs like it.")
        assert rows(read(text))[2][3] == "Mud keeps people away.\nDogs like it."


class TestParts:
    def test_a_section_may_have_a_row_of_its_own(self) -> None:
        text = (
            LINES
            + "2. The library\n"
            + row(2.1, "Buy shelves\nof oak", "Ben Crane", "Books lie\nabout.", "May 2024", "Late")
        )
        assert headings(text) == ["Parks plan", "1. The town hall", "2. The library"]
        assert [len(table.rows) for table in tables(read(text))] == [3, 1]
        assert rows(read(text))[:3] == READ

    def test_a_numbered_line_of_a_cell_is_no_section(self) -> None:
        text = LINES.replace("Mend the roof\nof the hall", "1. Mend the roof by\n2021 and the hall")
        assert headings(text) == ["Parks plan", "1. The town hall"]
        found = rows(read(LINES.replace("Lay the path\nto the pond", "2. Lay paths by\n2021 and gates")))
        assert found[2][1] == "2. Lay paths by 2021 and gates"

    def test_a_section_without_a_number_stands_above_its_table(self) -> None:
        text = LINES.replace(
            "1. The town hall", "The Parks Board agreed it and reads it again every spring.\nBuildings"
        )
        text += (
            "Gardens\n"
            + HEADINGS
            + row(2.1, "Buy shelves\nof oak", "Ben Crane", "Books lie\nabout.", "May 2024", "Late")
        )
        assert headings(text) == ["Parks plan", "Buildings", "Gardens"]
        assert rows(read(text))[:3] == READ

    def test_the_title_is_not_part_of_the_first_section(self) -> None:
        text = LINES.replace("1. The town hall", "Buildings") + f"Gardens\n{HEADINGS}"
        text += row(2.1, "Buy shelves\nof oak", "Ben Crane", "Books lie\nabout.", "May 2024", "Late")
        assert headings(text) == ["Parks plan", "Buildings", "Gardens"]

    def test_headings_are_kept_whole_where_a_cell_above_them_reads_like_one(self) -> None:
        again = HEADINGS + row(1.4, "Close the\ngate", "Ben Crane", "It is safer\nat night.", "May 2024", "Late")
        found = read(LINES.replace("June 2023 On track", "June 2023 Progress") + again)
        assert [table.columns for table in tables(found)] == [
            ["Ref", "Action", "Owner", "Why it matters", "Due Date", "Status"]
        ]
        assert rows(found)[2][5] == "Progress"

    def test_a_heading_may_say_for_when_it_speaks(self) -> None:
        text = LINES.replace("Why it matters", "Update – March 2023")
        assert tables(read(text))[0].columns[3] == "Update – March 2023"

    def test_a_heading_that_stands_already_begins_the_next(self) -> None:
        text = LINES.replace("Action Owner", "Action Action Owner").replace("Ada Birch", "Fleet Manager\nAda Birch")
        assert tables(read(text))[0].columns[1:3] == ["Action", "Action Owner"]

    def test_a_heading_may_list_what_stands_below_it(self) -> None:
        text = LINES.replace("Why it matters", "Update, Barriers Ahead and Risks")
        assert tables(read(text))[0].columns[3] == "Update, Barriers Ahead and Risks"

    def test_a_column_of_references_may_be_headed_as_anything(self) -> None:
        text = LINES.replace("Ref Action", "Key issue Action")
        assert tables(read(text))[0].columns[:2] == ["Key issue", "Action"]
        assert rows(read(text)) == READ

    @pytest.mark.parametrize("foot", ["Parks plan v4 page {}", "Town Council papers {}", "{} | 2"])
    def test_what_counts_the_pages_is_left_out_to_the_last_line(self, foot: str) -> None:
        again = HEADINGS + row(1.4, "Close the\ngate", "Ben Crane", "It is safer\nat night.", "May 2024", "Late")
        found = read(LINES + foot.format(1) + "\n" + again + foot.format(2) + "\n")
        assert rows(found)[2] == READ[2]
        assert rows(found)[3][5] == "Late"
        assert any(foot.format(2) in warning.message for warning in found.warnings)

    def test_what_stands_first_on_each_page_is_left_out_but_for_the_title(self) -> None:
        again = (
            "Parks plan\n"
            + HEADINGS
            + row(1.4, "Close the\ngate", "Ben Crane", "It is safer\nat night.", "May 2024", "Late")
        )
        found = read(LINES + "Page 1\n" + again + "Page 2\n")
        assert [len(table.rows) for table in tables(found)] == [4]
        assert rows(found)[2] == READ[2]


class TestInventedPlans:
    """The floors are a little below what is reached."""

    @pytest.mark.parametrize(("wrapped", "least"), [(False, 0.8), (True, 0.85)])
    def test_most_cells_are_read_as_they_were_written(self, wrapped: bool, least: float) -> None:
        plans = [
            Inventor(seed).plan(sets_apart=False, spaced=False, spaced_where_wrapped=wrapped, line_height=1.15)
            for seed in SEEDS
        ]
        found = [self._cells(plan) for plan in plans]
        assert sum(one.right for one in found) >= least * sum(one.cells for one in found)
        assert sum(one.rows == len(plan.rows) for one, plan in zip(found, plans, strict=True)) >= 0.8 * len(plans)

    @staticmethod
    def _cells(plan: InventedPlan) -> CellsRead:
        return cells_read(plan, read(plan.text))
