"""Tables of one action each, whose headings stand beside their cells: "Lead officer | Ada Byron | Due | May 2021"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .columns import field_of_heading, is_outright
from .contents import GridRow, Heading, Paragraph, Part, Table, TableRow
from .document import DocumentWarning

_LONGEST = 60  # letters of a heading
_FEWEST_FIELDS = 3
_WIDTHS = (2, 4)
_NUMBERED = re.compile(r"(?P<heading>\D*[^\W\d_])\s+(?P<number>[0-9][\w./-]{0,9}):?")  # "Action 1", "Action 1.2"
_YEAR = re.compile(r"20\d\d")


@dataclass
class Block:
    """What stands in such a table, or in one part of it where its headings come again; `title` stands above that."""

    place: str
    title: str = ""
    headings: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    _last: dict[int, int] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def has(self, heading: str) -> bool:
        return heading.removesuffix(":") in self._seen

    def take(self, column: int, heading: str, cell: str, colour: str = "") -> None:
        """A cell without a heading goes on with the one above it."""
        if heading:
            self._last[column] = len(self.cells)
            self._seen.add(heading.removesuffix(":"))
            self.headings.append(heading.removesuffix(":"))
            self.cells.append(cell)
            self.colours.append(colour)
        elif cell and column in self._last:
            at = self._last[column]
            self.cells[at] = "\n".join(filter(None, [self.cells[at], cell]))

    def part_number(self) -> None:
        """Have for the reference a number in the heading of the action, where it is the only such: "Action 1"."""
        found = [(at, _NUMBERED.fullmatch(text)) for at, text in enumerate(self.headings) if _is_of_action(text)]
        if len(found) == 1 and (numbered := found[0][1]) and not _YEAR.fullmatch(numbered["number"]):
            self.headings[found[0][0]] = numbered["heading"]
            self.headings.insert(0, "")
            self.cells.insert(0, numbered["number"])
            self.colours.insert(0, "")

    @property
    def table(self) -> Table:
        row = TableRow(cells=self.cells, colours=self.colours, place=self.place)
        return Table(columns=self.headings, rows=[row], place=self.place, beside=True)


def parts_headed_beside(rows: Sequence[GridRow]) -> list[Part]:
    """The tables, each below its title, that rows of a grid make; [] where they make no such."""
    if max((len(row.cells) for row in rows), default=0) not in _WIDTHS:
        return []
    blocks = list(_blocks(rows))
    headed = [block for block in blocks if block.headings]
    if not headed or not all(map(_is_of_one_action, headed)):
        return []
    parts: list[Part] = []
    for block in headed:
        block.part_number()
    for block in blocks:
        above = parts[-1] if parts else None
        if block.title:
            parts.append(Heading(text=block.title, place=block.place, marked=True))
        elif isinstance(above, Table) and above.columns == block.headings:
            above.rows += block.table.rows
            continue
        parts += [block.table] if block.headings else []
    return parts


def _blocks(rows: Sequence[GridRow]) -> Iterator[Block]:
    """Of two cells from edge to edge, one below the other, the upper may be the heading of the lower."""
    block: Block | None = None
    is_headed = False
    for row in rows:
        first, *others = row.cells
        alone = bool(first) and not any(others)
        heads = alone and is_outright(first)
        is_title = alone and not heads and not is_headed and (row.wide or not field_of_heading(first))
        if block is None or is_title or block.has(first):
            if block:
                yield block
            block = Block(row.place)
        if is_title:
            block.title = " ".join(first.split())
        elif is_headed and alone and not heads:
            block.take(0, "", first)
        else:
            colours = row.colours or [""] * len(row.cells)
            pairs = zip(row.cells[::2], row.cells[1::2], colours[1::2], strict=False)
            for column, (heading, cell, colour) in enumerate(pairs):
                block.take(column, heading, cell, colour)
        is_headed = heads and row.wide
    if block:
        yield block


def _is_of_action(heading: str) -> bool:
    return field_of_heading(heading) == "action"


def _is_of_one_action(block: Block) -> bool:
    known = [field for heading in block.headings if len(heading) <= _LONGEST and (field := field_of_heading(heading))]
    return len(set(known)) >= _FEWEST_FIELDS and len(known) * 3 >= len(block.headings) * 2


def with_their_actions(parts: Sequence[Part], *, are_explained: bool) -> tuple[list[Part], list[DocumentWarning]]:
    """The parts, in which each such table without an action has for it the heading above, and what is told of that.

    They are text where they explain those of another table, and where there is one that names no action.
    """
    beside = [part for part in parts if isinstance(part, Table) and part.beside]
    untitled = [table for table in beside if "action" not in map(field_of_heading, table.columns)]
    if are_explained or (len(beside) == 1 and untitled):
        return [line for part in parts for line in _as_text(part)], []
    found: list[Part] = []
    named = 0
    for part in parts:
        above = found[-1] if found else None
        if isinstance(part, Table) and any(part is table for table in untitled) and isinstance(above, Heading):
            found[-1] = _with_action(part, above.text)
            named += 1
        else:
            found.append(part)
    told = f"{named} of them stand above tables of one action each, and are read as the actions"
    return found, [DocumentWarning(where="headings", message=told)] if named else []


def _with_action(table: Table, title: str) -> Table:
    first, *others = table.rows
    titled = [(title, first), *(("", row) for row in others)]
    rows = [replace(row, cells=[title, *row.cells], colours=["", *row.colours]) for title, row in titled]
    return replace(table, columns=["Action", *table.columns], rows=rows)


def _as_text(part: Part) -> list[Part]:
    if not isinstance(part, Table) or not part.beside:
        return [part]
    pairs = (pair for row in part.rows for pair in zip(part.columns, row.cells, strict=True))
    return [Paragraph(text=" | ".join(filter(None, pair)).replace("\n", " "), place=part.place) for pair in pairs]
