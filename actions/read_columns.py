"""The columns of a document that is being brought in: what each was taken for, and whether a person has to say."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from actions.as_printed import OWN_HEADINGS, PrintedColumn
from actions.import_answers import Answers
from actions.models import ImportDraft
from actions.returned_pack import is_returned_pack
from actions.row_texts import LISTS, key_of, texts_of
from plans.readers import EXACT
from plans.readers.columns import fields_of_headings, is_name_of_place, names_of
from plans.readers.document import PlanDocument
from plans.readers.given_headings import places_given
from plans.readers.grids import are_known_headings
from plans.readers.refusing import FirstRows, first_rows_from_kept


@dataclass(frozen=True)
class ReadColumn:
    """A column, what it is taken for, and some of what stands in it.

    `place`: what one goes by that prints no heading, be it that it was given one. `is_unknown`: its heading leaves open
    what it is; `is_to_be_confirmed`: and nobody has said so yet.
    """

    name: str
    place: str
    heading: str
    taken_for: str
    samples: list[str]
    is_unknown: bool
    is_to_be_confirmed: bool

    @property
    def label(self) -> str:
        return self.name if is_name_of_place(self.name) else f"“{self.name}”"

    @property
    def said_as(self) -> str:
        """What it goes by in what is said of columns."""
        return self.place or self.name

    @property
    def given(self) -> str:
        """The heading that it was given."""
        return "" if self.name == self.place else self.name

    @property
    def meaning(self) -> str:
        return OWN_HEADINGS.get(self.taken_for, "a column of its own")


class ReadColumns:
    """`tables` are how those of the file begin: where no heading is known, its first row may be an action."""

    def __init__(self, draft: ImportDraft, read: PlanDocument, answers: Answers):
        self.read, self.answers = read, answers
        self.is_exact = PurePath(draft.name).suffix.lower() in EXACT or is_returned_pack(read)
        self.tables = tables_of(draft)
        self.places = places_given(read.columns, read.mapping)

    @cached_property
    def every(self) -> list[ReadColumn]:
        """In printed order."""
        headings = self.read.columns
        columns = zip(
            names_of(headings), headings, self.read.column_fields(), fields_of_headings(headings), strict=True
        )
        return [
            self._column(name, PrintedColumn(heading, field), is_unknown=not told or field != told)
            for name, heading, field, told in columns
        ]

    def _column(self, name: str, printed: PrintedColumn, *, is_unknown: bool) -> ReadColumn:
        place = name if is_name_of_place(name) else self.places.get(name, "")
        is_open = (is_unknown or self.may_be_an_action) and (place or name) not in self.answers.columns
        return ReadColumn(name, place, printed.heading, printed.field, self._samples(printed), is_unknown, is_open)

    def _samples(self, column: PrintedColumn) -> list[str]:
        mark = "; " if column.field in LISTS else " "
        texts = (mark.join(texts_of(row).get(key_of(column), "").splitlines()) for row in self.read.rows())
        return list(dict.fromkeys(text for text in texts if text))[:3]

    @property
    def unknown(self) -> list[ReadColumn]:
        return [column for column in self.every if column.is_unknown]

    @property
    def to_choose(self) -> list[ReadColumn]:
        """Those first whose field the headings leave open; of a file that says itself what is what, no others."""
        return self.unknown if self.is_exact else sorted(self.every, key=lambda column: not column.is_unknown)

    @property
    def may_be_an_action(self) -> bool:
        """Whether what stands as the headings, of which none is known, may be the first action; or may not be one."""
        are_told = are_known_headings(self.printed) or self.read.columns == self.answers.named
        return bool(self.tables) and not self.is_exact and not are_told

    @property
    def hold(self) -> bool:
        """Whether there is an answer for each that is unknown, now or from an earlier version."""
        return not any(column.is_to_be_confirmed for column in self.every)

    @property
    def printed(self) -> list[str]:
        """The headings, but for those that were given."""
        return ["" if heading in self.places else heading for heading in self.read.columns]

    @property
    def prints_headings(self) -> bool:
        return not all(map(is_name_of_place, names_of(self.printed)))

    @property
    def to_be_called(self) -> list[ReadColumn]:
        """Those that print no heading, but for references beside others that do, which need none.

        A file that says itself what is what has none.
        """
        columns = [column for column in self.every if column.place and not self.is_exact]
        return [one for one in columns if one.given or one.taken_for != "reference" or not self.prints_headings]


def tables_of(draft: ImportDraft) -> list[FirstRows]:
    return [table for table in first_rows_from_kept(draft.tables or []) if not table.are_lines]


def lines_of(draft: ImportDraft) -> list[str]:
    """The first lines of a text in which no table was found."""
    return [row[0] for table in first_rows_from_kept(draft.tables or []) if table.are_lines for row in table.rows]
