"""Which column of a table is which field: by its heading, by what stands in it, or as a person says."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from plans.folding import fold
from plans.timeframes import read_timeframe

from .columns import field_of_heading, fields_of_headings
from .contents import Table
from .officer_names import reads_like_officers
from .references import has_reference, is_reference

_STATUS = re.compile(
    r"(?i)(?:(?:not|nearly|fully|partly|partially|now) )?(?:complete[d]?|closed|done|achieved|on ?(?:track|target|hold)"
    r"|off (?:track|target)|ongoing|in progress|under ?way|progressing|not (?:yet )?(?:started|due|commenced)|delayed"
    r"|started|slipp(?:ed|ing)|overdue|at risk|red|amber|green|blue|gr[ea]y|behind(?: schedule)?|planned|paused|open"
    r"|some (?:delay|concern)s?|minor issues|withdrawn|superseded|rag)"
    r"(?:\W*|\s?[/(,;.:–-].{0,40}|,? (?:but|due|by) .{0,40})"
)
_NO_DATE = re.compile(
    r"(?i)(?:on-?going|tb[acd]|to be \w+|immediate(?:ly)?|continuous|complete[d]?|n/?a|as required)\.?"
)


@dataclass
class Recognised:
    """The columns of a table: a name for each that no other has, its field, and which (by place) were guessed."""

    names: list[str]
    fields: list[str]
    guessed: list[int] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)


def recognise(table: Table, mapping: Mapping[str, str]) -> Recognised:
    """`mapping` gives fields by folded headings."""
    fields = fields_of_headings(table.columns, mapping)
    given = [fold(heading) in mapping for heading in table.columns]
    columns = [
        [row.cells[at] for row in table.rows if at < len(row.cells) and row.cells[at]] for at in range(len(fields))
    ]
    for at, cells in enumerate(columns):
        if fields[at] == "reference" and not given[at] and cells and not _mostly(has_reference, cells, 0.5):
            fields[at] = ""
    found = Recognised([], fields)
    free = [at for at, known in enumerate(fields) if not known and not given[at] and columns[at]]
    for wanted, reads_like in _BY_CONTENT:
        fitting = [at for at in free if reads_like(columns[at])]
        if wanted not in fields and fitting and (fields.count("") < len(fields) or len(free) > 2):
            fields[fitting[0]] = wanted
            free.remove(fitting[0])
            found.guessed.append(fitting[0])
    found.names, found.doubled = _names(table.columns, fields)
    return found


def is_of_actions(found: Recognised) -> bool:
    """Whether there is something to be done, and by whom or when or how it stands."""
    about = {
        "accountable",
        "lead",
        "timeframe",
        "status",
        "progress",
        "success_measure",
        "milestones",
        "intended_outcome",
    }
    known = set(found.fields)
    return "action" in known and bool(known & about)


def is_turned(table: Table) -> bool:
    """Whether the table is turned on its side: its headings stand below one another, with an action in each column."""
    first = [table.columns[0] if table.columns else "", *(row.cells[0] for row in table.rows if row.cells)]
    labels = [field_of_heading(cell) for cell in first if cell and len(cell) <= 60]
    across = {field_of_heading(heading) for heading in table.columns[1:] if heading and len(heading) <= 60} - {""}
    down = set(labels) - {""}
    return (
        len(down) >= 3
        and len(down) > len(across) + 1
        and len([label for label in labels if label]) * 3 >= len(first) * 2
    )


def _mostly(test: Callable[[str], bool], cells: Sequence[str], share: float) -> bool:
    return sum(map(test, cells)) >= share * len(cells)


def _are_references(cells: list[str]) -> bool:
    return len(cells) > 1 and _mostly(is_reference, cells, 0.7) and len(set(cells)) > len(cells) / 2


def _are_dates(cells: list[str]) -> bool:
    def is_date(cell: str) -> bool:
        read = read_timeframe(cell)
        return len(cell) <= 80 and bool(read.due or read.start or read.recurs or _NO_DATE.fullmatch(cell))

    return _mostly(is_date, cells, 0.6)


def _are_statuses(cells: list[str]) -> bool:
    return _mostly(lambda cell: len(cell) <= 60 and bool(_STATUS.fullmatch(cell)), cells, 0.7)


def _are_officers(cells: list[str]) -> bool:
    return _mostly(lambda cell: len(cell) <= 200 and reads_like_officers(cell), cells, 0.7)


def _are_actions(cells: list[str]) -> bool:
    return _mostly(lambda cell: len(cell.split()) > 2, cells, 0.7)


# In this order: what is the surest comes first.
_BY_CONTENT: tuple[tuple[str, Callable[[list[str]], bool]], ...] = (
    ("reference", _are_references),
    ("timeframe", _are_dates),
    ("status", _are_statuses),
    ("lead", _are_officers),
    ("action", _are_actions),
)


def _names(headings: Sequence[str], fields: Sequence[str]) -> tuple[list[str], list[str]]:
    """A name for each column: its heading, or its place where it has none; a second one of the same heading "(2)"."""
    names: list[str] = []
    doubled: list[str] = []
    for place, (heading, known) in enumerate(zip(headings, fields, strict=True), 1):
        name = heading if heading or known == "reference" else f"Column {place}"
        if name in names:
            doubled.append(name)
            name = next(
                f"{heading} ({count})" for count in range(2, len(headings) + 2) if f"{heading} ({count})" not in names
            )
        names.append(name)
    return names, doubled
