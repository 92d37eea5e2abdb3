"""Runs: both texts to the letter, as what stayed, what was deleted and what was inserted."""

from itertools import takewhile
from typing import Literal, NamedTuple

from actions.comparison.tokens import Tokens


class Run(NamedTuple):
    """A passage of both texts that stayed, or of one that was deleted or inserted, to the letter.

    In an equal run the two may differ by what is folded (see `tokens`). Joining what the runs have before gives the
    whole text before, joining what they have after the text after.
    """

    kind: Literal["equal", "delete", "insert"]
    before: str
    after: str

    def as_json(self) -> list[str]:
        """``["equal", text]``, ``["equal", before, after]``, ``["delete", text]`` or ``["insert", text]``."""
        if self.kind == "delete":
            return ["delete", self.before]
        if self.kind == "insert" or self.before == self.after:
            return [self.kind, self.after]
        return [self.kind, self.before, self.after]


class Stretch(NamedTuple):
    """Tokens of both sides, by number up to an end, that are equal one by one, or the ones instead of the others."""

    unchanged: bool
    start: int
    end: int
    other_start: int
    other_end: int


def write_runs(before: Tokens, after: Tokens, stretches: list[Stretch]) -> tuple[Run, ...]:
    """The runs for stretches that follow one another without a gap, on both sides, from the first token to the last.

    White space beside what stayed is marked only where a change brought or took it.
    """
    runs: list[Run] = []
    edges, other_edges = before.edges, after.edges
    place = other_place = 0
    for number, stretch in enumerate(stretches, 1):
        unchanged, start, end, other_start, other_end = stretch
        if unchanged or (number < len(stretches) and not stretches[number].unchanged):
            stop = edges[2 * end - 1] if start < end else place
            other_stop = other_edges[2 * other_end - 1] if other_start < other_end else other_place
        else:
            stop, other_stop = edges[2 * end], other_edges[2 * other_end]
        if unchanged:
            _add(runs, "equal", before.text[place:stop], after.text[other_place:other_stop])
        else:
            deleted = _around(before, place, stop, start, end)
            inserted = _around(after, other_place, other_stop, other_start, other_end)
            _add_change(runs, deleted, inserted)
        place, other_place = stop, other_stop
    _add(runs, "equal", before.text[place:], after.text[other_place:])
    return tuple(runs)


def _around(tokens: Tokens, place: int, end: int, first: int, after_last: int) -> tuple[str, str, str]:
    """One side of a change, to the letter: white space, words, white space; only the first where it has no words."""
    if first == after_last:
        return tokens.text[place:end], "", ""
    words_start, words_end = tokens.edges[2 * first], tokens.edges[2 * after_last - 1]
    return tokens.text[place:words_start], tokens.text[words_start:words_end], tokens.text[words_end:end]


def _add_change(runs: list[Run], deleted: tuple[str, str, str], inserted: tuple[str, str, str]) -> None:
    """Add a change, with what both sides have in common of the white space around it unmarked."""
    (lead, words, trail), (other_lead, other_words, other_trail) = deleted, inserted
    shared = _common_start(lead, other_lead)
    _add(runs, "equal", shared, shared)
    lead, other_lead = lead[len(shared) :], other_lead[len(shared) :]
    if not words:
        lead, trail = "", lead
    if not other_words:
        other_lead, other_trail = "", other_lead
    shared = _common_start(trail[::-1], other_trail[::-1])[::-1]
    trail, other_trail = trail[: len(trail) - len(shared)], other_trail[: len(other_trail) - len(shared)]
    folded = ("", "")
    if (trail and not words) or (other_trail and not other_words):
        folded, trail, other_trail = (trail, other_trail), "", ""
    _add(runs, "delete", lead + words + trail, "")
    _add(runs, "insert", "", other_lead + other_words + other_trail)
    _add(runs, "equal", folded[0] + shared, folded[1] + shared)


def _common_start(one: str, other: str) -> str:
    if one == other:
        return one
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(character for character, _ in alike)


def _add(runs: list[Run], kind: Literal["equal", "delete", "insert"], before: str, after: str) -> None:
    """Add a run unless it is empty, as a part of the last one if that is of the same kind."""
    if not before and not after:
        return
    if runs and runs[-1].kind == kind:
        last = runs.pop()
        before, after = last.before + before, last.after + after
    runs.append(Run(kind, before, after))
