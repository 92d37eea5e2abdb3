"""One action through its plan's versions, as a page draws it: a column for each version, a row for each field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.compared import ComparedAction, HistoryColumn
from actions.comparison.change import Change
from actions.comparison.changes import FAMILY, OfficersChange, StatusChange, fields_of
from actions.comparison.snapshot import ActionSnapshot
from actions.statuses import Status
from plans.models import Plan, PlanVersion

from .changed_fields import ChangedField, changed_field, field_name, shown_status
from .steps import Steps

Key = tuple[str, str]
_STATUS: Key = (StatusChange.kind, "status")
_ORDER = list(dict.fromkeys(member.kind for member in FAMILY))


class Column:
    """A version, or a run of versions that the action is absent from; then `fields` is empty."""

    def __init__(self, history: HistoryColumn):
        self.history = history
        self.versions = history.versions
        self.compared = history.compared or ComparedAction()
        self.entry = history.entry
        self.fields = _by_key(self.compared.now)
        self.fields_before = _by_key(self.compared.was)
        self.changes = {change.key: change for change in self.compared.changes}

    @property
    def version(self) -> PlanVersion:
        return self.versions[0]

    @property
    def is_first(self) -> bool:
        """Whether nothing is compared with it: the action stands there for the first time."""
        return self.entry is not None and self.compared.before is None

    @property
    def is_quiet(self) -> bool:
        return not self.is_first and not self.changes

    @property
    def section_numbers(self) -> tuple[str, str] | None:
        """The number of its section before and now, where nothing but the number is another."""
        if not (self.compared.before and self.compared.after):
            return None
        before, now = self.compared.before.section_version, self.compared.after.section_version
        is_same = (before.section_id, before.title) == (now.section_id, now.title)
        return (before.number, now.number) if is_same and before.number != now.number else None

    def changed_fields(self, plan: Plan, steps: Steps) -> list[ChangedField]:
        return [changed_field(change, self.compared, plan, steps) for change in self.changes.values()]

    @property
    def status(self) -> Status | None:
        return shown_status(self.compared.now.status) if self.compared.now else None

    def words(self, plan: Plan) -> list[tuple[str, str, Status | None]]:
        """Every field that it has words in; the status with its colour."""
        return [
            (field_name(change, plan), change.after, self.status if key == _STATUS else None)
            for key, change in self.fields.items()
            if change.after
        ]

    def the_same(self, plan: Plan) -> list[str]:
        """The names of the fields that have words and did not change."""
        shown = [change for key, change in self.fields.items() if change.after and key not in self.changes]
        return [field_name(change, plan) for change in shown]

    def prints(self, field: str) -> bool:
        """Whether it has such a column; one of which no columns are known has what it has words for."""
        columns = self.history.columns
        return not columns.printed or field in columns.printed | columns.filled


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A field in one version. `changed` is set where it differs from the version before that has the action.

    `is_same` says that it reads the same as there; `is_printed` is false where the version has no such column.
    """

    column: Column
    text: str
    status: Status | None
    is_printed: bool
    is_same: bool
    changed: ChangedField | None


@dataclass(frozen=True)
class FieldRow:
    """A field in every version; in those without the action its cells are empty."""

    name: str
    field: str
    cells: list[Cell]
    is_names: bool


def field_rows(plan: Plan, columns: Sequence[Column], steps: Steps) -> Iterator[FieldRow]:
    """The fields that any version has words in, in the order a reader asks for them; changes numbered row by row."""
    found = {key: change for column in columns for key, change in column.fields.items()}
    for key in sorted(found, key=lambda key: _ORDER.index(key[0])):
        if any(column.fields[key].after for column in columns if key in column.fields):
            cells = [_cell(key, column, plan, steps) for column in columns]
            is_names = isinstance(found[key], OfficersChange)
            yield FieldRow(field_name(found[key], plan), found[key].field, cells, is_names)


def _cell(key: Key, column: Column, plan: Plan, steps: Steps) -> Cell:
    here, before, change = column.fields.get(key), column.fields_before.get(key), column.changes.get(key)
    return Cell(
        column=column,
        text=here.after if here else "",
        status=column.status if key == _STATUS else None,
        is_printed=here is not None and (bool(here.after) or column.prints(here.field)),
        is_same=bool(here and before and not change and here.after and _reads_the_same(before.after, here)),
        changed=changed_field(change, column.compared, plan, steps) if change else None,
    )


def _reads_the_same(before: str, here: Change) -> bool:
    return before == here.after or type(here)(here.field, before, here.after).comparison.kind == "same"


def _by_key(snapshot: ActionSnapshot | None) -> dict[Key, Change]:
    return {change.key: change for change in fields_of(snapshot)} if snapshot else {}
