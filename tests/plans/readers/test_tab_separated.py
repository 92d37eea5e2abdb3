"""Text with tabs between its cells, as copies out of sheets and word processors leave it."""

from plans.readers import read_document
from plans.readers.contents import Paragraph, Table
from plans.readers.tab_separated import looks_tab_separated, read_tab_separated

from .parts import told

HEAD = "\tAction\tLead officer\tTimescale\tProgress"
FIRST = "1.1\tOpen a home\tAda Byron\tMarch 2021\tBegun"
PLAN = f"This is about homes, and about\nnothing else.\n\n{HEAD}\n{FIRST}\n"


def rows(*lines: str) -> list[list[str]]:
    contents = read_tab_separated("\n".join([HEAD, *lines]).encode())
    return [row.cells for part in contents.parts if isinstance(part, Table) for row in part.rows]


def test_tables_stand_between_lines_without_tabs() -> None:
    contents = read_tab_separated(PLAN.encode())
    first, second, table = contents.parts
    assert (first, second) == (
        Paragraph(text="This is about homes, and about", place="line 1"),
        Paragraph(text="nothing else.", place="line 1"),
    )
    assert isinstance(table, Table)
    assert table.columns == HEAD.split("\t")
    assert table.rows[0].place == "line 5"


def test_it_is_known_by_what_stands_in_it() -> None:
    assert looks_tab_separated(PLAN)
    assert not looks_tab_separated("Homes\tTrees\nOpen a home")
    assert read_document("plan.txt", PLAN.encode()).rows()[0].lead == ["Ada Byron"]


def test_a_row_that_a_lines_end_has_cut_goes_on() -> None:
    assert rows("1.1\tOpen a", "home\tAda Byron\tMarch 2021\tBegun", "1.2\tMend\tAda Byron\t\t") == [
        ["1.1", "Open a\nhome", "Ada Byron", "March 2021", "Begun"],
        ["1.2", "Mend", "Ada Byron", "", ""],
    ]


def test_headings_that_lost_their_first_cell_have_it_again() -> None:
    contents = read_tab_separated(f"{HEAD.strip()}\n{FIRST}\n".encode())
    (table,) = contents.parts
    assert isinstance(table, Table)
    assert table.columns == HEAD.split("\t")


def test_a_page_whose_rows_lost_their_first_cell_goes_on() -> None:
    more = "of wood\t\tand April 2021\tSlowly"
    document = read_document(
        "plan.txt", f"{HEAD}\n{FIRST}\n\n{HEAD.strip()}\n{more}\n2 Mend roofs\tAda Byron\tMay 2021\t\n".encode()
    )
    first, second = document.rows()
    assert first.action == "Open a home of wood"
    assert (first.timeframe, first.progress) == ("March 2021 and April 2021", "Begun Slowly")
    assert (second.reference, second.action) == ("1.2", "Mend roofs")


def test_bullets_within_a_cell_are_lines() -> None:
    (row,) = rows("1.1\tOpen • a home • a garden\tAda Byron\t\t")
    assert row[1] == "Open\n- a home\n- a garden"


def test_words_that_lost_a_space_stay_and_are_told() -> None:
    document = read_document("plan.txt", f"{HEAD}\n1.1\tOpen\tAda Byron\t\tLess wasteMore room\n".encode())
    assert document.rows()[0].progress == "Less wasteMore room"
    assert told(document) == ["line 2: a space seems to be lost in “wasteMore”"]


def test_what_every_page_repeats_is_left_out_with_a_warning_and_parts_no_row() -> None:
    pages = [
        f"1. Homes\n\n{HEAD}\n{FIRST}\n1.2\tMend the roofs of the\tAda Byron\tMay 2021\t",
        f"Plan for Homes and Trees\nPage 1 of 2\n\n{HEAD}\n\told stables\t\t\tSlowly",
        f"2. Trees\n\n{HEAD}\n2.1\tPlant\tAda Byron\t\t",
        f"Plan for Homes and Trees\nPage 2 of 2\n\n{HEAD}\n2.2\tWater\tAda Byron\t\t\n",
    ]
    document = read_document("plan.txt", "\n\n".join(pages).encode())
    assert [(section.number, section.title) for section in document.sections] == [("1", "Homes"), ("2", "Trees")]
    assert [row.action for row in document.rows()] == [
        "Open a home",
        "Mend the roofs of the old stables",
        "Plant",
        "Water",
    ]
    (warning,) = [warning for warning in document.warnings if warning.where == "the pages"]
    assert "“Plan for Homes and Trees” (2 times)" in warning.message


def test_a_heading_printed_again_above_more_of_its_own_rows_stays() -> None:
    tables = (
        f"Homes\n\n{HEAD}\n{FIRST}",
        f"Homes\n\n{HEAD}\n1.2\tMend\tAda Byron\t\t",
        f"Trees\n\n{HEAD}\n2.1\tPlant\tAda Byron\t\t\n",
    )
    document = read_document("plan.txt", "\n\n".join(("Our plan for you", *tables)).encode())
    assert [(section.title, len(section.rows)) for section in document.sections] == [("Homes", 2), ("Trees", 1)]


def test_an_empty_cell_too_many_is_taken_out_where_the_others_then_fit() -> None:
    found = rows(FIRST, "1.2\tMend\tAda Byron\tMay 2021\tSlowly", "1.3\tPlant\t\tBen Crane\tJune 2021\t")
    assert found[2] == ["1.3", "Plant", "Ben Crane", "June 2021", ""]


def test_a_shifted_first_row_gives_headings_no_further_column() -> None:
    head = HEAD.replace("\t", "Ref\t", 1)
    contents = read_tab_separated(
        f"{head}\n1.1\tPlant\t\tBen Crane\tJune 2021\tBegun\n1.2\tMend\tAda Byron\tMay 2021\t\n".encode()
    )
    (table,) = contents.parts
    assert isinstance(table, Table)
    assert table.columns == head.split("\t")
    assert table.rows[0].cells == ["1.1", "Plant", "Ben Crane", "June 2021", "Begun"]


def test_a_table_goes_on_below_a_blank_line() -> None:
    head = HEAD.replace("Action\t", "Action\t\t")
    first, second = "1.1\tOpen a\t\tAda\tMarch 2021\tBegun", "1.2\tMend\t\tAda Byron\tMay 2021\tSlowly"
    document = read_document("plan.txt", f"{head}\n{first}\n\n\thome\t\tByron\t\tand done\n{second}\n".encode())
    assert [(row.action, row.lead, row.progress) for row in document.rows()] == [
        ("Open a home", ["Ada Byron"], "Begun and done"),
        ("Mend", ["Ada Byron"], "Slowly"),
    ]
    assert not [warning for warning in document.warnings if "printed again" in warning.message]


def test_an_empty_cell_too_many_is_told() -> None:
    shifted = "1.3\tOpen a park\t\tAda Byron\tMay 2022\tBegun"
    second = "1.2\tOpen a shop\tGrace Hopper\tApril 2022\tDone"
    (warning,) = read_tab_separated("\n".join([HEAD, FIRST, second, shifted]).encode()).warnings
    assert warning.where == "line 4"
    assert "the empty one before “Ada Byron”" in warning.message


def test_of_several_empty_cells_the_one_that_shifts_the_others_is_left_out() -> None:
    second = "1.2\tOpen a shop\tGrace Hopper\tApril 2022\tDone"
    assert rows(FIRST, second, "1.3\tOpen a park\t\t\tMay 2022\tBegun")[2][3:] == ["May 2022", "Begun"]
    assert rows(FIRST, second, "1.3\t\tOpen a park\tAda Byron\t\tBegun")[2] == [
        "1.3",
        "Open a park",
        "Ada Byron",
        "",
        "Begun",
    ]


def test_progress_that_holds_statuses_is_the_status_where_another_column_tells_of_progress() -> None:
    cells = ("On track\tThe walls are up.", "Delayed\tRain fell all May.", "Done\tIt opened at Easter.")
    lines = [f"1.{number}\tOpen it\tAda Byron\tMay 2022\t{cell}" for number, cell in enumerate(cells, 1)]
    document = read_document("plan.txt", "\n".join([f"{HEAD}\tComments", *lines]).encode())
    assert document.column_fields()[-2:] == ["status", "progress"]


def test_an_empty_cell_too_many_at_the_end_shifts_nothing() -> None:
    assert rows(FIRST, "1.2\t\tAda Byron\tMay 2021\tSlowly\t")[1][:5] == ["1.2", "", "Ada Byron", "May 2021", "Slowly"]
