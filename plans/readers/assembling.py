"""What a file holds made a plan document: which tables are of actions, which of measures, which are told as text."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from plans.folding import fold

from .colours import colours_unsaid, say_colours
from .columns import mapping_of
from .conservation import words_without_place
from .contents import Contents, Heading, Table, TableRow
from .document import DocumentError, DocumentMeasure, DocumentSection, PlanDocument, with_room
from .first_rows import first_rows
from .going_on import with_rows_that_go_on
from .grids import are_known_headings, is_row_of_headings
from .guards import too_much
from .headed_beside import with_their_actions
from .headings import SectionHeading, heading_of, is_numbered, title_of, with_headings, words_of
from .measures import is_of_measures, measures_of
from .months_first import warn_of_months_first
from .narrative import Narrative
from .officer_names import OfficerNames
from .printed_row import PrintedRow
from .printed_rows import Rows, rows_of
from .recognising import Recognised, is_of_actions, recognise
from .refusing import FirstRows, NoActions
from .revised_dates import warn_of_revised_dates
from .rows import RowMaker, officer_cells
from .telling import Telling
from .texts import counted, quoted
from .told_headings import Headed, Said, first_words, no_action_left, require_printed, said, with_told_headings
from .turned_tables import is_turned

TURNED = "the table is turned on its side, with an action in each column; turn it so that each action is a row"
_MOST_ROWS, _MOST_PARTS = 10_000, 50_000


def assemble(
    contents: Contents,
    *,
    mapping: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    known_officers: Collection[str] = (),
) -> PlanDocument:
    """The document that the contents make. Raises DocumentError when no table in them is one of actions.

    `mapping` gives for a heading as printed the field it stands for ("" for none), before all that is recognised, and
    for a column without one by its place, "Column 2"; `remembered` does so where the heading is printed, which it need
    not be, and where an action is left. `known_officers` are names and posts that
    help to tell apart those that nothing parts.
    """
    contents = replace(contents, parts=list(with_rows_that_go_on(contents.parts)))
    words = said(mapping or {}, remembered or {})
    headed = with_told_headings(contents.parts, words)
    require_printed(words, headed.parts)
    tables = first_rows(contents)
    lines = [FirstRows(rows=[[line] for line in contents.lines], count=len(contents.lines))] if contents.lines else []
    try:
        document = _Assembly(replace(contents, parts=headed.parts), headed, words, known_officers).document()
    except NoActions:
        raise NoActions(tables or lines) from None
    return with_room(replace(document, tables=tables))


@dataclass
class _Section:
    heading: Heading | None
    words: SectionHeading
    rows: list[PrintedRow] = field(default_factory=list)


class _Assembly:
    def __init__(self, contents: Contents, headed: Headed, words: Said, known_officers: Collection[str]):
        self.contents, self.headed, self.said, self.known_officers = contents, headed, words, known_officers
        tables = [part for part in contents.parts if isinstance(part, Table)]
        explained = any(is_row_of_headings(table.columns) for table in tables if not table.beside)
        self.parts, told = with_their_actions(with_headings(contents.parts), are_explained=explained)
        self.telling = Telling(self.parts, [*contents.warnings, *told, *say_colours(self.parts)])
        self.columns: list[str] = []
        self.sections: list[_Section] = []
        self.measures: list[DocumentMeasure] = []
        self.fields: set[str] = set()
        self.repeated: list[Table] = []
        self.again: list[str] = []
        self.recognised: dict[tuple[str, ...], Recognised] = {}
        self.of_actions: list[Recognised] = []
        self.places: list[str] = []

    def document(self) -> PlanDocument:
        tables = [part for part in self.parts if isinstance(part, Table)]
        if len(self.parts) > _MOST_PARTS or sum(len(table.rows) for table in tables) > _MOST_ROWS:
            raise too_much(f"more than {_MOST_ROWS:,} rows, or {_MOST_PARTS:,} paragraphs")
        if any(is_turned(table) for table in tables if not table.beside):
            raise DocumentError(TURNED)
        self.of_actions = [
            found for table in tables if table.columns and is_of_actions(found := self._recognised(table, None))
        ]
        title = title_of(self.parts)
        narrative = self._read_parts(Narrative(title))
        if not any(section.rows for section in self.sections):
            raise NoActions
        self._name_only_section(narrative)
        rows = Rows(self.telling)
        document = PlanDocument(
            title=title.text if title else "",
            introduction="\n".join(narrative.introduction),
            columns=self.columns,
            mapping=self._mapping(),
            sections=self._made(rows),
            measures=self.measures,
            narrative=narrative.passages([one.heading for one in self.sections if one.heading and one.rows]),
            places=self.places,
        )
        self._warn_of_the_whole(document, rows.said_twice)
        return document

    def _mapping(self) -> dict[str, str]:
        fields = {
            name: known
            for found in self.recognised.values()
            for name, known in zip(found.names, found.fields, strict=True)
            if name in self.columns
        }
        return mapping_of(self.columns, [fields[name] for name in self.columns])

    def _read_parts(self, narrative: Narrative) -> Narrative:
        heading: Heading | None = None
        before: tuple[Recognised, int] | None = None
        for above, part in zip([None, *self.parts], self.parts, strict=False):
            if isinstance(part, Heading):
                heading = heading_of(part, heading, narrative.title, is_below=above is heading)
            if not isinstance(part, Table):
                narrative.add(part)
                continue
            found = self._recognised(part, before)
            if self._is_of_actions(found):
                narrative.end_introduction()
                before = found, len(found.names)
                self._take_actions(part, found, heading)
                continue
            before = None
            if heading and self._is_key(part, heading):
                heading = None
            if is_of_measures(part):
                measures = measures_of(part)
                self.measures += measures.found
                self.telling.warnings += measures.warnings
                narrative.add(replace(part, rows=measures.rest))
                continue
            narrative.add(part)
        return narrative

    def _is_of_actions(self, found: Recognised) -> bool:
        """Whether the table is of actions as the others are: not one that is only guessed to be where another says so,
        nor one of which two columns are known where another has five, which it explains. A person knows better.
        """
        told = found.tells_actions or not any(other.tells_actions for other in self.of_actions)
        most = max((other.known for other in self.of_actions), default=0)
        return found.is_said_to_be_of_actions or (is_of_actions(found) and told and (found.known > 2 or most < 5))

    def _is_key(self, table: Table, heading: Heading) -> bool:
        """Whether the heading is that of a small table above all actions, a key or who has agreed the document."""
        at = next(at for at, part in enumerate(self.parts) if part is table)
        narrow = max((len(row.cells) for row in table.rows), default=0) <= 2
        return not self.sections and narrow and self.parts[at - 1] is heading and not is_numbered(heading.text)

    def _recognised(self, table: Table, before: tuple[Recognised, int] | None) -> Recognised:
        """A table without headings goes on with the columns of the one before."""
        width = max((len(row.cells) for row in table.rows), default=0)
        if not table.columns and before and width <= before[1]:
            return before[0]
        key = tuple(table.columns or [""] * width)
        if key not in self.recognised:
            self.recognised[key] = self._with_action(Table(columns=list(key), rows=self._rows_below(key)))
        return self.recognised[key]

    def _with_action(self, table: Table) -> Recognised:
        """Raises DocumentError where what is given of the columns leaves none for the actions that there are.

        What is only remembered is left out then.
        """
        found = recognise(table, self.said.mapping)
        if not found.was_action:
            return found
        found = recognise(table, self.said.given)
        if not found.was_action:
            told = "what was said of them for another document is left out, since it leaves no column for the actions"
            self.telling.of(f"columns {quoted(*filter(None, found.names))}", told)
            return found
        raise no_action_left(found.was_action, found.names)

    def _rows_below(self, headings: tuple[str, ...]) -> list[TableRow]:
        """Also of tables without headings that go on with one that has these."""
        rows: list[TableRow] = []
        above: tuple[str, ...] = ()
        for table in self.parts:
            if isinstance(table, Table):
                above = tuple(table.columns) or above
                rows += table.rows if above == headings or not any((*above, *headings)) else []
        return rows

    def _take_actions(self, table: Table, found: Recognised, heading: Heading | None) -> None:
        rows = rows_of(table, found, self.telling)
        if not set(found.names) <= set(self.columns):
            self._warn_of_columns(table, found)
        elif any(table.columns):
            self.repeated.append(table)
        self.again += [
            heading for name, heading in zip(found.names, table.columns, strict=False) if name in self.columns
        ]
        self.columns += [name for name in found.names if name not in self.columns]
        self.fields |= set(found.fields)
        self._section(heading).rows += rows

    def _section(self, heading: Heading | None) -> _Section:
        last = self.sections[-1] if self.sections else None
        if last and last.heading is heading:
            return last
        words = words_of(heading)
        if last and (last.words.number, fold(last.words.title)) == (words.number, fold(words.title)):
            return last
        self.sections.append(_Section(heading, words))
        return self.sections[-1]

    def _name_only_section(self, narrative: Narrative) -> None:
        first, *others = [section for section in self.sections if section.rows]
        if first.heading and not others:
            first.heading = narrative.take_in_front(first.heading)
            first.words = words_of(first.heading)

    def _made(self, rows: Rows) -> list[DocumentSection]:
        self._give_first_rows_their_section()
        put_right = [(section, rows.put_right(section.rows)) for section in self.sections if section.rows]
        cells = officer_cells(row for _, kept in put_right for row in kept)
        maker = RowMaker(OfficerNames(cells, self.known_officers), self.telling, "milestones" in self.fields)
        made = [
            DocumentSection(
                number=section.words.number, title=section.words.title, rows=[maker.make(row) for row in kept]
            )
            for section, kept in put_right
        ]
        printed = [row for _, kept in put_right for row in kept]
        warn_of_months_first(printed, self.telling)
        warn_of_revised_dates(printed, self.telling)
        self.telling.place(printed)
        self.places += [row.place for row in printed]
        return made

    def _give_first_rows_their_section(self) -> None:
        """Rows that stand above any heading, but are numbered as those below the first one are, belong there."""
        if len(self.sections) < 2 or self.sections[0].heading:
            return
        first, second = self.sections[:2]
        number = second.words.number
        references = [reference for row in first.rows if (reference := row.text("reference"))]
        if number and references and all(reference.startswith(f"{number}.") for reference in references):
            told = f"stand above the heading {quoted(second.words.title)}, and are put below it by their numbers"
            self.telling.of(f"{references[0]} to {references[-1]}", told)
            second.rows[:0] = first.rows
            del self.sections[0]

    def _warn_of_columns(self, table: Table, found: Recognised) -> None:
        if not table.columns:
            return
        if self.headed.is_without(table):
            told = f"none was found; {quoted(first_words(table.rows[0].cells))} is read as the first action"
            self.telling.of("column headings", f"{told}, and columns are called by their places")
        elif any(table.columns) and not found.said and not are_known_headings(table.columns):
            self.telling.of(
                "column headings", f"{quoted(*filter(None, table.columns))} are taken for them, and unknown"
            )
        if table.above:
            told = f"{quoted(*table.above)} above others {'is' if len(table.above) == 1 else 'are'} left out"
            self.telling.of("column headings", told)
        for at in found.guessed:
            told = f"is taken for {found.fields[at].replace('_', ' ')} by what stands in it"
            self.telling.of(f"column {quoted(found.names[at])}" if found.names[at] else "the first column", told)
        for name in found.doubled:
            self.telling.of(f"column {quoted(name)}", "stands twice; both are kept, the second as a column of its own")

    def _warn_of_the_whole(self, document: PlanDocument, said_twice: list[str]) -> None:
        if not document.title:
            self.telling.of("title", "the document prints none")
        if self.repeated:
            headings = quoted(*filter(None, self.columns))
            times = f" {len(self.repeated)} times" if len(self.repeated) > 1 else ""
            self.telling.of("column headings", f"{headings} are printed again{times}, and kept once")
        kinds = [section.words.kind for section in self.sections if section.words.kind]
        for kind in dict.fromkeys(kinds):
            self.telling.of(
                "headings", f"{quoted(kind)} before the number of {counted(kinds.count(kind), 'section')} is left out"
            )
        document.warnings = self.telling.warnings
        if "status" not in self.fields:
            document.warnings += colours_unsaid(self.parts)
        above = [heading for table in self.repeated for heading in table.above]
        lost = words_without_place(self.contents, document, [*said_twice, *above, *self.again, *kinds])
        if lost:
            self.telling.of("the whole document", f"these words found no place: {quoted(' '.join(lost))}")
