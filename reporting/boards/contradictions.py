"""Where the facts deny what is said: each contradiction with both sides of it, and what an officer answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import django_filters
import django_tables2 as tables
from django.utils.text import capfirst

from actions.contradiction_facts import Answered, Contradicted
from actions.contradictions import FAMILY, KINDS, Contradiction
from plans.tables import ListTable
from reporting.action_table import ACTION_FACTS, unneeded
from reporting.rows import ActionRow

from .board import ActionBoard, Shown
from .board_filter import BoardFilter
from .scope import Scope

OPEN, ANSWERED = "open", "answered"


@dataclass(frozen=True)
class ContradictionLine:
    """A contradiction of one action."""

    row: ActionRow
    found: Answered

    @property
    def contradiction(self) -> Contradiction:
        return self.found.contradiction

    @property
    def kind(self) -> str:
        return FAMILY[self.contradiction.kind].title

    @property
    def says(self) -> str:
        return capfirst(self.contradiction.says)

    @property
    def denies(self) -> str:
        return capfirst(self.contradiction.denies)

    @property
    def order(self) -> tuple[int, tuple[str, int, int]]:
        """Kind by kind; within one as printed."""
        return KINDS.index(self.contradiction.kind), self.row.plan_order

    @property
    def unanswered_first(self) -> tuple[bool, tuple[int, tuple[str, int, int]]]:
        return self.found.answer is not None, self.order


class ContradictionTable(ListTable):
    row_template = "reporting/boards/contradictions_row.html"
    noun = "contradiction"
    caption = "Contradictions, kind by kind, those that nobody has answered first"
    nothing = "Nothing that is said here is denied by the facts."
    usual_order = "kind"
    facts = {
        "Contradiction": "kind",
        **{heading: f"row.{path}" for heading, path in ACTION_FACTS.items()},
        "What is said": "says",
        "What the facts say": "denies",
        "Other plan": "found.other.action.plan.title",
        "Other reference": "found.other.reference",
        "Other action": "found.other.title",
        "Answer": "found.answer.reason",
        "Answered by": "found.answer.by",
        "Answered on": "found.answer.as_at",
    }

    kind = tables.Column("Contradiction", order_by="unanswered_first")
    plan = tables.Column("Plan", order_by="row__plan_order")
    reference = tables.Column("Ref", order_by="row__plan_order")
    title = tables.Column("Action", order_by="row__title")
    says = tables.Column("What is said", orderable=False)
    denies = tables.Column("What the facts say", orderable=False)
    answer = tables.Column("Answer", orderable=False)


class ContradictionFilter(BoardFilter):
    kind = django_filters.ChoiceFilter(
        label="Contradiction", choices=[(kind.key, kind.title) for kind in FAMILY.values()], empty_label="Any"
    )
    show = django_filters.ChoiceFilter(
        label="Show", choices=[(OPEN, "Not answered"), (ANSWERED, "Answered")], empty_label="All of these"
    )

    def shows(self, line: ContradictionLine) -> bool:
        asked = self.asked
        answered = ANSWERED if line.found.answer else OPEN
        kind = line.contradiction.kind
        return asked.get("kind", kind) == kind and asked.get("show", answered) == answered


class Contradictions(ActionBoard):
    slug = "contradictions"
    title = "Contradictions"
    purpose = "What is said of an action and denied by the facts, side by side, with what its officers answer."
    template = "reporting/boards/contradictions.html"
    table = ContradictionTable
    filter = ContradictionFilter

    def lines(self, scope: Scope, rows: list[ActionRow]) -> list[ContradictionLine]:
        found = Contradicted(scope.known, scope.plans.days, as_at=scope.as_at, public=scope.is_public).of
        lines = [ContradictionLine(row, one) for row in rows for one in found[row.action]]
        return sorted(lines, key=lambda line: line.unanswered_first)

    def why(self, line: ContradictionLine) -> list[str]:
        answer = line.found.answer
        return [line.contradiction.sentence, *([f"Answered: “{answer.reason}”"] if answer else [])]

    def chosen(self, scope: Scope, asked: BoardFilter) -> tuple[Sequence[ContradictionLine], int]:
        """Two actions that deny each other are one contradiction, whichever of them is asked for."""
        lines = self.lines(scope, scope.rows)
        return _once([line for line in lines if asked.keeps(line.row) and asked.shows(line)]), len(_once(lines))

    def left_out(self, lines: Sequence[ContradictionLine]) -> list[str]:
        return [name for name in unneeded(line.row for line in lines) if name in self.table.base_columns]

    def more(self, shown: Shown) -> dict[str, object]:
        lines: Sequence[ContradictionLine] = shown.lines
        return {
            "open": [line for line in lines if not line.found.answer],
            "contradicted": len({line.row.action for line in lines}),
            "actions": sum(shown.filter.keeps(row) for row in shown.scope.rows),
        }


def _once(lines: Sequence[ContradictionLine]) -> list[ContradictionLine]:
    return list({line.contradiction.mark: line for line in reversed(lines)}.values())[::-1]
