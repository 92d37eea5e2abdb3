"""Going through a plan part by part, and keeping what each sheet has to say of it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from reporting.kept_lines import KeptLines

from .data import PackData, PackPart
from .sheet import PackSheet, SheetTable

OnStep = Callable[[int, int], object]  # is told how many steps are done, and how many there are


def told_to_nobody(done: int, of: int) -> None:
    pass


@dataclass(frozen=True)
class Gathered:
    """The tables of a pack, what their notes say, and the names of the actions of which something is withheld."""

    tables: Mapping[PackSheet, SheetTable]
    notes: Sequence[str]
    withheld: Sequence[str]


def gather(
    data: PackData, sheets: Sequence[PackSheet], on_step: OnStep = told_to_nobody, *, parts: int | None = None
) -> Gathered:
    """What these sheets say, each part a step; or what they say of the first `parts` alone."""
    makings = [_TableInMaking(sheet, data) for sheet in sheets]
    withheld: list[str] = []
    for done, part in enumerate(islice(data.parts, parts), 1):
        withheld += part.withheld
        for making in makings:
            making.add(part)
        on_step(done, data.number_of_parts)
    tables = {making.sheet: making.finished() for making in makings}
    notes = [note for making in makings for note in making.sheet.notes(data, making.asides)]
    return Gathered(tables, notes, withheld)


def table_of(data: PackData, sheet: PackSheet) -> SheetTable:
    return gather(data, [sheet]).tables[sheet]


class _TableInMaking:
    """The lines of one sheet so far, in the columns that it may have."""

    def __init__(self, sheet: PackSheet, data: PackData):
        self.sheet, self.data = sheet, data
        self.columns = sheet.columns_of(data)
        self.says = [column.stays for column in self.columns]
        self.lines = KeptLines()
        self.asides: list[str] = []
        self._keyed: dict[Hashable, Any] = {}

    def add(self, part: PackPart) -> None:
        self.asides += self.sheet.asides(part)
        for line in self.sheet.lines(part):
            key = self.sheet.key(line)
            if self.sheet.sums:
                self._keyed[key] = self._keyed[key] + line if key in self._keyed else line
            elif key is None or key not in self._keyed:
                self._keyed |= {} if key is None else {key: None}
                self._keep(line)

    def finished(self) -> SheetTable:
        """Most columns that have nothing to say in any line are left out."""
        for line in self.sheet.summed(list(self._keyed.values())) if self.sheet.sums else ():
            self._keep(line)
        self.lines.places = [place for place, says in enumerate(self.says) if says]
        columns = [self.columns[place] for place in self.lines.places]
        return SheetTable(columns, self.lines, self.sheet.why_nothing(self.data))

    def _keep(self, line: Any) -> None:
        cells = [column.value(line) for column in self.columns]
        self.says = [
            says or cell is not column.nothing
            for says, cell, column in zip(self.says, cells, self.columns, strict=True)
        ]
        self.lines.append(cells, self.sheet.order(line))
