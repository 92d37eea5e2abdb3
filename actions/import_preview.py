"""What taking a document in would change, row by row, against the version before it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from actions.as_printed import OWN_HEADINGS
from actions.comparison.change import Change
from actions.comparison.changes import StatusChange, changes_between
from actions.comparison.snapshot import ActionSnapshot, SnapshotMilestone, SnapshotStatus
from actions.import_review import Review
from actions.sides import load_sides
from actions.statuses import colour_word
from plans.folding import fold
from plans.labels import labels_by_spelling
from plans.models import StatusLabel
from plans.readers.document import DocumentSection, Row
from plans.timeframes import read_timeframe
from plans.today import today

_NAMES = OWN_HEADINGS | {"reference": "Reference", "section": "Section", "is_new": "Marked as new"}


@dataclass(frozen=True)
class ChangedField:
    """What is another word in a row: its name, and the texts before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedRow:
    reference: str
    title: str
    fields: list[ChangedField]


class Preview:
    """`changed` are the rows that go on and say something else; `new` and `gone` the titles of those that do not."""

    def __init__(self, review: Review):
        self.review = review
        before = review.line[0]
        self.side = load_sides([before])[0] if before else None
        self.labels = labels_by_spelling(review.plan)
        self.printed_on = review.as_of or today(review.plan)

    @property
    def changed(self) -> list[ChangedRow]:
        rows = zip(self._rows(), self.review.origins.rows, strict=True)
        found = []
        for (section, row), origin in rows:
            if self.side and len(origin.continues) == 1:
                was = self.side.snapshots[origin.continues[0].action_id]
                changes = changes_between(_in_its_section(was), self._snapshot(row, section, was))
                if changes:
                    title = row.action.partition("\n")[0]
                    found.append(ChangedRow(row.reference, title, [_field(change) for change in changes]))
        return found

    @property
    def new(self) -> list[str]:
        rows = zip(self.review.rows, self.review.origins.rows, strict=True)
        return [_title(row) for row, origin in rows if not origin.continues]

    @property
    def gone(self) -> list[str]:
        return [str(ending.entry) for ending in self.review.origins.endings]

    def _rows(self) -> Iterator[tuple[DocumentSection, Row]]:
        return ((section, row) for section in self.review.document.sections for row in section.rows)

    def _snapshot(self, row: Row, section: DocumentSection, was: ActionSnapshot) -> ActionSnapshot:
        """The row as it would stand there; of a column that the version before has not, nothing is compared."""
        keys = {fold(step.title): step.key for step in was.milestones}
        return ActionSnapshot(
            reference=row.reference,
            section=fold(section.title),
            section_name=f"{section.number} {section.title}".strip(),
            is_new=row.is_new,
            text=row.action,
            intended_outcome=row.intended_outcome,
            success_measure=row.success_measure,
            accountable=tuple(row.accountable),
            lead=tuple(row.lead),
            timeframe=row.timeframe,
            due=self._due(row.timeframe),
            status=None if was.status is None else _status(row.status, self.labels.get(fold(row.status))),
            progress=None if was.progress is None else row.progress,
            milestones=tuple(
                SnapshotMilestone(
                    key=keys.get(fold(step.title), step.title),
                    title=step.title,
                    timeframe=step.timeframe,
                    due=self._due(step.timeframe),
                )
                for step in row.milestones
            ),
            links=tuple(row.links),
            saving=row.saving,
            other=row.other,
        )

    def _due(self, words: str) -> date | None:
        return read_timeframe(words, self.printed_on).due


def _in_its_section(was: ActionSnapshot) -> ActionSnapshot:
    """With its section named by its title alone, as a document has it."""
    number, _, title = was.section_name.partition(" ")
    return replace(was, section=fold(title if number[:1].isdigit() else was.section_name))


def _status(words: str, label: StatusLabel | None) -> SnapshotStatus:
    if label is None:
        return SnapshotStatus(words=words)
    return SnapshotStatus(colour=label.colour, words=words, closes=label.closes)


def _field(change: Change) -> ChangedField:
    name = _NAMES.get(change.field, change.field)
    if isinstance(change, StatusChange):
        return ChangedField(name, _told(change.status_before), _told(change.status_after))
    return ChangedField(name, change.before, change.after)


def _told(status: SnapshotStatus) -> str:
    return f"{colour_word(status.colour)}: {status.words}".rstrip(": ")


def _title(row: Row) -> str:
    return f"{row.reference} {row.action.partition(chr(10))[0]}".strip()
