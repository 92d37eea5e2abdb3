"""Word: headings by their styles, paragraphs, lists, text boxes, and tables with their merged cells.

What a reader of the page sees: text inserted under tracking is there, text deleted is not; a number that Word sets
itself stands before its paragraph. Page headers and footers are left out, with one warning that quotes them.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from lxml import etree

from .colours import colour_of, colours_of_row
from .contents import Contents, GridRow, Heading, Paragraph, Part
from .document import DocumentError
from .grids import is_row_of_headings, parts_of_grid
from .guards import DAMAGED, checked_archive
from .texts import one_line, tidy
from .word_numbering import Numbering, W, value, whole
from .word_pictures import warnings_of_pictures
from .word_text import MC, ends_deleted, is_prompt, text_of, without_struck
from .word_unread import warnings_of_unread

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADING = re.compile(r"(?i)heading [1-9]$")
_TITLE = re.compile(r"(?i)(?:sub)?title$")
_WIDEST = 200


def read_word(data: bytes) -> Contents:
    checked_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        struck = list(without_struck(document.element.body))
        reading = _Reading(document)
        parts = list(reading.blocks(document.element.body))
        parts += [*reading.notes("footnote"), *reading.notes("endnote")]
        unread = [*warnings_of_unread(document, reading.part("comments")), *warnings_of_pictures(document.element.body)]
        return Contents(parts=parts, warnings=[*unread, *struck])
    except Exception:  # python-docx raises whatever the damage leads to
        raise DocumentError(DAMAGED) from None


@dataclass(frozen=True)
class _Style:
    name: str
    based_on: str
    numbering: etree._Element | None
    outline: bool


class _Reading:
    def __init__(self, document: Document):
        self.document = document
        self.styles = {
            value(style, "styleId"): _style(style) for style in document.styles.element.iterfind(f"{W}style")
        }
        self.numbering = Numbering.of(self.part("numbering"))
        self.tables = 0

    def blocks(self, parent: etree._Element) -> Iterator[Part]:
        for element in _unwrapped(parent, "p", "tbl"):
            if element.tag == f"{W}tbl":
                yield from self._table(element)
                continue
            is_marked, is_heading = self._is_marked(element), self._is_heading(element)
            for line in filter(None, self._paragraph(element).split("\n")):
                yield Heading(text=line, marked=is_marked) if is_heading else Paragraph(text=line)
            for box in _text_boxes(element):
                yield from self.blocks(box)

    def notes(self, kind: str) -> list[Part]:
        root = self.part(f"{kind}s")
        notes = root.iterfind(f"{W}{kind}") if root is not None else ()
        texts = (tidy("\n".join(self._paragraph(one) for one in note.iter(f"{W}p"))) for note in notes)
        return [Paragraph(text=line, place=f"{kind}s") for text in texts for line in text.split("\n") if line]

    def part(self, kind: str) -> etree._Element | None:
        parts = [rel.target_part for rel in self.document.part.rels.values() if rel.reltype.endswith(f"/{kind}")]
        return etree.fromstring(parts[0].blob, etree.XMLParser(resolve_entities=False)) if parts else None

    def _table(self, table: etree._Element) -> Iterator[Part]:
        self.tables += 1
        place = f"table {self.tables}"
        if any(self._reads_like_plan(inner) for inner in table.iterdescendants(f"{W}tbl")):
            for cell in table.iterfind(f"{W}tr/{W}tc"):
                yield from self.blocks(cell)
            return
        yield from parts_of_grid(list(self._grid(table, place)))

    def _reads_like_plan(self, table: etree._Element) -> bool:
        """Whether a table within another is the one that matters, and the other only places it on the page."""
        return any(
            is_row_of_headings([one_line(" ".join(cell.itertext(f"{W}t"))) for cell in row.iterfind(f"{W}tc")])
            for row in table.iterfind(f"{W}tr")
        )

    def _grid(self, table: etree._Element, place: str) -> Iterator[GridRow]:
        """A cell that spans rows stands in each of them, one that spans columns once."""
        above: list[str] = []
        for number, row in enumerate(_unwrapped(table, "tr"), 1):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            own = list(_unwrapped(row, "tc"))
            cells = [""] * min(whole(value(row.find(f"{W}trPr/{W}gridBefore"))), _WIDEST)
            fills = cells.copy()
            for cell in own:
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and value(merged) != "restart"
                at = len(cells)
                text = (above[at] if at < len(above) else "") if goes_on else self._cell(cell)
                beside = [""] * (_across(cell) - 1)
                cells, fills = [*cells, text, *beside], [*fills, _fill(cell, text), *beside]
            above = cells = cells[:_WIDEST]
            wide = len(own) == 1 and _across(own[0]) > 1
            yield GridRow(cells=cells, colours=colours_of_row(fills), place=f"{place}, row {number}", wide=wide)

    def _cell(self, cell: etree._Element) -> str:
        text = ""
        for element in _unwrapped(cell, "p", "tbl"):
            if element.tag == f"{W}tbl":
                rows = _unwrapped(element, "tr")
                text += "".join(f"{' '.join(self._cell(inner) for inner in _unwrapped(row, 'tc'))}\n" for row in rows)
            else:
                text += self._paragraph(element) + (" " if ends_deleted(element) else "\n")
                text += "".join(f"{self._cell(box)}\n" for box in _text_boxes(element))
        return tidy(text)

    def _paragraph(self, paragraph: etree._Element) -> str:
        text = tidy(text_of(paragraph))
        number, depth = self._number_of(paragraph)
        in_cell = paragraph.getparent() is not None and paragraph.getparent().tag == f"{W}tc"
        if not number or not (text or (in_cell and not ends_deleted(paragraph))):
            return text
        mark = self.numbering.mark(number, depth)
        return (
            text if mark == "- " and text.startswith("- ") else f"{mark if text or mark != '- ' else ''}{text}".strip()
        )

    def _number_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """The numbering of the paragraph or of its style, and how deep in it the paragraph stands."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        own = [properties] if properties is not None else []
        found = own or [style.numbering for style in self._styles_of(paragraph) if style.numbering is not None]
        if not found:
            return "", 0
        number = value(found[0].find(f"{W}numId"))
        return ("" if number == "0" else number), whole(value(found[0].find(f"{W}ilvl")))

    def _is_heading(self, paragraph: etree._Element) -> bool:
        return self._is_marked(paragraph) or any(_TITLE.match(style.name) for style in self._styles_of(paragraph))

    def _is_marked(self, paragraph: etree._Element) -> bool:
        """Whether it heads a part of the document, which its title and subtitle do not."""
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        own = outline is not None and value(outline) != "9"
        return own or any(style.outline or _HEADING.match(style.name) for style in self._styles_of(paragraph))

    def _styles_of(self, paragraph: etree._Element) -> list[_Style]:
        """The paragraph's style and those it is based on, nearest first."""
        found: list[_Style] = []
        style = self.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")))
        while style and style not in found:
            found.append(style)
            style = self.styles.get(style.based_on)
        return found


def _style(style: etree._Element) -> _Style:
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    return _Style(
        name=value(style.find(f"{W}name")),
        based_on=value(style.find(f"{W}basedOn")),
        numbering=style.find(f"{W}pPr/{W}numPr"),
        outline=outline is not None and value(outline) != "9",
    )


def _unwrapped(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of those names, also those within content controls and tracked insertions."""
    wanted = {f"{W}{name}" for name in names}
    for child in parent:
        if is_prompt(child):
            continue
        if child.tag in wanted:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            yield from _unwrapped(child, *names)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Those of the paragraph itself; each stands twice in the file, for new programs and for old ones."""
    for box in paragraph.iter(f"{W}txbxContent"):
        around = list(box.iterancestors(f"{W}txbxContent", f"{MC}Fallback", f"{W}p"))
        if around and around[0] is paragraph:
            yield box


def _fill(cell: etree._Element, text: str) -> str:
    """The cell's colour, or that of the sign or the shape that is all there is in it."""
    fill = value(cell.find(f"{W}tcPr/{W}shd"), "fill")
    if re.search(r"\w", text) or colour_of(fill):
        return fill
    letters = next((value(color) for color in cell.iter(f"{W}color")), "")
    return letters or next((color.get("val", "") for color in cell.iterfind(f".//{_A}solidFill/{_A}srgbClr")), fill)


def _across(cell: etree._Element) -> int:
    return max(1, min(whole(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1), _WIDEST))
