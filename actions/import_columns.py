"""The forms in which a person says what the columns of a document are, and which row of a table holds its headings."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from actions.fields_form import FieldsForm
from actions.import_answers import Answers
from actions.read_columns import ReadColumn, ReadColumns
from plans.fingerprints import fingerprint
from plans.folding import fold
from plans.forms import OurPlainForm
from plans.readers.columns import fields_of_headings, is_name_of_place, name_of_place, names_of
from plans.readers.document import PlanDocument
from plans.readers.finding_headings import FoundHeadings
from plans.readers.named_headings import letters_of
from plans.readers.refusing import FirstRows
from plans.readers.texts import quoted
from plans.readers.told_headings import first_words

Find = Callable[[Sequence[str]], FoundHeadings | None]

_NONE = "none"
_MOST_ROWS, _MOST_SAMPLES = 5, 4
_MOST_NAMED, _LONGEST_NAMED = 24, 200


class ColumnsForm(FieldsForm):
    """Of a document whose headings are known, or some of them."""

    def __init__(self, *args: Any, columns: ReadColumns, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.by_name: dict[str, ReadColumn] = {}
        for column in columns.to_choose:
            name = f"column-{fingerprint(column.heading)}"
            self.by_name[name] = column
            self.add_column(name, column.label, column.taken_for, column.samples)
        self.add_headings(columns.to_be_called)

    def clean(self) -> None:
        self.settle_two_of_one_field()
        self.refuse_headings_of_others(filter(None, self.columns.printed))
        if not self.columns.is_exact:
            self.require_action()

    def answer(self, answers: Answers) -> None:
        """What was said: of a column that its heading tells, only that it is another."""
        answers.columns |= {
            column.said_as: self.chosen[name]
            for name, column in self.by_name.items()
            if column.is_unknown or self.chosen[name] != column.taken_for
        }
        asked = set(self.places.values())
        answers.called = {place: told for place, told in answers.called.items() if place not in asked} | self.called


class NamedHeadingsForm(OurPlainForm):
    """Of a text in which no table was found, since nobody knows its headings and no lines set them apart, or in which
    those `read` were parted otherwise than a person sees.

    They are taken as they are printed, once `find` has found them in the document.
    """

    query = "?named"
    named = forms.CharField(
        label="The headings of its columns, one a line",
        help_text="All of them in their order, from left to right.",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Enter the headings of the columns, one a line."},
    )

    def __init__(
        self,
        *args: Any,
        lines: Sequence[str],
        named: Sequence[str],
        read: Sequence[str],
        find: Find,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.first_lines, self.find = lines, find
        self.beside = ""
        self.known = named
        self.fields["named"].initial = "\n".join(named or read)

    @property
    def faults(self) -> list[str]:
        """Why it was not read by those that were known before, or named."""
        if not self.known or not self.first_lines or self.is_bound:
            return []
        found = self.find(self.known)
        return found.faults if found else ["See how they are spelled in the document."]

    def clean_named(self) -> list[str]:
        headings = [" ".join(line.split()) for line in self.cleaned_data["named"].splitlines() if line.strip()]
        if len(headings) < 2:
            raise forms.ValidationError("Enter at least two headings, each on a line of its own.")
        if len(headings) > _MOST_NAMED or any(len(heading) > _LONGEST_NAMED for heading in headings):
            told = f"A table has at most {_MOST_NAMED} columns, and a heading at most {_LONGEST_NAMED} characters."
            raise forms.ValidationError(f"{told} Enter the headings alone.")
        if marks := [heading for heading in headings if not letters_of(heading)]:
            raise forms.ValidationError(f"Leave out {quoted(*marks)}: enter only headings with letters or numbers.")
        if len(set(map(letters_of, headings))) < len(headings):
            raise forms.ValidationError("Enter each heading once: two of these are the same.")
        found = self.find(headings)
        if found and found.faults:
            raise forms.ValidationError(found.faults)
        self.beside = found.beside if found else ""
        return found.printed if found else headings

    def answer(self, answers: Answers) -> None:
        answers.named = self.cleaned_data["named"]


class NamedFieldsForm(FieldsForm):
    """Of the headings that a person named: what they stand for tells what stands below them."""

    query = "?fields"

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.named = answers.named
        told = fields_of_headings(self.named, answers.columns)
        for at, (heading, field) in enumerate(zip(self.named, told, strict=True)):
            self.add_column(f"named-{at}", f"“{heading}”", field, [])

    def clean(self) -> None:
        self.settle_two_of_one_field()
        self.require_action()

    def answer(self, answers: Answers) -> None:
        answers.columns |= dict(zip(self.named, self.chosen.values(), strict=True))


class FirstRowsForm(FieldsForm):
    """Of a table none of whose headings is known: any of its first rows may hold them, or none does."""

    def __init__(
        self, *args: Any, tables: Sequence[FirstRows], number: int | None, columns: ReadColumns | None, **kwargs: Any
    ):
        read = columns.read if columns else None
        super().__init__(*args, **kwargs)
        self.tables = tables
        self.number = _number(tables, read) if number is None or number >= len(tables) else number
        self.query = f"?table={self.number}" if len(tables) > 1 else ""
        self.rows = tables[self.number].rows[:_MOST_ROWS]
        fields = _fields(self.rows, read)
        self.fields["headings"] = forms.ChoiceField(
            label="Which row holds the headings of the columns?",
            choices=[(f"{at}", first_words(row)) for at, row in enumerate(self.rows)]
            + [(_NONE, "None of these: each row is an action")],
            widget=forms.RadioSelect,
            initial=_head(self.rows, read),
        )
        for at, field in enumerate(fields):
            cells = dict.fromkeys(" ".join(row[at].split()) for row in self.rows if row[at])
            self.add_column(f"column-{at}", name_of_place(at + 1), field, list(cells)[:_MOST_SAMPLES])
        if columns and self.fields["headings"].initial == _NONE:
            self.add_headings(columns.to_be_called)

    @property
    def others(self) -> list[tuple[int, str, int]]:
        """Each other table: its number, its first row, and how many rows it has."""
        return [
            (number, first_words(table.rows[0]), table.count)
            for number, table in enumerate(self.tables)
            if number != self.number
        ]

    def clean(self) -> None:
        self.settle_two_of_one_field()
        self.refuse_headings_of_others([])
        self.require_action()

    def answer(self, answers: Answers) -> None:
        """What was said of these columns, whatever row was taken for their headings before."""
        head = self.cleaned_data["headings"]
        names = names_of([""] * len(self.rows[0]) if head == _NONE else self.rows[int(head)])
        forgotten = {fold(name) for row in self.rows for name in names_of(row)}
        kept = {
            name: field
            for name, field in answers.columns.items()
            if fold(name) not in forgotten and not is_name_of_place(name)
        }
        answers.columns = kept | dict(zip(names, self.chosen.values(), strict=True))
        answers.called = self.called if head == _NONE else {}


def _number(tables: Sequence[FirstRows], read: PlanDocument | None) -> int:
    """The table that was read, or else the longest, which is the first."""
    if read is None:
        return 0
    heads = (number for number, table in enumerate(tables) if _head(table.rows, read) != _NONE)
    wide = (number for number, table in enumerate(tables) if len(table.rows[0]) == len(read.columns))
    return next(heads, next(wide, 0))


def _head(rows: Sequence[Sequence[str]], read: PlanDocument | None) -> str:
    """The row that was taken for the headings; the first where nothing was read."""
    if read is None:
        return "0"
    named = list(map(fold, names_of(read.columns)))
    heads = (f"{at}" for at, row in enumerate(rows) if list(map(fold, names_of(row)))[: len(named)] == named)
    return next(heads, _NONE)


def _fields(rows: Sequence[Sequence[str]], read: PlanDocument | None) -> list[str]:
    """What the columns are taken for, by their places; where nothing was read, by the headings that are printed."""
    if read is None:
        return [field if cell else "" for cell, field in zip(rows[0], fields_of_headings(rows[0]), strict=True)]
    told = dict(enumerate(read.column_fields()))
    return [told.get(at, "") for at in range(len(rows[0]))]
