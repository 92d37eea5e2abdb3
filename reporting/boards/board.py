"""What every board has in common: its address, what it shows of a scope, and how the page and the downloads get it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse

from actions.statuses import WORSE
from plans.models import Plan
from plans.tables import ListTable
from reporting.rows import ActionRow

from .board_filter import BoardFilter
from .scope import Scope


@dataclass(frozen=True)
class Shown:
    """What a board shows once its filters have been heeded; `lines` are those left of `whole`."""

    scope: Scope
    filter: BoardFilter
    lines: Sequence[Any]
    whole: int
    table: ListTable


class Board:
    """A screen for CLT, of one plan or of all of them, as at today or any past day.

    `purpose` is the one sentence below its title. It shows `lines` (of any shape that its `table` has columns for),
    made of the actions that the filter leaves. `template` extends "reporting/board.html"; what it needs beside the
    lines comes from `more`. A board is registered in `reporting/boards/__init__.py`.
    """

    slug: ClassVar[str]
    title: ClassVar[str]
    purpose: ClassVar[str]
    template: ClassVar[str] = "reporting/board.html"
    table: ClassVar[type[ListTable]]
    filter: ClassVar[type[BoardFilter]] = BoardFilter
    steps_through: ClassVar[bool] = False  # whether a meeting can go through its lines one by one

    def lines(self, scope: Scope, rows: list[ActionRow]) -> Sequence[Any]:
        """What it shows of these actions of the scope, in its usual order."""
        raise NotImplementedError

    def more(self, shown: Shown) -> dict[str, object]:
        """What the template shows beside the lines."""
        return {}

    def left_out(self, lines: Sequence[Any]) -> Sequence[str]:
        """The columns of the table that say nothing here."""
        return ()

    def chosen(self, scope: Scope, asked: BoardFilter) -> tuple[Sequence[Any], int]:
        """The lines of the actions that are asked for, and how many there would be of all."""
        lines = self.lines(scope, [row for row in scope.rows if asked.keeps(row)])
        return lines, len(lines)

    def show(self, request: HttpRequest, scope: Scope) -> Shown:
        asked = self.filter(request.GET or None, scope=scope)
        lines, whole = self.chosen(scope, asked)
        table = self.table(lines, request=request, narrowed_by=asked, whole=whole, exclude=list(self.left_out(lines)))
        return Shown(scope, asked, lines, whole, table)

    def address(self, plan: Plan | None = None) -> str:
        return reverse("board", args=[plan.slug, self.slug] if plan else [self.slug])

    def meeting(self, plan: Plan | None = None) -> str:
        return reverse("meeting", args=[plan.slug, self.slug] if plan else [self.slug])

    def download(self, kind: str, plan: Plan | None = None) -> str:
        return reverse("board_download", args=[plan.slug, self.slug, kind] if plan else [self.slug, kind])


class ActionBoard(Board):
    """A board whose every line is about one action: how many there are before filtering is told."""

    steps_through = True

    def why(self, line: Any) -> list[str]:
        """What there is to challenge about it, for a meeting: a few words each."""
        row = self.row(line)
        worse = f"{row.travel.arrow} {row.travel.words}" if row.travel.arrow == WORSE else ""
        return [*filter(None, [row.late_in_words, worse])]

    def row(self, line: Any) -> ActionRow:
        """The action that a line is about."""
        row: ActionRow = line.row
        return row

    def chosen(self, scope: Scope, asked: BoardFilter) -> tuple[Sequence[Any], int]:
        lines = self.lines(scope, scope.rows)
        return [line for line in lines if asked.keeps(self.row(line)) and asked.shows(line)], len(lines)
