"""A table that no lines rule: its columns stand below its headings, with white between them down the page."""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .colours import colours_of_row
from .columns import field_of_heading, is_outright
from .contents import GridRow
from .grids import FEWEST_KNOWN, LONGEST_KNOWN, is_row_of_headings
from .headings import looks_like_heading
from .named_headings import NONE_NAMED, NamedHeadings
from .pdf_row_begins import Cells, RowBegins
from .pdf_text.words import is_open
from .pdf_words import USUAL_LEADING, Block, Fill, Line, Word, lines_of, plain
from .recognising import reads_like_date
from .references import is_reference

_DEEPEST = 3  # lines of column headings
_LINES_TO_SEE = 300  # by which columns are found
_CLOSE = 1.6  # times as high as a line, from one to the next
_FAR = 3  # times as high as a line


@dataclass
class Unruled:
    """The lines of the table on one page, the first `depth` of them its headings, and the left edge of each column.

    `reference` is the column that the headings say has references, `is_bold` whether most of the page is. `repeated`:
    its headings are those of the page before, so that a row may go on right below them.
    """

    lines: list[Line]
    lefts: list[float]
    depth: int
    reference: int | None
    is_bold: bool
    known: Container[str]
    fills: Sequence[Fill] = ()
    repeated: bool = False

    @property
    def top(self) -> float:
        return self.lines[0].top if self.lines else 0

    def rows(self, place: Callable[[Line, int], str]) -> list[GridRow]:
        """A line that goes across columns, is bold and alone, or stands far below is a row of its own.

        `place` says where a row stands, of its first line and its number.
        """
        wide = [self._is_wide(at) for at in range(len(self.lines))]
        cells = [{} if is_wide else self._cells_of(line) for line, is_wide in zip(self.lines, wide, strict=True)]
        begins = RowBegins(self.lines, cells, self.depth, self.reference)
        groups: list[list[int]] = []
        for at in range(len(self.lines)):
            if self._begins(at, wide, begins):
                groups.append([])
            groups[-1].append(at)
        edges = [max((line[column].right for line in cells if column in line), default=0) for column in self._places]
        return [
            self._row(group, wide, cells, edges, place(self.lines[group[0]], at)) for at, group in enumerate(groups, 1)
        ]

    def _begins(self, at: int, wide: Sequence[bool], begins: RowBegins) -> bool:
        if 0 < at < self.depth:
            return False
        if at == self.depth and self.repeated:
            return True
        below_bold = at >= self.depth > 0 and self.lines[at - 1].style[1] and self.lines[0].style[1]
        return not at or wide[at] or wide[at - 1] or begins.row(at) or (below_bold and not self.lines[at].style[1])

    @property
    def _places(self) -> range:
        return range(len(self.lefts))

    def _row(
        self, group: Sequence[int], wide: Sequence[bool], cells: Sequence[Cells], edges: Sequence[float], place: str
    ) -> GridRow:
        if wide[group[0]]:
            return GridRow(cells=[self.lines[group[0]].text, *[""] * (len(self.lefts) - 1)], place=place, wide=True)
        words = [
            [word for at in group if column in cells[at] for word in cells[at][column].words] for column in self._places
        ]
        blocks = [Block(lines_of(there), edge) for there, edge in zip(words, edges, strict=True)]
        texts = [block.text(USUAL_LEADING, self.known) for block in blocks]
        return GridRow(cells=texts, colours=self._colours(self.lines[group[0]]), place=place)

    def _colours(self, line: Line) -> list[str]:
        """Those of the columns in the row that begins with a line: of areas that reach into one column only."""
        found = [""] * len(self.lefts)
        for fill in self.fills:
            left, top, right, bottom = fill.box
            columns = [at for at, begin in enumerate(self.lefts) if left < begin < right]
            if len(columns) < 2 and top < (line.top + line.bottom) / 2 < bottom:
                found[columns[0] if columns else self._column_at(left)] = fill.color
        return colours_of_row(found)

    def _column_at(self, place: float) -> int:
        return sum(left <= place for left in self.lefts[1:])

    def _cells_of(self, line: Line) -> Cells:
        found: Cells = {}
        for word in line.words:
            found.setdefault(self._column_at(word.left + 1), Line([])).words.append(word)
        return found

    def _is_wide(self, at: int) -> bool:
        """Whether it is one text that goes across columns, a heading in the first, or stands far below the others."""
        line = self.lines[at]
        if at > 1 and line.top - self.lines[at - 1].bottom > line.height * _FAR:
            return True
        if len(line.segments()) > 1 or len(self.lefts) < 2 or line.left + 1 >= self.lefts[1]:
            return False
        if line.right > self.lefts[1]:
            return True
        reads_like_heading = looks_like_heading(line.text) and not is_reference(line.text)
        marked = (line.style[1] and not self.is_bold) or self._stands_alone(at)
        return reads_like_heading and marked and not self._ends_heading(at)

    def _stands_alone(self, at: int) -> bool:
        """Whether the line ends no cell above, which asks for no more and had room there, or stands apart; and a row is
        below it.
        """
        line = self.lines[at]
        above = self.lines[at - 1] if at else None
        if above and at != self.depth and are_close(above, line):
            first = [word for word in above.words if word.left + 1 < self.lefts[1]]
            if first and (is_open(first[-1].text) or not Line(first).has_room_for(line.words[0], self.lefts[1])):
                return False
        if at + 1 == len(self.lines):
            return above is not None and not are_close(above, line)
        below = self.lines[at + 1].segments()
        return len(below) > 1 and below[0].left + 1 < self.lefts[1]

    def _ends_heading(self, at: int) -> bool:
        """Whether the line is the rest of the first column's heading: "Ref" below "Action"."""
        words = [word.text for line in self.lines[: self.depth] for word in line.words if word.left < self.lefts[1] - 1]
        return at == self.depth > 0 and is_outright(" ".join([*words, self.lines[at].text]))


def find_unruled(
    words: Sequence[Word], before: Unruled | None, fills: Sequence[Fill] = (), named: NamedHeadings = NONE_NAMED
) -> list[Unruled]:
    """The tables on a page, each from its headings on; what stands above the first goes on with the one of the page
    before, where there is one.
    """
    lines, known = lines_of(words), {plain(word.text) for word in words}
    headed = [_deepened(lines, *one, before) for one in _headed(lines, known, named)]
    first = headed[0][0] if headed else len(lines)
    is_bold = sum(word.is_bold for word in words) * 2 > len(words)
    found = (
        [Unruled(lines[:first], before.lefts, 0, before.reference, is_bold, known, fills)] if before and first else []
    )
    for (begin, depth, headings), (end, *_) in zip(headed, [*headed[1:], (len(lines), 0, [])], strict=False):
        below = lines[begin:end]
        pieces = [piece for line in below[:_LINES_TO_SEE] for piece in line.segments()]
        lefts = [headings[0].left, *(_left(one, after, pieces) for one, after in pairwise(headings))]
        fields = [field_of_heading(named.known(heading.text)) for heading in headings]
        if (first_left := _left_of_headings(lefts[0], below[depth:])) is not None:
            lefts, fields = [first_left, *lefts], ["", *fields]
        reference = fields.index("reference") if "reference" in fields else None
        repeated = _lines_alike(below, before) >= depth
        found.append(Unruled(below, lefts, depth, reference, is_bold, known, fills, repeated))
    return found


def _headed(lines: Sequence[Line], known: Container[str], named: NamedHeadings) -> list[tuple[int, int, list[Line]]]:
    """Where column headings begin, how many lines they are, and what stands in each column. A line is left out that
    the headings below it do without; one right below that reads like fewer headings is more of them.
    """
    found = [_headings(lines[at : at + _DEEPEST], known, named) for at in range(len(lines))]
    headed: list[tuple[int, int, list[Line]]] = []
    for at, (here, below) in enumerate(zip(found, [*found[1:], None], strict=False)):
        begin, depth, columns = headed[-1] if headed else (-1, 0, [])
        if not here or at < begin + depth or (here[0] > 1 and below):
            continue
        if at == begin + depth:
            headed[-1] = begin, depth + here[0], columns
        else:
            headed.append((at, *here))
    return headed


def _deepened(
    lines: Sequence[Line], begin: int, depth: int, headings: list[Line], before: Unruled | None
) -> tuple[int, int, list[Line]]:
    """The headings with what they have on the lines close above and below; where the page before has the same, as far
    as its lines are the same.
    """
    end = begin + depth
    while begin and are_close(lines[begin - 1], lines[begin]) and _is_rest(lines[begin - 1], headings):
        begin -= 1
    if same := _lines_alike(lines[begin:], before):
        end = begin + same
    else:
        while end < len(lines) and are_close(lines[end - 1], lines[end]) and _is_rest(lines[end], headings):
            end += 1
    return begin, end - begin, [_one_line(block) for block in _columns(lines[begin:end])]


def _one_line(block: Sequence[Line]) -> Line:
    return Line(sorted((word for line in block for word in line.words), key=_left_of))


def _lines_alike(lines: Sequence[Line], before: Unruled | None) -> int:
    """With how many lines a table begins as the one of the page before does: those of its headings."""
    printed = before.lines if before else []
    alike = [line.text == other.text for line, other in zip(lines, printed, strict=False)]
    return [*alike, False].index(False)


def are_close(line: Line, after: Line) -> bool:
    return after.bottom - line.bottom <= line.height * _CLOSE


def _is_rest(line: Line, headings: Sequence[Line]) -> bool:
    """Whether a line has more of some of the headings, and nothing of the first, below which rows begin."""
    pieces = line.segments()
    return (
        pieces[0].left > max(word.right for word in headings[0].words)
        and len(pieces) < len(headings)
        and all(len(piece.text) <= LONGEST_KNOWN for piece in pieces)
    )


def _headings(lines: Sequence[Line], known: Container[str], named: NamedHeadings) -> tuple[int, list[Line]] | None:
    """Of lines that begin with column headings how many are headings, and what these have in each column."""
    for depth, blocks in enumerate(_blocks(lines), 1):
        short = [block for block in blocks if sum(len(line.text) for line in block) <= LONGEST_KNOWN]
        if not named and (len(short) < FEWEST_KNOWN or len(short) * 2 <= len(blocks)):
            continue
        texts = _texts(blocks, known)
        if named.are_all_of(texts) or (is_row_of_headings(texts) and not _is_row_of_values(texts)):
            return depth, list(map(_one_line, blocks))
    return None


def _is_row_of_values(texts: Sequence[str]) -> bool:
    """Whether a date stands among cells of which none is called what a heading is."""
    return not any(map(is_outright, texts)) and any(map(reads_like_date, texts))


def rows_of_cells(words: Sequence[Word]) -> Iterator[list[str]]:
    """What stands in columns on a page, each line by itself and with those close below: any may be of headings."""
    lines, known = lines_of(words), {plain(word.text) for word in words}
    for at in range(len(lines)):
        yield from (_texts(blocks, known) for blocks in _blocks(lines[at : at + _DEEPEST]))


def _blocks(lines: Sequence[Line]) -> Iterator[list[list[Line]]]:
    """What stands in columns on the first line, the first two and so on, as far as they stand close together."""
    for depth in range(1, len(lines) + 1):
        if not all(are_close(line, after) for line, after in pairwise(lines[:depth])):
            break
        yield list(_columns(lines[:depth]))


def _texts(blocks: Sequence[list[Line]], known: Container[str]) -> list[str]:
    edges = [max(line.right for line in block) for block in blocks]
    return [Block(block, edge).text(USUAL_LEADING, known) for block, edge in zip(blocks, edges, strict=True)]


def _left_of(word: Word) -> float:
    return word.left


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The pieces of lines, those that stand above one another together."""
    pieces = sorted((piece for line in lines for piece in line.segments()), key=lambda piece: piece.left)
    column: list[Line] = []
    for piece in pieces:
        if column and piece.left > max(line.right for line in column):
            yield sorted(column, key=lambda line: line.top)
            column = []
        column.append(piece)
    if column:
        yield sorted(column, key=lambda line: line.top)


def _left_of_headings(left: float, lines: Sequence[Line]) -> float | None:
    """Where a column begins that stands left of all headings and has none: beside it lines begin below the first."""
    segments = [line.segments() for line in lines]
    lefts = [
        first.left
        for first, *others in segments
        if others and first.right < left - first.height and abs(others[0].left - left) < first.height / 2
    ]
    return min(lefts) if len(lefts) > 1 else None


def _left(heading: Line, after: Line, pieces: Sequence[Line]) -> float:
    """Where the column below `after` begins: where few words are cut, and many begin, above all behind white space."""
    words = [word for piece in pieces for word in piece.words]
    right = max(word.right for word in heading.words)
    lefts = Counter(round(word.left) for word in words if right < word.left <= after.left + 1)
    apart = Counter(round(piece.left) for piece in pieces)
    cut = {at: sum(word.left < at - 1 and word.right > at + 1 for word in words) for at in lefts}
    return min(lefts, key=lambda at: (cut[at], -apart[at], -lefts[at], -at), default=after.left)
