"""Every table of a document, read together: their rows are read again and again, each time with what was learned."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice

from ..columns import field_of_heading, fields_of_headings
from .asides import Aside, parted_above_rows
from .cells import begins_lost_list, text_of_cell
from .column import Column
from .effort import Effort
from .heading_scores import kinds_of_headings
from .learning import EMPTY_THOUGH_NEEDED, OFTEN_EMPTY, learn_columns, learn_indent, learn_widths
from .line_ends import LineEnds, StepsOfTable, expected_spaces
from .lines import Line, is_glyph
from .measuring import fitting_typeface
from .neighbours import Neighbours
from .other_readings import other_readings
from .outline import PrintedTable
from .path import Path
from .row_begins import begun_with, references_within_rows, where_rows_begin
from .rows import PrintedRow, read_rows
from .white_space import WhiteSpace
from .words import Vocabulary, line_key

_FIRST_READINGS, _LINES_TO_BEGIN_WITH = 3, 500
_WAYS_OF_A_LINE = 8  # to part it, up to which it counts as one
_READINGS, _LINES_TO_LEARN_FROM = 5, 1500
# What is supposed of every column before the first reading: how seldom it is empty, and how few paragraphs a cell has.
_BEGINNINGS = ((-2.0, -2.5), (-4.0, -1.0))

# How much better headings must do that are parted in another way, of the worth; with one column more, a little more can
# always be made to fit.
_OTHER_COLUMNS, _MORE_COLUMNS = 0.02, 0.06
_MOST_WAYS = 24  # to part headings, that are tried
_MOST_KINDS = 24  # of tables; where there are more, no others are learned from, and none is parted in another way


@dataclass(kw_only=True)
class ReadTable:
    """`filled_heading` is the last heading, when it is printed with the document's other tables alone.

    `above` are the lines of a heading between the column headings and the first row.
    """

    printed: PrintedTable
    above: list[Line] = field(default_factory=list)
    path: Path
    filled_heading: str = ""
    rows: list[PrintedRow] = field(default_factory=list)

    @property
    def columns(self) -> list[Column]:
        return self.path.columns


class TablesReader:
    """`worth` tells how well the tables could be read, in the measure of `worth`; for the same lines alone.

    `first_is_reference`: the references stand under the first heading, whatever it says. `pages_hidden`: nothing says
    where pages are turned, so that it is told by how rows read.
    """

    def __init__(
        self, lines: list[Line], tables: list[PrintedTable], effort: Effort, *, first_is_reference: bool = False
    ):
        self._vocabulary = Vocabulary(word for line in lines for word in line.words)
        self._lines, self._effort = lines, effort
        self._bullets_lost = not any(is_glyph(line.words[0]) for line in lines)
        self._references, self.first_is_reference = where_rows_begin(tables), first_is_reference
        self._marks = {} if self._references else references_within_rows(tables)
        self._expected_spaces = expected_spaces(lines)
        self._white_space = self._new_white_space()
        self._neighbours = Neighbours(
            word for table in tables for page in table.pages for line in page for word in line.words
        )
        self._recurring = Counter(line_key(line.words) for line in lines)
        self.pages_hidden = False
        lasts = {table.headings[:-1]: table.headings[-1] for table in reversed(tables)}
        self.tables = [
            self._opened(table, lasts.get(table.headings, "") if table.blank_last else "") for table in tables
        ]
        headed = any(table.above for table in self.tables)
        self._between = Aside(vocabulary=self._vocabulary, recurring=self._recurring) if headed else None
        self._below_last = Aside(vocabulary=self._vocabulary, below_last=True)
        begun = [self._begin(*beginning) for beginning in _BEGINNINGS]
        self.worth, learned, white_space = max(begun, key=lambda result: result[0])
        for read, columns in zip(self.tables, learned, strict=True):
            read.path.columns, read.path.white_space = columns, white_space
        self._white_space = white_space

    def _opened(self, table: PrintedTable, filled: str) -> ReadTable:
        columns = self._columns([*table.headings, *filter(None, [filled])])
        path = Path(
            columns=columns,
            vocabulary=self._vocabulary,
            white_space=self._white_space,
            neighbours=self._neighbours,
            effort=self._effort,
            marks=self._marks,
        )
        above, rest = parted_above_rows(table, self._references or begun_with(self._marks, columns), self._recurring)
        return ReadTable(printed=rest, above=above, path=path, filled_heading=filled)

    @property
    def has_references_under_none(self) -> bool:
        firsts = [table.columns[0] for table in self.tables]
        return any(column.kind == "reference" and not column.heading for column in firsts)

    def _columns(self, headings: list[str]) -> list[Column]:
        kinds = list(kinds_of_headings(headings))
        if self._references and self.first_is_reference:
            kinds[0] = "reference"
        if self._references and kinds[0] != "reference":
            headings.insert(0, "")
            kinds.insert(0, "reference")
        fields = fields_of_headings(headings)
        return [
            Column(
                heading=heading,
                kind=kind,
                vocabulary=self._vocabulary,
                needed=field == "action" or bool(self._marks and kind == "reference"),
                beside_alike=kind == following,
            )
            for heading, kind, following, field in zip(headings, kinds, [*kinds[1:], ""], fields, strict=True)
        ]

    def _begin(self, empty: float, paragraphs: float) -> tuple[float, list[list[Column]], WhiteSpace]:
        """What the last reading of a small sample is worth, and the columns as they were learned, table by table."""
        self._white_space = self._new_white_space()
        for table in self.tables:
            table.path.white_space = self._white_space
            table.path.columns = [
                replace(
                    column,
                    width=None,
                    empty=EMPTY_THOUGH_NEEDED if column.needed else OFTEN_EMPTY if column.seldom_filled else empty,
                    paragraphs=paragraphs,
                )
                for column in table.columns
            ]
        sample = self._sample(_LINES_TO_BEGIN_WITH)
        for _ in range(_FIRST_READINGS):
            self._read(sample)
            self._learn(own_widths=False)
        total = sum(table.path.total for table in self.tables)
        return total, [table.columns for table in self.tables], self._white_space

    def read(self) -> None:
        """Go on learning until the reading stays the same, and read everything."""
        before: list[int] = []
        sample = self._sample(_LINES_TO_LEARN_FROM)
        for reading in range(_READINGS):
            self._read(sample)
            if not reading:
                self._measure()
            found = [step.column for table in self.tables for row in table.rows for step in row.steps]
            if found == before:
                break
            before = found
            self._learn(own_widths=True)
        self.pages_hidden = not any(line.opens_page for line in self._lines)
        if self.pages_hidden:
            self._read(sample)
            self._learn(own_widths=True)
        self._read([table.printed for table in self.tables])

    def _sample(self, left: int) -> list[PrintedTable]:
        """The first pages of the tables that are learned from, of so many lines; one that many cells may share is
        several.
        """
        learned = {id(table) for alike in self._alike() for table in alike}
        found: list[PrintedTable] = []
        for table in self.tables:
            pages: list[list[Line]] = []
            for page in table.printed.pages:
                if left > 0 and id(table) in learned:
                    counts = [*accumulate(max(1, table.path.ways(line) // _WAYS_OF_A_LINE) for line in page)]
                    pages.append(page[: bisect_left(counts, left) + 1])
                    left -= counts[-1]
            found.append(replace(table.printed, pages=pages))
        return found

    def _measure(self) -> None:
        """In the typeface that fits."""
        typeface, tolerance = fitting_typeface(
            [row.cells()[index] for row in table.rows] for table in self.tables for index in range(len(table.columns))
        )
        for table in self.tables:
            table.path.set_in(typeface)
            for row in table.rows:
                row.measure(table.path)
            for column in table.columns:
                column.tolerance = tolerance

    def _learn(self, *, own_widths: bool) -> None:
        self._white_space.learn(map(_steps_of, self.tables))
        for alike in self._alike():
            columns = [table.columns for table in alike]
            rows = [row.cells() for table in alike for row in table.rows]
            learn_columns(columns, rows)
            learn_indent(columns, rows)
            if own_widths:
                for table in alike:
                    learn_widths(table.columns, [row.cells() for row in table.rows])

    def _new_white_space(self) -> WhiteSpace:
        return WhiteSpace(line_ends=LineEnds(self._expected_spaces))

    def _alike(self) -> Iterator[list[ReadTable]]:
        """The tables with the same columns, whose rows teach about each other's; of more kinds than a paper has, the
        first.
        """
        groups: dict[tuple[str, ...], list[ReadTable]] = {}
        for table in self.tables:
            groups.setdefault(tuple(column.heading for column in table.columns), []).append(table)
        yield from islice(groups.values(), _MOST_KINDS)

    def _read(self, printed: list[PrintedTable]) -> None:
        for table, part in zip(self.tables, printed, strict=True):
            table.path.total = 0.0
            table.path.doubts.clear()
            table.rows = read_rows(
                part,
                table.path,
                self._references,
                pages_hidden=self.pages_hidden,
                between=self._between,
                below_last=self._below_last if table is self.tables[-1] else None,
            )

    def texts(self, table: ReadTable, row: PrintedRow) -> list[str]:
        """Of the row's cells, in the house form."""
        cells = row.cells()
        texts: list[str] = []
        for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            after_empty = bool(index) and not cells[index - 1]
            begins = self._bullets_lost and bool(cell) and begins_lost_list(cell, column, after_empty=after_empty)
            pages = [page[index] for page in row.pages]
            texts.append(text_of_cell(pages, column, bullets_lost=self._bullets_lost, begins_list=begins))
        return texts


def read_tables(lines: list[Line], tables: list[PrintedTable]) -> TablesReader:
    """With the headings parted as what stands below them bears out, where it is not plain how they should be."""
    effort = Effort()
    best = TablesReader(lines, tables, effort)
    if best.has_references_under_none and not any(field_of_heading(table.headings[0]) for table in tables):
        first_is_reference = TablesReader(lines, tables, effort, first_is_reference=True)
        best = first_is_reference if first_is_reference.worth > best.worth else best
    for changed in islice(_with_other_headings(tables), _MOST_WAYS):
        if effort.is_great:
            break
        other = TablesReader(lines, changed, effort, first_is_reference=best.first_is_reference)
        more = sum(len(table.headings) for table in changed) > sum(len(table.headings) for table in tables)
        if other.worth - (_MORE_COLUMNS if more else _OTHER_COLUMNS) * abs(other.worth) > best.worth:
            best = other
    best.read()
    return best


def _with_other_headings(tables: list[PrintedTable]) -> Iterator[list[PrintedTable]]:
    kinds = {table.headings: table.heading_lines for table in tables}
    for headings, lines in kinds.items() if len(kinds) <= _MOST_KINDS else ():
        for changed in other_readings(headings, lines):
            yield [replace(table, headings=changed) if table.headings == headings else table for table in tables]


def _steps_of(table: ReadTable) -> StepsOfTable:
    people = {place for place, column in enumerate(table.columns) if column.kind == "person"}
    return StepsOfTable([step for row in table.rows for step in row.steps], people)
