"""The plan as a Word appendix, as committee papers have it: landscape, a table a section, headings on each page."""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Row

from actions.as_printed import PrintedColumn, PrintedSection
from plans.readers.own_workbook import NOTHING_PRINTED
from reporting.marked_cells import storable_anywhere
from reporting.steady_archive import steady

from .data import PackData
from .front import cover_lines, pack_title

_A4 = (Mm(297), Mm(210))
_MARGIN = Mm(15)
# How wide the columns are to one another, others as _OTHER_SHARE: none less than the longest word of its heading.
_SHARES = {"reference": 4, "lead": 4, "": 4, "accountable": 5, "timeframe": 5, "status": 5, "action": 8, "progress": 12}
_OTHER_SHARE = 6


def word_appendix(data: PackData) -> bytes:
    """The file; of the same data, date and preparer the same to the byte."""
    document = _new_document(data)
    title, *cover = cover_lines(data, [name for part in data.parts for name in part.withheld])
    document.add_heading(storable_anywhere(title), level=0)
    for line in cover:
        document.add_paragraph(storable_anywhere(line))
    printed = data.printed
    sections = [entry for entry in printed.sections if data.has_section(entry.section.section_id)]
    for section in sections:
        document.add_heading(storable_anywhere(str(section.section)) or "Actions", level=1)
        _add_table(document, printed.columns, section)
    if not any(section.rows for section in sections):
        document.add_paragraph("This version has no actions yet.")
    written = BytesIO()
    document.save(written)
    return steady(written.getvalue())


def _new_document(data: PackData) -> WordDocument:
    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = _A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    page.header.paragraphs[0].text = storable_anywhere(pack_title(data))
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(9)
    told = document.core_properties
    told.title, told.language = storable_anywhere(pack_title(data)), "en-GB"
    told.author = told.last_modified_by = storable_anywhere(data.prepared_by)
    told.created = told.modified = datetime.combine(data.made_on, time())
    told.comments = ""
    return document


def _add_table(document: WordDocument, columns: Sequence[PrintedColumn], section: PrintedSection) -> None:
    if not section.rows:
        document.add_paragraph("No actions stand here.")
        return
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    _write(table.rows[0], [column.name for column in columns], bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for row in section.rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        _write(added, [cell.text or NOTHING_PRINTED for cell in row.cells])
    _set_widths(table, columns)


def _write(row: _Row, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        first, *others = storable_anywhere(text).split("\n")
        for number, line in enumerate([first, *others]):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(line).bold = bold


def _mark(row: _Row, name: str) -> None:
    """Headings are repeated on each page, an action is not parted where a page can hold it."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _set_widths(table: Table, columns: Sequence[PrintedColumn]) -> None:
    shares = [_SHARES.get(column.field, _OTHER_SHARE) for column in columns]
    room = _A4[0] - 2 * _MARGIN
    for place, share in enumerate(shares):
        width = int(room * share / sum(shares))
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width
