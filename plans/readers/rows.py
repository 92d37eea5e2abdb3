"""One action from its printed row: officers one by one; links, milestones and saving read from the words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .document import DocumentMilestone, Row
from .officer_halves import OVER_TWO_LINES
from .officer_names import OfficerNames
from .printed_row import PrintedRow
from .steps import milestones_in, steps_in
from .telling import Telling
from .texts import quoted

_SAVING = re.compile(r"(?im)^(?:- )?savings?(?: target)?\s*[:–-]\s*(?P<amount>\S.{0,98}?)\s*$")
_PLANS = (
    r"(?:strateg(?:y|ies)|plans?|polic(?:y|ies)|frameworks?|programmes?|protocols?|charters?|agreements?|roadmaps?)"
)
_NEXT_PLAN = re.compile(
    rf"(?i)(?<=\w )(?P<end>{_PLANS}\b\.?),?\s+(?=(?-i:[A-Z]))"
    r"(?!(?:action|delivery|implementation|improvement|development|project|programme|board|group|team|plan|strategy)\b)"
)


_LONGEST = 300


@dataclass
class RowMaker:
    names: OfficerNames
    telling: Telling
    has_milestones: bool

    def make(self, printed: PrintedRow) -> Row:
        timeframe = printed.text("timeframe")
        saving = printed.text("saving") or _saving(printed.text("action"))
        return Row(
            reference=printed.text("reference"),
            is_new=printed.is_new,
            action=printed.text("action"),
            accountable=self._officers(printed, "accountable"),
            lead=self._officers(printed, "lead"),
            intended_outcome=printed.text("intended_outcome"),
            timeframe=timeframe,
            success_measure=printed.text("success_measure"),
            progress=printed.text("progress"),
            status=" ".join(printed.text("status").split()),
            links=self._links(printed),
            milestones=self._milestones(printed, timeframe),
            saving=saving,
            other=printed.other,
        )

    def _officers(self, printed: PrintedRow, role: str) -> list[str]:
        officers = self.names.split(printed.text(role))
        if any(len(name) > _LONGEST for name in officers.names):
            told = quoted(printed.keep_apart(role))
            self._warn(printed, role, f"{told} has too many words for a name, and is kept as a column of its own")
            return []
        if officers.nobody:
            self._warn(printed, role, f"{quoted(officers.nobody)} stands for an officer, and names none")
        if officers.doubt:
            told = "” and “".join(officers.names)
            self._warn(printed, role, f"nothing parts the names in {quoted(officers.doubt)}; they are read as “{told}”")
        for first, second in officers.halves:
            self._warn(printed, role, f"{quoted(first)} and {quoted(second)} may be one officer, {OVER_TWO_LINES}")
        return officers.names

    def _links(self, printed: PrintedRow) -> list[str]:
        links = _links(printed.text("links"))
        if any(len(link) > _LONGEST for link in links):
            told = quoted(printed.keep_apart("links"))
            self._warn(printed, "links", f"{told} has too many words for a name, and is kept as a column of its own")
            return []
        return links

    def _warn(self, printed: PrintedRow, field: str, message: str) -> None:
        self.telling.about(printed, message, field=field)

    def _milestones(self, printed: PrintedRow, timeframe: str) -> list[DocumentMilestone]:
        return milestones_in(printed.text("milestones")) if self.has_milestones else steps_in(timeframe)


def officer_cells(rows: Iterable[PrintedRow]) -> list[str]:
    return [cell for row in rows for role in ("accountable", "lead") if (cell := row.text(role))]


def _saving(action: str) -> str:
    """Of a line "Saving: £500k" the amount, which stays in the action's words too."""
    match = _SAVING.search(action)
    return match["amount"] if match else ""


def _links(cell: str) -> list[str]:
    """One plan or strategy a line, or told apart by the word with which their names end."""
    lines = [line.removeprefix("- ") for line in re.split(r"\s*[;\n]\s*", cell)]
    return [link for line in lines for link in _NEXT_PLAN.sub(r"\g<end>\n", line).split("\n") if link]
