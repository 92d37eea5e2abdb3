"""Who has what to do: what each accountable officer answers for, then what each lead has in hand."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from reporting.boards.caseloads import ByAccountable, ByLead, Caseload, CaseloadTable

from .data import PackPart
from .sheet import PackSheet, fact

_BOARDS = (ByAccountable(), ByLead())


@dataclass(frozen=True)
class OfficerLine:
    """An officer in one part, the place of its board among `_BOARDS`, and what their actions are called."""

    board: int
    load: Caseload
    actions: tuple[str, ...]

    def __add__(self, other: "OfficerLine") -> "OfficerLine":
        return replace(self, load=self.load + other.load, actions=self.actions + other.actions)

    @property
    def part(self) -> str:
        return str(_BOARDS[self.board].role.label)

    @property
    def which(self) -> str:
        return ", ".join(self.actions)


class Officers(PackSheet):
    slug = "officers"
    name = "Officers"
    title = "By officer"
    purpose = "What each accountable officer answers for and each lead has in hand, and where these actions stand."
    noun = "caseload"
    nothing = "This version names no officers."
    sums = True
    columns = (
        fact("Officer", "load.name", ""),
        fact("Part", "part", ""),
        *(
            fact(heading, f"load.{CaseloadTable.facts[heading]}", nothing)
            for heading, nothing in (
                ("Actions", ""),
                ("Shared with others", ""),
                ("Colours", ""),
                ("Past their date", ""),
                ("Unreported this cycle", "[no report is asked for]"),
                ("Most days slipped", ""),
                ("Slipped furthest", "[nothing slipped]"),
            )
        ),
        fact("Which actions", "which", ""),
    )

    def lines(self, part: PackPart) -> Sequence[OfficerLine]:
        return [
            OfficerLine(place, load, _actions(part, load, board.role))
            for place, board in enumerate(_BOARDS)
            for load in board.lines(part.scope, part.rows)
        ]

    def key(self, line: OfficerLine) -> Hashable:
        return line.board, line.load.officer

    def summed(self, lines: list[OfficerLine]) -> Sequence[OfficerLine]:
        return sorted(lines, key=lambda line: (line.board, line.load.order))


def _actions(part: PackPart, load: Caseload, role: str) -> tuple[str, ...]:
    theirs = [row for row in part.rows if load.officer in row.names.officers(role)]
    return tuple(row.reference or f"“{row.title}”" for row in theirs)
