"""What comparing finds: an action in two versions, and two versions whole."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from actions.comparison.change import KINDS, Change
from actions.comparison.dates import days_apart, days_between
from actions.comparison.snapshot import ActionSnapshot, Columns
from actions.models import ActionVersion, LineageEdge
from actions.reasons_given import is_silent
from plans.models import PlanVersion


@dataclass(frozen=True, kw_only=True)
class DateMove:
    """A date that is another one: the action's own, or that of the milestone named. None where there was no date.

    `goes_back` says that `after` is of the version that came first.
    """

    before: date | None
    after: date | None
    reason: str
    milestone: str | None = None
    goes_back: bool = False

    @property
    def days(self) -> int | None:
        """Days later (or, below zero, earlier); None where one of the two is no date."""
        return days_between(self.before, self.after)

    @property
    def told(self) -> str:
        if self.days is not None:
            return days_apart(self.days)
        return "no date before" if self.after else "no date any more"

    @property
    def is_silent(self) -> bool:
        return is_silent(self.after if self.goes_back else self.before, self.reason)


@dataclass(frozen=True, kw_only=True)
class ComparedAction:
    """An action in the version before, in the version after, or in both; `was` and `now` are its words there.

    `changes` are only where it is in both. `origin` is "split" or "merged" where the lineage says that the action came
    out of others; `rolled_into` names the actions it went into, by their wording in the version before where they stand
    there, and `is_merged` says that these go on from it, so that it was merged and not dropped.

    `endings` are what is printed of how it ends, by the later version where that has it, else by the last that has;
    `endings_before` what the version before printed of one that stands in the later.
    """

    before: ActionVersion | None = None
    after: ActionVersion | None = None
    was: ActionSnapshot | None = None
    now: ActionSnapshot | None = None
    changes: tuple[Change, ...] = ()
    date_moves: tuple[DateMove, ...] = ()
    origin: str = ""
    came_from: tuple[ActionVersion, ...] = ()
    rolled_into: tuple[ActionVersion, ...] = ()
    is_merged: bool = False
    endings: tuple[LineageEdge, ...] = ()
    endings_before: tuple[LineageEdge, ...] = ()

    @property
    def shown(self) -> ActionVersion:
        """Its wording in the later version, or else in the earlier."""
        found = self.after or self.before
        assert found
        return found

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        found = {kind for change in self.changes for kind in change.kinds}
        if self.before is None:
            found.add(self.origin or "new")
        elif self.after is None:
            rolled = {"dropped", "rolled_into"} if self.rolled_into else {"dropped"}
            found |= {"merged"} if self.is_merged else rolled
        return tuple(kind for kind in KINDS if kind in found) or ("unchanged",)

    @property
    def ends_otherwise(self) -> bool:
        """Whether another end of it is printed than before, or another reason: any, where it did not end there."""
        return _told(self.endings_before) != _told(self.endings)

    @property
    def is_unchanged(self) -> bool:
        """Whether it says the same, and ends or goes on as before."""
        return self.kinds == ("unchanged",) and not self.ends_otherwise

    @property
    def goes_on_after_all(self) -> bool:
        return bool(self.endings_before) and not self.endings

    @property
    def slip_days(self) -> int | None:
        """Days its own date moved, later above zero; None where that cannot be said or it did not move."""
        return next((move.days for move in self.date_moves if move.milestone is None), None) or None

    @property
    def longest_slip(self) -> int | None:
        """The slip of the action or of its milestone that slipped most."""
        return max([move.days for move in self.date_moves if move.days], default=None)

    def as_json(self) -> dict[str, Any]:
        return {
            "action": self.shown.action.slug,
            "from_reference": self.before.reference if self.before else None,
            "to_reference": self.after.reference if self.after else None,
            "kinds": list(self.kinds),
            "rolled_into": [target.reference or target.action.slug for target in self.rolled_into],
            "slip_days": self.slip_days,
            "fields": [
                {
                    "field": change.field,
                    "before": change.before,
                    "after": change.after,
                    "runs": change.comparison.as_json(),
                }
                for change in self.changes
            ],
        }


@dataclass(frozen=True, kw_only=True)
class VersionComparison:
    """Every action of two versions, those of the later one first in its printed order, then the dropped in theirs.

    `columns_gone` and `columns_new` are the fields that only the one version has a column for.
    """

    before: PlanVersion
    after: PlanVersion
    actions: list[ComparedAction] = field(default_factory=list)
    columns_gone: frozenset[str] = frozenset()
    columns_new: frozenset[str] = frozenset()

    @cached_property
    def summary(self) -> dict[str, int]:
        """How many actions each kind of change has, in the order of KINDS."""
        counts = Counter(kind for action in self.actions for kind in action.kinds)
        return {kind: counts[kind] for kind in KINDS if counts[kind]}

    def as_json(self) -> dict[str, Any]:
        """The shape that `compare_versions --json` prints."""
        return {
            "from": {"number": self.before.number, "label": self.before.label},
            "to": {"number": self.after.number, "label": self.after.label},
            "summary": self.summary,
            "actions": [action.as_json() for action in self.actions],
        }


@dataclass(frozen=True, kw_only=True)
class HistoryColumn:
    """A version of a plan with what became of one action in it since the version before that had it.

    A run of versions that the action stands in none of is one column. There `compared` has the action before alone,
    or is None where no earlier version has it either. `columns` are those of the first of the versions.
    """

    versions: tuple[PlanVersion, ...]
    columns: Columns
    compared: ComparedAction | None = None

    @property
    def entry(self) -> ActionVersion | None:
        return self.compared.after if self.compared else None


def _told(endings: Iterable[LineageEdge]) -> set[tuple[str, int | None, str]]:
    return {
        (edge.kind, edge.to_action_version.action_id if edge.to_action_version else None, edge.reason_given)
        for edge in endings
    }
