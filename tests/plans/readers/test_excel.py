"""Excel files: whichever sheet, headings below a title block, dates and figures as they are shown."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from plans.readers import read_document
from plans.readers.number_formats import as_shown

from .parts import told

HEADINGS = ["Ref", "Action", "Lead", "Due date", "Status"]


def saved(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    workbook = openpyxl.Workbook()
    for number, (title, rows) in enumerate(sheets):
        sheet = workbook.create_sheet(title) if number else workbook.active
        assert sheet is not None
        sheet.title = title
        for row in rows:
            sheet.append(row)
    return with_changes(workbook)


def with_changes(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_headings_are_found_below_a_title_block() -> None:
    rows = [["Homes plan"], ["Owner: Ada Byron", "", "Last changed today"], [], [None, *HEADINGS]]
    rows += [[None, "1.1", "Open a home", "Ada Byron", "May 2021", "Done"]]
    document = read_document("plan.xlsx", saved(("Plan", rows)))
    assert document.title == "Homes plan"
    assert document.columns == HEADINGS
    assert [row.reference for row in document.rows()] == ["1.1"]
    assert document.introduction == "Owner: Ada Byron\nLast changed today"


def test_a_title_may_have_more_beside_it() -> None:
    rows = [["Homes plan", "", "Last changed:", "today"], [], HEADINGS, ["1.1", "Open a home", "Ada Byron", "", "Done"]]
    document = read_document("plan.xlsx", saved(("Plan", rows)))
    assert (document.title, document.introduction) == ("Homes plan", "Last changed:\ntoday")


def test_any_sheet_is_read_and_its_name_is_a_section() -> None:
    cover = ("Cover", [["Homes plan"]])
    homes = ("Homes", [HEADINGS, ["1.1", "Open a home", "Ada Byron", "May 2021", "Done"]])
    roofs = ("Roofs", [HEADINGS, ["2.1", "Mend roofs", "Ada Byron", "May 2021", "Done"]])
    document = read_document("plan.xlsx", saved(cover, homes, roofs))
    assert document.title == "Homes plan"
    assert [(section.title, len(section.rows)) for section in document.sections] == [("Homes", 1), ("Roofs", 1)]


def test_sheets_below_one_title_are_told_apart_by_their_names() -> None:
    title = ["Homes plan"]
    homes = ("Homes", [title, HEADINGS, ["1.1", "Open a home", "Ada Byron", "May 2021", "Done"]])
    roofs = ("Roofs", [title, HEADINGS, ["2.1", "Mend roofs", "Ada Byron", "May 2021", "Done"]])
    document = read_document("plan.xlsx", saved(homes, roofs))
    assert (document.title, [section.title for section in document.sections]) == ("Homes plan", ["Homes", "Roofs"])


def test_a_title_above_the_first_plan_alone_is_the_document_s() -> None:
    row = ["1.1", "Open a home", "Ada Byron", "May 2021", "Done"]
    expected = {
        ("Plan of homes", ""): ("Plan of homes", ["Homes", "Roofs"]),
        ("2. Homes for all", ""): ("", ["Homes for all", "Roofs"]),
        ("", "Roofs for all"): ("", ["Homes", "Roofs for all"]),
    }
    for titles, read in expected.items():
        sheets = [(name, [[title], HEADINGS, row]) for name, title in zip(("Homes", "Roofs"), titles, strict=True)]
        document = read_document("plan.xlsx", saved(*sheets))
        assert (document.title, [section.title for section in document.sections]) == read


def test_a_sheet_s_name_is_not_the_document_s_though_a_body_s_alone_stands_above() -> None:
    row = ["1.1", "Open a home", "Ada Byron", "May 2021", "Done"]
    names = ("Homes in use", "Roofs in use")
    sheets = [(name, [["Brook Housing Trust"], [f"Plan 2021: {name}."], HEADINGS, row]) for name in names]
    document = read_document("plan.xlsx", saved(*sheets))
    assert (document.title, [section.title for section in document.sections]) == ("Brook Housing Trust", [*names])


def test_the_name_of_the_only_sheet_with_a_plan_is_no_section() -> None:
    key = ("Key", [["Homes plan"], ["Colour", "Meaning"], ["Red", "Late"]])
    homes = ("Sheet 2", [["Homes plan"], HEADINGS, ["1.1", "Open a home", "Ada Byron", "May 2021", "Done"]])
    assert [section.title for section in read_document("plan.xlsx", saved(key, homes)).sections] == [""]


def test_a_hidden_column_is_left_out_and_told() -> None:
    workbook = openpyxl.load_workbook(
        io.BytesIO(saved(("Homes", [[*HEADINGS, "Ward"], ["1.1", "Open", "Ada Byron", "", "Done", "N7"]])))
    )
    workbook.active.column_dimensions["F"].hidden = True
    document = read_document("plan.xlsx", with_changes(workbook))
    assert document.columns == HEADINGS
    assert "sheet “Homes”: column F, “Ward”, is hidden, and not read" in told(document)


def test_a_hidden_row_is_left_out_and_told_unless_a_filter_hides_it() -> None:
    rows = [["1.1", "Open a home", "Ada Byron", "", ""], ["1.2", "Mend roofs", "Ada Byron", "", ""]]
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Homes", [HEADINGS, *rows]))))
    workbook.active.row_dimensions[3].hidden = True
    document = read_document("plan.xlsx", with_changes(workbook))
    assert [row.reference for row in document.rows()] == ["1.1"]
    assert "sheet “Homes”: row 3, “1.2 Mend roofs Ada Byron”, is hidden, and not read" in told(document)
    workbook.active.auto_filter.ref = "A1:E3"
    workbook.active.auto_filter.add_filter_column(0, ["1.1"])
    assert len(read_document("plan.xlsx", with_changes(workbook)).rows()) == 2


def test_many_hidden_rows_are_all_told() -> None:
    rows = [[f"1.{number}", f"Mend roof {number}", "Ada Byron", "May 2021", "Done"] for number in range(1, 101)]
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Homes", [HEADINGS, *rows]))))
    for row in range(3, 102):
        workbook.active.row_dimensions[row].hidden = True
    document = read_document("plan.xlsx", with_changes(workbook))
    assert [row.reference for row in document.rows()] == ["1.1"]
    quoted = ", ".join(f"“{' '.join(texts)}”" for texts in rows[1:])
    assert [said for said in told(document) if "hidden" in said] == [
        f"sheet “Homes”: rows 3 to 101, {quoted}, are hidden, and not read"
    ]


def test_hidden_rows_that_shown_ones_part_are_told_apart() -> None:
    rows = [[f"1.{number}", f"Mend roof {number}", "Ada Byron", "May 2021", "Done"] for number in range(1, 7)]
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Homes", [HEADINGS, *rows]))))
    for row in (3, 4, 6):
        workbook.active.row_dimensions[row].hidden = True
    said = [one for one in told(read_document("plan.xlsx", with_changes(workbook))) if "hidden" in one]
    assert [words.partition(", ")[0] for words in said] == ["sheet “Homes”: rows 3 to 4", "sheet “Homes”: row 6"]


def test_a_merged_cell_that_begins_in_a_hidden_row_stands_in_those_that_are_shown() -> None:
    rows = [[f"1.{number}", f"Mend roof {number}", None, "May 2021", "Done"] for number in range(1, 6)]
    rows[0][2], rows[1][2] = "Grace Hopper", "Ada Byron"
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Homes", [HEADINGS, *rows]))))
    workbook.active.merge_cells("C3:C6")
    workbook.active.row_dimensions[3].hidden = True
    document = read_document("plan.xlsx", with_changes(workbook))
    assert [(row.reference, row.lead) for row in document.rows()] == [
        ("1.1", ["Grace Hopper"]),
        *((f"1.{number}", ["Ada Byron"]) for number in (3, 4, 5)),
    ]


def test_a_title_that_begins_in_a_hidden_column_is_the_title() -> None:
    rows = [["Homes plan"], [], ["Ward", *HEADINGS], ["North", "1.1", "Open a home", "Ada Byron", "May 2021", "Done"]]
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Homes", rows))))
    workbook.active.merge_cells("A1:F1")
    workbook.active.column_dimensions["A"].hidden = True
    document = read_document("plan.xlsx", with_changes(workbook))
    assert (document.title, document.columns) == ("Homes plan", HEADINGS)
    assert [said for said in told(document) if "is hidden" in said] == [
        "sheet “Homes”: column A, “Ward”, is hidden, and not read"
    ]


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Homes", [HEADINGS, ["1.1", "Open", "Ada Byron", "", ""]]))))
    workbook.create_sheet("Old").sheet_state = "hidden"
    assert "sheets: “Old” is hidden, and not read" in told(read_document("plan.xlsx", with_changes(workbook)))


def test_a_cell_merged_over_five_rows_stands_in_each() -> None:
    rows = [
        [f"1.{number}", f"Open home {number}", "Ada Byron" if number == 1 else None, "May 2021"]
        for number in range(1, 6)
    ]
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Plan", [HEADINGS[:4], *rows]))))
    workbook.active.merge_cells("C2:C6")
    document = read_document("plan.xlsx", with_changes(workbook))
    assert [row.lead for row in document.rows()] == [["Ada Byron"]] * 5


def test_two_formats_of_dates_in_one_column_stay_as_they_are_shown() -> None:
    rows = [["1.1", "Open a home", "Ada Byron", date(2021, 5, 31)], ["1.2", "Mend", "Ada Byron", date(2021, 5, 31)]]
    rows.append(["1.3", "Paint", "Ada Byron", "when the roof is mended, and not before"])
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Plan", [HEADINGS[:4], *rows]))))
    workbook.active["D2"].number_format = "d mmmm yyyy"
    workbook.active["D3"].number_format = "mmm-yy"
    document = read_document("plan.xlsx", with_changes(workbook))
    assert [row.timeframe for row in document.rows()] == [
        *("31 May 2021", "May-21", "when the roof is mended, and not before"),
    ]


def test_a_date_shown_with_its_month_first_is_the_date_that_it_is_and_told() -> None:
    rows = [["1.1", "Open a home", "Ada Byron", date(2024, 12, 1)], ["1.2", "Mend", "Ada Byron", date(2024, 4, 3)]]
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Plan", [HEADINGS[:4], *rows]))))
    workbook.active["D2"].number_format = "mm/dd/yyyy"
    workbook.active["D3"].number_format = "[$-409]m/d/yyyy"
    document = read_document("plan.xlsx", with_changes(workbook))
    assert [row.timeframe for row in document.rows()] == ["1 December 2024", "3 April 2024"]
    days = "“12/01/2024” is 1 December 2024, “4/3/2024” is 3 April 2024"
    assert told(document) == [
        f"sheets: 2 dates are shown with the month first, and read as the days that they are: {days}"
    ]
    workbook.active.column_dimensions["D"].hidden = True
    assert "month first" not in " ".join(told(read_document("plan.xlsx", with_changes(workbook))))


def test_a_reference_keeps_the_nought_that_its_format_shows() -> None:
    rows = [[1.9, "Open a home", "Ada Byron", "May 2021"], [1.1, "Mend", "Ada Byron", "May 2021"]]
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Plan", [HEADINGS[:4], *rows]))))
    workbook.active["A3"].number_format = "0.00"
    assert [row.reference for row in read_document("plan.xlsx", with_changes(workbook)).rows()] == ["1.9", "1.10"]


def test_formulas_that_nobody_has_worked_out_are_told() -> None:
    rows = [HEADINGS[:4], ["1.1", "Open a home", "Ada Byron", "=TODAY()"]]
    document = read_document("plan.xlsx", saved(("Plan", rows)))
    assert told(document)[-1] == (
        "sheets: 1 formula has no value saved with it, and is read as an empty cell (D2 of “Plan”):"
        " open the file, save it, and give it anew"
    )
    document = read_document("plan.xlsx", saved(("Key", [["=TODAY()"]]), ("Plan", rows * 30)))
    (warning,) = (one for one in told(document) if "formulas have" in one)
    assert (
        "31 formulas have no value saved with them, and are read as empty cells (A1 of “Key”, D2 of “Plan”, " in warning
    )
    assert ", …): open" in warning


def test_what_stands_far_to_the_right_is_counted_and_quoted() -> None:
    workbook = openpyxl.load_workbook(
        io.BytesIO(saved(("Homes", [HEADINGS, ["1.1", "Open", "Ada Byron", "", "Done"]])))
    )
    for column in range(201, 231):
        workbook.active.cell(2, column, f"note {column}")
    (warning,) = told(read_document("plan.xlsx", with_changes(workbook)))
    assert warning.startswith("sheet “Homes”: 30 cells are not read, beyond column GR: “note 201”, “note 202”")
    assert warning.endswith("“note 220” and 10 more")


def test_notes_and_page_headers_are_told() -> None:
    workbook = openpyxl.load_workbook(
        io.BytesIO(saved(("Homes", [HEADINGS, ["1.1", "Open", "Ada Byron", "", "Done"]])))
    )
    workbook.active["B2"].comment = Comment("Ask the mill", "Zoe")
    workbook.active.oddFooter.center.text = "Homes plan, page &P"
    document = read_document("plan.xlsx", with_changes(workbook))
    assert told(document) == [
        "sheet “Homes”, row 2: the note “Ask the mill” on cell B2 is left out",
        "pages: 1 header or footer is left out: “Homes plan, page”",
    ]
    assert document.warnings[0].row == 0


def test_what_is_struck_through_is_read_and_doubted_and_pictures_are_signs() -> None:
    workbook = openpyxl.load_workbook(
        io.BytesIO(saved(("Homes", [[*HEADINGS, "Done"], ["1.1", "Open", "Ada Byron", "", "Red", "ü"]])))
    )
    workbook.active["B2"].font, workbook.active["F2"].font = Font(strike=True), Font(name="Wingdings")
    document = read_document("plan.xlsx", with_changes(workbook))
    assert [(row.action, row.other) for row in document.rows()] == [("Open", {"Done": "✓"})]
    assert told(document) == ["sheet “Homes”: 1 cell is struck through, and read all the same: “Open”"]


def test_text_boxes_are_read() -> None:
    text = "<a:p><a:r><a:t>Read this </a:t></a:r><a:r><a:t>first.</a:t></a:r></a:p>"
    drawing = f'<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{text}</x>'
    data = saved(("Homes", [HEADINGS, ["1.1", "Open", "Ada Byron", "", "Done"]]))
    with zipfile.ZipFile(out := io.BytesIO(data), "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
    document = read_document("plan.xlsx", out.getvalue())
    assert [passage.text for passage in document.narrative] == ["Read this first."]


def test_a_row_that_counts_those_above_is_no_action() -> None:
    headings = [*HEADINGS, "Cost"]
    rows = [["1.1", "Open", "Ada Byron", "", "Done", 100], [None, "Total", None, None, None, "£1,200"]]
    rows += [["1.2", "Total rebuild", "Ada Byron", "", "Done", 1_100], ["Total for part 1", *[None] * 4, "£2,300"]]
    document = read_document("plan.xlsx", saved(("Homes", [headings, *rows])))
    assert [row.action for row in document.rows()] == ["Open", "Total rebuild"]
    assert [passage.text for passage in document.narrative] == ["Total | £1,200\nTotal for part 1 | £2,300"]


@pytest.mark.parametrize("first", [0, 1])
def test_a_note_between_rows_is_text_and_not_what_heads_them(first: int) -> None:
    rows = [HEADINGS, ["1.1", "Open", "Ada Byron", "", "Done"], ["Note: waits for the budget"]]
    rows += [["1.2", "Mend roofs", "Ada Byron", "", "Done"]]
    rows = [row[first:] if len(row) > 1 else row for row in rows]
    document = read_document("plan.xlsx", saved(("Plan", [["Homes plan"], *rows])))
    assert [(section.title, len(section.rows)) for section in document.sections] == [("", 2)]
    assert [passage.text for passage in document.narrative] == ["Note: waits for the budget"]


def test_a_cell_far_away_costs_nothing() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(saved(("Plan", [HEADINGS, ["1.1", "Open", "Ada Byron", "", "Done"]]))))
    workbook.active["XFD1048576"] = "far"
    workbook.active["A900000"].number_format = "0.00"
    assert len(read_document("plan.xlsx", with_changes(workbook)).rows()) == 1


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (None, "General", ""),
        ("words", "0.00", "words"),
        (True, "General", "TRUE"),
        (7, "General", "7"),
        (0.1, "General", "0.1"),
        (1e20, "0", "1e+20"),
        (0.091, "0.0%", "9.1%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1500, "£#,##0", "£1,500"),
        (1500, '[$£-809]#,##0;[Red]"-"#,##0', "£1,500"),
        (2.5, "0.##", "2.5"),
        (7, "000", "007"),
        (date(2021, 5, 3), "dd/mm/yyyy", "03/05/2021"),
        (datetime.fromisoformat("2021-05-03T00:00"), "mm-dd-yy", "03/05/2021"),
        (date(2021, 5, 3), '[$-809]dddd, d "of" mmmm yyyy;@', "Monday, 3 of May 2021"),
        (datetime.fromisoformat("2021-05-03T14:05"), "dd/mm/yy hh:mm", "03/05/21 14:05"),
        (date(2021, 5, 3), "General", "03/05/2021"),
        (datetime.fromisoformat("2021-05-03T00:00"), "yyyy-mm-dd h:mm:ss", "2021-05-03"),
        (date(2021, 5, 3), "mm/dd/yyyy", "3 May 2021"),
        (date(2021, 5, 3), "[$-409]m/d/yyyy", "3 May 2021"),
        (date(2021, 5, 3), "yy-mm-dd", "3 May 2021"),
        (date(2021, 5, 3), "m/d", "3 May 2021"),
        (date(2021, 5, 3), "ddd m/d/yyyy", "3 May 2021"),
        (date(2021, 5, 3), "mm/yyyy", "05/2021"),
        (date(2021, 5, 3), "[$-409]mmmm d, yyyy;@", "May 3, 2021"),
        (datetime.fromisoformat("2021-05-03T14:05"), "[$-409]m/d/yy h:mm AM/PM;@", "3 May 2021 14:05"),
        (datetime.fromisoformat("2021-05-03T14:05"), "hh:mm dd/mm/yyyy", "14:05 03/05/2021"),
    ],
)
def test_values_are_printed_as_a_sheet_shows_them(value: object, number_format: str, shown: str) -> None:
    assert as_shown(value, number_format) == shown


def test_headings_of_two_rows_are_one() -> None:
    above = ["Ref", "Action", "Responsibility", None, "Dates", None, "RAG"]
    below = [None, None, "Lead", "Helper", "Start", "End", "rating"]
    row = ["1.1", "Open a home", "Ada Byron", "the mill", "May 2021", "May 2022", "Red"]
    document = read_document("plan.xlsx", saved(("Plan", [["Homes plan"], above, below, row])))
    assert "column headings: “Responsibility”, “Dates” above others are left out" in told(document)
    assert document.columns == ["Ref", "Action", "Lead", "Helper", "Start", "End", "RAG rating"]
    assert (document.rows()[0].lead, document.rows()[0].timeframe) == (["Ada Byron"], "May 2022")
