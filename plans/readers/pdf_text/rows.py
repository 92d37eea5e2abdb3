"""The rows of a table, read page by page; a row that a page cut in two goes on, column by column, on the next."""

from dataclasses import dataclass, field

from .lines import Line
from .outline import PrintedTable
from .path import Path
from .piece import Piece
from .steps import Step, Stretch
from .worth import Carried

_ENDED_BEFORE = 99  # lines: a cell that had nothing on the page before


@dataclass(kw_only=True)
class PrintedRow:
    """`pages` holds, for each page that the row stands on, the pieces in each column."""

    pages: list[list[list[Piece]]]
    steps: list[Step] = field(default_factory=list)

    @property
    def number(self) -> int:
        return min(cell[0].line.number for cells in self.pages for cell in cells if cell)

    def cells(self) -> list[list[Piece]]:
        return [[piece for page in self.pages for piece in page[index]] for index in range(len(self.pages[0]))]


def read_rows(table: PrintedTable, path: Path, references: set[int]) -> list[PrintedRow]:
    """`references` are the indexes of the lines on which rows begin; without any, rows may begin anywhere."""
    rows: list[PrintedRow] = []
    stretches = list(_stretches(table, references))
    for place, (lines, opens_row) in enumerate(stretches):
        goes_on = place + 1 < len(stretches) and not stretches[place + 1][1]
        stretch = Stretch(
            lines=lines,
            reference=opens_row,
            free=not references,
            carried=_carried(rows[-1]) if rows and not opens_row else None,
            cut=goes_on,
        )
        _add(rows, path.through(stretch), len(path.columns))
    return rows


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


def _carried(row: PrintedRow) -> list[Carried | None]:
    page = row.pages[-1]
    tallest = max(map(_height, page))
    lists = {id(step.piece) for step in row.steps if step.in_list}
    return [
        Carried(
            last=cell[-1],
            short_by=tallest - _height(here) if here else _ENDED_BEFORE,
            in_list=id(cell[-1]) in lists,
        )
        if cell
        else None
        for cell, here in zip(row.cells(), page, strict=True)
    ]


def _height(cell: list[Piece]) -> int:
    """In lines, with those left blank."""
    return len(cell) + sum(piece.line.apart for piece in cell[1:])


def _add(rows: list[PrintedRow], steps: list[Step], count: int) -> None:
    carrying = bool(rows)
    for step in steps:
        if step.opens_row or not rows:
            rows.append(PrintedRow(pages=[[[] for _ in range(count)]]))
            carrying = False
        elif carrying:
            rows[-1].pages.append([[] for _ in range(count)])
            carrying = False
        rows[-1].pages[-1][step.column].append(step.piece)  # type: ignore[arg-type]
        rows[-1].steps.append(step)
