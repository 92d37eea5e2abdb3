"""The only section of a paper is named by a heading, not by what stands on its front: whose it is, and when."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from plans.readers import read_document
from plans.readers.contents import GridRow, Heading, Paragraph
from plans.readers.document import Passage, PlanDocument
from plans.readers.grids import parts_of_grid

from .parts import HEADINGS, OPEN_HOME, document_of, table, told
from .written_plan import as_pdf

TITLE, LINE, NAME = "Plan for homes", "Housing Committee, May 2021", "Actions agreed"


class TestAboveAllActions:
    def names(self, *above: Heading | Paragraph) -> tuple[str, str]:
        document = document_of(Paragraph(text="Plan for homes"), *above, table(OPEN_HOME))
        assert (document.title, "found no place" in " ".join(told(document))) == ("Plan for homes", False)
        (section,) = document.sections
        return section.title, document.introduction

    @pytest.mark.parametrize("line", ["Housing Committee, 2 May 2021", "Elm Rise District Council", "Actions agreed"])
    def test_has_no_name_where_a_line_stands_alone_above_all_actions(self, line: str) -> None:
        assert self.names(Paragraph(text=line)) == ("", line)
        assert self.names(Paragraph(text=line), Paragraph(text="Appendix 2")) == ("", f"{line}\nAppendix 2")
        text = "This plan is about homes, and about nothing else."
        assert self.names(Paragraph(text=text), Paragraph(text=line)) == ("", f"{text}\n{line}")

    def test_has_none_where_its_pages_repeat_the_line(self) -> None:
        line = Paragraph(text="Housing Committee, 2 May 2021")
        document = document_of(Paragraph(text="Plan for homes"), line, table(OPEN_HOME), line, table(("1.2", "Mend")))
        assert [(section.title, len(section.rows)) for section in document.sections] == [("", 2)]

    def test_has_none_of_what_stands_above_the_title(self) -> None:
        document = document_of(Heading(text="Elm Rise Council"), Heading(text="Homes plan"), table(OPEN_HOME))
        assert (document.sections[0].title, document.title) == ("", "Homes plan")
        assert document.narrative == [Passage(heading="Elm Rise Council", text="")]

    def test_is_named_by_a_heading_that_is_marked_and_a_line_below_it_is_its_text(self) -> None:
        marked = Heading(text="Actions agreed", marked=True)
        assert self.names(marked) == ("Actions agreed", "")
        document = document_of(Heading(text="Homes plan", marked=True), marked, Paragraph(text="May"), table(OPEN_HOME))
        assert [section.title for section in document.sections] == ["Actions agreed"]
        assert document.narrative == [Passage(heading="Actions agreed", text="May")]

    def test_is_named_by_a_heading_with_a_number(self) -> None:
        assert self.names(Paragraph(text="Priority 2: Warm homes")) == ("Warm homes", "")

    def test_is_not_named_by_a_numbered_paragraph_of_a_report(self) -> None:
        report = (
            Paragraph(text="Report of the Head of Homes"),
            Paragraph(text="1. Homes were inspected in May, and most of them were dry."),
            Paragraph(text="2. The actions agreed are shown below"),
        )
        assert self.names(*report)[0] == ""

    def test_is_named_as_other_chapters_are_that_have_text(self) -> None:
        chapter = Paragraph(text="Why homes matter"), Paragraph(text="Nobody should be cold, or live in the damp.")
        assert self.names(*chapter, Paragraph(text="Action plan")) == ("Action plan", "")
        assert self.names(*chapter) == ("", "")


class TestInFiles:
    """Each is given how a line and a heading are set in its kind of file."""

    def read_with(self, read: Callable[[str, str], PlanDocument], line: str, heading: str) -> None:
        of_line, of_heading = read(line, LINE), read(heading, NAME)
        assert (of_line.sections[0].title, of_line.introduction) == ("", LINE)
        assert (of_heading.sections[0].title, of_heading.introduction) == (NAME, "")

    def test_of_word_its_subtitle_is_none(self) -> None:
        self.read_with(lambda style, text: read_document("plan.docx", word(style, text)), "Subtitle", "Heading 1")

    def test_of_html(self) -> None:
        heads = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
        cells = "".join(f"<td>{cell}</td>" for cell in OPEN_HOME)

        def read(tag: str, text: str) -> PlanDocument:
            page = f"<h1>{TITLE}</h1><{tag}>{text}</{tag}><table><tr>{heads}</tr><tr>{cells}</tr></table>"
            return read_document("plan.html", page.encode())

        self.read_with(read, "p", "h2")

    def test_of_markdown(self) -> None:
        rows = [" | ".join(cells) for cells in (HEADINGS, ["---"] * len(HEADINGS), OPEN_HOME)]
        pipes = "\n".join(f"| {row} |" for row in rows)
        self.read_with(
            lambda mark, text: read_document("plan.md", f"# {TITLE}\n\n{mark}{text}\n\n{pipes}".encode()), "", "## "
        )

    def test_of_pdf_letters_as_large_as_others_outside_a_table_are_none(self, tmp_path: Path) -> None:
        self.read_with(
            lambda style, text: read_document("plan.pdf", as_pdf(word(style, text), tmp_path)), "Normal", "Heading 1"
        )

    def test_of_a_table_a_row_from_edge_to_edge_below_the_headings(self) -> None:
        def grid(*rows: GridRow) -> PlanDocument:
            return document_of(Heading(text=TITLE), *parts_of_grid([*rows, GridRow(cells=list(OPEN_HOME))]))

        heads, across = GridRow(cells=list(HEADINGS)), GridRow(cells=[NAME, "", "", "", ""], wide=True)
        assert [grid(*rows).sections[0].title for rows in ((across, heads), (heads, across))] == ["", NAME]


def word(style: str, text: str) -> bytes:
    """The cells of its table are smaller than all else, as they often are."""
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(text, style=style)
    grid = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    for texts in (HEADINGS, OPEN_HOME):
        for cell, words in zip(grid.add_row().cells, texts, strict=True):
            cell.paragraphs[0].add_run(words).font.size = docx.shared.Pt(8)
    document.save(out := io.BytesIO())
    return out.getvalue()
