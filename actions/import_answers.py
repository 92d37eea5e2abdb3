"""What a person has settled about a document that is being brought in, kept with its draft."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from actions.models import ImportDraft
from plans.fingerprints import fingerprint
from plans.readers.document import PlanDocument, document_from_dict
from plans.readers.texts import counted

TABLE, COLUMNS, VERSION, NAMES, THREADS = "table", "columns", "version", "names", "threads"  # what can be settled

SAME = "same:"  # before another name or label that one is the same as
ONE, TWO = "one", "two"  # what two names of a cell may be said to be


@dataclass(kw_only=True)
class StatusAnswer:
    """A status the plan has no label for: the same as a label there is, or a new one; neither keeps only its words."""

    same_as: str = ""
    colour: str = ""
    meaning: str = ""
    closes: bool = False


@dataclass(kw_only=True)
class SetAside:
    """A text typed for a cell that is not there as the file is read now.

    The row is known by its `mark` and called `row`; the column by its name, or where none was printed by its key.
    """

    mark: str
    row: str
    key: str
    column: str = ""
    text: str = ""

    @property
    def fingerprint(self) -> str:
        return fingerprint("\n".join((self.mark, self.key, self.column, self.text)))


@dataclass(kw_only=True)
class Answers:
    """`cells` are corrected texts by a row's place and a column's key, `headings` a section's by its place; `set_aside`
    are those whose cell is gone. In the rows `looked_at` what was in doubt has been seen. `named` are headings as a
    person named them, `columns` has for a heading its field, `called` for the place of a column that prints none the
    one it was given.

    `odd_date` is a date that was said to be right although it looks like a slip. `pairs` has for two names of a cell,
    with a line break between, whether they are one, `parted` for a name those that it is. `officers` has for a name
    "person", "post", an officer's slug, or "same:" and another name that is new. `threads` and `gone` are as in
    `ThreadAnswers`, decided against the version `threads_against`.
    """

    label: str = ""
    as_of: date | None = None
    publish: bool = True
    odd_date: date | None = None
    named: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    headings: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)
    looked_at: list[int] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)
    parted: dict[str, list[str]] = field(default_factory=dict)
    officers: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, StatusAnswer] = field(default_factory=dict)
    threads: dict[str, list[str]] = field(default_factory=dict)
    gone: dict[str, list[str]] = field(default_factory=dict)
    threads_against: int | None = None
    settled: list[str] = field(default_factory=list)

    @property
    def in_words(self) -> list[str]:
        """What a person has said and typed: what goes with it where it is discarded."""
        told = [
            (self.cells, f"what was corrected in {counted(len(self.cells), 'row')}"),
            (self.headings, f"what was corrected in {counted(len(self.headings), 'heading')}"),
            (self.left_out, f"that {counted(len(self.left_out), 'row')} should be left out"),
            (self.set_aside, f"{counted(len(self.set_aside), 'correction')} without a place"),
            (self.pairs or self.parted or self.officers, "whom the names stand for"),
            (self.statuses, f"what {counted(len(self.statuses), 'status', 'statuses')} stood for"),
            (self.threads_against, "what continues what"),
        ]
        return [words for there, words in told if there]

    def settle(self, step: str) -> None:
        if step not in self.settled:
            self.settled.append(step)

    def forget(self, dealt_with: Collection[str]) -> None:
        """What was set aside and has been dealt with, by its fingerprint."""
        self.set_aside = [one for one in self.set_aside if one.fingerprint not in dealt_with]

    def unsettle(self, *steps: str) -> None:
        self.settled = [step for step in self.settled if step not in steps]


_ADAPTER = TypeAdapter(Answers)


def answers_of(draft: ImportDraft) -> Answers:
    return _ADAPTER.validate_python(draft.answers)


def document_of(draft: ImportDraft) -> PlanDocument:
    """What was read; nothing where nothing was yet."""
    return document_from_dict(draft.document or {"title": ""})


def as_json(answers: Answers) -> Any:
    return _ADAPTER.dump_python(answers, mode="json")
