"""The working version as its plan owner sees it: every action in order, with what changed since it was published."""

from dataclasses import dataclass, field
from functools import cached_property

from actions.as_printed import anchor
from actions.compared import ComparedAction, DateMove
from actions.comparing import compare_versions
from actions.comparison.snapshot import ActionSnapshot
from actions.endings import endings_in
from actions.models import ActionVersion, LineageEdge
from actions.ordering import mark_of
from actions.settling import neighbours
from actions.sides import load_sides
from plans.models import PlanVersion, SectionVersion

_REPORTED = {"status", "progress"}  # which officers report, and nobody edits
_WORDS = {"new": "new", "date": "", "timeframe": "timeframe reworded", "other": "other columns"}


@dataclass(frozen=True, kw_only=True)
class EditedRow:
    """An action with what was changed of it since the version before, and how it ends, if it does."""

    compared: ComparedAction
    is_first: bool
    endings: list[LineageEdge] = field(default_factory=list)

    @property
    def entry(self) -> ActionVersion:
        return self.compared.shown

    @property
    def names(self) -> ActionSnapshot:
        assert self.compared.now
        return self.compared.now

    @property
    def anchor(self) -> str:
        return anchor(self.entry)

    @property
    def changes(self) -> list[str]:
        """In words, without the dates, which are told with both of them; nothing where nothing is published."""
        kinds = [] if self.is_first else [kind for kind in self.compared.kinds if kind not in _REPORTED]
        if "date" in kinds and "timeframe" in kinds:
            kinds.remove("timeframe")
        return [words for kind in kinds if kind != "unchanged" and (words := _WORDS.get(kind, kind))]

    @property
    def moves(self) -> tuple[DateMove, ...]:
        return self.compared.date_moves

    @property
    def has_changed(self) -> bool:
        """What ends in the version that this one corrects ended there already, and is no change of the correction's."""
        return bool(self.changes or self.moves) or any(edge.supersedes_id is None for edge in self.endings)


@dataclass(frozen=True)
class EditedSection:
    section: SectionVersion
    rows: list[EditedRow]


class EditPage:
    """Constant in queries."""

    def __init__(self, version: PlanVersion):
        self.version = version
        self.before = neighbours(version.plan, version.as_of if version.corrects_id else None)[0]
        self.sections = list(version.sections.select_related("section").order_by("position"))

    @cached_property
    def compared(self) -> list[ComparedAction]:
        """Every action in printed order, with what became of it since the version before; then what it has no more."""
        if self.before is not None:
            return compare_versions(self.before, self.version).actions
        (side,) = load_sides([self.version])
        return [ComparedAction(after=entry, now=side.snapshots[action]) for action, entry in side.entries.items()]

    @property
    def mark(self) -> str:
        return mark_of(self.sections, [each.after for each in self.compared if each.after])

    @property
    def gone(self) -> list[ComparedAction]:
        return [each for each in self.compared if each.after is None]

    @cached_property
    def lines(self) -> list[EditedSection]:
        endings = endings_in(self.version)
        rows: dict[int, list[EditedRow]] = {section.pk: [] for section in self.sections}
        for each in self.compared:
            if entry := each.after:
                found = endings.get(entry.pk, [])
                row = EditedRow(compared=each, is_first=self.before is None, endings=found)
                rows[entry.section_version_id].append(row)
        return [EditedSection(section, rows[section.pk]) for section in self.sections]

    @property
    def changed(self) -> int:
        return sum(row.has_changed for line in self.lines for row in line.rows) + len(self.gone)
