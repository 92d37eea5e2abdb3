"""The working version as its plan owner sees it: every action in order, with what changed since it was published."""

from dataclasses import dataclass
from functools import cached_property

from actions.as_printed import anchor
from actions.compared import ComparedAction, DateMove
from actions.comparing import compare_versions
from actions.comparison.snapshot import ActionSnapshot
from actions.endings import endings_in
from actions.models import ActionVersion
from actions.ordering import mark_of
from actions.outside import outside_of
from actions.settling import neighbours
from actions.sides import load_sides
from plans.models import PlanVersion, SectionVersion

_REPORTED = {"status", "progress"}  # which officers report, and nobody edits
_WORDS = {"new": "new", "date": "", "timeframe": "timeframe reworded", "other": "other columns"}


@dataclass(frozen=True, kw_only=True)
class EditedRow:
    """An action with what was changed of it since the version before."""

    compared: ComparedAction
    is_first: bool

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
        words = [words for kind in kinds if kind != "unchanged" and (words := _WORDS.get(kind, kind))]
        return [*words, "goes on after all"] if self.compared.goes_on_after_all else words

    @property
    def moves(self) -> tuple[DateMove, ...]:
        return self.compared.date_moves

    @property
    def has_changed(self) -> bool:
        return bool(self.changes or self.moves) or self.compared.ends_otherwise


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
        endings = endings_in(self.version)
        return [
            ComparedAction(after=entry, now=side.snapshots[action], endings=tuple(endings.get(entry.pk, ())))
            for action, entry in side.entries.items()
        ]

    @property
    def mark(self) -> str:
        return mark_of(self.sections, [each.after for each in self.compared if each.after])

    @property
    def gone(self) -> list[ComparedAction]:
        return [each for each in self.compared if each.after is None]

    @cached_property
    def lines(self) -> list[EditedSection]:
        rows: dict[int, list[EditedRow]] = {section.pk: [] for section in self.sections}
        for each in self.compared:
            if entry := each.after:
                rows[entry.section_version_id].append(EditedRow(compared=each, is_first=self.before is None))
        return [EditedSection(section, rows[section.pk]) for section in self.sections]

    @property
    def prints_other_text(self) -> bool:
        """Whether what stands around the tables is other than in the version before."""
        return self.before is not None and outside_of(self.before) != outside_of(self.version)

    @property
    def changed(self) -> int:
        return sum(row.has_changed for line in self.lines for row in line.rows) + len(self.gone)
