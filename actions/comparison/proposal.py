"""What lineage matching takes and what it proposes, as plain dataclasses."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class MatchableAction:
    """One action of one version, in plain words.

    `key` is the caller's own and comes back in the proposal. `text` is the whole cell or only what follows the title;
    without a title its first line is the title. `reference` is read for the reasons and for "rolled into" alone: which
    action continues which never depends on it.
    """

    key: Hashable
    reference: str = ""
    title: str = ""
    text: str = ""
    intended_outcome: str = ""
    success_measure: str = ""
    progress: str = ""


@dataclass(frozen=True)
class Thread:
    """An action of the later version that continues one of the earlier; `score` is their likeness, 0 to 1.

    A person should be asked unless it is `certain`; the reason then says what speaks for it and what against.
    """

    before: Hashable
    after: Hashable
    score: float
    reason: str
    certain: bool


@dataclass(frozen=True)
class NewAction:
    """An action of the later version that continues none of the earlier."""

    key: Hashable
    reason: str


@dataclass(frozen=True)
class DroppedAction:
    """An action of the earlier version that none of the later continues.

    `rolled_into` has the references, in the earlier version's own numbering and spelling, of the actions that its
    progress says it became part of.
    """

    key: Hashable
    reason: str
    rolled_into: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A question beside the pairs, never a finding: one action that may have become two, or two that became one.

    `split` has one key before and two after, `merged` two before and one after; the pair of `Lineage.pairs` comes
    first. The other action stands among the new or the dropped as well. `score` is its likeness, 0 to 1.
    """

    kind: Literal["split", "merged"]
    before: tuple[Hashable, ...]
    after: tuple[Hashable, ...]
    score: float
    reason: str


@dataclass(frozen=True)
class Lineage:
    """Every action of both versions once: paired, new or dropped. Pairs and new in the later version's order."""

    pairs: list[Thread] = field(default_factory=list)
    new: list[NewAction] = field(default_factory=list)
    dropped: list[DroppedAction] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
