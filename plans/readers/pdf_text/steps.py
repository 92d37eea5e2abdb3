"""The steps of a way through the lines of a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from .lines import Line
from .piece import Piece
from .worth import Carried

ROW, CELL, MORE = 2, 1, 0


class Step:
    """A piece in its column.

    opens    a row, a cell, or neither
    carried  whether it is of the row that the page before began
    rival    another step with the same piece in the same column, reached by a way that is nearly as good
    """

    __slots__ = ("back", "carried", "column", "in_list", "opens", "piece", "rival", "score")

    def __init__(  # noqa: PLR0917  made a million times: keywords would cost
        self,
        score: float,
        column: int,
        piece: Piece | None,
        back: "Step | None",
        opens: int,
        carried: bool,
        in_list: bool = False,
    ):
        self.score, self.column, self.piece, self.back = score, column, piece, back
        self.opens, self.carried = opens, carried
        self.rival: Step | None = None
        self.in_list = in_list or (piece is not None and (piece.bullet or piece.marked))

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
    """

    lines: list[Line]
    reference: bool = False
    free: bool = False
    carried: list[Carried | None] | None = None
    cut: bool = False


def back_from(step: Step) -> Iterator[Step]:
    """The steps with a piece, from the last to the first."""
    at: Step | None = step
    while at:
        if at.piece:
            yield at
        at = at.back
