"""What a space at a line's end says in a copied text: it is learned, document by document."""

from plans.readers.pdf_text.line_ends import LineEnd, LineEnds, expected_spaces
from plans.readers.pdf_text.lines import Line, printed_lines

from .test_pdf_text import read, rows

HEADINGS = "Ref\nAction\nOwner\nDue date\nWhy it matters\nStatus\n"
CELLS = (
    ("1.1", "Mend the roof of\nthe hall", "Ada Birch", "June 2021", "Rain comes in\nand harms the\nbooks.", "On track"),
    ("1.2", "Paint the\nrailings", "Ben Crane", "July 2022", "Rust spreads\nalong the\nfence.", "Late"),
    ("1.3", "Lay the path\nto the pond", "Ada Birch", "June 2023", "Mud keeps\npeople away.", "On track"),
    ("1.4", "Open the\ngate", "Cleo Marsh", "May 2024", "Visitors\nwait.", "Late"),
)


def copied(*, after_single_lines: bool) -> str:
    """A space where a line was broken, and below cells of a single line where the program keeps that one, too."""
    text = HEADINGS
    for reference, *cells in CELLS:
        text += f"{reference} "
        for cell in cells:
            alone = after_single_lines and "\n" not in cell
            text += cell.replace("\n", " \n") + (" \n" if alone else "\n")
    return text


def worths(*lines: str) -> LineEnds:
    return LineEnds(expected_spaces(printed_lines("\n".join(lines) + "\n")))


def below(text: str) -> Line:
    return printed_lines(text + "\nWords\n")[1]


def test_it_may_stand_where_a_line_was_broken_and_below_cells_of_a_single_line() -> None:
    expected = [[cell.replace("\n", " ") for cell in row] for row in CELLS]
    for after_single_lines in (False, True):
        assert rows(read(copied(after_single_lines=after_single_lines))) == expected


def test_where_only_broken_lines_have_it_a_cell_hardly_ends_with_one() -> None:
    ends = worths(*["Broken ", "lines ", "go on", "Others", "do not", "Ada", "Ben"] * 9)
    assert ends.worth(LineEnd.ENDS, below("Words ")) < -2
    assert ends.worth(LineEnd.ENDS_ALONE, below("Words ")) < -2
    assert ends.worth(LineEnd.GOES_ON, below("Words ")) > 0 > ends.worth(LineEnd.GOES_ON, below("Words"))


def test_where_many_more_have_it_cells_of_a_single_line_do() -> None:
    ends = worths(*["Broken ", "lines ", "go on", "Alone ", "Alone ", "Alone ", "All"] * 9)
    assert ends.worth(LineEnd.ENDS_ALONE, below("Words ")) > 0 > ends.worth(LineEnd.ENDS, below("Words "))


def test_where_all_or_none_have_it_it_says_nothing() -> None:
    for end in ("", " "):
        ends = worths(*[f"{words}{end}" for words in ["Broken", "lines", "go on", "Others", "All"] * 9])
        assert all(abs(ends.worth(way, below(f"Words{end}"))) < 0.2 for way in LineEnd)


def test_names_that_go_on_below_another_without_it_are_no_surprise() -> None:
    ends = worths(*["Broken ", "lines ", "go on", "Others", "do not", "Ada", "Ben"] * 9)
    assert ends.worth(LineEnd.NAMES_GO_ON, below("Words")) > ends.worth(LineEnd.GOES_ON, below("Words"))
