"""A plan version as it was printed: its own columns, in their order, under their own headings."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from actions.endings import endings_in
from actions.models import ActionVersion, LineageEdge, ProgressUpdate
from actions.printed_names import PrintedNames, printed_names
from actions.statuses import updates_beside
from plans.models import PlanVersion, SectionVersion

# What a field is called where no heading of its own is printed.
OWN_HEADINGS = {
    "reference": "Ref",
    "action": "Action",
    "accountable": "Accountable",
    "lead": "Lead",
    "intended_outcome": "Intended outcome",
    "timeframe": "Timeframe",
    "success_measure": "Success measures",
    "milestones": "Milestones",
    "saving": "Saving",
    "links": "Links to other plans",
    "progress": "Progress",
    "status": "Status",
}


@dataclass(frozen=True)
class PrintedColumn:
    """A heading as printed, and the field it stands for; "" for a column of the plan's own."""

    heading: str
    field: str

    @property
    def name(self) -> str:
        """What a reader who cannot see the table is told, where no heading is printed."""
        return self.heading or ("Reference" if self.field == "reference" else "No heading")


@dataclass(frozen=True)
class PrintedCell:
    column: PrintedColumn
    text: str


@dataclass(frozen=True)
class PrintedRow:
    """An action as printed. `report` is the update printed with it, or in the working version the latest.

    `endings` say what becomes of an action that ends with this version.
    """

    worded: ActionVersion
    report: ProgressUpdate | None
    cells: list[PrintedCell]
    endings: list[LineageEdge]

    @property
    def anchor(self) -> str:
        return anchor(self.worded)


@dataclass(frozen=True)
class PrintedSection:
    section: SectionVersion
    rows: list[PrintedRow]


@dataclass(frozen=True)
class PrintedTable:
    columns: list[PrintedColumn]
    sections: list[PrintedSection]

    @property
    def actions(self) -> int:
        return sum(len(section.rows) for section in self.sections)


def anchor(action_version: ActionVersion) -> str:
    """Where an action stands on the page of its version: "1.1", or "action-" and its slug where it has no reference."""
    return "-".join(action_version.reference.split()) or f"action-{action_version.action.slug}"


def printed_table(version: PlanVersion, actions: Collection[int] | None = None) -> PrintedTable:
    """Everything that stands in the version's tables, or what is about these actions. Costs five queries, and one more
    for the working version.
    """
    shown = version.action_versions.all() if actions is None else version.action_versions.filter(action__in=actions)
    endings = endings_in(version)
    worded = list(_worded(shown))
    reports = {} if version.is_published else updates_beside(version, actions)
    names = printed_names(shown)
    texts = {
        entry.pk: _texts(entry, names[entry.pk], entry.printed_update or reports.get(entry.action_id))
        for entry in worded
    }
    used = {field for text_of in texts.values() for field, text in text_of.items() if text}
    columns = [column for column in columns_of(version) if version.columns or column.field in used]
    rows = defaultdict(list)
    for entry in worded:
        text_of = texts[entry.pk]
        cells = [PrintedCell(column, _text(column, text_of, entry)) for column in columns]
        report = entry.printed_update or reports.get(entry.action_id)
        rows[entry.section_version_id].append(PrintedRow(entry, report, cells, endings.get(entry.pk, [])))
    sections = version.sections.order_by("position")
    return PrintedTable(columns, [PrintedSection(section, rows[section.pk]) for section in sections])


def _worded(action_versions: QuerySet[ActionVersion]) -> QuerySet[ActionVersion]:
    shown = action_versions.select_related("action__plan", "printed_update__status").order_by("position")
    return shown.prefetch_related("milestones")


def columns_of(version: PlanVersion) -> list[PrintedColumn]:
    """As it printed them. One that was written here shows those of our own fields that it uses; here are all."""
    if not version.columns:
        return [PrintedColumn(heading, field) for field, heading in OWN_HEADINGS.items()]
    return each_once(map(PrintedColumn, version.columns, version.column_fields))


def each_once(columns: Iterable[PrintedColumn]) -> list[PrintedColumn]:
    """Of those that several tables call differently, and that stand for one field, the first."""
    kept: list[PrintedColumn] = []
    for column in columns:
        if not column.field or all(column.field != other.field for other in kept):
            kept.append(column)
    return kept


def _text(column: PrintedColumn, text_of: dict[str, str], entry: ActionVersion) -> str:
    return text_of[column.field] if column.field else entry.other.get(column.heading, "")


def _texts(entry: ActionVersion, names: PrintedNames, report: ProgressUpdate | None) -> dict[str, str]:
    """Every field's words: a line is a paragraph, a line that begins "- " a bullet."""
    return {
        "reference": f"{entry.reference}\nNEW ACTION" if entry.is_new else entry.reference,
        "action": entry.text,
        "accountable": "\n".join(names.accountable),
        "lead": "\n".join(names.lead),
        "intended_outcome": entry.intended_outcome,
        "timeframe": entry.timeframe,
        "success_measure": entry.success_measure,
        "milestones": "\n".join(f"- {step.title} {step.timeframe}".strip() for step in entry.milestones.all()),
        "saving": entry.saving,
        "links": "\n".join(entry.links),
        "progress": report.public_narrative if report else "",
        "status": report.public_status_words if report else "",
    }
