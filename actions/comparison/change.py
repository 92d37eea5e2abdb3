"""A field of an action that has other words than before: what every kind of change has in common. Pure: no Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from actions.comparison.snapshot import ActionSnapshot
from actions.comparison.words import Comparison, compare_words

KINDS = (
    *("unchanged", "reworded", "renumbered", "moved", "new", "dropped", "rolled_into", "split", "merged", "officers"),
    *("status", "progress", "date", "timeframe", "milestones", "links", "other"),
)


@dataclass(frozen=True)
class Change:
    """A field whose words differ. `field` is its name in an exported row; before and after are its words."""

    field: str
    before: str
    after: str
    kind: ClassVar[str]

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> "Iterator[Change]":
        """One candidate for each field of this kind; `changes_between` keeps those that differ."""
        raise NotImplementedError

    @cached_property
    def comparison(self) -> Comparison:
        return compare_words(self.before, self.after)

    @property
    def key(self) -> tuple[str, str]:
        """What tells its field from every other: a plan's own column may be headed with the name of a field."""
        return self.kind, self.field

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind,)

    @property
    def differs(self) -> bool:
        """Whether more than white space, quote style or a bullet's glyph is different."""
        return self.before != self.after and self.comparison.kind != "same"
