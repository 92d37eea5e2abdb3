"""Sheet E: everything that is worded otherwise than in the version before, as tracked changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.compared import ComparedAction
from actions.comparison.change import Change
from actions.comparison.changes import StatusChange
from actions.comparison.runs import Run
from actions.comparison.snapshot import SnapshotStatus
from actions.models import LineageEdge
from actions.statuses import colour_word
from plans.models import Plan, PlanVersion
from reporting.changed_fields import changed_field, field_name
from reporting.marked_cells import Marked, Piece

from .data import PackData, PackPart
from .sheet import PackSheet, fact

_HOW_TO_READ = (
    "On E Changes, words that went are struck out and words that came are underlined and bold. Where a text was"
    " rewritten, the whole old text stands first, then the whole new one. In a file of plain text what went"
    " stands in [-…-] and what came in {+…+}."
)
_NEW = {"new": "New action", "split": "Split from another", "merged": "Merged from others"}


@dataclass(frozen=True)
class ChangeLine:
    compared: ComparedAction
    what: str
    words: Marked

    @property
    def section(self) -> str:
        return str(self.compared.shown.section_version)

    @property
    def title(self) -> str:
        return self.compared.shown.title


class Changes(PackSheet):
    slug = "changes"
    name = "E Changes"
    title = "Changes since the last version"
    purpose = "Every change of words, officers, dates and status: what went is struck out, what came is underlined."
    noun = "change"
    nothing = "Nothing changed since the version before: word for word, every action is the same."
    columns = (
        fact("Section", "section", "[no section]"),
        fact("Ref", "compared.after.reference", "[not in this version]"),
        fact("Ref before", "compared.before.reference", "[not in the version before]"),
        fact("Action", "title", "[no words]"),
        fact("What changed", "what", ""),
        fact("Old and new words", "words", "[no words]"),
    )

    def lines(self, part: PackPart) -> Sequence[ChangeLine]:
        if part.comparison is None:
            return []
        actions = [
            action
            for action in part.comparison.actions
            if not action.is_unchanged and part.data.has_section(action.shown.section_version.section_id)
        ]
        return [line for action in actions for line in _lines(action, part.data.version)]

    def why_nothing(self, data: PackData) -> str:
        return (
            self.nothing if data.previous else "This is the plan’s first version: there is none before it to compare."
        )

    def notes(self, data: PackData, asides: Sequence[str]) -> Sequence[str]:
        return [_HOW_TO_READ]


def _lines(action: ComparedAction, after: PlanVersion) -> Iterator[ChangeLine]:
    plan = after.plan
    if action.before is None:
        yield ChangeLine(action, _came(action), _all("insert", action.shown.text))
    elif action.after is None:
        yield ChangeLine(action, _went(action), _all("delete", action.shown.text))
    changes = [change for change in action.changes if change.field != "reference"] or action.changes
    for change in changes:
        yield ChangeLine(action, field_name(change, plan), _marked(change, action, plan))
    if action.after and action.ends_otherwise:
        ends = "Goes on after all" if action.goes_on_after_all else f"Ends with {after.label}"
        yield ChangeLine(action, ends, _instead(_ending(action.endings_before), _ending(action.endings)))


def _came(action: ComparedAction) -> str:
    others = ", ".join(_name(entry.reference, entry.title) for entry in action.came_from)
    return f"{_NEW[action.origin or 'new']}: {others}" if others else _NEW[action.origin or "new"]


def _went(action: ComparedAction) -> str:
    others = ", ".join(_name(entry.reference, entry.title) for entry in action.rolled_into)
    were_there = all(entry.version_id == action.shown.version_id for entry in action.rolled_into)
    into = f" into {others}{' (numbers of the version before)' if were_there else ''}" if others else ""
    if action.is_merged:
        return f"Merged{into}"
    return f"No longer in the plan: rolled{into}" if others else "No longer in the plan"


def _ending(edges: Sequence[LineageEdge]) -> str:
    """How an action ends and, if somebody said, why; nothing where it goes on."""
    if not edges:
        return ""
    others = ", ".join(_name(into.reference, into.title) for edge in edges if (into := edge.to_action_version))
    told, reason = f"Rolled into {others}" if others else "Withdrawn", edges[0].reason_given
    return f"{told}: {reason}" if reason else told


def _name(reference: str, title: str) -> str:
    return reference or f"“{title}”"


def _marked(change: Change, action: ComparedAction, plan: Plan) -> Marked:
    if isinstance(change, StatusChange):
        return _instead(_status(change.status_before), _status(change.status_after))
    if changed_field(change, action, plan).form == "rewritten":
        return _instead(change.before, change.after)
    return Marked(Piece(run.kind, _words(run)) for run in change.comparison.runs)


def _status(status: SnapshotStatus) -> str:
    return f"{colour_word(status.colour)}: {status.words}".rstrip(": ")


def _instead(was: str, now: str) -> Marked:
    """The one text struck out, the other below it."""
    pieces = [Piece("delete", was), Piece("equal", "\n" if was and now else ""), Piece("insert", now)]
    return Marked(piece for piece in pieces if piece.text)


def _all(kind: str, text: str) -> Marked:
    return Marked([Piece(kind, text)])


def _words(run: Run) -> str:
    return run.before if run.kind == "delete" else run.after
