"""What is said of an action and denied by the facts: one rule for each kind. Pure: no Django.

A rule takes the facts of one action on one day and finds contradictions: what is said, and what denies it, as two
clauses that stand side by side. Boards show them, and publishing a version asks about some of them, by the same rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256

from actions.questions import completes
from plans.folding import fold
from plans.success_measures import is_short_of_target

_WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "blue": "Blue", "grey": "Grey", "": "No status"}
_SCALE = ("red", "amber", "green", "blue")  # Grey and no status are not on it


@dataclass(frozen=True, kw_only=True)
class Report:
    """What somebody reported. It was `asked` about mitigation where it was made here; a document has its narrative."""

    as_at: date
    colour: str = ""
    words: str = ""
    closes: bool = False
    narrative: str = ""
    mitigation: str = ""
    asked: bool = False

    @property
    def is_complete(self) -> bool:
        return self.colour == "blue" or completes(self.colour, self.closes)

    @property
    def told(self) -> str:
        """ "Green: “On target”"."""
        return f"{_WORDS[self.colour]}: “{self.words}”" if self.words else _WORDS[self.colour]


@dataclass(frozen=True, kw_only=True)
class Reached:
    """What a measure is to reach and where it stood, earliest first, at last in words too."""

    title: str
    words: str
    target: Decimal
    unit: str
    values: tuple[Decimal, ...]
    last_told: str
    read_on: date

    @property
    def is_short(self) -> bool:
        return bool(is_short_of_target(self.target, self.values, words=self.words))

    @property
    def target_told(self) -> str:
        """ "12%", "£500,000", "50"."""
        number = f"{self.target:,f}".rstrip("0").rstrip(".") if self.target % 1 else f"{self.target:,.0f}"
        return f"£{number}" if self.unit == "£" else f"{number}%" if self.unit == "%" else number


@dataclass(frozen=True, kw_only=True)
class SameWork:
    """The other of two actions that are the same work, in another plan or this one."""

    action: int
    plan: str
    report: Report | None
    done_by: date | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of an action on a day.

    `done_by` is its date or, where that is later, the last date among its success measures: the work is not done before
    they are met. `short_of_officers` has the roles that its version has a column for and names nobody in.
    """

    action: int
    as_at: date
    due: date | None = None
    done_by: date | None = None
    report: Report | None = None
    before: Report | None = None
    open_milestones: tuple[str, ...] = ()
    measures: tuple[Reached, ...] = ()
    short_of_officers: tuple[str, ...] = ()
    same_work: tuple[SameWork, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """`says` and `denies` are clauses that read on from each other; `other` is the action that denies it, if any.

    `mark` stands for these very facts of these very actions: an answer holds as long as it is the same.
    """

    kind: str
    action: int
    says: str
    denies: str
    facts: tuple[str, ...]
    other: int | None = None

    @property
    def sentence(self) -> str:
        return f"{self.says[0].upper()}{self.says[1:]}, but {self.denies}."

    @property
    def mark(self) -> str:
        of = sorted(filter(None, (self.action, self.other)))
        told = "\n".join([self.kind, *map(str, of), *(fold(fact) for fact in self.facts)])
        return sha256(told.encode()).hexdigest()[:32]


def green_but_overdue(facts: Facts) -> Iterator[Contradiction]:
    report, due = facts.report, facts.due
    if report and report.colour == "green" and not report.closes and due and due < facts.as_at:
        yield Contradiction(
            kind="overdue",
            action=facts.action,
            says=f"it is {report.told}",
            denies=f"it was due {_told(due)}",
            facts=(report.told, due.isoformat()),
        )


def complete_with_open_milestones(facts: Facts) -> Iterator[Contradiction]:
    report = facts.report
    if report and report.is_complete and facts.open_milestones:
        yield Contradiction(
            kind="milestones",
            action=facts.action,
            says=f"it is {report.told}",
            denies=f"nobody has reported this done: {'; '.join(facts.open_milestones)}",
            facts=(report.told, *facts.open_milestones),
        )


def complete_but_short(facts: Facts) -> Iterator[Contradiction]:
    report = facts.report
    if report is None or not report.is_complete:
        return
    for measure in facts.measures:
        if measure.is_short:
            stood = f"stood at {measure.last_told} on {_told(measure.read_on)}"
            yield Contradiction(
                kind="measure",
                action=facts.action,
                says=f"it is {report.told}",
                denies=f"“{measure.title}” {stood}, and its target is {measure.target_told}",
                facts=(report.told, measure.title, measure.target_told, stood),
            )


def improved_in_silence(facts: Facts) -> Iterator[Contradiction]:
    report, before = facts.report, facts.before
    if report is None or before is None or not {report.colour, before.colour} <= set(_SCALE):
        return
    improved = _SCALE.index(report.colour) > _SCALE.index(before.colour)
    words = fold(report.narrative)
    if improved and words in ("", fold(before.narrative)):
        when = _told(before.as_at)
        silence = f"say what those for {when} said" if words else "are none"
        yield Contradiction(
            kind="silence",
            action=facts.action,
            says=f"it went from {_WORDS[before.colour]} to {_WORDS[report.colour]}",
            denies=f"the words reported for {_told(report.as_at)} {silence}",
            facts=(before.told, report.told, before.as_at.isoformat(), report.as_at.isoformat()),
        )


def red_without_mitigation(facts: Facts) -> Iterator[Contradiction]:
    """A report made here was asked what is being done about it. What was read in has its narrative for all of it."""
    report = facts.report
    if report is None or report.colour != "red":
        return
    if not fold(report.mitigation) and (report.asked or not fold(report.narrative)):
        yield Contradiction(
            kind="mitigation",
            action=facts.action,
            says=f"it is {report.told}",
            denies="nothing is said of what is being done about it",
            facts=(report.told, report.as_at.isoformat()),
        )


def without_officers(facts: Facts) -> Iterator[Contradiction]:
    if facts.short_of_officers:
        yield Contradiction(
            kind="officers",
            action=facts.action,
            says="it stands in the plan",
            denies=f"nobody is named as {' or '.join(facts.short_of_officers)}",
            facts=facts.short_of_officers,
        )


def same_work_other_status(facts: Facts) -> Iterator[Contradiction]:
    """One is complete and the other not, or their colours differ. Who says nothing of a status denies none."""
    for other in facts.same_work:
        mine, theirs = facts.report, other.report
        if mine and theirs and mine.colour and theirs.colour and mine.colour != theirs.colour:
            yield Contradiction(
                kind="linked-status",
                action=facts.action,
                other=other.action,
                says=f"it is {mine.told}",
                denies=f"the same work is {theirs.told} in {other.plan}",
                facts=tuple(sorted((mine.told, theirs.told))),
            )


def same_work_other_date(facts: Facts) -> Iterator[Contradiction]:
    for other in facts.same_work:
        if facts.done_by and other.done_by and facts.done_by != other.done_by:
            yield Contradiction(
                kind="linked-date",
                action=facts.action,
                other=other.action,
                says=f"it is to be done by {_told(facts.done_by)}",
                denies=f"the same work is to be done by {_told(other.done_by)} in {other.plan}",
                facts=tuple(sorted((facts.done_by.isoformat(), other.done_by.isoformat()))),
            )


@dataclass(frozen=True)
class Kind:
    key: str
    title: str
    find: Callable[[Facts], Iterator[Contradiction]]


FAMILY = {
    kind.key: kind
    for kind in (
        Kind("linked-status", "The same work, another status", same_work_other_status),
        Kind("linked-date", "The same work, another date", same_work_other_date),
        Kind("overdue", "Green, and past its date", green_but_overdue),
        Kind("milestones", "Complete, with open milestones", complete_with_open_milestones),
        Kind("measure", "Complete, and short of its target", complete_but_short),
        Kind("silence", "Better, without a new word", improved_in_silence),
        Kind("mitigation", "Red, and nothing done about it", red_without_mitigation),
        Kind("officers", "Nobody answers for it", without_officers),
    )
}
KINDS = list(FAMILY)


def contradictions(facts: Facts) -> list[Contradiction]:
    """All that is found in the facts of one action, kind by kind."""
    return [found for kind in FAMILY.values() for found in kind.find(facts)]


def _told(day: date) -> str:
    return f"{day:%-d %B %Y}"
