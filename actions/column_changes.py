"""Which columns the working version prints: their order, their headings, and those of the plan's own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.as_printed import OWN_HEADINGS, PrintedColumn, printed_table
from actions.editing import editing
from actions.models import ActionVersion
from plans.fingerprints import fingerprint
from plans.folding import fold
from plans.last_change import ChangedSince
from plans.models import PlanVersion, User
from plans.readers.columns import mapping_of, names_of
from plans.recording import Refused

MOST = 40


@dataclass(frozen=True)
class ColumnShown:
    """A column as the version prints it, and how many of its actions have words there."""

    column: PrintedColumn
    filled: int
    total: int

    @property
    def prints(self) -> str:
        return OWN_HEADINGS.get(self.column.field, "")


def columns_shown(version: PlanVersion) -> list[ColumnShown]:
    """In printed order; six queries."""
    table = printed_table(version)
    filled = Counter(
        place
        for section in table.sections
        for row in section.rows
        for place, cell in enumerate(row.cells)
        if cell.text.strip()
    )
    return [ColumnShown(column, filled[place], table.actions) for place, column in enumerate(table.columns)]


def columns_mark(columns: Sequence[PrintedColumn]) -> str:
    """Tells these columns in this order from all others."""
    return fingerprint(repr([(column.heading, column.field) for column in columns]))


def change_columns(
    version: PlanVersion,
    columns: Sequence[PrintedColumn],
    *,
    renamed: Mapping[str, str],
    seen: str,
    by: User | None,
) -> None:
    """Print these columns in this order. What stands in one that is left out is kept, and printed once it is back.

    `renamed` are headings of the plan's own columns with what they are called now: the words go with them. `seen` is
    the mark of the columns that were read.
    """
    with editing(version, "change columns", by=by) as here:
        stands = printed_table(here).columns
        if columns_mark(stands) != seen:
            now = {"Columns": "\n".join(column.name for column in stands)}
            raise ChangedSince(here, now, columns_mark(stands), to=by)
        _require_good(columns)
        here.columns = [column.heading for column in columns]
        here.mapping = _mapping(here.mapping, columns)
        here.save(update_fields=["columns", "mapping"])
        if renamed:
            _rename(here, renamed)


def _require_good(columns: Sequence[PrintedColumn]) -> None:
    if "action" not in {column.field for column in columns}:
        raise Refused("Keep the column of the actions themselves: nothing is printed without it.")
    if len(columns) > MOST:
        raise Refused(f"A plan prints {MOST} columns at most. Leave one out.")
    for what, taken in (
        ("are called", Counter(fold(column.heading) for column in columns)),
        ("print", Counter(column.field for column in columns if column.field)),
    ):
        if twice := next((name for name, times in taken.items() if times > 1), None):
            raise Refused(f"Two columns {what} “{twice.replace('_', ' ')}”. Give one another heading, or leave it out.")


def _mapping(known: Mapping[str, str], columns: Sequence[PrintedColumn]) -> dict[str, str]:
    """What each of these columns is, and what is known of others."""
    headings = [column.heading for column in columns]
    ours = {fold(name) for name in names_of(headings)}
    others = {name: field for name, field in known.items() if fold(name) not in ours}
    return others | mapping_of(headings, [column.field for column in columns])


def _rename(here: PlanVersion, renamed: Mapping[str, str]) -> None:
    changed = []
    for entry in here.action_versions.exclude(other={}):
        other = {renamed.get(heading, heading): text for heading, text in entry.other.items()}
        if other != entry.other:
            entry.other = other
            changed.append(entry)
    ActionVersion.objects.bulk_update(changed, ["other"])
