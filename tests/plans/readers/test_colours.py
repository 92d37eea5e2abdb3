"""How an action stands, told by a cell's colour and by no word: read as that colour, with a doubt."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from plans.readers import read_document
from plans.readers.colours import colour_of, colours_of_row
from plans.readers.contents import Table, TableRow
from plans.readers.document import PlanDocument

from .parts import HEADINGS, OPEN_HOME, document_of, told
from .written_plan import as_pdf

RED, AMBER, GREEN, YELLOW, BLUE, GREY = "FF0000", "FFC000", "92D050", "FFFF00", "0070C0", "A6A6A6"
NOT_TOLD = ("1.1", "Open a home", "Ada Byron", "March 2021", "")


def coloured(*fills: str, cells: tuple[str, ...] = NOT_TOLD, columns: tuple[str, ...] = HEADINGS) -> Table:
    """A table of actions whose last cells have these fills."""
    rows = [
        TableRow(cells=[f"1.{at}", *cells[1:]], colours=["", "", "", "", colour_of(fill)])
        for at, fill in enumerate(fills, 1)
    ]
    return Table(columns=list(columns), rows=rows)


def statuses(document: PlanDocument) -> list[str]:
    return [row.status for row in document.rows()]


@pytest.mark.parametrize(
    ("name", "fills"),
    [
        ("Red", [RED, "C00000", "F8696B", "FFC7CE"]),
        ("Amber", [AMBER, "ED7D31", "FFA500", "F4B084"]),
        ("Yellow", [YELLOW]),
        ("Green", [GREEN, "00B050", "00FF00", "008000", "C6EFCE"]),
        ("Blue", [BLUE, "00B0F0", "4472C4"]),
        ("Grey", [GREY, "D9D9D9"]),
        ("", ["FFFFFF", "000000", "auto", "", "none", "7030A0"]),
    ],
)
def test_a_colour_is_called_as_it_is_seen(name: str, fills: list[str]) -> None:
    assert {fill: colour_of(fill) for fill in fills} == dict.fromkeys(fills, name)


def test_the_shade_of_a_row_is_none_of_its_cells() -> None:
    assert colours_of_row([GREEN, GREEN, GREEN, RED]) == ["", "", "", "Red"]


class TestStatuses:
    def test_are_read_and_doubted_once(self) -> None:
        document = document_of(coloured(RED, GREEN, AMBER, GREEN, GREY, "FFFFFF"))
        assert statuses(document) == ["Red", "Green", "Amber", "Green", "Grey", ""]
        (warning,) = told(document)
        assert warning.startswith("column “Status”: 5 cells tell by their colour alone how it stands, and are read as")
        assert warning.endswith(" “Green” (2), “Red” (1), “Amber” (1), “Grey” (1)")

    def test_a_single_one_is_told_as_one(self) -> None:
        (warning,) = told(document_of(coloured(RED)))
        assert warning == "column “Status”: 1 cell tells by its colour alone how it stands, and is read as “Red” (1)"

    def test_a_word_comes_before_its_colour_and_a_sign_stays(self) -> None:
        assert statuses(document_of(coloured(RED, cells=OPEN_HOME))) == ["On track"]
        assert statuses(document_of(coloured(GREEN, cells=(*NOT_TOLD[:4], "↑")))) == ["Green ↑"]

    def test_yellow_is_amber_where_there_is_no_amber(self) -> None:
        assert statuses(document_of(coloured(RED, YELLOW))) == ["Red", "Amber"]
        assert statuses(document_of(coloured(AMBER, YELLOW))) == ["Amber", "Yellow"]

    def test_a_sign_may_be_of_a_colour_itself(self) -> None:
        assert statuses(document_of(coloured("", cells=(*NOT_TOLD[:4], "🟢")))) == ["Green"]

    def test_one_shade_that_no_traffic_light_has_is_the_look_of_a_column(self) -> None:
        assert statuses(document_of(coloured(BLUE, BLUE))) == ["", ""]

    def test_a_column_without_words_below_no_known_heading_is_one(self) -> None:
        table = coloured(RED, GREEN, AMBER, columns=(*HEADINGS[:4], "Where things are"))
        assert statuses(document_of(table)) == ["Red", "Green", "Amber"]

    def test_of_short_words_in_colours_a_column_is_one(self) -> None:
        columns, short = (*HEADINGS[:4], "Where things are"), (*NOT_TOLD[:4], "Wobbling")
        assert statuses(document_of(coloured(RED, GREEN, AMBER, cells=short, columns=columns))) == ["Wobbling"] * 3
        assert statuses(document_of(coloured("", "", "", cells=short, columns=columns))) == [""] * 3

    def test_where_a_month_is_coloured_it_is_a_calendar(self) -> None:
        columns = ("Ref", "Action", "Lead officer", "Timescale", "May 2021")
        document = document_of(coloured(GREEN, "", "", "", columns=columns))
        assert [row.other for row in document.rows()] == [{"May 2021": ""}] * 4

    def test_colours_of_other_cells_are_told_and_not_read(self) -> None:
        cells = (*NOT_TOLD[:4], "The home is open")
        document = document_of(coloured(RED, GREEN, cells=cells, columns=(*HEADINGS[:4], "Progress")))
        (warning,) = told(document)
        assert warning.startswith("column “Progress”: its cells have colours, “Red” (1), “Green” (1), which no column")


ROWS = [[f"1.{at}", f"Open home number {at}", "Ada Byron", "March 2021", ""] for at in range(1, 4)]


class TestFiles:
    def test_excel_has_fills_tints_and_coloured_signs(self) -> None:
        workbook = openpyxl.Workbook()
        for row in [list(HEADINGS), *ROWS]:
            workbook.active.append(row)
        workbook.active["E2"].fill = PatternFill("solid", fgColor=f"FF{RED}")
        workbook.active["E3"].fill = PatternFill("solid", fgColor=Color(theme=9, tint=0.4))
        workbook.active["E4"], workbook.active["E4"].font = "●", Font(color=f"FF{AMBER}")
        workbook.save(out := io.BytesIO())
        assert statuses(read_document("plan.xlsx", out.getvalue())) == ["Red", "Amber", "Amber"]

    def test_html_has_styles_and_names(self) -> None:
        colours = ["style='background: #f00'", "bgcolor=green", "style='background-color:rgb(255, 192, 0)'"]
        heads = "".join(f"<th>{heading}" for heading in HEADINGS)
        rows = [f"<tr><td>{'<td>'.join(row[:4])}<td {colour}>" for row, colour in zip(ROWS, colours, strict=True)]
        page = (
            f"<table><tr>{heads}{''.join(rows)}<tr><td>2<td>Mend<td>Ada Byron<td><td><b style='color:red'>●</b></table>"
        )
        assert statuses(read_document("plan.html", page.encode())) == ["Red", "Green", "Amber", "Red"]

    @pytest.mark.parametrize("style", ["Table Grid", "Normal Table"])
    def test_word_and_a_pdf_of_it_have_shades(self, tmp_path: Path, style: str) -> None:
        document = docx.Document()
        table = document.add_table(rows=0, cols=5, style=style)
        for row in [HEADINGS, *ROWS]:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        for cell, fill in zip(table.columns[4].cells[1:], [RED, GREEN, AMBER], strict=True):
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'
            cell._tc.get_or_add_tcPr().append(parse_xml(shade))
        document.save(out := io.BytesIO())
        assert statuses(read_document("plan.docx", out.getvalue())) == ["Red", "Green", "Amber"]
        assert statuses(read_document("plan.pdf", as_pdf(out.getvalue(), tmp_path))) == ["Red", "Green", "Amber"]

    def test_word_has_coloured_signs(self) -> None:
        document = docx.Document()
        table = document.add_table(rows=0, cols=5)
        for row in [HEADINGS, *ROWS]:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        run = table.cell(2, 4).paragraphs[0].add_run("●")
        run.font.color.rgb = RGBColor.from_string(RED)
        document.save(out := io.BytesIO())
        assert statuses(read_document("plan.docx", out.getvalue())) == ["", "Red", ""]
