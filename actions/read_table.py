"""What was read, as the table in which a person looks through it: every cell, with what needs an eye beside it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from actions.as_printed import PrintedColumn
from actions.import_review import Review
from actions.row_texts import key_of, texts_of
from plans.readers.document import Row


@dataclass(frozen=True)
class Cell:
    """`leads` to where the row is corrected: one cell of each does."""

    column: PrintedColumn
    text: str
    doubts: list[str]
    leads: bool

    @property
    def has_more(self) -> bool:
        """Whether anything stands in it beside its text."""
        return self.leads or bool(self.doubts)

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.has_more


@dataclass(frozen=True)
class ReadRow:
    """A row of the document by its place, with its cells; `doubts` are about the row as a whole, and `where` it stands
    in the file is for people.
    """

    place: int
    row: Row
    cells: list[Cell]
    doubts: list[str]
    where: str
    is_corrected: bool
    is_looked_at: bool
    is_left_out: bool


@dataclass(frozen=True)
class ReadSection:
    """A section of the document by its place."""

    place: int
    title: str
    rows: list[ReadRow]
    is_corrected: bool


class ReadTable:
    def __init__(self, review: Review):
        self.review = review

    @cached_property
    def sections(self) -> list[ReadSection]:
        rows = iter(enumerate(self.review.every_row))
        return [
            ReadSection(
                place,
                title=f"{section.number} {section.title}".strip(),
                rows=[self._read_row(*next(rows)) for _ in section.rows],
                is_corrected=str(place) in self.review.answers.headings,
            )
            for place, section in enumerate(self.review.headings)
        ]

    def _read_row(self, place: int, row: Row) -> ReadRow:
        doubts = self.review.doubts.of(place, row)
        texts = texts_of(row)
        leading = next((column for column in self.review.columns if column.field == "action"), self.review.columns[0])
        if row.is_new:
            texts["reference"] = f"{row.reference}\nNEW"
        about_row = doubts.pop("reference", []) + doubts.pop("", [])  # its own column has no room for sentences
        cells = [
            Cell(column, texts.get(key_of(column), ""), doubts.pop(key_of(column), []), leads=column is leading)
            for column in self.review.columns
        ]
        about_row += [doubt for others in doubts.values() for doubt in others]
        return ReadRow(
            place,
            row,
            cells,
            about_row,
            where="".join(self.review.read.places[place : place + 1]),
            is_looked_at=place in self.review.answers.looked_at,
            is_corrected=bool(self.review.answers.cells.get(str(place))),
            is_left_out=place in self.review.answers.left_out,
        )

    @cached_property
    def marked(self) -> list[ReadRow]:
        """The rows in which something needs a person's eye."""
        rows = [row for section in self.sections for row in section.rows]
        return [row for row in rows if row.doubts or any(cell.doubts for cell in row.cells)]

    @property
    def led_to(self) -> list[tuple[ReadRow, str]]:
        """Those rows, each by its name; of several with one name, by where it stands, too, or by its number."""
        names = [_name_of(row.row) for row in self.marked]
        times, here = Counter(names), Counter(row.where for row in self.marked)
        return [
            (row, f"{name} at {_where(row, here)}" if times[name] > 1 else name)
            for row, name in zip(self.marked, names, strict=True)
        ]

    @property
    def rows_done(self) -> int:
        """Those looked at in which nothing needs an eye any more."""
        return len({*self.review.answers.looked_at} - {row.place for row in self.marked})

    @property
    def places_marked(self) -> int:
        return sum(bool(row.doubts) + sum(bool(cell.doubts) for cell in row.cells) for row in self.marked)


def _name_of(row: Row) -> str:
    return row.reference or " ".join(row.action.split()[:6]) or "a row without words"


def _where(row: ReadRow, here: Counter[str]) -> str:
    """Its number where several stand at one place: a page may have its whole table on a line."""
    return row.where if row.where and here[row.where] == 1 else f"row {row.place + 1}"
