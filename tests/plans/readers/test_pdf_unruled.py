"""Tables of a PDF that no lines rule: where their columns stand, and where their rows begin."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx

from plans.readers import read_document
from plans.readers.pdf_unruled import Unruled, find_unruled
from plans.readers.pdf_words import Line, Word

from .written_plan import as_pdf

LEFTS = (40, 200, 300, 380)
HEADINGS = ["Action", "Lead", "When", "Status"]


def words(*lines: Sequence[str], lefts: Sequence[int] = LEFTS, bold: Sequence[int] = (0,), far: int = 0) -> list[Word]:
    """Words of 10 points on lines of 12, those of each cell from its column's left; the last line `far` below."""
    found = []
    for at, cells in enumerate(lines):
        top = 100 + 12 * at + (far if at == len(lines) - 1 else 0)
        for left, cell in zip(lefts, cells, strict=False):
            place = float(left)
            for word in cell.split():
                found.append(Word(place, top, place + 5 * len(word), top + 10, word, 10, at in bold))
                place += 5 * len(word) + 3
    return found


def place(line: Line, row: int) -> str:
    return f"row {row}"


def rows(*tables: Unruled) -> list[list[str]]:
    return [[cell for cell in row.cells if cell] for table in tables for row in table.rows(place)]


def test_a_row_begins_where_text_comes_back_to_a_column() -> None:
    lines = [
        HEADINGS,
        ["Open the home by the mill for", "Ada Byron", "May 2021", "Late"],
        ["four people"],
        ["Mend every roof of the barn by", "Zoe Dell", "June 2021", "Late"],
        ["the pond and paint its doors"],
    ]
    found = rows(*find_unruled(words(*lines), None))
    assert found[1:] == [
        ["Open the home by the mill for four people", "Ada Byron", "May 2021", "Late"],
        ["Mend every roof of the barn by the pond and paint its doors", "Zoe Dell", "June 2021", "Late"],
    ]


def test_rows_of_one_line_are_told_apart_by_what_has_ended() -> None:
    lines = [HEADINGS, *([f"Open home {at}", "Ada Byron", f"{at} May 2021", "On track"] for at in range(1, 5))]
    assert [row[0] for row in rows(*find_unruled(words(*lines), None))] == [
        *("Action", "Open home 1", "Open home 2", "Open home 3", "Open home 4"),
    ]


def test_a_reference_begins_a_row_in_whichever_column_and_broken_in_two() -> None:
    lines = [
        ["Status", "Ref", "Action", "Lead"],
        ["Late", "H-", "Open a home", "Ada Byron"],
        ["", "12", "", "Zoe Dell"],
        ["Done", "H-", "Mend roofs", "Ada Byron"],
        ["", "13"],
    ]
    found = rows(*find_unruled(words(*lines), None))
    assert [row[1] for row in found] == ["Ref", "H-12", "H-13"]


def test_a_column_without_a_heading_may_be_the_first() -> None:
    lines = [["", "Action", "Lead", "When", "Status"]]
    lines += [[str(at), f"Open home {at}", "Ada Byron", f"{at} May 2021", "On track"] for at in range(1, 4)]
    (table,) = find_unruled(words(*lines, lefts=(10, *LEFTS)), None)
    assert [row.cells[:2] for row in table.rows(place)] == [
        ["", "Action"],
        *([str(at), f"Open home {at}"] for at in range(1, 4)),
    ]


def test_headings_of_two_lines_are_one_row() -> None:
    lines = [["Improvement", "Lead", "Target", "RAG"], ["action", "officer", "date", "rating"]]
    lines += [["Open a home", "Ada Byron", "May 2021", "Red"], ["Mend roofs", "Zoe Dell", "May 2022", "Red"]]
    found = rows(*find_unruled(words(*lines, bold=(0, 1)), None))
    assert found[0] == ["Improvement action", "Lead officer", "Target date", "RAG rating"]
    assert [row[0] for row in found[1:]] == ["Open a home", "Mend roofs"]


def test_the_rest_of_one_heading_alone_on_its_line_is_no_section() -> None:
    lines = [["Action", "Task", "Lead", "RAG"], ["ref"], ["H1", "Open a home", "Ada Byron", "Red"]]
    lines += [["H2", "Mend roofs", "Ada Byron", "Red"]]
    found = rows(*find_unruled(words(*lines, bold=(0, 1)), None))
    assert found[0] == ["Action ref", "Task", "Lead", "RAG"]


def test_a_bold_line_of_one_cell_stands_between_rows() -> None:
    lines = [
        HEADINGS,
        ["Homes"],
        ["Open", "Ada Byron", "May 2021", "Late"],
        ["Roofs"],
        ["Mend", "Zoe Dell", "", "Late"],
    ]
    (table,) = find_unruled(words(*lines, bold=(0, 1, 3)), None)
    assert [row.cells[0] for row in table.rows(place) if row.wide] == ["Homes", "Roofs"]


def test_what_stands_far_below_is_no_more_of_the_last_row() -> None:
    lines = [HEADINGS, ["Open a home", "Ada Byron", "May 2021", "Late"], ["Seen by", "the board"]]
    (table,) = find_unruled(words(*lines, far=60), None)
    last = table.rows(place)[-1]
    assert (last.cells[0], last.wide) == ("Seen by the board", True)


def test_a_page_without_headings_goes_on_with_the_columns_of_the_one_before() -> None:
    first = find_unruled(words(HEADINGS, ["Open a home", "Ada Byron", "May 2021", "Late"]), None)
    found = find_unruled(words(["Mend roofs", "Zoe Dell", "May 2022", "Late"], bold=()), first[-1])
    assert rows(*found) == [["Mend roofs", "Zoe Dell", "May 2022", "Late"]]


def test_each_table_of_a_page_has_its_own_columns() -> None:
    first = words(HEADINGS, ["Open a home", "Ada Byron", "May 2021", "Late"])
    second = words(HEADINGS, ["Mend roofs", "Zoe Dell", "May 2022", "Late"], lefts=(40, 150, 260, 400))
    lower = [
        Word(word.left, word.top + 100, word.right, word.bottom + 100, word.text, 10, word.is_bold) for word in second
    ]
    assert [table.lefts for table in find_unruled([*first, *lower], None)] == [list(LEFTS), [40, 150, 260, 400]]


def test_a_word_that_a_damaged_file_draws_across_others_is_no_crash() -> None:
    drawn = [
        Word(0, 0, 900, 10, "Ref"),
        *(
            Word(left, 0, left + 40, 10, text)
            for left, text in ((30, "No"), (120, "Action"), (240, "Owner"), (360, "Status"), (480, "Deadline"))
        ),
    ]
    assert all(isinstance(table, Unruled) for table in find_unruled(drawn, None))


def test_a_table_of_shades_goes_on_over_the_page(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=4, style="Light Shading Accent 1")
    long = "by the mill, for four people who have waited for one since the spring, and paint its doors "
    rows = [[f"Open home {at} {long * 3}".strip(), "Ada Byron", f"{at} May 2021", "Late"] for at in range(1, 10)]
    for row in [HEADINGS, *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(out := io.BytesIO())
    read = read_document("plan.pdf", as_pdf(out.getvalue(), tmp_path)).rows()
    assert [[row.action, *row.lead, row.timeframe, row.status] for row in read] == rows
