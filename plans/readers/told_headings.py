"""What a person has said of a document's columns, and the row of a table that holds the headings they named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plans.folding import fold

from .columns import FIELDS, is_name_of_place, names_of
from .contents import Paragraph, Part, Table, TableRow
from .document import DocumentError
from .grids import HEADINGS_STAND_WITHIN, is_row_of_headings
from .recognising import reads_like_row_below
from .refusing import NoActions
from .texts import quoted


@dataclass(frozen=True)
class Said:
    """Fields by folded names of columns: `given` of this very document, `remembered` of others too.

    `names` are those of `given` as they were typed.
    """

    given: dict[str, str]
    remembered: dict[str, str]
    names: list[str]

    @property
    def mapping(self) -> dict[str, str]:
        fields = set(self.given.values()) - {""}
        return {name: known for name, known in self.remembered.items() if known not in fields} | self.given

    @property
    def tells_no_headings(self) -> bool:
        """Whether the actions are said to stand in a column that is called by its place, since it has no heading."""
        return any(known == "action" and is_name_of_place(name) for name, known in self.mapping.items())


def said(given: Mapping[str, str], remembered: Mapping[str, str]) -> Said:
    """Raises DocumentError for a field that there is not, and for one that is given to two columns."""
    fields = [known for known in given.values() if known]
    for known in fields:
        if known not in FIELDS:
            raise DocumentError(f"“{known}” is no field that a column can stand for; these are: {', '.join(FIELDS)}")
        if fields.count(known) > 1:
            raise DocumentError(f"two columns are given for “{known}”; give one")
    return Said(
        {fold(name): known for name, known in given.items()},
        {fold(name): known for name, known in remembered.items()},
        list(given),
    )


def no_action_left(was: str, names: Iterable[str]) -> DocumentError:
    """What to raise where the column `was` is not to be the action, and no other is said to be."""
    others = quoted(*(name for name in names if name and name != was))
    return DocumentError(f"“{was}” is not to be the action, and a table needs one column for it: give one of {others}")


@dataclass
class Headed:
    """The parts, and those of their tables that print no headings: a row of actions stood where those stand."""

    parts: list[Part] = field(default_factory=list)
    without: list[Table] = field(default_factory=list)

    def is_without(self, table: Table) -> bool:
        return any(table is one for one in self.without)


def with_told_headings(parts: Iterable[Part], words: Said) -> Headed:
    """The parts, each table below the row in which the headings stand that a person named.

    A table whose headings nobody knows has none where its columns are called by their places, or where its first row
    reads like those below it: all its rows are kept then.
    """
    headed = Headed()
    for part in parts:
        if not isinstance(part, Table) or not part.columns or _are_headings(part.columns, words):
            headed.parts.append(part)
        elif at := _row_of_named(part, words):
            headed.parts += _headed_by(part, at)
        elif words.tells_no_headings or reads_like_row_below(part):
            table = _without_headings(part)
            headed.parts.append(table)
            headed.without.append(table)
        else:
            headed.parts.append(part)
    return headed


def require_printed(words: Said, parts: Iterable[Part]) -> None:
    """Raises DocumentError for a heading that was given and is not printed."""
    tables = [part for part in parts if isinstance(part, Table)]
    names = dict.fromkeys(name for table in tables for name in names_of(table.columns or [""] * _width(table)))
    printed = {fold(name) for name in names} | {fold(heading) for table in tables for heading in table.columns}
    if words.given and not names:
        raise NoActions
    for name in words.names:
        if fold(name) not in printed:
            raise DocumentError(f"no column is headed “{name}”; these are: {', '.join(names)}")


def _are_headings(cells: Sequence[str], words: Said) -> bool:
    return is_row_of_headings(cells) or any(fold(cell) in words.mapping for cell in cells if cell)


def _row_of_named(table: Table, words: Said) -> int:
    """The first row, below what stands as headings, that holds two of the headings named; 0 where none does.

    One is enough where no other was named of this very document.
    """
    enough = 1 if len(words.given) == 1 else 2
    named = words.given if enough == 1 else words.mapping
    for number, row in enumerate(table.rows[:HEADINGS_STAND_WITHIN], 1):
        if sum(fold(cell) in named for cell in row.cells if cell) >= enough:
            return number
    return 0


def _headed_by(table: Table, number: int) -> list[Part]:
    above = [TableRow(cells=table.columns, place=table.place), *table.rows[: number - 1]]
    row, below = table.rows[number - 1], table.rows[number:]
    lines = "\n".join(" | ".join(filter(None, one.cells)) for one in above)
    headings = [" ".join(cell.split()) for cell in row.cells]
    while headings and not headings[-1] and not any("".join(one.cells[len(headings) - 1 :]) for one in below):
        headings.pop()
    return [Paragraph(text=lines, place=table.place), Table(columns=headings, rows=below, place=row.place)]


def _without_headings(table: Table) -> Table:
    first = TableRow(cells=table.columns, place=table.place)
    return replace(table, columns=[""] * _width(table), rows=[first, *table.rows])


def _width(table: Table) -> int:
    return max([len(table.columns), *(len(row.cells) for row in table.rows)])


def first_words(cells: Sequence[str]) -> str:
    return " | ".join(filter(None, (" ".join(cell.split()) for cell in cells)))[:200]
