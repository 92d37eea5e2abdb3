"""What stands on pages: ruled tables by their lines, tables without by the white between their columns, and the text
around them.
"""

import calendar
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from .columns import WORDS_OF_HEADINGS
from .contents import Contents, GridRow, Heading, Paragraph, Part, Table
from .document import DocumentWarning
from .grids import parts_of_grid
from .headings import looks_like_heading
from .named_headings import NamedHeadings, first_lines
from .pdf_ruled import Ruled
from .pdf_unruled import Unruled, are_close, find_unruled
from .pdf_words import USUAL_LEADING, Block, Fill, Line, Word, lines_of, plain
from .texts import quoted

_EDGE = 0.12  # of a page's height
_MOST_PIECES = 4  # of a line at a page's edge
_FIGURES = re.compile(r"[-().,/]*\d[-().,/\d]*")
_MONTHS = {month.lower() for month in calendar.month_name[1:]}
_LARGER = 1.1  # times what is usual, of a heading


@dataclass
class Page:
    """`pictured`: pictures cover much of it."""

    number: int
    height: float
    words: list[Word]
    turned: list[Word]
    tables: list[Ruled]
    fills: list[Fill]
    pictured: bool = field(default=False, kw_only=True)

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture of a page, as a scanned one is: nothing on it can be read."""
        return self.pictured and not self.words and not self.turned

    def place(self, line: Line, row: int = 0) -> str:
        """Where a line of it stands, or the row of a table that begins with it, as a person would look it up."""
        return f"page {self.number}, row {row}" if row else f"page {self.number}"

    def is_at_edge(self, line: Line) -> bool:
        return line.bottom < self.height * _EDGE or line.top > self.height * (1 - _EDGE)


@dataclass(frozen=True)
class Sizes:
    """The usual size of letters, and what is usual outside ruled tables, in which letters may be smaller."""

    usual: float
    outside: float


def contents_of_pages(pages: Sequence[Page], named: NamedHeadings) -> Contents:
    contents = Contents(lines=first_lines(_with_marks(line) for page in pages for line in lines_of(page.words)))
    furniture = _take_furniture(pages)
    if furniture:
        told = f"{sum(furniture.values())} lines that pages repeat are left out: {quoted(*furniture)}"
        contents.warnings.append(DocumentWarning(where="pages", message=told))
    contents.warnings += _warnings_of_pictures(pages)
    after_unread = False
    for page, parts in zip(pages, _parts_of_each(pages, named), strict=True):
        table = next((part for part in parts if isinstance(part, Table)), None)
        after_unread = after_unread or page.is_picture
        if table and after_unread:
            table.after_unread, after_unread = True, False
        contents.parts += parts
    return contents


def _warnings_of_pictures(pages: Sequence[Page]) -> Iterator[DocumentWarning]:
    numbers = [str(page.number) for page in pages if page.is_picture]
    if numbers:
        *before, last = numbers
        which, it = f"page {last} is a picture of a page", "it"
        if before:
            which, it = f"pages {', '.join(before)} and {last} are pictures of pages", "them"
        told = f"{which}: nothing on {it} was read, and the rows before and after may not be whole"
        yield DocumentWarning(where="pages", message=f"{told}; give the document that the file was made from")


def _parts_of_each(pages: Sequence[Page], named: NamedHeadings) -> Iterator[list[Part]]:
    sizes = _sizes(pages)
    known = _whole_words(pages)
    _make_words_whole(pages, known)
    parting = [table for page in pages for table in page.tables if table.parts_rows]
    unruled: list[Unruled] = []
    for page in pages:
        is_ruled = bool(page.tables) and _is_parted_by_lines(page, parting)
        found = [] if is_ruled else find_unruled(page.words, unruled[-1] if unruled else None, page.fills, named)
        if page.tables and not _stands_without_lines(page, found):
            turned = [word for word in page.turned if not _is_held(word, page)]
            yield [*_parts(page, sizes, known), *_around(turned, page, sizes)]
            unruled = []
            continue
        unruled = found or unruled
        above = [word for word in page.words if not found or word.bottom < found[0].top]
        of_tables = (_parts_of_unruled(table.rows(page.place), named) for table in found)
        yield [*_around(above, page, sizes), *chain.from_iterable(of_tables), *_around(page.turned, page, sizes)]


def _whole_words(pages: Sequence[Page]) -> set[str]:
    """Those by which cut ones are found: what stands outside tables is seldom cut."""
    blocks = [block for page in pages for table in page.tables for block in table.blocks.values()]
    outside = (word for page in pages for word in page.words if not _is_held(word, page))
    found = {*map(plain, (word.text for word in outside)), *(word for block in blocks for word in block.whole_words())}
    return found | WORDS_OF_HEADINGS | _MONTHS


def _make_words_whole(pages: Sequence[Page], known: Container[str]) -> None:
    for page, after in pairwise(pages):
        if page.tables and after.tables:
            last, first = max(page.tables, key=_top_of), min(after.tables, key=_top_of)
            if first.has_columns_of(last):
                last.make_words_whole(first, known)


def _top_of(table: Ruled) -> float:
    return table.top


def _sizes(pages: Sequence[Page]) -> Sizes:
    everywhere = Counter(word.size for page in pages for word in page.words)
    outside = Counter(word.size for page in pages for word in page.words if not _is_held(word, page))
    return Sizes(*(sizes.most_common(1)[0][0] for sizes in (everywhere, outside or everywhere)))


def _parts_of_unruled(rows: list[GridRow], named: NamedHeadings) -> list[Part]:
    is_named = named.are_all_of(rows[0].cells)
    if is_named:
        rows[0].cells = list(map(named.named, rows[0].cells))
    return parts_of_grid(rows, goes_on=not is_named)


def _with_marks(line: Line) -> str:
    """What stands apart on it, with bars between."""
    return " | ".join(piece.text for piece in line.segments())


def _is_parted_by_lines(page: Page, parting: Sequence[Ruled]) -> bool:
    """Whether nothing is left to find out: the lines on a page part rows, or are of the columns of a table of which
    they do, and nothing beside them stands in columns.
    """
    outside = lines_of([word for word in page.words if not _is_held(word, page)])
    part = [table.parts_rows or any(map(table.has_columns_of, parting)) for table in page.tables]
    return all(part) and all(len(line.segments()) < 3 for line in outside)


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


def _take_furniture(pages: Sequence[Page]) -> Counter[str]:
    """Take from the pages the lines at their top and foot that repeat, but for figures; gives them, counted.

    What stands in many columns is no such line but a table's headings.
    """
    edges = [(page, line) for page in pages for line in _lines_at_edges(page)]
    seen = Counter(without_figures(line.text) for _, line in edges)
    repeated = [(page, line) for page, line in edges if seen[without_figures(line.text)] > max(1, len(pages) / 3)]
    for page, line in repeated:
        page.words = [word for word in page.words if word not in line.words]
    return Counter(without_figures(line.text) or line.text for _, line in repeated)


def _lines_at_edges(page: Page) -> Iterator[Line]:
    """Those of few pieces; what stands close below many is more of a table's headings, or of a row."""
    above: Line | None = None
    for line in lines_of(page.words):
        in_table = any(table.holds(line.words[0]) for table in page.tables)
        below_many = (
            above and len(above.segments()) >= _MOST_PIECES and are_close(above, line) and line.top < page.height / 2
        )
        if len(line.segments()) < _MOST_PIECES and not in_table and not below_many and page.is_at_edge(line):
            yield line
        above = line


def without_figures(text: str) -> str:
    return " ".join(word for word in text.split() if not _FIGURES.fullmatch(word))


def _parts(page: Page, sizes: Sizes, known: Container[str]) -> Iterator[Part]:
    """The page's tables in their order, and the text above, between and below them."""
    left = list(page.words)
    for table in sorted(page.tables, key=_top_of):
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
        place = page.place(piece[0])
        for line_of_text in filter(None, text.split("\n")):
            if stands_out and looks_like_heading(line_of_text):
                yield Heading(text=line_of_text, place=place, marked=marked)
            else:
                yield Paragraph(text=line_of_text, place=place)
