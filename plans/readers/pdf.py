"""PDF: ruled tables by their lines, tables without by the white between their columns, and the text around them."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from typing import Any

from .contents import Contents, GridRow, Heading, Paragraph, Part
from .document import DocumentError, DocumentWarning
from .grids import parts_of_grid
from .guards import DAMAGED, LOCKED
from .headings import looks_like_heading
from .named_headings import NONE_NAMED, NamedHeadings, first_lines
from .pdf_ruled import Ruled
from .pdf_unruled import Unruled, find_unruled, rows_of_cells
from .pdf_words import USUAL_LEADING, Block, Fill, Line, Word, lines_of
from .texts import quoted

_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_SECONDS, _SECONDS_PER_MEGABYTE = 4, 10  # of the processor's time, whatever else it has to do
_MOST_PIECES = 4  # of a line at a page's edge
_LARGER = 1.1  # times what is usual, of a heading
_TOLD = {
    "locked": LOCKED,
    "damaged": DAMAGED,
    "long": "this PDF has more pages or words than any plan",
    "slow": "this PDF takes too long to read; save it anew, or give the document it was made from",
}


@dataclass
class Page:
    number: int
    height: float
    words: list[Word]
    turned: list[Word]
    tables: list[Ruled]
    fills: list[Fill]


@dataclass(frozen=True)
class Sizes:
    """The usual size of letters, and what is usual outside ruled tables, in which letters may be smaller."""

    usual: float
    outside: float


def read_pdf(data: bytes, named: NamedHeadings = NONE_NAMED) -> Contents:
    pages = _pages(data)
    if not any(page.words for page in pages):
        raise DocumentError("this PDF has pictures of pages and no words; give the document it was made from")
    contents = Contents(lines=first_lines(_with_marks(line) for page in pages for line in lines_of(page.words)))
    furniture = _take_furniture(pages)
    if furniture:
        told = f"{sum(furniture.values())} lines that pages repeat are left out: {quoted(*furniture)}"
        contents.warnings.append(DocumentWarning(where="pages", message=told))
    sizes = _sizes(pages)
    blocks = [block for page in pages for table in page.tables for block in table.blocks.values()]
    known = {word for block in blocks for word in block.whole_words()}
    unruled: list[Unruled] = []
    for page in pages:
        is_ruled = bool(page.tables) and _is_parted_by_lines(page)
        found = [] if is_ruled else find_unruled(page.words, unruled[-1] if unruled else None, page.fills, named)
        if page.tables and not _stands_without_lines(page, found):
            contents.parts += _parts(page, sizes, known)
            contents.parts += _around([word for word in page.turned if not _is_held(word, page)], page, sizes)
            unruled = []
            continue
        unruled = found or unruled
        above = [word for word in page.words if not found or word.bottom < found[0].top]
        contents.parts += _around(above, page, sizes)
        for rows in (table.rows(page.number) for table in found):
            contents.parts += _parts_of_unruled(rows, named)
        contents.parts += _around(page.turned, page, sizes)
    return contents


def _sizes(pages: Sequence[Page]) -> Sizes:
    everywhere = Counter(word.size for page in pages for word in page.words)
    outside = Counter(word.size for page in pages for word in page.words if not _is_held(word, page))
    return Sizes(*(sizes.most_common(1)[0][0] for sizes in (everywhere, outside or everywhere)))


def rows_of_pdf(data: bytes) -> Iterator[list[str]]:
    """What stands in columns on its pages, by which a person's headings are found."""
    for page in _pages(data):
        yield from rows_of_cells(page.words)


def _parts_of_unruled(rows: list[GridRow], named: NamedHeadings) -> list[Part]:
    is_named = named.are_all_of(rows[0].cells)
    if is_named:
        rows[0].cells = list(map(named.named, rows[0].cells))
    return parts_of_grid(rows, goes_on=not is_named)


def _with_marks(line: Line) -> str:
    """What stands apart on it, with bars between."""
    return " | ".join(piece.text for piece in line.segments())


def _is_parted_by_lines(page: Page) -> bool:
    """Whether nothing is left to find out: the lines on a page part rows, and nothing beside them stands in columns."""
    outside = lines_of([word for word in page.words if not _is_held(word, page)])
    return all(table.parts_rows for table in page.tables) and all(len(line.segments()) < 3 for line in outside)


def _stands_without_lines(page: Page, found: Sequence[Unruled]) -> bool:
    """Whether the lines on a page do not part the rows of the tables found: they are of shades, or of columns only."""
    rows = [line for table in found for line in table.lines if len(line.segments()) > 2]
    outside = [line for line in rows if not any(table.holds(line.words[0]) for table in page.tables)]
    return len(outside) > len(rows) / 5 or any(_is_of_columns(ruled, table) for ruled in page.tables for table in found)


def _is_of_columns(ruled: Ruled, table: Unruled) -> bool:
    """Whether a box holds both the headings of the table and lines below them."""
    below = table.lines[table.depth + 1 :]
    if not table.depth or not below:
        return False
    heading = table.lines[0].words[0]
    return any(
        box[0] <= heading.middle[0] <= box[2] and box[1] < heading.middle[1] and below[0].bottom < box[3]
        for box in ruled.boxes
    )


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
    words = [Word(*word) for word in page["words"] if word[4].strip() and word[3] > word[1]]
    fills = [Fill(tuple(sides), color) for *sides, color in page["fills"]]
    tables = [
        Ruled([[tuple(box) if box else None for box in row] for row in table], words, fills) for table in page["tables"]
    ]
    tables = [table for table in tables if len(table.boxes) > 1]
    turned = [word for word in words if word.turn]
    return Page(number, page["size"][1], [word for word in words if not word.turn], turned, tables, fills)


def _take_furniture(pages: Sequence[Page]) -> Counter[str]:
    """Take from the pages the lines at their top and foot that repeat, but for figures; gives them, counted.

    What stands in many columns is no such line but a table's headings.
    """
    edges = [(page, line) for page in pages for line in lines_of(page.words) if _is_at_edge(page, line)]
    seen = Counter(_without_figures(line.text) for _, line in edges)
    repeated = [(page, line) for page, line in edges if seen[_without_figures(line.text)] > max(1, len(pages) / 3)]
    for page, line in repeated:
        page.words = [word for word in page.words if word not in line.words]
    return Counter(_without_figures(line.text) or line.text for _, line in repeated)


def _is_at_edge(page: Page, line: Line) -> bool:
    outside = not any(table.holds(line.words[0]) for table in page.tables)
    return (
        outside
        and len(line.segments()) < _MOST_PIECES
        and (line.bottom < page.height * 0.12 or line.top > page.height * 0.88)
    )


def _without_figures(text: str) -> str:
    return " ".join(word for word in text.split() if not word.strip("().,/-").isdigit())


def _parts(page: Page, sizes: Sizes, known: Container[str]) -> Iterator[Part]:
    """The page's tables in their order, and the text above, between and below them."""
    left = list(page.words)
    for table in sorted(page.tables, key=lambda table: table.top):
        above = [word for word in left if word.middle[1] < table.top]
        yield from _around(above, page, sizes)
        yield from parts_of_grid(list(table.grid(page.number, known)), goes_on=True)
        left = [word for word in left if word not in above and not table.holds(word)]
    yield from _around(left, page, sizes)


def _is_held(word: Word, page: Page) -> bool:
    return any(table.holds(word) for table in page.tables)


def _around(words: Sequence[Word], page: Page, sizes: Sizes) -> Iterator[Part]:
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
        text = Block(piece, right).text(USUAL_LEADING)
        stands_out, marked = (size > usual * _LARGER or is_bold for usual in (sizes.usual, sizes.outside))
        for line_of_text in filter(None, text.split("\n")):
            place = f"page {page.number}"
            if stands_out and looks_like_heading(line_of_text):
                yield Heading(text=line_of_text, place=place, marked=marked)
            else:
                yield Paragraph(text=line_of_text, place=place)
