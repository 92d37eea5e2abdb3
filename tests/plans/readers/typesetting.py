"""Sets a table on pages and copies the text out again, as programs that copy the text of a PDF do.

Cells are wrapped to their column's width in a proportional typeface; each page's part of a row is copied cell by cell.
What stands at the same height shares a line of the copy, the next line down follows it, and anything else is set apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Anything = TypeVar("Anything")

# Widths in thousandths of the type size, after those of typefaces of these kinds.
TYPEFACES: dict[str, tuple[int, dict[int, str]]] = {
    "grotesque": (
        556,
        {
            222: "ijl’‘'",
            278: " .,:;!/ftI",
            333: "()-r“”",
            500: "cksvxyzJ",
            611: "FTZ",
            667: "ABEKPSVXY&",
            722: "CDHNRUw",
            778: "GOQ",
            833: "mM",
            889: "%",
            944: "W",
        },
    ),
    "serif": (
        500,
        {
            250: " .,",
            278: "ijlt:;/",
            333: "f()-rI’‘!",
            389: "sJ",
            444: "acez“”",
            556: "FPS£",
            611: "ETLZ",
            667: "BCR",
            722: "ADGHKNOQUVXYmw&",
            833: "%",
            889: "M",
            944: "W",
        },
    ),
    "humanist": (
        515,
        {
            229: "ijl’‘ ",
            252: ".,:;I",
            306: "()-ft/",
            349: "rsJ",
            395: "zc",
            430: "L“”",
            460: "avyxkgFS",
            498: "eETYZ",
            560: "ABPKRVCX",
            640: "DGHNOQU&",
            715: "w%",
            800: "m",
            855: "M",
            890: "W",
        },
    ),
}


@dataclass(kw_only=True)
class Paragraph:
    """A paragraph of a cell; one without words is left blank."""

    words: str
    bullet: bool = False


@dataclass(kw_only=True)
class Setting:
    """How a document is set and copied.

    spaced          the copy has a space after every line, which is all that stands for a paragraph left blank
    spaced_where_wrapped  it has one after the lines that go on on the next, and no other; `spaced` is then no matter
    sets_apart      the copy has an empty line before what stands elsewhere on the page; else it goes on line by line
    line_height     in sizes of type; from 1.5 the copy has an empty line after every line
    blank_between   between paragraphs one is left blank; otherwise they follow line on line
    blank_after     how many paragraphs are left blank at the end of a cell, at most
    glyph           of bullets; "" when the copy has lost it, and its space alone is left
    repeats         the column headings are repeated on every page
    footer          what stands at the foot of each page, {page} for its number
    marks_pages     a form feed before each page
    """

    typeface: str = "grotesque"
    spaced: bool = True
    spaced_where_wrapped: bool = False
    sets_apart: bool = True
    line_height: float = 1.15
    blank_between: bool = True
    blank_after: int = 0
    glyph: str = "\uf0b7"
    repeats: bool = True
    footer: str = ""
    marks_pages: bool = False
    page_height: float = 45.0
    widths: list[float] = field(default_factory=list)
    centred_headings: bool = False


_AS_NEXT_LINE = 1.4  # sizes of type, up to which what stands lower is the next line
_PADDING = 1.0
_INDENT = 1.6
_AROUND_BULLETS = 0.45
_WRAPPED = "\ue0ff"  # marks the end of a line that goes on

Placed = tuple[float, str]


class Typesetter:
    def __init__(self, setting: Setting):
        self.setting = setting
        otherwise, widths = TYPEFACES[setting.typeface]
        self._otherwise = otherwise / 1000
        self._widths = {character: width / 1000 for width, characters in widths.items() for character in characters}
        self._copy = ""
        self._height: float | None = None
        self._room = setting.page_height
        self._page = 1

    def width(self, text: str) -> float:
        return sum(self._widths.get(character, self._otherwise) for character in text)

    def wrapped(self, text: str, width: float) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}") <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def prose(self, text: str, width: float = 80.0) -> None:
        for line in self.wrapped(text, width):
            self._turn_page_for(1)
            self._write([(self._next(), line)])

    def gap(self) -> None:
        self._room -= 1.5

    def heading_row(self, headings: list[str]) -> None:
        cells = [self._set([Paragraph(words=heading)], width) for heading, width in self._columns(headings)]
        tall = max(len(cell) for cell in cells)
        top = self._next()
        for cell in cells:
            down = (tall - len(cell)) / 2 * self.setting.line_height if self.setting.centred_headings else 0.0
            self._write([(top + down + offset, line) for offset, line in cell])
        self._room -= tall * self.setting.line_height + 0.6

    def row(self, cells: list[list[Paragraph]], headings: list[str]) -> None:
        """Cells are cut where the page ends, and go on on the next."""
        left = [self._set(cell, width) for cell, width in self._columns(cells)]
        if self._room < 2 * self.setting.line_height:
            self._turn_page(headings)
        while any(left):
            top, room = self._next(), self._room
            heights = [0.0]
            for index, cell in enumerate(left):
                here = [(offset, line) for offset, line in cell if offset < room - self.setting.line_height]
                rest = cell[len(here) :]
                self._write([(top + offset, line) for offset, line in here])
                heights.extend(offset for offset, _ in here)
                first = rest[0][0] if rest else 0.0
                left[index] = [(offset - first, line) for offset, line in rest]
            self._room -= max(heights) + self.setting.line_height + 0.6
            if any(left):
                self._turn_page(headings)

    def text(self) -> str:
        self._end_page()
        lines = self._copy.split("\n")
        if self.setting.spaced_where_wrapped:
            lines = [line.strip(" ").replace(_WRAPPED, " ") for line in lines]
        elif not self.setting.spaced:
            lines = [line.strip(" ") for line in lines]
        if not self.setting.sets_apart:
            lines = [line for line in lines if line.strip(" ")]
        return "\n".join(lines).replace(_WRAPPED, "")

    def _columns(self, cells: Sequence[Anything]) -> list[tuple[Anything, float]]:
        return [(cell, width - _PADDING) for cell, width in zip(cells, self.setting.widths, strict=True)]

    def _set(self, paragraphs: list[Paragraph], width: float) -> list[Placed]:
        """Lines with their heights from the top of the cell; an empty cell has one blank line."""
        lines: list[Placed] = []
        height = 0.0
        for paragraph in paragraphs or [Paragraph(words="")]:
            height += _AROUND_BULLETS if paragraph.bullet and lines else 0.0
            wrapped = self.wrapped(paragraph.words, width - (_INDENT if paragraph.bullet else 0.0)) or [""]
            for index, line in enumerate(wrapped):
                mark = f"{self.setting.glyph} " if paragraph.bullet and not index else ""
                goes_on = _WRAPPED if index + 1 < len(wrapped) else ""
                lines.append((height, mark + line + goes_on))
                height += self.setting.line_height
            height += _AROUND_BULLETS if paragraph.bullet else 0.0
        return lines

    def _next(self) -> float:
        return self.setting.page_height - self._room

    def _write(self, lines: list[Placed]) -> None:
        for height, line in lines:
            down = None if self._height is None else height - self._height
            if down is not None and abs(down) > 0.01:
                self._copy += "\n" if 0 < down <= _AS_NEXT_LINE else "\n\n"
            self._copy += f"{line} "
            self._height = height

    def _turn_page_for(self, lines: float) -> None:
        if self._room < lines * self.setting.line_height:
            self._turn_page([])
        self._room -= lines * self.setting.line_height

    def _turn_page(self, headings: list[str]) -> None:
        self._end_page()
        self._page += 1
        self._copy += "\n" + ("\f" if self.setting.marks_pages else "") + " "
        self._height, self._room = None, self.setting.page_height
        if headings and self.setting.repeats:
            self.heading_row(headings)

    def _end_page(self) -> None:
        if self.setting.footer:
            self._write([(self.setting.page_height + 3, self.setting.footer.format(page=self._page))])
