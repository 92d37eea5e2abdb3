"""What happened between two versions of a plan, in sentences with counts, worked out from the comparison alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.text import Truncator

from actions.as_printed import OWN_HEADINGS
from actions.compared import ComparedAction, DateMove, VersionComparison
from actions.comparison.changes import StatusChange
from plans.models import SectionVersion

from .section_changes import SectionChanges

FEW_DATES = 4  # of more than these only the longest are named
FEW_WORDS = 20  # of a reason that is longer, only these are quoted
DIRECTIONS = {"closed": "closed", "reopened": "open again", "better": "better", "worse": "worse"}
_INNER = str.maketrans("“”", "‘’")
Moved = tuple[ComparedAction, DateMove]


class Part(NamedTuple):
    """Some words of a sentence. Where they count something, `value` of the filter `name` lists what they count."""

    words: str
    name: str = ""
    value: str = ""


Sentence = list[Part]


class Headline:
    """Three short paragraphs: what came and went, which dates moved, and what stands there in other words."""

    def __init__(
        self,
        comparison: VersionComparison,
        sections: tuple[Sequence[SectionVersion], Sequence[SectionVersion]],
        section_word: str,
    ):
        self.comparison = comparison
        self.count = Counter(comparison.summary)
        self.sections = SectionChanges(*sections, section_word)

    @property
    def paragraphs(self) -> list[tuple[list[Sentence], str]]:
        """Each with the name of its look; none that has nothing to say."""
        paragraphs = [(self.structure(), "whole"), (self.dates(), "dates"), (self.wording(), "wording")]
        return [(sentences, look) for found, look in paragraphs if (sentences := list(found))]

    def structure(self) -> Iterator[Sentence]:
        yield from ([Part(words)] for words in self.sections.sentences())
        ends, goes_on = self._end_otherwise()
        if all(action.is_unchanged for action in self.comparison.actions):
            yield [Part("No action changed: word for word, all is the same.")]
        nouns, merged = iter(["action"]), self._merged()
        for kind, one, many in (
            ("new", "is new", "are new"),
            ("split", "came out of another that was split", "came out of others that were split"),
            ("merged", f"was merged{merged}", f"were merged{merged}"),
            ("dropped", "is no longer there", "are no longer there"),
            ("moved", f"moved to another {self.sections.noun}", f"moved to another {self.sections.noun}"),
        ):
            if number := self.count[kind]:
                counted = Part(_some(number, next(nouns, ""), one, many), "kind", kind)
                yield [counted, Part(f"{self._rolled_into() if kind == 'dropped' else ''}.")]
        if ends:
            yield [Part(f"{_some(ends, next(nouns, ''), 'ends', 'end')} with {self.comparison.after.label}.")]
        if goes_on:
            yield [Part(f"{_some(goes_on, next(nouns, ''), 'goes on', 'go on')} after all.")]

    def dates(self) -> Iterator[Sentence]:
        moves = [(action, move) for action in self.comparison.actions for move in distinct_moves(action)]
        later = [(action, move) for action, move in moves if (move.days or 0) > 0]
        silent, told = ([pair for pair in later if pair[1].is_silent is way] for way in (True, False))
        if later:
            moved = f"moved later{_without_a_word(later, silent)}"
            counted = Part(_some(len(later), "date", moved, moved), "kind", "date")
            yield [counted, Part(f": {_listed(silent or told)}.")]
        if silent and told:
            yield [Part(f"With a reason: {_listed(told)}.")]
        for number, one, many in (
            (sum((move.days or 0) < 0 for _, move in moves), "moved earlier", "moved earlier"),
            (
                sum(move.before is None for _, move in moves),
                "is given for the first time",
                "are given for the first time",
            ),
            (sum(move.after is None for _, move in moves), "was taken out", "were taken out"),
        ):
            if number:
                yield [Part(_some(number, "date", one, many), "kind", "date"), Part(".")]

    def wording(self) -> Iterator[Sentence]:
        if number := self.count["status"]:
            changed = Part(_some(number, "action", "has another status", "have another status"), "kind", "status")
            yield [changed, *self._directions(), Part(".")]
        stayed = sum(bool(action.before and action.after) for action in self.comparison.actions)
        renumbered = self.count["renumbered"]
        if renumbered and renumbered == stayed > 1:
            yield [Part(f"All {stayed} that stayed", "kind", "renumbered"), Part(" have another number.")]
            renumbered = 0
        nouns = iter(["action"])
        counted = [
            Part(_some(number, next(nouns, ""), one, many), "kind", kind)
            for kind, number, one, many in (
                ("renumbered", renumbered, "has another number", "have another number"),
                ("reworded", self.count["reworded"], "is reworded", "are reworded"),
                ("officers", self.count["officers"], "has other officers", "have other officers"),
                ("progress", self.count["progress"], "reports other progress", "report other progress"),
            )
            if number
        ]
        if counted:
            yield [*_joined(counted), Part(".")]
        yield from self._columns()

    def _end_otherwise(self) -> tuple[int, int]:
        """How many of the later version's actions are to end, and how many are not any more."""
        other = [action for action in self.comparison.actions if action.after and action.ends_otherwise]
        goes_on = sum(action.goes_on_after_all for action in other)
        return len(other) - goes_on, goes_on

    def _merged(self) -> str:
        """Which way, for those that came out of others and those that went into others are counted together."""
        into = sum(action.is_merged for action in self.comparison.actions)
        others = "another" if into == 1 else "others"
        if out_of := self.count["merged"] - into:
            return f": {out_of} from others and {into} into {others}" if into else " from others"
        return f" into {others}"

    def _rolled_into(self) -> str:
        rolled, dropped = self.count["rolled_into"], self.count["dropped"]
        if not rolled:
            return ""
        which = "" if dropped == 1 else "all of them " if rolled == dropped else f"{rolled} of them "
        return f", {which}rolled into {'another' if rolled == 1 else 'others'}"

    def _directions(self) -> list[Part]:
        changes = (change for action in self.comparison.actions for change in action.changes)
        count = Counter(change.direction for change in changes if isinstance(change, StatusChange))
        parts = [Part(f"{count[way]} {words}", "status", way) for way, words in DIRECTIONS.items() if count[way]]
        return [Part(": "), *_joined(parts)] if parts else []

    def _columns(self) -> Iterator[Sentence]:
        """What only one of the versions prints, of which nothing can be said action by action."""
        comparison = self.comparison
        for version, without in (
            (comparison.before, comparison.columns_new),
            (comparison.after, comparison.columns_gone),
        ):
            if without:
                known = [name.lower() for field, name in OWN_HEADINGS.items() if field in without]
                names = known + sorted(field for field in without if field not in OWN_HEADINGS)
                words = " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
                yield [Part(f"{version.label} has no column for {words}, so no change is counted there.")]


def distinct_moves(action: ComparedAction) -> list[DateMove]:
    """The dates that moved, without the action's own where it only follows one of its milestones."""
    milestones = [move for move in action.date_moves if move.milestone is not None]
    follows = {(move.before, move.after) for move in milestones}
    return [
        move for move in action.date_moves if move.milestone is None and (move.before, move.after) not in follows
    ] + milestones


def _some(number: int, noun: str, one: str, many: str) -> str:
    """ "1 action is new", or without the noun "1 is new"."""
    noun = f" {noun}{'' if number == 1 else 's'}" if noun else ""
    return f"{number}{noun} {one if number == 1 else many}"


def _joined(parts: Sequence[Part]) -> list[Part]:
    """With commas and an "and" between."""
    joined: list[Part] = []
    for place, part in enumerate(parts):
        if place:
            joined.append(Part(" and " if place == len(parts) - 1 else ", "))
        joined.append(part)
    return joined


def _without_a_word(later: Sequence[Moved], silent: Sequence[Moved]) -> str:
    if len(silent) == len(later):
        return " without a word"
    if not silent:
        return ", with a reason" if len(later) == 1 else ", each with a reason"
    return f", {len(silent)} of them without a word"


def _listed(moves: Sequence[Moved]) -> str:
    longest = sorted(moves, key=lambda pair: pair[1].days or 0, reverse=True)
    named = [_named(action, move) for action, move in longest[:FEW_DATES]]
    if further := len(longest) - len(named):
        named.append(f"{further} more")
    return "; ".join(named[:-1]) + ("; and " if named[1:] else "") + named[-1]


def _named(action: ComparedAction, move: DateMove) -> str:
    quoted = Truncator(move.reason.translate(_INNER).rstrip(". ")).words(FEW_WORDS)
    reason = f", “{quoted}”" if move.reason else ""
    return f"{_place(action, move)} by {move.days} day{'' if move.days == 1 else 's'}{reason}"


def _place(action: ComparedAction, move: DateMove) -> str:
    now, was = action.shown, action.before
    name = now.reference or f"“{now.title}”"
    if was and was.reference and was.reference != now.reference:
        name = f"{name} ({was.reference} before)"
    return name if move.milestone is None else f"“{move.milestone.translate(_INNER)}” in {name}"
