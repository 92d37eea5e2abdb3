"""The steps of a way through the lines of a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from .asides import Aside
from .lines import Line
from .piece import Piece
from .worth import Carried

ROW, CELL, MORE = 2, 1, 0


@dataclass(slots=True, eq=False)
class Step:
    """A piece in its column.

    opens    a row, a cell, or neither
    carried  whether it is of the row that the page before began
    in_list  whether its line may be set further in, below a bullet
    rival    another step with the same piece in the same column, reached by a way that is nearly as good
    """

    score: float
    column: int
    piece: Piece | None
    back: "Step | None"
    opens: int
    carried: bool
    in_list: bool = False
    rival: "Step | None" = None

    @property
    def opens_row(self) -> bool:
        return self.opens == ROW


@dataclass(kw_only=True)
class Stretch:
    """Lines to be placed.

    reference  whether the first word is a row's reference, in column 0
    free       whether rows may begin anywhere
    carried    the row that goes on from the page before, cell by cell; None when there is none
    cut        whether the row goes on on the next page
    aside      a column beside the others, for lines that may be none of the rows'
    """

    lines: list[Line]
    reference: bool = False
    free: bool = False
    carried: list[Carried | None] | None = None
    cut: bool = False
    aside: Aside | None = None


def back_from(step: Step) -> Iterator[Step]:
    """The steps with a piece, from the last to the first."""
    at: Step | None = step
    while at:
        if at.piece:
            yield at
        at = at.back


def of_cell(last: Step) -> Iterator[Step]:
    """The steps of the cell that the last one ends, from the last to the first."""
    for step in back_from(last):
        yield step
        if step.opens != MORE:
            return
