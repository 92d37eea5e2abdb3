"""The list of the actions of two versions: its rows, its columns and what narrows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet

from actions.compared import ComparedAction, DateMove, VersionComparison
from actions.comparison.change import KINDS
from actions.comparison.changes import StatusChange, fields_of
from actions.models import ActionVersion
from actions.statuses import NO_STATUS, Travel, status_order
from plans.filters import ListFilter
from plans.models import Colour, Plan, SectionVersion
from plans.tables import ListTable

from .changed_fields import ChangedField, MovedStatus, changed_field, field_name, moved_status, shown_status
from .headline import DIRECTIONS, distinct_moves
from .rows import officers_of

UNCHANGED, NO_COLOUR = "unchanged", "none"
KIND_WORDS = {"rolled_into": "rolled into another", "other": "other columns"}
WHOLE_ACTIONS = ("new", "dropped", "rolled_into", "split", "merged", "moved")  # kinds that are not of a field's words
SAID_BY_THE_ROW = ("reference", "section", "is_new", "status")


class Chip(NamedTuple):
    words: str
    stands_out: bool


class Whither(NamedTuple):
    """An action that another was rolled into or merged into: as worded before, or else after, and where it stands in
    the version after.
    """

    worded: ActionVersion
    after: ActionVersion | None


@dataclass(kw_only=True)
class ChangeRow:
    """An action as the list shows it. `position` is its place in the printed order, the dropped last."""

    plan: Plan
    compared: ComparedAction
    position: int
    went_to: list[Whither]
    step: object = None

    @property
    def title(self) -> str:
        return self.compared.shown.title

    @property
    def chips(self) -> list[Chip]:
        """Its kinds of change; and of one that stands in the later version that it is to end, or is not."""
        kinds = [kind for kind in KINDS if _is_of_kind(self.compared, kind)]
        chips = [Chip(KIND_WORDS.get(kind, kind), kind in WHOLE_ACTIONS) for kind in kinds]
        if self.compared.after and self.compared.ends_otherwise:
            chips.append(Chip("ends" if self.compared.endings else "goes on", True))
        return chips

    @cached_property
    def status(self) -> MovedStatus:
        was, now = (shown_status(words.status) if words else None for words in (self.compared.was, self.compared.now))
        change = _status_change(self.compared)
        return moved_status(change) if change else MovedStatus(was, now, Travel("", ""))

    @property
    def status_order(self) -> int:
        return status_order(self.status.now or self.status.was or NO_STATUS)

    @cached_property
    def moves(self) -> list[DateMove]:
        return distinct_moves(self.compared)

    @property
    def slip_order(self) -> int:
        """The longest slip first."""
        return -(self.compared.longest_slip or 0)

    @property
    def fields(self) -> list[ChangedField]:
        """Its changed fields, but for what the row says itself."""
        shown = [change for change in self.compared.changes if change.field not in SAID_BY_THE_ROW]
        return [changed_field(change, self.compared, self.plan) for change in shown]

    @property
    def words(self) -> list[tuple[str, str]]:
        """Of an action that stands in one version alone: what it says there below its title, field by field."""
        if self.compared.was and self.compared.now:
            return []
        snapshot = self.compared.now or self.compared.was
        said = [change for change in fields_of(snapshot) if change.field not in SAID_BY_THE_ROW] if snapshot else []
        texts = [(change, self.compared.shown.body if change.field == "action" else change.after) for change in said]
        return [(field_name(change, self.plan), text) for change, text in texts if text]


class ChangeTable(ListTable):
    row_template = "reporting/changes_row.html"
    noun = "action"
    caption = "Actions"
    nothing = "No action changed."
    usual_order = "reference"

    reference = tables.Column("Ref", order_by="position")
    title = tables.Column("Action")
    status = tables.Column("Status", order_by="status_order")
    due = tables.Column("Due", order_by="slip_order")

    @property
    def whole(self) -> int:
        """Of both versions: an action that stands in both is one."""
        return len(self.narrowed_by.comparison.actions) if self.narrowed_by else len(self.rows)


class ChangeFilter(ListFilter):
    """Narrows the actions of a comparison, by how they are worded in either version."""

    nothing_matches = "No changed action matches. Clear the filter, or ask for less."
    words = django_filters.CharFilter(label="Words", method="filter_words")
    kind = django_filters.ChoiceFilter(label="Kind of change", method="filter_kind", empty_label="Any")
    section = django_filters.ChoiceFilter(
        label="Section", field_name="section_version__section__slug", empty_label="All"
    )
    officer = django_filters.ChoiceFilter(label="Officer", field_name="officers__slug", empty_label="Anyone")
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[
            ("Now", [*Colour.choices, (NO_COLOUR, "No status")]),
            ("Since the version before", [(way, words.capitalize()) for way, words in DIRECTIONS.items()]),
        ],
        method="filter_status",
        empty_label="Any",
    )

    def __init__(self, *args: Any, comparison: VersionComparison, sections: Iterable[SectionVersion], **kwargs: Any):
        """`sections` are those of both versions, the later version's last."""
        worded = ActionVersion.objects.filter(version__in=[comparison.before, comparison.after])
        super().__init__(*args, queryset=worded, **kwargs)
        self.comparison = comparison
        titles = {entry.section.slug: str(entry) for entry in sections}
        self.filters["section"].extra["choices"] = list(titles.items())
        self.filters["officer"].extra["choices"] = officers_of(worded)
        self.filters["kind"].extra["choices"] = [(kind, self._counted(kind)) for kind in KINDS]

    def filter_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return self._only(queryset, lambda action: value.casefold() in _all_words(action))

    def filter_kind(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return self._only(queryset, lambda action: _is_of_kind(action, value))

    def filter_status(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value in DIRECTIONS:
            return self._only(queryset, lambda action: _went(action, value))
        colour = "" if value == NO_COLOUR else value
        return self._only(queryset, lambda action: _colour(action) == colour)

    def chosen(self) -> set[int]:
        """The actions it leaves, by their primary keys."""
        return set(self.qs.values_list("action", flat=True))

    def _only(self, queryset: QuerySet[Any], fits: Callable[[ComparedAction], bool]) -> QuerySet[Any]:
        return queryset.filter(
            action__in=[action.shown.action_id for action in self.comparison.actions if fits(action)]
        )

    def _counted(self, kind: str) -> str:
        name = KIND_WORDS.get(kind, kind).capitalize()
        number = sum(_is_of_kind(action, kind) for action in self.comparison.actions)
        return f"{name} ({number})" if number else name


def change_rows(plan: Plan, comparison: VersionComparison) -> list[ChangeRow]:
    after = {action.after.action_id: action.after for action in comparison.actions if action.after}
    return [
        ChangeRow(
            plan=plan,
            compared=action,
            position=position,
            went_to=[Whither(target, after.get(target.action_id)) for target in action.rolled_into],
        )
        for position, action in enumerate(comparison.actions)
    ]


def _is_of_kind(action: ComparedAction, kind: str) -> bool:
    return action.is_unchanged if kind == UNCHANGED else kind in action.kinds


def _status_change(action: ComparedAction) -> StatusChange | None:
    return next((change for change in action.changes if isinstance(change, StatusChange)), None)


def _went(action: ComparedAction, way: str) -> bool:
    change = _status_change(action)
    return change is not None and change.direction == way


def _colour(action: ComparedAction) -> str | None:
    """The colour it has now, or had when it was dropped; None where that version prints no status."""
    snapshot = action.now or action.was
    return snapshot.status.colour if snapshot and snapshot.status else None


def _all_words(action: ComparedAction) -> str:
    snapshots = [snapshot for snapshot in (action.was, action.now) if snapshot]
    return "\n".join(change.after for snapshot in snapshots for change in fields_of(snapshot)).casefold()
