"""A document that is being brought in, as it stands: with what was corrected, and everything that needs an eye."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

from actions.as_printed import PrintedColumn
from actions.import_answers import COLUMNS, NAMES, SAME, TABLE, THREADS, VERSION, StatusAnswer, answers_of, document_of
from actions.import_doubts import Doubts
from actions.import_names import Pair, as_said, pairs_in, says_whom
from actions.import_statuses import spellings_of, unknown_statuses
from actions.import_version import faults, odd_date, says_progress
from actions.models import ImportDraft, SourceFile
from actions.origins import Origins, ThreadAnswers, read_origins
from actions.printed_names import officers_printed
from actions.publishable import usual_label
from actions.read_columns import ReadColumns
from actions.row_texts import columns_of, corrected
from actions.settling import neighbours
from actions.sources import imported_before
from actions.working import what_stands_in_the_way
from plans.folding import fold
from plans.models import Colour, Officer, PlanVersion
from plans.officers import OfficerBook
from plans.readers.document import DocumentSection, PlanDocument, Row
from plans.today import today


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
        self.read = document_of(draft)

    @cached_property
    def read_rows(self) -> list[Row]:
        """Every row that was read by its place, with its officers told apart as a person said of all rows."""
        return [as_said(row, self.answers) for row in self.read.rows()]

    @cached_property
    def every_row(self) -> list[Row]:
        """The same, each corrected; those that are left out too."""
        cells = self.answers.cells
        return [corrected(row, cells.get(str(place), {})) for place, row in enumerate(self.read_rows)]

    @cached_property
    def headings(self) -> list[DocumentSection]:
        """The sections with their numbers and titles corrected, by their places; with the rows as they were read."""
        found = []
        for place, section in enumerate(self.read.sections):
            texts = self.answers.headings.get(str(place), {})
            number, title = texts.get("number", section.number), texts.get("title", section.title)
            found.append(replace(section, number=number, title=title))
        return found

    @cached_property
    def document(self) -> PlanDocument:
        """What would be taken in."""
        rows = iter(enumerate(self.every_row))
        left_out = set(self.answers.left_out)
        sections = []
        for section in self.headings:
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
    def doubts(self) -> Doubts:
        return Doubts(
            self.every_row,
            self.read.warnings,
            places=self.read.places,
            columns=self.columns,
            looked_at=self.answers.looked_at,
            left_out=self.answers.left_out,
            pairs=self.pairs_unsaid,
            corrected=self.answers.cells,
            printed_on=self.as_of or today(self.plan),
        )

    def marked_after(self, place: int) -> int | None:
        """The next row with something in doubt that nobody has looked at, by its place.

        From the last on it is the first again whose doubts a look settles: what has to be put right stays in doubt, and
        would be led to for ever.
        """
        rows, seen = list(enumerate(self.every_row)), set(self.answers.looked_at)
        below = (other for other, row in rows[place + 1 :] if other not in seen and self.doubts.of(other, row))
        above = (other for other, row in rows[:place] if self.doubts.goes_with_a_look(other, row))
        return next(chain(below, above), None)

    @cached_property
    def officers(self) -> OfficerBook:
        return OfficerBook(printed=officers_printed(self.plan))

    @cached_property
    def pairs(self) -> list[Pair]:
        left_out = set(self.answers.left_out)
        rows = [(place, row) for place, row in enumerate(self.read.rows()) if place not in left_out]
        return pairs_in(rows, self.answers.cells, self.officers)

    @property
    def pairs_unsaid(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_doubted and pair.key not in self.answers.pairs]

    @cached_property
    def unknown_officers(self) -> list[str]:
        names = dict.fromkeys(name for row in self.rows for name in [*row.accountable, *row.lead])
        return [name for name in names if name not in self.officers]

    @property
    def officers_to_say(self) -> list[str]:
        """Those unknown that are known to be one officer each, of whom it can be said who that is."""
        undecided = {name for pair in self.pairs_unsaid for name in (pair.first, pair.second)}
        return [name for name in self.unknown_officers if name not in undecided]

    @property
    def names_settled(self) -> list[tuple[str, str]]:
        """Each unknown name, and whom it was said to stand for."""
        answers = self.answers.officers
        here = {officer.slug: str(officer) for officer in Officer.objects.filter(slug__in=answers.values())}
        told = {"person": "a new person", "post": "a new post"} | here
        told |= {f"{SAME}{name}": f"the same as {name}" for name in self.unknown_officers}
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
        return spellings_of(self.plan, self.read.labels)

    @cached_property
    def unknown_statuses(self) -> list[str]:
        return unknown_statuses(self.rows, self.spellings)

    @cached_property
    def read_columns(self) -> ReadColumns:
        return ReadColumns(self.draft, self.read, self.answers)

    @property
    def label(self) -> str:
        return self.answers.label or self.read.label

    @property
    def called(self) -> str:
        return self.label or usual_label(self.as_of if self.answers.publish else None)

    @property
    def as_of(self) -> date | None:
        return self.answers.as_of or self.read.as_of

    @cached_property
    def faults(self) -> list[str]:
        """What speaks against its label and its date."""
        of_plan = faults(
            self.plan,
            label=self.label,
            as_of=self.as_of,
            publish=self.answers.publish,
            figures_of=self.read.days_of_figures,
        )
        found = [told for _field, told in of_plan]
        is_kept = self.answers.publish or self.says_progress
        if self.as_of and is_kept and self.answers.odd_date != self.as_of and (odd := odd_date(self.as_of)):
            found.append(f"{odd}. Say whether that is right.")
        return found

    @cached_property
    def in_the_way(self) -> str:
        """Why it cannot take the working version's place now, and what to do about it."""
        return what_stands_in_the_way(self.plan, for_version_of=self.as_of if self.answers.publish else None)

    @property
    def leaves_progress(self) -> bool:
        """Whether it would be a working version that may say something new of progress."""
        return not self.answers.publish and self.says_progress

    @property
    def says_progress(self) -> bool:
        return says_progress(self.rows)

    @cached_property
    def line(self) -> tuple[PlanVersion | None, PlanVersion | None]:
        """The versions before and after the one this would be."""
        return neighbours(self.plan, self.as_of if self.answers.publish else None)

    @cached_property
    def origins(self) -> Origins:
        before, after = self.line
        origins = read_origins(self.rows, before=before, after=after)
        return origins.decided(self.threads) if self.threads_hold else origins

    @property
    def counts(self) -> dict[str, int]:
        return self.origins.counts

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
            Step(name=VERSION, title="The version", is_settled=not self.faults),
        ]
        if self.unknown_officers or self.unknown_statuses or self.answers.pairs or self.answers.parted:
            steps.append(Step(name=NAMES, title="Officers and statuses", is_settled=self.names_hold))
        if self.line[0] is not None:
            steps.append(Step(name=THREADS, title="What continues what", is_settled=self.threads_hold))
        return steps

    @property
    def names_hold(self) -> bool:
        """Whether there is an answer for each that is unknown now."""
        unknown = self.unknown_officers
        known = all(says_whom(name, self.answers.officers, unknown) for name in unknown)
        return known and not self.pairs_unsaid and all(map(self._is_said, self.unknown_statuses))

    def _is_said(self, status: str) -> bool:
        """Whether there is an answer, and what it is the same as has not gone with rows that are left out."""
        answer = self.answers.statuses.get(status)
        if answer is None or not answer.same_as:
            return answer is not None
        return fold(answer.same_as) in self.spellings or answer.same_as in self.unknown_statuses

    @property
    def first_unsettled(self) -> Step | None:
        return next((step for step in self.steps if not step.is_settled), None)
