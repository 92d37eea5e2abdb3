"""Text copied out of a PDF: what programs do to words, headings and lines, and what is put right again."""

import pytest

from plans.readers.pdf_text.column import Column
from plans.readers.pdf_text.furniture import without_furniture
from plans.readers.pdf_text.headings import find_heading_rows
from plans.readers.pdf_text.lines import Gap, printed_lines
from plans.readers.pdf_text.other_readings import other_readings
from plans.readers.pdf_text.piece import Piece
from plans.readers.pdf_text.words import Vocabulary
from plans.readers.pdf_text.worth import worth_of_beginning, worth_of_leaving

from .test_pdf_text import read, rows, tables
from .test_pdf_text_line_by_line import HEADINGS, LINES, row

GATE = row(1.4, "Close the\ngate", "Ben Crane", "It is safer\nat night.", "May 2024", "Late")


class TestBrokenWords:
    @pytest.mark.parametrize(
        ("printed", "whole"),
        [
            ("Mend the re-\nused roof", "Mend the re-used roof"),
            ("Mend long-\nlasting roofs", "Mend long-lasting roofs"),
            ("Mend long-\nand flat roofs", "Mend long- and flat roofs"),
            ("Mend roof 7 -\nthe old one", "Mend roof 7 - the old one"),
        ],
    )
    def test_one_broken_at_its_hyphen_is_whole(self, printed: str, whole: str) -> None:
        assert rows(read(LINES.replace("Mend the roof\nof the hall", printed)))[0][1] == whole

    def test_one_too_long_for_its_column_is_whole(self) -> None:
        text = HEADINGS + "".join(
            row(
                f"1.{number}",
                f"Paint the complete\nrailings {number}",
                owner,
                "Rust is near.",
                "May 2024",
                "Complet\ne",
            )
            for number, owner in enumerate(("Ada Birch", "Ben Crane") * 5, 1)
        )
        assert {cells[5] for cells in rows(read(text))} == {"Complete"}

    def test_two_that_make_none_are_two(self) -> None:
        text = LINES.replace("June 2021 On track", "June 2021 Not\nyet")
        assert rows(read(text))[0][5] == "Not yet"


class TestHeadings:
    @pytest.mark.parametrize(
        ("printed", "expected"),
        [
            ("Ref Action\nOwner\nUpdate – March 2023\nDue Date Status\n", "Update – March 2023"),
            ("Ref Action\nOwner\nProgress (Q2)\nDue Date Status\n", "Progress (Q2)"),
            ("Ref Action\nOwner\nPosition at July 2024\nDue Date\nStatus\n", "Position at July 2024"),
            ("Ref Action\nOwner\nPlain\nreasons\nfor action\nDue Date\nStatus\n", None),
        ],
    )
    def test_one_may_stand_on_a_line_of_its_own(self, printed: str, expected: str | None) -> None:
        columns = tables(read(LINES.replace(HEADINGS, printed)))[0].columns
        assert columns[:3] == ["Ref", "Action", "Owner"]
        assert expected is None or columns[3:] == [expected, "Due Date", "Status"]

    def test_unknown_words_may_stand_between_known_ones(self) -> None:
        text = LINES.replace(HEADINGS, "Ref Action\nOwner\nCarbon\nsaving\nDue Date\nStatus\n")
        assert tables(read(text))[0].columns == ["Ref", "Action", "Owner", "Carbon saving", "Due Date", "Status"]

    def test_each_may_stand_on_a_line_of_its_own_though_it_says_nothing(self) -> None:
        printed = "Ref\nAction\nHabitat\nOwner\nPartners\nDue Date\nStatus\n"
        (found,) = find_heading_rows(printed_lines(f"Parks plan\n{printed}1\nMend the roof of the hall.\n"))
        assert "\n".join(found.headings) + "\n" == printed

    def test_a_part_of_them_that_stands_elsewhere_leaves_them_whole(self) -> None:
        rest = "Progress\nDue Date\nStatus\nBudget\nRisks\n"
        printed = f"Ref\nAction\nOwner\n{rest}"
        text = f"Parks plan\n{printed}1\nMend the roof of the hall.\n{rest}2\nPaint it.\n"
        whole, part = find_heading_rows(printed_lines(text))
        assert (len(whole.headings), len(part.headings)) == (8, 5)

    @pytest.mark.parametrize(
        "printed",
        [
            "How we will measure\nsuccess",
            "Progress as at November\n2023",
            "Position at 30 September",
            "Quarter 2 commentary",
            "What we said we would do",
            "Lead(s)",
            "Cabinet\nMember",
        ],
    )
    def test_one_may_ask_or_say_as_at_when_over_two_lines(self, printed: str) -> None:
        text = f"Parks plan\nRef\nAction\nOwner\n{printed}\nRAG\n1\nMend the roof of the hall.\n"
        (found,) = find_heading_rows(printed_lines(text))
        assert found.headings == ("Ref", "Action", "Owner", printed.replace("\n", " "), "RAG")

    def test_a_reference_below_the_last_is_no_date_of_it(self) -> None:
        text = "Parks plan\nRef\nAction\nOwner\nDue Date\nUpdate\n1.1\nMend the roof of the hall.\n"
        (found,) = find_heading_rows(printed_lines(text))
        assert found.headings[-1] == "Update"

    @pytest.mark.parametrize("end", [" ", "\n"])
    def test_so_many_that_no_page_has_room_for_them_are_none(self, end: str) -> None:
        lines = printed_lines("Parks plan\n" + f"Action Owner Status Due Date{end}" * 15)
        assert all(len(found.headings) < 10 for found in find_heading_rows(lines))

    def test_a_sign_may_head_the_references(self) -> None:
        columns = tables(read(LINES.replace("Ref Action", "# Finding Action")))[0].columns
        assert columns[:3] == ["#", "Finding", "Action"]

    def test_a_row_of_questions_is_one_though_no_word_is_sure(self) -> None:
        printed = "What we want to do Who will lead Deadline How we will measure it Rating Comments"
        (found,) = find_heading_rows(printed_lines(f"Parks plan\n{printed}\nMend the roof of the hall.\n"))
        assert " ".join(found.headings) == printed

    def test_one_of_two_words_and_a_slash_is_whole(self) -> None:
        readings = other_readings(("Priority", "Objective / Action", "Owner", "Due Date"))
        assert not [headings for headings in readings if "Priority Objective / Action" in headings]

    def test_lines_above_those_that_end_others_too_are_of_cells(self) -> None:
        row = "Town action CEO \nAccountable \nOfficer\nLead officer What we hope to \nachieve\n"
        row += "Timeframe Success measure Progress Status\n"
        foot = f"At risk\nCanterwise Town Council\n{row}"
        text = f"{row}1.1 Mend roofs\nonce more\n{foot}1.2 Paint fences\nonce more\n{foot}1.3 Paint walls\n"
        text += f"Policy approved by all in \nMay. The team met \nonce the review\n{foot}walls too\n"
        first, *others = [one.headings for one in find_heading_rows(printed_lines(text))]
        assert (first[0], others) == ("Town action", [first] * 3)


class TestFurniture:
    def test_a_count_of_pages_may_say_how_many_there_are(self) -> None:
        found = read(f"{LINES}Parks papers 1 of 2\n{HEADINGS}{GATE}Parks papers 2 of 2\n")
        assert [cells[5] for cells in rows(found)] == ["On track", "Late", "On track", "Late"]

    def test_the_papers_first_line_is_left_out_above_headings_that_are_repeated(self) -> None:
        found = read(f"{LINES.replace('1. The town hall', 'For all')}Parks plan\n{HEADINGS}{GATE}")
        assert [cells[5] for cells in rows(found)] == ["On track", "Late", "On track", "Late"]
        assert "“Parks plan”" in found.warnings[0].message

    def test_but_not_where_it_heads_the_first_table(self) -> None:
        lines = printed_lines(f"Buildings\n{HEADINGS}{GATE}Buildings\n{HEADINGS}{GATE}")
        begins = {row.begin for row in find_heading_rows(lines)}
        assert not without_furniture(lines, begins)[1]


class TestOneLineEach:
    """The copy of a program that ends each block of several lines with an empty line, and no other."""

    def test_any_line_may_begin_a_cell(self) -> None:
        block = "Mend the roof\nof the hall\n\nAda Birch\nJune 2021\nOn track\n"
        below = [line for line in printed_lines(block * 10) if line.text == "On track"]
        assert all(line.loose and line.gap is Gap.APART for line in below)

    def test_where_most_lines_go_on_none_does(self) -> None:
        block = "Mend the roof\nof the hall\nand of the shed\n\nAda Birch\n\nJune\n2021\n\nOn track\n\n"
        below = [line for line in printed_lines(block * 20) if line.text == "2021"]
        assert all(line.gap is Gap.NEXT for line in below)


class TestBullets:
    def test_one_on_a_line_of_its_own_is_of_the_line_below(self) -> None:
        (line,) = printed_lines("•\nMend the roof\n")
        assert (line.number, line.text, line.bullet) == (1, "• Mend the roof", True)

    @pytest.mark.parametrize("text", ["●\nMend the roof\n", "•\n\nMend the roof\n", "•\n\fMend the roof\n"])
    def test_a_mark_that_may_be_a_status_or_stands_apart_is_not(self, text: str) -> None:
        assert len(printed_lines(text)) == 2


class TestCells:
    """What belongs to one column, though it might stand in the next."""

    def test_a_word_of_status_may_stand_in_place_of_a_date(self) -> None:
        text = LINES + "1.4 Write a letter\nBen Crane\nVisitors know the way.\nPublished Late\n"
        assert rows(read(text))[3][4:] == ["Published", "Late"]

    def test_a_date_does_not_go_on_a_name(self) -> None:
        column, (above, date, name) = column_with("Head of Trees", "30 September", "Trees Paths")
        assert column.fit_below(date, above) < column.fit_below(name, above)

    def test_prose_below_what_fits_is_a_surprise(self) -> None:
        column, (status, other, prose) = column_with("On track", "Talks held", "The trees are in leaf", kind="status")
        assert column.fit_below(prose, status) < column.fit_below(prose, other)

    def test_a_name_ends_with_no_stop(self) -> None:
        column, (sentence, name) = column_with("Sign Language.", "Sign Language")
        assert column.fit(sentence) < column.fit(name)

    def test_dates_leave_room_for_those_that_are_a_little_longer(self) -> None:
        for kind, fits in (("date", True), ("text", False)):
            column, (date,) = column_with("By Christmas 2026", kind=kind)
            column.set_width(date.width / 1.05, date.width)
            assert (column.too_wide(date) == 0) is fits

    def test_titles_are_no_words_of_a_name(self) -> None:
        column, (titled, titles, surname) = column_with("Cllr Mrs D Rowse", "Cllr Mrs", "Cllr Rowse")
        assert column.fit(titles) < column.fit(surname)
        assert column.fit(titles) < column.fit(titled)

    def test_no_name_ends_with_a_title(self) -> None:
        column, (name, cut) = column_with("Ada Rowse Lee", "Ada Rowse Cllr")
        assert column.fit(cut) < column.fit(name)

    def test_no_post_begins_with_its_end_and_hardly_one_is_nothing_else(self) -> None:
        column, (end, alone, post) = column_with("Officer Tree Lead", "Officer", "Lead Officer")
        assert worth_of_beginning(end, column) < worth_of_beginning(alone, column) < 0
        assert worth_of_beginning(post, column) == 0
        text, (whole, sentence) = column_with("Co-ordinator", "Officers plant trees", kind="text")
        assert worth_of_beginning(whole, text) < 0 == worth_of_beginning(sentence, text)

    def test_no_post_begins_right_behind_another(self) -> None:
        column, (two, one) = column_with("Registrar Director of", "Associate Director of")
        assert column.fit(two) < column.fit(one)

    def test_no_cell_ends_amid_a_line_with_what_a_post_begins_with(self) -> None:
        column, (begun, whole) = column_with("Provost Associate", "Provost")
        ends = [worth_of_leaving(piece, column, cut=False, within=True) for piece in (begun, whole)]
        assert ends[0] < ends[1]

    def test_no_cell_ends_at_a_semicolon(self) -> None:
        column, (open_list, closed) = column_with("Ada Birch;", "Ada Birch")
        ends = [worth_of_leaving(piece, column, cut=False, within=True) for piece in (open_list, closed)]
        assert ends[0] < ends[1]

    def test_a_year_of_two_follows_no_month(self) -> None:
        text = LINES.replace("Why it matters Due Date", "Due Date Why it matters")
        for why, due in (
            ("Rain comes in\nand harms the\nbooks.", "June 2021"),
            ("Rust spreads\nalong the\nfence.", "July 2022"),
            ("Mud keeps\npeople away.", "June 2023"),
        ):
            text = text.replace(f"{why}\n{due}", f"{due}\n{why}")
        text += "1.4 Count the trees\nBen Crane Each July 2020/21 report is\nout.\nLate\n"
        assert rows(read(text))[3][3:5] == ["Each July", "2020/21 report is out."]

    def test_rows_may_begin_without_their_first_cell(self) -> None:
        text = "Parks plan\nTheme Action Owner Due Date Notes\n"
        for theme in ("Halls are dry\nall the year.", "Grounds are\ntidy and safe.", "All are warm\nin winter."):
            text += f"{theme}\n"
            for action, owner in (
                ("Mend the roof\nof the hall.", "Ada Birch"),
                ("Paint all\nrailings.", "Ben Crane"),
            ) * 2:
                text += f"{action}\n{owner} June 2021 It is in hand.\n"
        assert [bool(cells[0]) for cells in rows(read(text))] == [True, False, False, False] * 3


def column_with(*lines: str, kind: str = "person") -> tuple[Column, list[Piece]]:
    printed = printed_lines("\n".join(lines))
    vocabulary = Vocabulary(word for line in printed for word in line.words)
    return Column(heading="Owner", kind=kind, vocabulary=vocabulary), [
        Piece(line, 0, len(line.words)) for line in printed
    ]
