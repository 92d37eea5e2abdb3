"""Pages of a PDF: some are pictures, and tables go on from one to the next."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.shared import Cm

from plans.readers import read_document
from plans.readers.document import PlanDocument

from .parts import HEADINGS, told
from .written_plan import as_pdf

ABOVE = [HEADINGS, ("1.1", "Open a home", "Ada Byron", "March 2021", "On track"), ("1.2", "Mend roofs by", "", "", "")]
BELOW = [("", "the mill", "", "", ""), ("1.4", "Plant willows", "Zoe Dell", "May 2021", "Late")]
TOLD = (
    "pages: page 2 is a picture of a page: nothing on it was read, and the rows before and after may not be whole;"
    " give the document that the file was made from"
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A row that goes on over the page."""
    document = docx.Document()
    for rows in (ABOVE, BELOW):
        table = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        if rows is ABOVE:
            document.add_page_break()
    document.save(out := io.BytesIO())
    return as_pdf(out.getvalue(), Path(tmp_path_factory.mktemp("pages")))


def with_page(data: bytes, *, pictures: Sequence[float]) -> bytes:
    """With a second page on which pictures are drawn that are as wide and as high, of its width and height, as that."""
    pages = pdfium.PdfDocument(data)
    width, height = pages[0].get_size()
    page = pages.new_page(width, height, index=1)
    for size in pictures:
        picture = pdfium.PdfImage.new(pages)
        picture.set_bitmap(pdfium.PdfBitmap.new_native(8, 8, pdfium.raw.FPDFBitmap_BGR))
        picture.set_matrix(pdfium.PdfMatrix().scale(width * size, height * size))
        page.insert_obj(picture)
    page.gen_content()
    pages.save(out := io.BytesIO())
    return out.getvalue()


def read_with_page(data: bytes, *, pictures: Sequence[float]) -> PlanDocument:
    return read_document("plan.pdf", with_page(data, pictures=pictures))


def test_a_page_that_is_a_picture_is_told(printed: bytes) -> None:
    assert TOLD in told(read_with_page(printed, pictures=[1.0]))


def test_rows_before_and_after_it_are_not_joined(printed: bytes) -> None:
    assert [row.action for row in read_document("plan.pdf", printed).rows()] == [
        "Open a home",
        "Mend roofs by the mill",
        "Plant willows",
    ]
    assert [row.action for row in read_with_page(printed, pictures=[0.4, 0.5]).rows()] == [
        "Open a home",
        "Mend roofs by",
        "the mill",
        "Plant willows",
    ]


@pytest.mark.parametrize("pictures", [[], [0.2]])
def test_a_page_left_blank_but_for_a_badge_is_none(printed: bytes, pictures: list[float]) -> None:
    document = read_with_page(printed, pictures=pictures)
    assert not [warning for warning in told(document) if "picture" in warning]
    assert [row.action for row in document.rows()] == ["Open a home", "Mend roofs by the mill", "Plant willows"]


def test_several_are_told_at_once(printed: bytes) -> None:
    (warning,) = [
        one for one in told(read_with_page(with_page(printed, pictures=[1]), pictures=[1])) if "picture" in one
    ]
    assert warning.startswith("pages: pages 2 and 3 are pictures of pages: nothing on them was read")


def test_words_that_a_narrow_column_or_a_page_s_end_cuts_are_whole(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("What we do for people without homes, and with the owners of land.")
    narrow = [HEADINGS, ("1.1", "The case management system", "Priya Nandakumar", "1 November 2023", "Published")]
    for rows in (narrow, [("", *[""] * 3, "monthly")]):
        table = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
        for column in table.columns:
            column.width = Cm(1.9)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_page_break()
    document.save(out := io.BytesIO())
    read = read_document("plan.pdf", as_pdf(out.getvalue(), tmp_path))
    (row,) = read.rows()
    assert (read.columns, row.action, row.lead, row.timeframe, row.status) == (
        list(HEADINGS),
        "The case management system",
        ["Priya Nandakumar"],
        "1 November 2023",
        "Published monthly",
    )
