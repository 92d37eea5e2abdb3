"""Text laid out as its pages are, with white space between the columns: `pdftotext -layout` and what prints to a file.

Every letter has its place in a grid, so that such a page is read as one of a PDF whose tables no lines rule. Where a
text leaves no room before the next column, the next one's begins a little before its place, with one space between.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise, zip_longest

from .contents import Contents
from .document import DocumentWarning
from .grids import is_row_of_headings
from .guards import too_much
from .named_headings import NONE_NAMED, NamedHeadings
from .pages import Page, contents_of_pages, without_figures
from .pdf_text.widths import USUAL
from .pdf_unruled import find_unruled, rows_of_cells
from .pdf_words import Line, Word
from .texts import decoded, file_lines, quoted

# In widths of a letter: how high a line is, which is seen as one with its words while no two spaces stand in it, and
# how far below it the next stands.
_HEIGHT, _PITCH = 2.0, 2.4
_LINES_TO_BEGIN_IN, _MOST_LINES, _LONGEST_LINE = 500, 10_000, 1_000
_LINES_AT_EDGE = 3
_FEWEST_HEADINGS = 4  # in a line that pages repeat
_MOST_BLANK, _BLANK_WHERE_FAR = 2, 3  # lines
_FEW = 3  # words that a doubt quotes
_GAP = 1.5  # by which a piece is seen to end before the next
_SCALE = 2.0  # of an em
_MOST_BEFORE_ITS_PLACE, _MOST_BEHIND = 8, 2
_GOES_ON = 4  # by how much nearer a word has to be that goes on with a sentence
_FEWEST_IN_COLUMN = 0.1  # of the lines, that a column begins on
_PIECE = re.compile(r"\S+(?: \S+)*")
_PAGE_END = "\f"

Piece = tuple[int, list[str]]  # where it begins, and its words


@dataclass
class TextPage(Page):
    """`numbers` are those that its lines have in the file, `parted` the texts of lines that were cut though one space
    stands between, by their places, `blank` the places of those left blank. `told`: the file says where pages end.
    """

    numbers: list[int]
    parted: dict[int, tuple[str, str]]
    blank: set[int]
    told: bool

    def place(self, line: Line, row: int = 0) -> str:
        return f"line {self.numbers[self._at(line)]}"

    def is_at_edge(self, line: Line) -> bool:
        """Where only headings printed again tell a page's end, a line close below another may be of a cell."""
        at = self._at(line)
        is_apart = self.told or at == 0 or at - 1 in self.blank
        return is_apart and (at < _LINES_AT_EDGE or at >= len(self.numbers) - _LINES_AT_EDGE)

    @staticmethod
    def _at(line: Line) -> int:
        return round(line.top / _PITCH)


def looks_laid_out(text: str, named: NamedHeadings = NONE_NAMED) -> bool:
    """Whether a table is found by its columns, in many of whose lines white space parts them."""
    begin = "\n".join(file_lines(text)[:_LINES_TO_BEGIN_IN])
    filled = [line for line in begin.splitlines() if line.strip()]
    if begin.count("\t") * 4 > len(filled) or _is_overlong(begin):
        return False
    parted = sum(len(_PIECE.findall(line.strip(_PAGE_END))) > 1 or line.startswith("  ") for line in filled)
    return parted * 5 > len(filled) and any(_is_laid_out(page, named) for page in _pages(begin))


def read_laid_out(data: bytes, named: NamedHeadings = NONE_NAMED) -> Contents:
    text = decoded(data)
    if text.count("\n") + text.count(_PAGE_END) > _MOST_LINES or _is_overlong(text):
        raise too_much(f"more than {_MOST_LINES:,} lines, or one of more than {_LONGEST_LINE:,} letters")
    pages = list(_pages(text))
    contents = contents_of_pages(pages, named)
    contents.warnings += [
        DocumentWarning(where=f"line {page.numbers[at]}", message=_one_space(*cut))
        for page in pages
        for at, cut in page.parted.items()
    ]
    return contents


def _is_overlong(text: str) -> bool:
    return any(len(line.expandtabs()) > _LONGEST_LINE for line in file_lines(text))


def _one_space(before: str, after: str) -> str:
    return f"{quoted(before)} was taken to end a cell and {quoted(after)} to begin the next: one space stands between"


def rows_laid_out(text: str) -> Iterator[list[str]]:
    """What stands in columns on its pages, by which a person's headings are found."""
    for page in _pages(text):
        yield from rows_of_cells(page.words)


def _is_laid_out(page: Page, named: NamedHeadings) -> bool:
    found = [
        len(line.segments()) > 1 or line.left + 1 >= table.lefts[1]
        for table in find_unruled(page.words, None, (), named)
        for line in table.lines[table.depth :]
    ]
    return sum(found) > 1 and sum(found) * 3 > len(found)


def _pages(text: str) -> Iterator[TextPage]:
    lines = [(number, part) for number, line in enumerate(file_lines(text), 1) for part in _at_pages(line.expandtabs())]
    times = Counter(without_figures(line) for _, line in lines)
    repeated = {words for words, count in times.items() if count > 1}
    for number, (begin, end) in enumerate(pairwise([0, *_ends([line for _, line in lines], repeated), len(lines)]), 1):
        if any(line.strip() for _, line in lines[begin:end]):
            yield _page(number, lines[begin:end], repeated, told=_PAGE_END in text)


def _ends(lines: Sequence[str], repeated: Container[str]) -> list[int]:
    """Before which lines pages end: where the file says so, else at column headings that are printed again."""
    ends = [at for at, line in enumerate(lines) if line.startswith(_PAGE_END)]
    headed = [without_figures(line) in repeated and is_row_of_headings(_PIECE.findall(line)) for line in lines]
    return ends or [at for at, (above, here) in enumerate(pairwise([False, *headed])) if here and not above]


def _at_pages(line: str) -> list[str]:
    """The line in parts, each further one of a page of its own."""
    first, *others = line.split(_PAGE_END)
    return [first, *(_PAGE_END + other for other in others)]


def _page(number: int, lines: Sequence[tuple[int, str]], repeated: Container[str], *, told: bool) -> TextPage:
    shown = _without_spare_blanks(lines)
    columns = _columns([line for _, line in shown])
    words: list[Word] = []
    parted: dict[int, tuple[str, str]] = {}
    for at, (_, line) in enumerate(shown):
        pieces = [(piece.start(), piece.group().split(" ")) for piece in _PIECE.finditer(line)]
        is_footer = without_figures(line) in repeated and len(pieces) < _FEWEST_HEADINGS
        placed = _parted_at(columns, pieces, is_footer=is_footer)
        words += _set(placed, at * _PITCH)
        if len(placed) > len(pieces):
            parted[at] = _cut(pieces, placed)
    height, numbers = len(shown) * _PITCH, [number for number, _ in shown]
    blank = {at for at, (_, line) in enumerate(shown) if not line.strip()}
    return TextPage(number, height, words, [], [], [], numbers, parted, blank, told)


def _cut(pieces: Sequence[Piece], placed: Sequence[Piece]) -> tuple[str, str]:
    """The last words before the first cut, and the first behind it."""
    at = next(at for at, (piece, part) in enumerate(zip(pieces, placed, strict=False)) if piece[1] != part[1])
    before, after = placed[at][1], placed[at + 1][1]
    return " ".join(before[-_FEW:]), " ".join(after[:_FEW])


def _without_spare_blanks(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines with none left blank above the first and below the last, and few in one place: more where there are
    more than mostly are, by which something stands far from the table.
    """
    runs = [(is_blank, list(run)) for is_blank, run in groupby(lines, key=lambda line: not line[1].strip())]
    inner = runs[runs[0][0] : len(runs) - runs[-1][0]]
    lengths = Counter(len(run) for is_blank, run in inner if is_blank)
    usual = max(lengths, key=lengths.__getitem__, default=0)
    found: list[tuple[int, str]] = []
    for is_blank, run in inner:
        most = _BLANK_WHERE_FAR if len(run) > usual else _MOST_BLANK
        found += run[:most] if is_blank else [(number, line.strip(_PAGE_END)) for number, line in run]
    return found


def _columns(lines: Sequence[str]) -> list[int]:
    """Where many pieces of lines begin that have others before them; of places side by side the one with most."""
    begins = Counter(piece.start() for line in lines for piece in [*_PIECE.finditer(line)][1:])
    fewest = max(3, _FEWEST_IN_COLUMN * sum(bool(line.strip()) for line in lines))
    found: list[int] = []
    for at, times in begins.most_common():
        if times >= fewest and _near(at, found) is None:
            found.append(at)
    return sorted(found)


def _parted_at(columns: Sequence[int], pieces: list[Piece], *, is_footer: bool) -> list[Piece]:
    """The pieces of a line, each put where the column near it begins and cut where others do; where all but the first
    stand in columns, and the first one does where it stands alone or the line may be no row.
    """
    first, *others = [_near(begin, columns) for begin, _ in pieces] or [None]
    if None in others or (first is None and (is_footer or not others)):
        return pieces
    begins = [begin if at is None else at for at, (begin, _) in zip([first, *others], pieces, strict=False)]
    return [part for begin, (_, words) in zip(begins, pieces, strict=True) for part in _parted(begin, words, columns)]


def _near(begin: int, columns: Sequence[int]) -> int | None:
    return next((column for column in columns if abs(begin - column) <= _MOST_BEHIND), None)


def _parted(begin: int, words: list[str], columns: Sequence[int]) -> Iterator[Piece]:
    """The piece cut before the word that begins nearest to where a column does, which is then put there."""
    for column in columns:
        starts = [*accumulate((len(word) + 1 for word in words), initial=begin)]
        near = [at for at in range(1, len(words)) if -_MOST_BEFORE_ITS_PLACE <= starts[at] - column <= _MOST_BEHIND]
        if begin < column - _MOST_BEHIND and column < starts[-1] - 1 and near:
            cut = min(near, key=lambda at: abs(starts[at] - column) + _GOES_ON * words[at][0].islower())
            yield begin, words[:cut]
            begin, words = column, words[cut:]
    yield begin, words


def _set(pieces: Sequence[Piece], top: float) -> Iterator[Word]:
    """Their words as wide as they are in print, by which is told where lines were wrapped, unless they have less room
    where they stand. Of two pieces in one column the second stands behind the first.
    """
    right = -_GAP
    for (begin, words), after in zip_longest(pieces, pieces[1:]):
        letters = sum(len(word) + 1 for word in words)
        room = after[0] - _GAP - begin if after and after[0] > begin + _GAP else letters
        scale = min(_SCALE, room / USUAL.width(words))
        left = max(begin, right + _GAP)
        for word in words:
            right = left + USUAL.word_width(word) * scale
            yield Word(left, top, right, top + _HEIGHT, word)
            left = right + USUAL.space * scale
