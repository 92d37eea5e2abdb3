"""PDF: ruled tables by their lines, tables without by the white between their columns, and the text around them."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from typing import Any

from .contents import Contents, Heading, Paragraph, Part
from .document import DocumentError, DocumentWarning
from .grids import GridRow, parts_of_grid
from .guards import DAMAGED, LOCKED
from .headings import looks_like_heading
from .pdf_unruled import find_unruled
from .pdf_words import Line, Word, leading_of, lines_of, plain, text_of
from .texts import quoted

_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_SECONDS, _SECONDS_PER_MEGABYTE = 4, 10  # of the processor's time, whatever else it has to do
_TOLD = {
    "locked": LOCKED,
    "damaged": DAMAGED,
    "long": "this PDF has more pages or words than any plan",
    "slow": "this PDF takes too long to read; save it anew, or give the document it was made from",
}

Box = tuple[float, float, float, float]
Ruled = list[list[Box | None]]


@dataclass
class Page:
    """`tables` have for each row the box of each cell, None where a cell of another row or column reaches."""

    number: int
    width: float
    height: float
    words: list[Word]
    tables: list[Ruled]


def read_pdf(data: bytes) -> Contents:
    pages = _pages(data)
    if not any(page.words for page in pages):
        raise DocumentError("this PDF has pictures of pages and no words; give the document it was made from")
    contents = Contents()
    furniture = _take_furniture(pages)
    if furniture:
        told = f"{sum(furniture.values())} lines that pages repeat are left out: {quoted(*furniture)}"
        contents.warnings.append(DocumentWarning(where="pages", message=told))
    body = Counter(word.size for page in pages for word in page.words).most_common(1)[0][0]
    unruled = None
    for page in pages:
        if not page.tables:
            unruled = find_unruled(page.words, unruled)
        above = [word for word in page.words if page.tables or not unruled or word.bottom < unruled.top]
        contents.parts += _parts(page, body) if page.tables else _around(above, page, body)
        if unruled and not page.tables:
            contents.parts += parts_of_grid(unruled.rows(page.number), goes_on=True)
    return contents


def _pages(data: bytes) -> list[Page]:
    seconds = round(min(_SECONDS + _SECONDS_PER_MEGABYTE * len(data) / 2**20, 60))
    command = [sys.executable, "-I", str(_PROGRAM), str(seconds)]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:  # it ran out of time or memory
        raise DocumentError(_TOLD["slow" if -done.returncode in (SIGXCPU, SIGKILL) else "damaged"])
    found = json.loads(done.stdout)
    if "error" in found:
        raise DocumentError(_TOLD[found["error"]])
    return [_page(page, number) for number, page in enumerate(found["pages"], 1)]


def _page(page: dict[str, list[Any]], number: int) -> Page:
    width, height = page["size"]
    words = [Word(*word) for word in page["words"] if word[4].strip() and word[3] > word[1]]
    tables = [[[tuple(box) if box else None for box in row] for row in table] for table in page["tables"]]
    return Page(number, width, height, words, [table for table in tables if _has_cells(table)])


def _has_cells(table: Ruled) -> bool:
    return len({cell for row in table for cell in row if cell}) > 1


def _take_furniture(pages: Sequence[Page]) -> Counter[str]:
    """Take from the pages the lines at their top and foot that repeat, but for figures; gives them, counted."""
    edges = [
        (page, line) for page in pages for line in lines_of(page.words) if _is_at_edge(page, line.top, line.bottom)
    ]
    seen = Counter(_without_figures(line.text) for _, line in edges)
    repeated = [(page, line) for page, line in edges if seen[_without_figures(line.text)] > max(1, len(pages) / 3)]
    for page, line in repeated:
        page.words = [word for word in page.words if word not in line.words]
    return Counter(_without_figures(line.text) or line.text for _, line in repeated)


def _is_at_edge(page: Page, top: float, bottom: float) -> bool:
    inside = [cell for table in page.tables for row in table for cell in row if cell]
    outside = all(bottom < cell[1] or top > cell[3] for cell in inside)
    return outside and (bottom < page.height * 0.12 or top > page.height * 0.88)


def _without_figures(text: str) -> str:
    return " ".join(word for word in text.split() if not word.strip("().,/-").isdigit())


def _parts(page: Page, body: float) -> Iterator[Part]:
    """The page's tables in their order, and the text above, between and below them."""
    left = list(page.words)
    for table in sorted(page.tables, key=_top):
        boxes = [cell for row in table for cell in row if cell]
        above = [word for word in left if word.middle[1] < min(box[1] for box in boxes)]
        yield from _around(above, page, body)
        left = [word for word in left if word not in above]
        rows = list(_rows(table, left, page.number))
        left = [word for word in left if not any(_within(word, box) for box in boxes)]
        yield from parts_of_grid(rows, goes_on=True)
    yield from _around(left, page, body)


def _top(table: Ruled) -> float:
    return min(cell[1] for row in table for cell in row if cell)


def _within(word: Word, box: Box) -> bool:
    across, down = word.middle
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _rows(table: Ruled, words: Sequence[Word], number: int) -> Iterator[GridRow]:
    """A cell that spans rows stands in each of them, one that spans columns once."""
    boxes = {box for row in table for box in row if box}
    held = {box: [word for word in words if _within(word, box)] for box in boxes}
    leading = leading_of(held.values())
    known = {plain(word.text) for word in words}
    texts = {box: text_of(held[box], box[2] - _margin(box[0], held), leading, known) for box in boxes}
    lefts = sorted({box[0] for box in boxes})
    width = max(box[2] for box in boxes) - lefts[0]
    for at, row in enumerate(table, 1):
        own = [box for box in row if box]
        top = min(box[1] for box in own)
        reaching = {box[0]: box for box in boxes if box[1] < top < box[3] - 1}
        cells = [
            texts[box] if (box := mine or reaching.get(left)) else "" for mine, left in zip(row, lefts, strict=False)
        ]
        wide = len(own) == 1 < len(row) and not reaching and own[0][2] - own[0][0] > width * 0.95
        yield GridRow(cells=cells, place=f"page {number}, row {at}", wide=wide)


def _margin(left: float, held: dict[Box, list[Word]]) -> float:
    """The room before the words of a column's cells, which is the room after them too."""
    return max(0, min((word.left - left for box, words in held.items() if box[0] == left for word in words), default=0))


def _around(words: Sequence[Word], page: Page, body: float) -> Iterator[Part]:
    """Text outside tables: lines of one size that stand close together are one piece."""
    right = max((word.right for word in page.words), default=0)
    pieces: list[list[Line]] = []
    for line in lines_of(words):
        before = pieces[-1][-1] if pieces else None
        height = line.bottom - line.top
        if before and line.top - before.bottom < height * 0.6 and before.style == line.style:
            pieces[-1].append(line)
        else:
            pieces.append([line])
    for piece in pieces:
        size, is_bold = piece[0].style
        text = text_of([word for line in piece for word in line.words], right, leading=1.2)
        marked = size > body * 1.1 or is_bold
        for line_of_text in filter(None, text.split("\n")):
            is_heading = marked and looks_like_heading(line_of_text)
            kind = Heading if is_heading else Paragraph
            yield kind(text=line_of_text, place=f"page {page.number}")
