"""Text copied out of a PDF line by line: sections within a table, what stands below it, references amid their rows."""

import pytest

from plans.readers.contents import Contents, Heading, Paragraph, Table
from plans.readers.pdf_text.lines import printed_lines
from plans.readers.pdf_text.plain_numbers import plainly_numbered

from .test_pdf_text import read, rows, tables
from .test_pdf_text_line_by_line import HEADINGS, headings, row

ROOF = ("Mend the roof\nof the hall", "Ada Birch", "Rain comes in\nand harms the\nbooks.", "June 2021", "On track")
FENCE = ("Paint the\nrailings", "Ben Crane", "Rust spreads\nalong the\nfence.", "July 2022", "Late")
PATH = ("Lay the path\nto the pond", "Ada Birch", "Mud keeps\npeople away.", "June 2023", "On track")
SHELVES = ("Buy shelves\nof oak", "Ben Crane", "Books lie\nabout.", "May 2024", "Late")
ACTIONS = ["Mend the roof of the hall", "Paint the railings", "Lay the path to the pond", "Buy shelves of oak"]


def sectioned(
    first: str, second: str, references: tuple[object, ...] = ("H1", "H2", "H3", "H4"), text: str = ""
) -> str:
    cells = [row(reference, *cells) for reference, cells in zip(references, (ROOF, FENCE, PATH, SHELVES), strict=True)]
    return f"Parks plan\n{text}{HEADINGS}{first}\n{cells[0]}{cells[1]}{second}\n{cells[2]}{cells[3]}"


def rows_of_sections(contents: Contents) -> list[tuple[str, int]]:
    """The headings, each with how many rows stand below it."""
    found: list[tuple[str, int]] = []
    for part in contents.parts:
        if isinstance(part, Heading):
            found.append((part.text, 0))
        elif isinstance(part, Table):
            found[-1] = (found[-1][0], found[-1][1] + len(part.rows))
    return found


class TestSections:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Aim 1: Dry halls", "Aim 2: Tidy grounds"),
            ("Theme A – Dry halls", "Theme B – Tidy grounds"),
            ("A. Dry halls", "B. Tidy grounds"),
            ("I. Dry halls", "II. Tidy grounds"),
        ],
    )
    @pytest.mark.parametrize("references", [(1, 2, 3, 4), ("H1", "H2", "H3", "H4"), (1.1, 1.2, 2.1, 2.2)])
    def test_marks_that_go_up_by_one_tell_them(self, first: str, second: str, references: tuple[object, ...]) -> None:
        found = read(sectioned(first, second, references))
        assert rows_of_sections(found) == [("Parks plan", 0), (first, 2), (second, 2)]
        assert [cells[1] for cells in rows(found)] == ACTIONS
        assert [cells[5] for cells in rows(found)] == ["On track", "Late", "On track", "Late"]

    def test_marks_tell_them_where_rows_have_no_references(self) -> None:
        text = sectioned("Aim 1: Dry halls", "Aim 2: Tidy grounds", ("", "", "", "")).replace("Ref ", "")
        found = read(text.replace("\n ", "\n"))
        assert rows_of_sections(found)[1:] == [("Aim 1: Dry halls", 2), ("Aim 2: Tidy grounds", 2)]
        assert [cells[0] for cells in rows(found)] == ACTIONS

    def test_a_word_above_headings_is_one_where_a_status_that_recurs_ends_the_row_before(self) -> None:
        text = "Parks plan\nThe Parks Board agreed it and reads it again every spring.\nOld town halls\n"
        text += f"{HEADINGS}{row('H1', *ROOF)}{row('H2', *PATH)}"
        text += f"Grounds\n{HEADINGS}{row('H3', *ROOF)}{row('H4', *PATH)}"
        text = text.replace(" On track", "\nOn track")
        assert rows_of_sections(read(text)) == [("Parks plan", 0), ("Old town halls", 2), ("Grounds", 2)]

    def test_marks_alone_tell_them_where_rows_have_no_references(self) -> None:
        cells = "".join(row("", *whole) for whole in (ROOF, FENCE, PATH, SHELVES)).replace("\n ", "\n").lstrip()
        found = read(f"Parks plan\n{HEADINGS.removeprefix('Ref ')}1. Dry halls\n{cells}2. Tidy grounds\n{cells}")
        assert rows_of_sections(found)[1:] == [("1. Dry halls", 4), ("2. Tidy grounds", 4)]
        assert [cells[0] for cells in rows(found)] == ACTIONS * 2

    def test_marks_of_rows_are_none(self) -> None:
        cells = (ROOF, FENCE, PATH, SHELVES)
        body = "".join(row(f"{number}.", *whole) for number, whole in enumerate(cells, 1))
        assert headings(f"Parks plan\n{HEADINGS.removeprefix('Ref ')}{body}") == ["Parks plan"]

    @pytest.mark.parametrize("again", [HEADINGS, ""])
    def test_a_number_without_a_mark_tells_one_above_the_headings_or_a_reference_of_its_own(self, again: str) -> None:
        references = ("", "", "", "") if again else ("1a", "1b", "2a", "2b")
        text = sectioned("", f"2 Tidy grounds\n{again}", references).replace("\n\n", "\n").replace("\n ", "\n")
        text = text.replace(HEADINGS, f"1 Dry halls\n{HEADINGS}" if again else f"{HEADINGS}1 Dry halls\n", 1)
        text = text.replace("Ref ", "") if again else text
        assert rows_of_sections(read(text)) == [("Parks plan", 0), ("1 Dry halls", 2), ("2 Tidy grounds", 2)]

    @pytest.mark.parametrize(("first", "second"), [("A", "B"), ("2.1", "2.2"), ("2.1", "3.1")])
    def test_so_do_letters_and_further_numbers_above_the_headings(self, first: str, second: str) -> None:
        text = sectioned("", f"{second} Tidy grounds\n{HEADINGS}", (1, 2, 3, 4)).replace("\n\n", "\n")
        text = text.replace(HEADINGS, f"{first} Dry halls\n{HEADINGS}", 1)
        assert rows_of_sections(read(text)) == [
            ("Parks plan", 0),
            (f"{first} Dry halls", 2),
            (f"{second} Tidy grounds", 2),
        ]

    @pytest.mark.parametrize("marks", [("A", "B", "C"), ("1", "2", "3"), ("2.1", "2.2", "3.1")], ids=" ".join)
    def test_whatever_ends_the_row_before(self, marks: tuple[str, ...]) -> None:
        stretches = [printed_lines(f"Late\n{mark} Tidy grounds") for mark in marks] + [printed_lines("Z Late")]
        found = [" ".join(line.text for line in lines) for lines in plainly_numbered(stretches)]
        assert found == [*(f"{mark} Tidy grounds" for mark in marks), ""]

    def test_a_day_above_a_reference_is_none(self) -> None:
        text = sectioned("", "", ("1a", "1b", "2a", "2b")).replace("\n\n", "\n")
        text = text.replace("May 2024 Late", "May 2024 Late by\n2 May").replace("2b", "2 May\n2b")
        assert headings(text) == ["Parks plan"]

    def test_cells_of_a_column_so_headed_are_none(self) -> None:
        text = sectioned("Aim 1: Dry halls", "Aim 2: Tidy grounds", ("", "", "", "")).replace("Ref ", "Aim ")
        assert headings(text) == ["Parks plan"]

    def test_marks_out_of_order_tell_nothing(self) -> None:
        assert "Aim 4: Tidy grounds" not in headings(sectioned("Aim 1: Dry halls", "Aim 4: Tidy grounds"))

    def test_one_above_the_first_row_tells_that_there_are_more(self) -> None:
        found = read(sectioned("Dry halls", "Tidy grounds"))
        assert rows_of_sections(found) == [("Parks plan", 0), ("Dry halls", 2), ("Tidy grounds", 2)]
        assert [cells[5] for cells in rows(found)] == ["On track", "Late", "On track", "Late"]

    def test_it_may_open_a_page(self) -> None:
        text = sectioned("Dry halls", f"Page 1\n{HEADINGS}Tidy grounds") + "Page 2\n"
        assert rows_of_sections(read(text))[1:] == [("Dry halls", 2), ("Tidy grounds", 2)]

    def test_the_columns_are_printed_once(self) -> None:
        for second in ("Tidy grounds", "B. Tidy grounds"):
            found = read(sectioned("A. Dry halls" if second[0] == "B" else "Dry halls", second))
            assert [len(table.columns) for table in tables(found)] == [6, 0]

    def test_without_one_above_the_first_row_a_last_line_is_a_cell(self) -> None:
        found = read(sectioned("Dry halls", "Tidy grounds").replace("Dry halls\n", ""))
        assert rows_of_sections(found) == [("Parks plan", 4)]

    def test_a_date_and_what_recurs_are_cells(self) -> None:
        text = sectioned("Dry halls", "Tidy grounds").replace("July 2022 Late", "Before\nAutumn Late\nOn track")
        assert [heading for heading, _ in rows_of_sections(read(text))] == ["Parks plan", "Dry halls", "Tidy grounds"]


class TestBelowTheLastRow:
    @pytest.mark.parametrize(
        "words",
        [
            "For more about this plan write to parks@example.org or ask at the hall.",
            "Status: Late – a date was missed; On track – none was, and none will be.",
        ],
    )
    def test_what_fits_no_column_is_told_apart(self, words: str) -> None:
        found = read(sectioned("A. Dry halls", "B. Tidy grounds") + words + "\n")
        assert rows(found)[3][5] == "Late"
        assert [part.text for part in found.parts if isinstance(part, Paragraph)] == [words]

    def test_the_last_words_of_a_cell_are_not(self) -> None:
        text = sectioned("A. Dry halls", "B. Tidy grounds").replace("May 2024 Late", "May 2024 On\ntrack")
        assert rows(read(text))[3][5] == "On track"


STATUS_FIRST = "Status Ref Action Owner Due Date Why it matters\n"


def after_status(status: str, reference: str, action: str, owner: str, why: str, due: str) -> str:
    return f"{status} {reference} {action}\n{owner} {due}\n{why}\n".lstrip()


def with_references_amid(prefix: str = "H", between: str = "") -> str:
    return (
        f"Parks plan\n{STATUS_FIRST}"
        + after_status("Late", f"{prefix}1", "Mend the roof\nof the hall", "Ada Birch", "Rain comes in.", "June 2021")
        + after_status("On track", f"{prefix}2", "Paint the\nrailings", "Ben Crane", "Rust spreads.", "July 2022")
        + between
        + after_status(
            "", f"{prefix}3", "Lay the path\nto the pond", "Ada Birch", "Mud keeps\npeople away.", "May 2023"
        )
        + after_status("Late", f"{prefix}4", "Buy shelves\nof oak", "Ben Crane", "Books lie\nabout.", "May 2024")
        + after_status("Late", f"{prefix}5", "Open the\ngate", "Ada Birch", "Visitors wait.", "May 2025")
    )


def test_references_may_have_a_point_and_a_letter_below_a_section_with_a_point() -> None:
    text = sectioned("2.1 Dry halls", "2.2 Tidy grounds", ("2.1a", "2.1b", "2.2a", "2.2b"))
    assert rows_of_sections(read(text)) == [("Parks plan", 0), ("2.1 Dry halls", 2), ("2.2 Tidy grounds", 2)]
    assert [cells[0] for cells in rows(read(text))] == ["2.1a", "2.1b", "2.2a", "2.2b"]


@pytest.mark.parametrize("references", [("E1a", "E1b", "E2", "E2a"), ("1a", "1b", "2", "3a")])
def test_references_may_have_parts_amid_others_without(references: tuple[str, ...]) -> None:
    found = rows(read(sectioned("", "", references).replace("\n\n", "\n")))
    assert [cells[0] for cells in found] == list(references)


def test_plain_numbers_may_begin_anew_below_headings_that_are_printed_again() -> None:
    first, second = (sectioned("", "", (1, 2, 3, 4)).replace("\n\n", "\n") for _ in range(2))
    _, _, again = second.partition("\n")  # without the plan's title
    assert [cells[0] for cells in rows(read(first + "2024-11 Grants and claims\n" + again))] == [*"1234", *"1234"]


def test_references_may_have_a_small_letter_amid_their_capitals() -> None:
    references = ("QoE1", "QoE2", "LaM1", "LaM2")
    found = rows(read(sectioned("", "", references).replace("\n\n", "\n")))
    assert [cells[0] for cells in found] == list(references)


def test_references_of_one_shape_need_not_ascend() -> None:
    references = ("INS/24/03", "INS/24/07", "AUD/23/11", "AUD/24/02")
    found = rows(read(sectioned("", "", references).replace("\n\n", "\n")))
    assert [cells[0] for cells in found] == list(references)


@pytest.mark.parametrize("first", [("R1", "R2", "R3", "R4"), ("1", "2", "3", "4")])
def test_references_of_another_shape_may_follow_when_those_of_one_have_ended(first: tuple[str, ...]) -> None:
    further = ("INS/24/03", "INS/24/07", "AUD/23/11", "AUD/24/02")
    above, below = (sectioned("", "", each).replace("\n\n", "\n") for each in (first, further))
    _, _, below = below.partition("\n")  # without the plan's title
    assert [cells[0] for cells in rows(read(above + below))] == [*first, *further]


def test_references_of_two_kinds_may_stand_among_each_other() -> None:
    references = ("KR1", "IR1", "KR2", "IR2")
    found = rows(read(sectioned("", "", references).replace("\n\n", "\n")))
    assert [cells[0] for cells in found] == list(references)


class TestReferencesAmidRows:
    @pytest.mark.parametrize("prefix", ["H", "", "PK/", "1."])
    def test_each_is_of_one_row(self, prefix: str) -> None:
        found = rows(read(with_references_amid(prefix)))
        assert [cells[:2] for cells in found] == [
            ["Late", f"{prefix}1"],
            ["On track", f"{prefix}2"],
            ["", f"{prefix}3"],
            ["Late", f"{prefix}4"],
            ["Late", f"{prefix}5"],
        ]
        assert [cells[2] for cells in found] == [*ACTIONS, "Open the gate"]

    def test_sections_stand_between_such_rows(self) -> None:
        text = with_references_amid(between="Paths and tidy grounds\n").replace(
            STATUS_FIRST, f"{STATUS_FIRST}Dry halls\n"
        )
        text = text.replace("\nH3", "\nLate H3")
        assert rows_of_sections(read(text)) == [("Parks plan", 0), ("Dry halls", 2), ("Paths and tidy grounds", 3)]

    def test_they_begin_anew_in_each_section(self) -> None:
        text = with_references_amid(between="Paths and tidy grounds\n").replace(
            STATUS_FIRST, f"{STATUS_FIRST}Dry halls\n"
        )
        for old, new in (("H3", "G1"), ("H4", "G2"), ("H5", "G3")):
            text = text.replace(old, new)
        assert [cells[1] for cells in rows(read(text))] == ["H1", "H2", "G1", "G2", "G3"]

    def test_a_first_section_above_references_without_a_heading_of_theirs(self) -> None:
        text = sectioned("Dry halls", "Tidy grounds", (1.1, 1.2, 2.1, 2.2)).replace("Ref ", "")
        assert rows_of_sections(read(text)) == [("Parks plan", 0), ("Dry halls", 2), ("Tidy grounds", 2)]
        assert [cells[0] for cells in rows(read(text))] == ["1.1", "1.2", "2.1", "2.2"]


def test_numbers_may_end_with_nought() -> None:
    said = "The Parks Board agreed it and reads it again every spring."
    cells = [row("", *action) for action in (ROOF, FENCE, PATH, SHELVES)]
    text = f"{said}\n1.0 Halls\n{HEADINGS}{cells[0]}{cells[1]}2.0 Grounds\n{HEADINGS}{cells[2]}{cells[3]}"
    found = read(text.replace("Ref ", "").replace("\n ", "\n"))
    assert rows_of_sections(found)[-2:] == [("1.0 Halls", 2), ("2.0 Grounds", 2)]
    assert [cells[0] for cells in rows(found)] == ACTIONS
