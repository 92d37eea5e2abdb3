"""A PDF in which text runs upwards or downwards, in some cells or on the whole page."""

import io
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdfium2 import raw

from plans.readers import read_document

from .parts import HEADINGS
from .written_plan import as_pdf

ROWS = [[f"1.{at}", f"Open home number {at} by the mill", "Ada Byron", "March 2021", "On track"] for at in range(1, 4)]


def printed(folder: Path, *, upwards: tuple[int, ...] = (), downwards: tuple[int, ...] = ()) -> bytes:
    """A page with a table, of which the headings of these columns run so."""
    document = docx.Document()
    document.add_paragraph("This plan says what we do for people who look for a home in this town and others.")
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    for row in [HEADINGS, *ROWS]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for columns, direction in ((upwards, "btLr"), (downwards, "tbRl")):
        for column in columns:
            turned = parse_xml(f'<w:textDirection {nsdecls("w")} w:val="{direction}"/>')
            table.cell(0, column)._tc.get_or_add_tcPr().append(turned)
    table.rows[0].height = 1_200_000
    document.save(out := io.BytesIO())
    return as_pdf(out.getvalue(), folder)


@pytest.mark.parametrize("turned", [{"upwards": (2, 3, 4)}, {"downwards": (0, 2, 4)}])
def test_headings_that_run_upwards_or_downwards(tmp_path: Path, turned: dict[str, tuple[int, ...]]) -> None:
    document = read_document("plan.pdf", printed(tmp_path, **turned))
    assert document.columns == list(HEADINGS)
    assert [row.timeframe for row in document.rows()] == ["March 2021"] * 3


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("is_marked", [True, False])
def test_a_page_that_was_drawn_turned(tmp_path: Path, turn: int, *, is_marked: bool) -> None:
    """Whether the file says that it is to be turned back or not."""
    data = printed(tmp_path)
    pages = pdfium.PdfDocument(data)
    for page in pages:
        width, height = page.get_size()
        moved = (0, 1, -1, 0, height, 0) if turn > 0 else (0, -1, 1, 0, 0, width)
        raw.FPDFPage_SetMediaBox(page, 0, 0, height, width)
        raw.FPDFPage_TransFormWithClip(page, raw.FS_MATRIX(*moved), raw.FS_RECTF(0, 2000, 2000, 0))
        page.set_rotation(90 * turn % 360 if is_marked else 0)
    pages.save(out := io.BytesIO())
    assert read_document("plan.pdf", out.getvalue()) == read_document("plan.pdf", data)
