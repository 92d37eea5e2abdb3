"""One action as one version has it, in plain dataclasses: what comparing takes. Pure: no Django."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class SnapshotStatus:
    """The colour is "" where the words have none; `closes` says that nothing more is to be done."""

    colour: str = ""
    words: str = ""
    closes: bool = False


@dataclass(frozen=True, kw_only=True)
class SnapshotMilestone:
    """`key` is the same for a milestone that continues."""

    key: Hashable
    title: str
    timeframe: str = ""
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Columns:
    """What a version prints: the fields it has a column for, and those that any of its actions has words in.

    A column of the plan's own is named by its heading.
    """

    printed: frozenset[str]
    filled: frozenset[str]

    def not_in(self, other: "Columns") -> frozenset[str]:
        """The columns that the other version does without: it prints none of that name, and has nothing for it."""
        return self.printed - other.printed - other.filled


@dataclass(frozen=True, kw_only=True)
class ActionSnapshot:
    """An action's words in one version.

    `section` is the key of its continuing section. `status` and `progress` are None where the version prints no such
    column, which is not an empty cell.
    """

    reference: str = ""
    section: Hashable = None
    section_name: str = ""
    is_new: bool = False
    text: str = ""
    intended_outcome: str = ""
    success_measure: str = ""
    accountable: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    timeframe: str = ""
    due: date | None = None
    status: SnapshotStatus | None = None
    progress: str | None = None
    milestones: tuple[SnapshotMilestone, ...] = ()
    links: tuple[str, ...] = ()
    saving: str = ""
    other: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].rstrip(" :")

    @property
    def dates(self) -> tuple[date | None, dict[Hashable, date | None]]:
        """Its own, and its milestones' by their keys."""
        return self.due, {milestone.key: milestone.due for milestone in self.milestones}
