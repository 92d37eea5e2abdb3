"""Where the facts deny what is said, and what officers answer."""

from collections.abc import Hashable, Sequence
from typing import Any

from reporting.boards.contradictions import ContradictionLine, Contradictions, ContradictionTable

from .data import PackPart
from .sheet import PackSheet, action_facts, fact


class ContradictionsFound(PackSheet):
    slug = "contradictions"
    name = "Contradictions"
    title = "Contradictions"
    purpose = "What is said of an action and denied by the facts, side by side, with what its officers answer."
    noun = "contradiction"
    nothing = "Nothing that is said in this version is denied by the facts."
    columns = (
        *action_facts("Section", "Ref", "Action", "Accountable", "Lead", of="row."),
        *(fact(heading, ContradictionTable.facts[heading], "") for heading in ("Contradiction", "What is said")),
        fact("What the facts say", ContradictionTable.facts["What the facts say"], ""),
        *(
            fact(heading, ContradictionTable.facts[heading], "[no other action]")
            for heading in ("Other plan", "Other reference", "Other action")
        ),
        fact("Answer", ContradictionTable.facts["Answer"], "[not answered]", stays=True),
        *(
            fact(heading, ContradictionTable.facts[heading], "[not answered]")
            for heading in ("Answered by", "Answered on")
        ),
    )

    def lines(self, part: PackPart) -> Sequence[ContradictionLine]:
        return Contradictions().lines(part.scope, part.rows)

    def key(self, line: ContradictionLine) -> Hashable:
        """Two actions that deny each other are one contradiction."""
        return line.contradiction.mark

    def order(self, line: ContradictionLine) -> Any:
        return line.unanswered_first
