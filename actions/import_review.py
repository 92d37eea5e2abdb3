"""A document that is being brought in, as it stands: with what was corrected, and everything that needs an eye."""

from dataclasses import dataclass, replace
from functools import cached_property

from actions.as_printed import PrintedColumn
from actions.import_answers import COLUMNS, NAMES, TABLE, THREADS, StatusAnswer, answers_of
from actions.import_doubts import Doubts
from actions.models import ImportDraft, SourceFile
from actions.origins import Origins, ThreadAnswers, read_origins
from actions.printed_names import officers_printed
from actions.read_columns import ReadColumns
from actions.row_texts import columns_of, corrected, key_of, texts_of
from actions.settling import neighbours
from actions.sources import imported_before
from plans.folding import fold
from plans.models import Colour, Officer, PlanVersion
from plans.officers import OfficerBook
from plans.readers.document import PlanDocument, Row, document_from_dict
from plans.today import today


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
    """A row of the document by its place, with its cells; `doubts` are about the row as a whole."""

    place: int
    row: Row
    cells: list[Cell]
    doubts: list[str]
    is_corrected: bool
    is_left_out: bool


@dataclass(frozen=True)
class ReadSection:
    title: str
    rows: list[ReadRow]


@dataclass(frozen=True, kw_only=True)
class Step:
    name: str
    title: str
    is_settled: bool


class Review:
    """Everything the pages of an import show; each thing is worked out when it is first asked for."""

    def __init__(self, draft: ImportDraft):
        self.draft, self.plan = draft, draft.plan
        self.answers = answers_of(draft)
        self.read = document_from_dict(draft.document or {"title": ""})

    @cached_property
    def every_row(self) -> list[Row]:
        """Every row that was read, corrected, by its place; those that are left out too."""
        cells = self.answers.cells
        return [corrected(row, cells.get(str(place), {})) for place, row in enumerate(self.read.rows())]

    @cached_property
    def document(self) -> PlanDocument:
        """What would be taken in."""
        rows = iter(enumerate(self.every_row))
        left_out = set(self.answers.left_out)
        sections = []
        for section in self.read.sections:
            taken = [next(rows) for _ in section.rows]
            sections.append(replace(section, rows=[row for place, row in taken if place not in left_out]))
        return replace(self.read, sections=sections)

    @cached_property
    def imported_before(self) -> list[SourceFile]:
        return list(imported_before(self.plan, self.draft.sha256))

    @property
    def rows(self) -> list[Row]:
        return self.document.rows()

    @cached_property
    def columns(self) -> list[PrintedColumn]:
        return columns_of(self.document)

    @cached_property
    def sections(self) -> list[ReadSection]:
        rows = iter(enumerate(self.every_row))
        return [
            ReadSection(
                title=f"{section.number} {section.title}".strip(),
                rows=[self._read_row(*next(rows)) for _ in section.rows],
            )
            for section in self.read.sections
        ]

    def _read_row(self, place: int, row: Row) -> ReadRow:
        doubts = self.doubts.of(place, row)
        texts = texts_of(row)
        leading = next((column for column in self.columns if column.field == "action"), self.columns[0])
        if row.is_new:
            texts["reference"] = f"{row.reference}\nNEW"
        cells = [
            Cell(column, texts.get(key_of(column), ""), doubts.pop(key_of(column), []), leads=column is leading)
            for column in self.columns
        ]
        rest = [doubt for others in doubts.values() for doubt in others]
        return ReadRow(
            place,
            row,
            cells,
            rest,
            is_corrected=bool(self.answers.cells.get(str(place))),
            is_left_out=place in self.answers.left_out,
        )

    @cached_property
    def doubts(self) -> Doubts:
        return Doubts(
            self.every_row,
            self.read.warnings,
            columns=self.columns,
            left_out=self.answers.left_out,
            corrected=self.answers.cells,
            unknown_statuses=self.unknown_statuses,
            unknown_officers=self.unknown_officers,
            printed_on=self.answers.as_of or today(self.plan),
        )

    @cached_property
    def marked(self) -> int:
        """How many cells are marked."""
        rows = [row for section in self.sections for row in section.rows]
        return sum(bool(row.doubts) + sum(bool(cell.doubts) for cell in row.cells) for row in rows)

    @cached_property
    def officers(self) -> OfficerBook:
        return OfficerBook(printed=officers_printed(self.plan))

    @cached_property
    def unknown_officers(self) -> list[str]:
        names = dict.fromkeys(name for row in self.rows for name in [*row.accountable, *row.lead])
        return [name for name in names if name not in self.officers]

    @property
    def names_settled(self) -> list[tuple[str, str]]:
        """Each unknown name, and whom it was said to stand for."""
        answers = self.answers.officers
        here = {officer.slug: str(officer) for officer in Officer.objects.filter(slug__in=answers.values())}
        told = {"person": "a new person", "post": "a new post"} | here
        return [(name, told.get(answers.get(name, ""), "")) for name in self.unknown_officers]

    @property
    def statuses_settled(self) -> list[tuple[str, str]]:
        """Each unknown status, and what it was said to be."""
        return [(words, self._told(self.answers.statuses.get(words))) for words in self.unknown_statuses]

    @staticmethod
    def _told(answer: StatusAnswer | None) -> str:
        if answer is None or answer.same_as:
            return f"the same as “{answer.same_as}”" if answer else ""
        return f"a new label, {Colour(answer.colour).label}" if answer.colour else "words alone, without a colour"

    @cached_property
    def spellings(self) -> dict[str, str]:
        """The words of the plan's labels, and of those the document brings along, by every spelling, folded."""
        spellings = [(label.words, label.also) for label in self.plan.labels.all()]
        spellings += [(label.words, label.also) for label in self.read.labels]
        return {fold(spelling): words for words, also in spellings for spelling in [words, *also]}

    @cached_property
    def unknown_statuses(self) -> list[str]:
        """As printed first, one of those that differ only in case or a full stop."""
        words = {fold(row.status): row.status for row in reversed(self.rows) if row.status}
        printed = dict.fromkeys(words[fold(row.status)] for row in self.rows if row.status)
        return [status for status in printed if fold(status) not in self.spellings]

    @cached_property
    def read_columns(self) -> ReadColumns:
        return ReadColumns(self.draft, self.read, self.answers)

    @cached_property
    def line(self) -> tuple[PlanVersion | None, PlanVersion | None]:
        """The versions before and after the one this would be."""
        return neighbours(self.plan, self.answers.as_of if self.answers.publish else None)

    @cached_property
    def origins(self) -> Origins:
        before, after = self.line
        origins = read_origins(self.rows, before=before, after=after)
        return origins.decided(self.threads) if self.threads_hold else origins

    @property
    def counts(self) -> dict[str, int]:
        """How many rows go on or are new, and how many actions of the version before end, and how."""
        rolled = sum(bool(ending.rolled_into) for ending in self.origins.endings)
        continued = sum(bool(origin.continues) for origin in self.origins.rows)
        return {
            "continued": continued,
            "new": len(self.origins.rows) - continued,
            "rolled": rolled,
            "dropped": len(self.origins.endings) - rolled,
        }

    @property
    def threads_hold(self) -> bool:
        """Whether the threads were decided against the version that is before this one now."""
        before = self.line[0]
        return THREADS in self.answers.settled and self.answers.threads_against == (before and before.pk)

    @property
    def threads(self) -> ThreadAnswers:
        """By the places that are left when some rows are left out."""
        places = [place for place in range(len(self.every_row)) if place not in set(self.answers.left_out)]
        decided = {new: self.answers.threads.get(str(place)) for new, place in enumerate(places)}
        rows = {new: slugs for new, slugs in decided.items() if slugs is not None}
        return ThreadAnswers(rows=rows, gone=self.answers.gone)

    @cached_property
    def steps(self) -> list[Step]:
        settled = self.answers.settled
        steps = [
            Step(name=TABLE, title="What was read", is_settled=TABLE in settled),
            Step(name=COLUMNS, title="Columns", is_settled=self.read_columns.hold),
        ]
        if self.unknown_officers or self.unknown_statuses:
            steps.append(Step(name=NAMES, title="Officers and statuses", is_settled=self.names_hold))
        if self.line[0] is not None:
            steps.append(Step(name=THREADS, title="What continues what", is_settled=self.threads_hold))
        return steps

    @property
    def names_hold(self) -> bool:
        """Whether there is an answer for each that is unknown now."""
        known = all(name in self.answers.officers for name in self.unknown_officers)
        return known and all(words in self.answers.statuses for words in self.unknown_statuses)

    @property
    def first_unsettled(self) -> Step | None:
        return next((step for step in self.steps if not step.is_settled), None)
