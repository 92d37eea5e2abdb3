"""Word files: merged cells, lists, text boxes, tracked changes, numbers that Word sets itself."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from plans.readers import read_document
from plans.readers.contents import Heading, Paragraph, Table
from plans.readers.word import read_word

from .parts import told

HEADINGS = ("Ref", "Action", "Lead", "Timescale")


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def document() -> Document:
    return docx.Document()


@pytest.fixture
def add_table(document: Document) -> Callable[..., Any]:
    def add(*rows: tuple[str, ...]) -> Any:
        table = document.add_table(rows=0, cols=len(HEADINGS))
        for texts in (HEADINGS, *rows):
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        return table

    return add


def test_a_cell_merged_over_five_rows_stands_in_each(document: Document, add_table: Callable[..., Any]) -> None:
    table = add_table(*((f"1.{number}", f"Open home {number}", "", "May 2021") for number in range(1, 6)))
    merged = table.cell(1, 2).merge(table.cell(5, 2))
    merged.text = "Ada Byron"
    assert [row.lead for row in read_document("plan.docx", saved(document)).rows()] == [["Ada Byron"]] * 5


@pytest.mark.parametrize("title", ["Homes", "Open homes without delay."])
def test_a_row_merged_from_edge_to_edge_is_a_heading(
    document: Document, add_table: Callable[..., Any], title: str
) -> None:
    table = add_table(("", "", "", ""), ("1.1", "Open a home", "Ada Byron", "May 2021"))
    table.cell(1, 0).merge(table.cell(1, 3)).text = f"Priority 1: {title}"
    read = read_document("plan.docx", saved(document))
    assert [(section.number, section.title) for section in read.sections] == [("1", title)]
    assert [row.reference for row in read.rows()] == ["1.1"]


def test_cells_merged_across_columns_are_said_once(document: Document, add_table: Callable[..., Any]) -> None:
    table = add_table(("1.1", "Open a home", "", ""))
    table.cell(1, 2).merge(table.cell(1, 3)).text = "Ada Byron"
    (row,) = read_document("plan.docx", saved(document)).rows()
    assert (row.lead, row.timeframe) == (["Ada Byron"], "")


def test_text_boxes_are_read_once(document: Document, add_table: Callable[..., Any]) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Read this first, please.</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    document.add_paragraph("Above the box.")._p.append(parse_xml(drawing))
    add_table(("1.1", "Open a home", "Ada Byron", "May 2021"))
    assert read_document("plan.docx", saved(document)).introduction == "Above the box.\nRead this first, please."


def test_what_was_deleted_under_tracking_is_gone_and_told(document: Document, add_table: Callable[..., Any]) -> None:
    table = add_table(("1.1", "Open ", "Ada Byron", "May 2021"))
    paragraph = table.cell(1, 1).paragraphs[0]._p
    for tag, holder, text in (("w:ins", "w:t", "a home"), ("w:del", "w:delText", "a shop")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(holder)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph.append(change)
    read = read_document("plan.docx", saved(document))
    assert read.rows()[0].action == "Open a home"
    assert told(read) == ["tracked changes: 1 piece is deleted, and left out: “a shop”"]


def numbered(document: Document, *overrides: str) -> Callable[..., None]:
    """Gives paragraphs a number like 4 or 4.1, by one of as many numberings with that origin as there are overrides."""
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="4"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        ),
    )
    for at, override in enumerate(overrides or [""], 77):
        inside = f'<w:abstractNumId w:val="77"/>{override}'
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{at}">{inside}</w:num>'))

    def number(paragraph: Any, depth: int, by: int = 77) -> None:
        properties = parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{by}"/></w:numPr>',
        )
        paragraph._p.get_or_add_pPr().append(properties)

    return number


def test_a_numbering_that_starts_anew_does_so_once(document: Document, add_table: Callable[..., Any]) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    number = numbered(document, "", anew.format(1), anew.format(7))
    table = add_table(*((f"1.{at}", "Open", "Ada Byron", "") for at in range(5)))
    for cell, by in zip(table.columns[1].cells[1:], (77, 77, 78, 78, 79), strict=True):
        number(cell.paragraphs[0], 0, by)
    read = read_document("plan.docx", saved(document))
    assert [row.action for row in read.rows()] == ["4 Open", "5 Open", "1 Open", "2 Open", "7 Open"]


def test_numbers_that_word_sets_are_references(document: Document, add_table: Callable[..., Any]) -> None:
    number = numbered(document)
    number(document.add_heading("Homes", 1), 0)
    table = add_table(("", "Open a home", "Ada Byron", "May 2021"), ("", "Mend roofs", "Ada Byron", "June 2021"))
    for row in table.rows[1:]:
        number(row.cells[0].paragraphs[0], 1)
    read = read_document("plan.docx", saved(document))
    assert [(section.number, section.title) for section in read.sections] == [("4", "Homes")]
    assert [row.reference for row in read.rows()] == ["4.1", "4.2"]


def test_the_order_and_kind_of_what_stands_there(document: Document, add_table: Callable[..., Any]) -> None:
    document.add_heading("Homes plan", 0)
    document.add_paragraph("First", style="List Bullet")
    document.add_heading("1. Homes", 2)
    add_table(("1.1", "Open a home", "Ada Byron", "May 2021"))
    document.add_paragraph("Last\nof all")
    kinds = [(type(part), getattr(part, "text", "")) for part in read_word(saved(document)).parts]
    assert kinds == [
        (Heading, "Homes plan"),
        (Paragraph, "- First"),
        (Heading, "1. Homes"),
        (Table, ""),
        (Paragraph, "Last"),
        (Paragraph, "of all"),
    ]


def test_a_table_that_only_places_another_is_passed_through(document: Document) -> None:
    outer = document.add_table(rows=1, cols=1)
    inner = outer.cell(0, 0).add_table(rows=2, cols=4)
    for row, texts in zip(inner.rows, (HEADINGS, ("1.1", "Open a home", "Ada Byron", "May 2021")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert read_document("plan.docx", saved(document)).rows()[0].lead == ["Ada Byron"]


def test_content_controls_are_read(document: Document, add_table: Callable[..., Any]) -> None:
    table = add_table(("1.1", "Open a home", "Ada Byron", "May 2021"))._tbl
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    table.addprevious(control)
    content.append(table)
    assert len(read_document("plan.docx", saved(document)).rows()) == 1


def test_headers_and_footers_are_one_warning(document: Document, add_table: Callable[..., Any]) -> None:
    document.sections[0].header.paragraphs[0].text = "Appendix A"
    document.sections[0].footer.paragraphs[0].text = "Page"
    add_table(("1.1", "Open a home", "Ada Byron", "May 2021"))
    read = read_document("plan.docx", saved(document))
    assert told(read) == ["pages: 2 headers and footers are left out: “Appendix A”, “Page”"]
    assert document.element.body.tag == qn("w:body")


def picture() -> io.BytesIO:
    """Of one grey dot."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(written))


def test_pictures_larger_than_a_badge_are_counted(document: Document, add_table: Callable[..., Any]) -> None:
    document.add_picture(picture(), width=Cm(4), height=Cm(3))
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture(), width=Cm(18), height=Cm(4))
    add_table(("1.1", "Open a home", "Ada Byron", "May 2021"))
    assert told(read_document("plan.docx", saved(document))) == []
    document.add_picture(picture(), width=Cm(12), height=Cm(9))
    assert told(read_document("plan.docx", saved(document))) == [
        "pictures: 1 picture is left out; what it shows was not read"
    ]
    old = '<v:shape style="width:400pt;height:200pt"><v:imagedata/></v:shape>'
    drawn = f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">{old}</w:pict>'
    document.add_paragraph().add_run()._r.append(parse_xml(drawn))
    assert told(read_document("plan.docx", saved(document))) == [
        "pictures: 2 pictures are left out; what they show was not read"
    ]


def run_of(words: str, properties: str = "", tag: str = "t") -> Any:
    inside = f"<w:{tag}>{words}</w:{tag}>"
    return parse_xml(f"<w:r {nsdecls('w')}><w:rPr>{properties}</w:rPr>{inside}</w:r>")


class TestWhatIsNoText:
    @pytest.fixture
    def told_of(self, document: Document, add_table: Callable[..., Any]) -> Callable[..., tuple[str, list[str]]]:
        """The action, and the warnings, of a paragraph "Open " with these elements more."""

        def read(*elements: Any) -> tuple[str, list[str]]:
            table = add_table(("1.1", "Open ", "Ada Byron", "May 2021"))
            for element in elements:
                table.cell(1, 1).paragraphs[0]._p.append(element)
            found = read_document("plan.docx", saved(document))
            return found.rows()[-1].action, told(found)

        return read

    def test_a_prompt_that_nobody_has_answered(self, told_of: Callable[..., Any]) -> None:
        inside = "<w:sdtContent><w:r><w:t>a home</w:t></w:r></w:sdtContent>"
        prompt = f"<w:sdt {nsdecls('w')}><w:sdtPr>{{}}</w:sdtPr>{inside}</w:sdt>"
        assert told_of(parse_xml(prompt.format(""))) == ("Open a home", [])
        action, warnings = told_of(parse_xml(prompt.format("<w:showingPlcHdr/>")))
        assert (action, warnings[0]) == (
            "Open",
            "prompts: 1 prompt that nobody has answered is left out: “a home”",
        )

    def test_hidden_words(self, told_of: Callable[..., Any]) -> None:
        shown = run_of("a home", '<w:vanish w:val="0"/>')
        assert told_of(run_of("a shop", "<w:vanish/>"), shown) == (
            "Open a home",
            ["hidden words: 1 piece is hidden, and left out: “a shop”"],
        )

    def test_words_struck_through_by_hand_are_left_out_and_told(self, told_of: Callable[..., Any]) -> None:
        assert told_of(run_of("a shop", "<w:strike/>"), run_of("a home", '<w:strike w:val="0"/>')) == (
            "Open a home",
            ["struck through: 1 piece is struck through, and left out: “a shop”"],
        )

    def test_hidden_or_moved_words_are_told_as_what_they_are_though_struck_through(
        self, told_of: Callable[..., Any]
    ) -> None:
        assert told_of(run_of("a home"), run_of("a shop", "<w:strike/><w:vanish/>")) == (
            "Open a home",
            ["hidden words: 1 piece is hidden, and left out: “a shop”"],
        )
        moved = parse_xml(f'<w:moveFrom {nsdecls("w")} w:id="1" w:author="Zoe"/>')
        moved.append(run_of("a shop", "<w:strike/>"))
        assert told_of(run_of("a home"), moved)[0] == "Open a home"

    def test_a_text_box_that_hangs_on_words_struck_through_stays(self, told_of: Callable[..., Any]) -> None:
        run = run_of("a shop", "<w:strike/>")
        box = "<w:txbxContent><w:p><w:r><w:t>Ask the mill</w:t></w:r></w:p></w:txbxContent>"
        run.append(parse_xml(f"<w:pict {nsdecls('w')}>{box}</w:pict>"))
        assert told_of(run, run_of("a home"))[0] == "Open a home\nAsk the mill"

    def test_a_cell_struck_through_as_a_whole_is_read_and_doubted(
        self, document: Document, add_table: Callable[..., Any]
    ) -> None:
        table = add_table(("1.1", "Open a home", "Ada Byron", "May 2021"))
        table.cell(1, 1).paragraphs[0].runs[0].font.strike = True
        read = read_document("plan.docx", saved(document))
        assert [row.action for row in read.rows()] == ["Open a home"]
        assert told(read) == ["struck through: 1 piece is struck through, and read all the same: “Open a home”"]

    def test_comments_are_quoted(self, document: Document, told_of: Callable[..., Any]) -> None:
        document.add_comment(document.add_paragraph("Agreed.").runs[0], text="Ask the mill", author="Zoe")
        assert told_of()[1] == ["comments: 1 comment is left out: “Ask the mill”"]

    def test_a_sign_of_a_font_of_pictures(self, told_of: Callable[..., Any]) -> None:
        tick = parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
        assert told_of(tick)[0] == "Open ✓"
        assert told_of(run_of("ý", '<w:rFonts w:ascii="Wingdings"/>'))[0] == "Open ☒"

    def test_a_paragraph_whose_end_is_deleted_goes_on(self, document: Document, add_table: Callable[..., Any]) -> None:
        cell = add_table(("1.1", "Open", "Ada Byron", "May 2021")).cell(1, 1)
        cell.add_paragraph("a home")
        mark = f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="Zoe"/></w:rPr>'
        cell.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(mark))
        assert read_document("plan.docx", saved(document)).rows()[0].action == "Open a home"
