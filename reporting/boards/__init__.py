"""The boards, in the order in which they are offered. A new one is its module and its line here."""

from .actions import Actions
from .board import Board
from .caseloads import ByAccountable, ByLead
from .contradictions import Contradictions
from .measures import Measures
from .overdue import Overdue
from .overview import Overview
from .timeline import Timeline
from .trend import TrendBoard
from .unreported import UnreportedBoard

OVERVIEW, ACTIONS = Overview(), Actions()
BOARDS: dict[str, Board] = {
    board.slug: board
    for board in (
        OVERVIEW,
        ACTIONS,
        ByAccountable(),
        ByLead(),
        Overdue(),
        Contradictions(),
        UnreportedBoard(),
        Timeline(),
        TrendBoard(),
        Measures(),
    )
}
