"""HTML: headings, paragraphs, lists and tables as a browser would show them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from .colours import colours_of_row
from .contents import Contents, GridRow, Heading, Paragraph, Part
from .document import DocumentError, DocumentWarning
from .grids import is_row_of_headings, parts_of_grid
from .guards import check_tags
from .picture_letters import of_pictures, sign_of
from .run_together import items_of
from .struck import take_out_struck
from .texts import decoded, file_lines, quoted, tidy

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption")
_BLOCKS_WORDS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form"
    " header html legend main menu nav ol p pre section summary table tbody td tfoot th thead tr ul li hr"
)
_BLOCKS = frozenset((*_HEADINGS, *_BLOCKS_WORDS.split()))
_UNSEEN_WORDS = "script style head title template noscript iframe object svg math select textarea input button"
_UNSEEN = frozenset(_UNSEEN_WORDS.split())
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_FONT = re.compile(r"(?i)font-family\s*:\s*[\"']?(?P<font>[\w ]+)")
_COLOR = r"(?P<color>#[0-9a-f]{3,6}\b|rgba?\([^)]*\)|[a-z]+)"
_BACKGROUND = re.compile(rf"(?i)\bbackground(?:-color)?\s*:\s*{_COLOR}")
_LETTERS = re.compile(rf"(?i)(?<!-)\bcolor\s*:\s*{_COLOR}")
_NAMED = {"red": "FF0000", "orange": "FFA500", "amber": "FFBF00", "gold": "FFD700", "yellow": "FFFF00"}
_NAMED |= {"green": "008000", "lime": "00FF00", "limegreen": "32CD32", "lightgreen": "90EE90", "blue": "0000FF"}
_NAMED |= {"lightblue": "ADD8E6", "grey": "808080", "gray": "808080", "lightgrey": "D3D3D3", "lightgray": "D3D3D3"}
_STRUCK = frozenset(("s", "strike", "del"))
_STRUCK_BY_STYLE = re.compile(r"(?i)text-decoration[\w-]*\s*:[^;]*line-through")
_MOST_SPANNED = 1000
_WIDEST = 200
_Cell = tuple[str, str]  # its text and its fill
_EMPTY = "", ""


def looks_like_html(text: str) -> bool:
    return bool(re.search(r"(?i)<(?:!doctype html|html|table|body)\b", text[:2000]))


def read_html(data: bytes) -> Contents:
    return contents_of_html("\n".join(file_lines(decoded(data))))


def contents_of_html(text: str) -> Contents:
    """An element's attribute data-line, where there is one, is its place; otherwise its line in the text."""
    check_tags(text.count("<"))
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text.replace("\0", " "))
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError):
        raise DocumentError("there is nothing to read in this HTML") from None
    reading = _Reading(warnings=list(_without_struck(root)))
    reading.read(root)
    reading.end_paragraph()
    return Contents(parts=reading.parts, warnings=reading.warnings)


@dataclass
class _Reading:
    parts: list[Part] = field(default_factory=list)
    warnings: list[DocumentWarning] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _place: str = ""

    def read(self, element: etree._Element) -> None:
        """Take the element in, and all within it; what follows it is its parent's."""
        if not _is_shown(element):
            return
        if element.tag == "table" and not _is_layout(element):
            self.end_paragraph()
            self.parts += parts_of_grid(list(self._grid(element)))
            return
        if element.tag in _HEADINGS or element.tag == "li":
            self.end_paragraph()
            text = tidy(self._text(element))
            if text and element.tag == "li":
                self.parts += [Paragraph(text=line, place=_place(element)) for line in _as_item(text, element)]
            elif text:
                self.parts.append(Heading(text=" ".join(text.split()), place=_place(element), marked=True))
            return
        self._read_within(element)

    def _read_within(self, element: etree._Element) -> None:
        is_block = element.tag in _BLOCKS
        if is_block:
            self.end_paragraph()
            self._place = _place(element)
        self._words.append("\n" if element.tag == "br" else _own_text(element))
        for child in element:
            self.read(child)
            self._words.append(_flat(child.tail))
        if is_block:
            self.end_paragraph()

    def end_paragraph(self) -> None:
        text = tidy("".join(self._words))
        self._words.clear()
        self.parts += [Paragraph(text=line, place=self._place) for line in text.split("\n") if line]

    def _text(self, element: etree._Element) -> str:
        """All the text of an element, blocks on their own lines and items of lists with their marks."""
        if not _is_shown(element):
            return ""
        if element.tag == "br":
            return "\n"
        text = _own_text(element) + "".join(self._text(child) + _flat(child.tail) for child in element)
        if element.tag == "li":
            return "\n" + "\n".join(_as_item(tidy(text), element)) + "\n"
        if element.tag in ("ul", "menu") and not any(child.tag == "li" for child in element):
            return f"\n{self._items_of(text, element)}\n"
        return (
            f"\n{text}\n"
            if element.tag in _BLOCKS and element.tag not in ("td", "th")
            else f" {text} "
            if element.tag in ("td", "th")
            else text
        )

    def _items_of(self, text: str, element: etree._Element) -> str:
        """A list whose items have no marks of their own."""
        lines = tidy(text).split("\n")
        if len(lines) > 1 or lines[0].startswith("- ") or not lines[0]:
            return "\n".join(lines)
        items = items_of(lines[0])
        if len(items) > 1:
            told = f"nothing parts the items of a list, which are read as {quoted(*items)}"
            self.warnings.append(DocumentWarning(where=_place(element), message=told))
        return "\n".join(f"- {item}" for item in items)

    def _grid(self, table: etree._Element) -> Iterator[GridRow]:
        """Rows of as many cells as they are wide; a cell that spans rows stands in each, one across columns once."""
        below: dict[int, tuple[int, _Cell]] = {}
        for row in _rows(table):
            cells: list[_Cell] = []
            own = [cell for cell in row if cell.tag in ("td", "th") and _is_shown(cell)]
            for cell in own:
                _fill_from_above(cells, below)
                text = tidy(self._text(cell)) or tidy("\n".join(cell.xpath(".//img/@alt"))), _fill(cell)
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                if down > 1:
                    below |= {len(cells) + at: (down - 1, _EMPTY if at else text) for at in range(across)}
                cells += [text, *[_EMPTY] * (across - 1)]
            _fill_from_above(cells, below)
            wide = len(own) == 1 and _span(own[0], "colspan") > 1
            texts, fills = [text for text, _ in cells[:_WIDEST]], [fill for _, fill in cells[:_WIDEST]]
            yield GridRow(cells=texts, colours=colours_of_row(fills), place=_place(row), wide=wide)


def _without_struck(root: html.HtmlElement) -> Iterator[DocumentWarning]:
    return take_out_struck(
        _struck(root),
        stands_in=_cell_or_block,
        text_of=_words_seen,
        take_out=lambda element: element.clear(keep_tail=True),
    )


def _words_seen(element: etree._Element) -> str:
    if not _is_shown(element):
        return ""
    return (element.text or "") + "".join(_words_seen(child) + (child.tail or "") for child in element)


def _struck(element: etree._Element) -> Iterator[etree._Element]:
    """Those that are shown and words alone, without those within others."""
    if not _is_shown(element):
        return
    is_struck = element.tag in _STRUCK or _STRUCK_BY_STYLE.search(element.get("style", ""))
    if is_struck and not any(within.tag in _BLOCKS for within in element.iter()):
        yield element
        return
    for child in element:
        yield from _struck(child)


def _cell_or_block(element: etree._Element) -> etree._Element:
    cell = next(element.iterancestors("td", "th"), None)
    blocks = (around for around in element.iterancestors() if around.tag in _BLOCKS)
    return cell if cell is not None else next(blocks, element)


def _fill_from_above(cells: list[_Cell], below: dict[int, tuple[int, _Cell]]) -> None:
    while len(cells) in below:
        left, text = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, text)
        cells.append(text)


def _fill(cell: etree._Element) -> str:
    """The cell's colour, or that of the sign that is all there is in it, as six figures."""
    fill = _figures(cell.get("bgcolor") or _style(cell, _BACKGROUND))
    if fill or re.search(r"\w", "".join(cell.itertext())):
        return fill
    within = (element for element in cell.iter() if isinstance(element.tag, str))
    styles = (_style(element, _BACKGROUND) or _style(element, _LETTERS) or element.get("color") for element in within)
    return _figures(next(filter(None, styles), ""))


def _style(element: etree._Element, wanted: re.Pattern[str]) -> str:
    found = wanted.search(element.get("style", ""))
    return found["color"] if found else ""


def _figures(color: str) -> str:
    """Of "#f00", "rgb(255, 0, 0)" or "red" the six figures; "" for any other."""
    parts = re.fullmatch(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\b.*\)", color)
    if parts:
        return "".join(f"{min(int(part), 255):02X}" for part in parts.groups())
    figures = _NAMED.get(color.lower(), color.removeprefix("#"))
    return "".join(figure * 2 for figure in figures) if len(figures) == 3 else figures if len(figures) == 6 else ""


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The table's own rows, without those of tables within its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _is_layout(table: etree._Element) -> bool:
    """Whether the table only places things on the page, among them the table that matters."""
    return any(
        is_row_of_headings([tidy(" ".join(cell.itertext())) for cell in row if cell.tag in ("td", "th")])
        for inner in table.iterdescendants("table")
        for row in _rows(inner)
    )


def _span(cell: etree._Element, name: str) -> int:
    figures = re.fullmatch(r"\s*([0-9]{1,6})\s*", cell.get(name, ""))
    return max(1, min(int(figures[1]), _MOST_SPANNED if name == "rowspan" else _WIDEST)) if figures else 1


def _is_shown(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return False
    return element.get("hidden") is None and not _HIDDEN.search(element.get("style", ""))


def _as_item(text: str, item: etree._Element) -> list[str]:
    """The lines of a list's item, with the number or bullet that a browser sets before it."""
    first, *more = text.split("\n") if text else [""]
    ordered = item.getparent() is not None and item.getparent().tag == "ol"
    mark = f"{_number(item)}. " if ordered else "" if first.startswith("- ") else "- "
    return [f"{mark}{first}", *more] if first else more


def _number(item: etree._Element) -> int:
    start = re.fullmatch(r"[0-9]{1,4}", item.getparent().get("start", ""))
    return (int(start[0]) if start else 1) + sum(1 for _ in item.itersiblings("li", preceding=True))


def _place(element: etree._Element) -> str:
    line = next(iter(element.xpath("ancestor-or-self::*[@data-line][1]/@data-line")), None) or element.sourceline
    return f"line {line}" if line else ""


def _own_text(element: etree._Element) -> str:
    """What stands before its first child; a letter of a font of pictures is the sign as which it is seen."""
    text, font = _flat(element.text), _FONT.search(element.get("style", ""))
    one = text.strip()
    return sign_of(font["font"], one) if len(one) == 1 and font and of_pictures(font["font"]) else text


def _flat(text: str | None) -> str:
    """White space as HTML means it: a line's end is a space."""
    return re.sub(r"[^\S\xa0]+", " ", text or "")
