"""The rows of a table, read page by page; a row that a page cut in two goes on, column by column, on the next."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from .asides import Aside
from .lines import Gap, Line
from .outline import PrintedTable
from .path import Path, Way
from .piece import Piece
from .steps import Step, Stretch
from .worth import Carried

_WORTH_OF_TURN = 2.0  # that a page must be worth of which nothing else is seen
_FOLLOWS_BADLY, _MOST_TRIED = -0.5, 8
_ENDED_BEFORE = 99  # lines: a cell that had nothing on the page before


@dataclass(kw_only=True)
class PrintedRow:
    """`pages` holds, for each page that the row stands on, the pieces in each column.

    `ends` is the last step in each column. `turned_before` are lines before which a page was taken to be turned, though
    nothing says so. `below` are lines that stand between it and the next row, in no column.
    """

    pages: list[list[list[Piece]]]
    ends: list[Step | None]
    steps: list[Step] = field(default_factory=list)
    turned_before: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int:
        return min(cell[0].line.number for cells in self.pages for cell in cells if cell)

    def measure(self, path: Path) -> None:
        """Take the widths that the pieces have in the typeface of the path."""
        for page in self.pages:
            page[:] = [[path.piece(piece.line, piece.begin, piece.end) for piece in cell] for cell in page]

    def cells(self) -> list[list[Piece]]:
        return [[piece for page in self.pages for piece in page[index]] for index in range(len(self.pages[0]))]


def read_rows(
    table: PrintedTable,
    path: Path,
    references: set[int],
    *,
    pages_hidden: bool = False,
    between: Aside | None = None,
    below_last: Aside | None = None,
) -> list[PrintedRow]:
    """`references` are the indexes of the lines on which rows begin; without any, rows may begin anywhere.

    `pages_hidden`: nothing in the text says where a page is turned. `between`, `below_last`: for what may stand between
    rows, and below the last.
    """
    rows: list[PrintedRow] = []
    stretches = list(_stretches(table, references))
    for place, (lines, opens_row) in enumerate(stretches):
        goes_on = place + 1 < len(stretches) and not stretches[place + 1][1]
        stretch = Stretch(
            lines=lines,
            reference=opens_row,
            free=not references,
            carried=_carried(rows[-1], may_be_last=not references) if rows and not opens_row else None,
            cut=goes_on,
            aside=between if place + 1 < len(stretches) or (between and not references) else below_last or between,
        )
        whole = path.through(stretch)
        turned, ways = _turned(stretch, path, whole) if pages_hidden and opens_row else ([], [whole])
        for way in ways:
            _add(rows, path.taken(way), len(path.columns))
        rows[-1].turned_before += turned
    return rows


def _turned(stretch: Stretch, path: Path, whole: Way) -> tuple[list[Line], list[Way]]:
    """Where a row reads much better with a page turned in it, before a line that follows badly: the line, and the ways
    above it and below.
    """
    turned: list[Line] = []
    best, ways = whole.worth + _WORTH_OF_TURN, [whole]
    for place in _places_to_turn(stretch, whole.steps):
        above = path.through(replace(stretch, lines=stretch.lines[:place], cut=True))
        row: list[PrintedRow] = []
        _add(row, above.steps, len(path.columns))
        rest = Stretch(lines=stretch.lines[place:], carried=_carried(row[-1]), cut=stretch.cut)
        below = path.through(rest)
        both = above.worth + below.worth
        if both > best:
            turned, best, ways = rest.lines[:1], both, [above, below]
    return turned, ways


def _places_to_turn(stretch: Stretch, steps: list[Step]) -> list[int]:
    """The lines that follow worst, of those with nothing before them that sets them apart."""
    places = {line.index: place for place, line in enumerate(stretch.lines)}
    follow = [
        (step.score - before.score, places[step.piece.line.index])
        for before, step in pairwise(steps)
        if step.piece and step.piece.line.gap is Gap.NEXT and not step.piece.begin
    ]
    return [place for worth, place in sorted(follow)[:_MOST_TRIED] if worth < _FOLLOWS_BADLY]


def _stretches(table: PrintedTable, references: set[int]) -> list[tuple[list[Line], bool]]:
    """The lines of each page, parted where a reference opens a row."""
    found: list[tuple[list[Line], bool]] = []
    for page in table.pages:
        begin = 0
        for index, line in enumerate(page):
            if line.index in references:
                if index > begin:
                    found.append((page[begin:index], page[begin].index in references))
                begin = index
        if page[begin:]:
            found.append((page[begin:], page[begin].index in references))
    return found


def _carried(row: PrintedRow, *, may_be_last: bool = False) -> list[Carried | None]:
    page = row.pages[-1]
    tallest = max(map(_height, page))
    return [
        Carried(
            last=step.piece,  # type: ignore[arg-type]
            short_by=tallest - _height(here) if here else _ENDED_BEFORE,
            may_be_last=may_be_last,
            in_list=step.in_list,
        )
        if step
        else None
        for step, here in zip(row.ends, page, strict=True)
    ]


def _height(cell: list[Piece]) -> int:
    """In lines, with those left blank."""
    return len(cell) + sum(piece.line.apart for piece in cell[1:])


def _add(rows: list[PrintedRow], steps: list[Step], count: int) -> None:
    carrying = bool(rows)
    for step in steps:
        if step.column == count:
            rows[-1].below.append(step.piece.line)  # type: ignore[union-attr]
            continue
        if step.opens_row or not rows:
            rows.append(PrintedRow(pages=[[[] for _ in range(count)]], ends=[None] * count))
            carrying = False
        elif carrying:
            rows[-1].pages.append([[] for _ in range(count)])
            carrying = False
        rows[-1].pages[-1][step.column].append(step.piece)  # type: ignore[arg-type]
        rows[-1].ends[step.column] = step
        rows[-1].steps.append(step)
