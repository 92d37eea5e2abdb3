"""What changed in an action from one version to another: one class for each kind of field. Pure: no Django.

Each class finds its changes with `between` and holds them as data; a page or a workbook draws them.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actions.comparison.change import Change
from actions.comparison.dates import days_between, is_another_date
from actions.comparison.snapshot import ActionSnapshot, SnapshotMilestone, SnapshotStatus
from actions.comparison.tokens import one_style

BLANK = SnapshotStatus()


class WordingChange(Change):
    """The action's own words: what it is, what it is hoped to achieve, what will show that it worked."""

    kind = "reworded"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        yield cls("action", before.text, after.text)
        yield cls("intended_outcome", before.intended_outcome, after.intended_outcome)
        yield cls("success_measure", before.success_measure, after.success_measure)


class ReferenceChange(Change):
    kind = "renumbered"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        yield cls("reference", before.reference, after.reference)


@dataclass(frozen=True)
class SectionChange(Change):
    """Moved to another continuing section: one that only changes its number or title moves nothing."""

    is_another: bool = False
    kind = "moved"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        is_another = before.section != after.section
        yield cls("section", before.section_name, after.section_name, is_another=is_another)

    @property
    def differs(self) -> bool:
        return self.is_another and super().differs


@dataclass(frozen=True)
class OfficersChange(Change):
    """Who answers for the action: names added, names removed, or the same in another order."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kind = "officers"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        for role, names, others in (
            ("accountable", before.accountable, after.accountable),
            ("lead", before.lead, after.lead),
        ):
            yield cls(
                role,
                "\n".join(names),
                "\n".join(others),
                added=_others(names, others),
                removed=_others(others, names),
            )

    @property
    def is_reordered(self) -> bool:
        return not self.added and not self.removed


@dataclass(frozen=True)
class TimeframeChange(Change):
    """When it is due, as words and as the date read from them."""

    due_before: date | None = None
    due_after: date | None = None
    kind = "timeframe"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        yield cls("timeframe", before.timeframe, after.timeframe, due_before=before.due, due_after=after.due)

    @property
    def kinds(self) -> tuple[str, ...]:
        return ("timeframe", "date") if self.moves else ("timeframe",)

    @property
    def moves(self) -> bool:
        return is_another_date(self.before, self.due_before, self.after, self.due_after)

    @property
    def slip_days(self) -> int | None:
        """Days later (or, below zero, earlier); None where one of the two has no date."""
        return days_between(self.due_before, self.due_after)


@dataclass(frozen=True)
class StatusChange(Change):
    """The status, and which way it went. Nothing is said where one of the versions prints no status at all."""

    status_before: SnapshotStatus = BLANK
    status_after: SnapshotStatus = BLANK
    kind = "status"

    SCALE: ClassVar[tuple[str, ...]] = ("blue", "green", "amber", "red")

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        if before.status is not None and after.status is not None:
            yield cls(
                "status",
                before.status.words,
                after.status.words,
                status_before=before.status,
                status_after=after.status,
            )

    @property
    def differs(self) -> bool:
        return super().differs or self.status_before.colour != self.status_after.colour

    @property
    def direction(self) -> str:
        """ "closed", "reopened", "better", "worse", or "" where the two cannot be ranked."""
        if self.status_before.closes != self.status_after.closes:
            return "closed" if self.status_after.closes else "reopened"
        colours = (self.status_before.colour, self.status_after.colour)
        if colours[0] == colours[1] or not set(colours) <= set(self.SCALE):
            return ""
        return "worse" if self.SCALE.index(colours[1]) > self.SCALE.index(colours[0]) else "better"


class ProgressChange(Change):
    kind = "progress"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        if before.progress is not None and after.progress is not None:
            yield cls("progress", before.progress, after.progress)


@dataclass(frozen=True)
class MovedMilestone:
    """A milestone whose date changed; `slip_days` is None where one of the two has no date."""

    before: SnapshotMilestone
    after: SnapshotMilestone

    @property
    def moves(self) -> bool:
        return is_another_date(self.before.timeframe, self.before.due, self.after.timeframe, self.after.due)

    @property
    def slip_days(self) -> int | None:
        return days_between(self.before.due, self.after.due)


@dataclass(frozen=True)
class MilestonesChange(Change):
    """Milestones kept, added, removed, and those whose date moved."""

    added: tuple[SnapshotMilestone, ...] = ()
    removed: tuple[SnapshotMilestone, ...] = ()
    moved: tuple[MovedMilestone, ...] = ()
    kind = "milestones"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        earlier = {milestone.key: milestone for milestone in before.milestones}
        later = {milestone.key: milestone for milestone in after.milestones}
        kept = [MovedMilestone(earlier[key], later[key]) for key in later if key in earlier]
        yield cls(
            "milestones",
            _lines(before.milestones),
            _lines(after.milestones),
            added=tuple(later[key] for key in later if key not in earlier),
            removed=tuple(earlier[key] for key in earlier if key not in later),
            moved=tuple(pair for pair in kept if pair.moves),
        )


class LinksChange(Change):
    kind = "links"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        yield cls("links", "\n".join(before.links), "\n".join(after.links))


class NewMarkChange(Change):
    """An action printed as new although it continues one. That the mark is gone afterwards is a matter of course."""

    kind = "other"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        yield cls("is_new", *("NEW" if snapshot.is_new else "" for snapshot in (before, after)))

    @property
    def differs(self) -> bool:
        return not self.before and bool(self.after)


class ColumnChange(Change):
    """The saving, and any column a plan prints that has no field of its own."""

    kind = "other"

    @classmethod
    def between(cls, before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
        yield cls("saving", before.saving, after.saving)
        for heading in dict.fromkeys([*before.other, *after.other]):
            yield cls(heading, before.other.get(heading, ""), after.other.get(heading, ""))


FAMILY: tuple[type[Change], ...] = (
    ReferenceChange,
    SectionChange,
    WordingChange,
    OfficersChange,
    TimeframeChange,
    MilestonesChange,
    StatusChange,
    ProgressChange,
    LinksChange,
    NewMarkChange,
    ColumnChange,
)


def changes_between(
    before: ActionSnapshot, after: ActionSnapshot, *, apart_from: Set[str] = frozenset()
) -> tuple[Change, ...]:
    """Every change from one to the other, in the order a reader asks for them; none where all is the same.

    `apart_from` are fields that are not to be compared: a column that only one of the versions has.
    """
    return tuple(change for change in _fields(before, after) if change.field not in apart_from and change.differs)


def fields_of(snapshot: ActionSnapshot) -> tuple[Change, ...]:
    """Every field of an action as its version has it, in the same order: the same before and after."""
    return tuple(_fields(snapshot, snapshot))


def _fields(before: ActionSnapshot, after: ActionSnapshot) -> Iterator[Change]:
    for member in FAMILY:
        yield from member.between(before, after)


def _others(names: tuple[str, ...], all_names: tuple[str, ...]) -> tuple[str, ...]:
    """Those that are not among the names, in whatever style of quotes they are spelled."""
    known = {one_style(name) for name in names}
    return tuple(name for name in all_names if one_style(name) not in known)


def _lines(milestones: tuple[SnapshotMilestone, ...]) -> str:
    return "\n".join(f"{milestone.title}: {milestone.timeframe}".rstrip(": ") for milestone in milestones)
