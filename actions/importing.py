"""Taking a plan document in as a version: all of it in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from actions.importing_measures import take_in_measures
from actions.linking import link_related
from actions.models import ActionVersion, ProgressUpdate
from actions.origins import Origins, ThreadAnswers, doubts_about, name_of, read_origins
from actions.printed_names import officers_printed
from actions.publishable import require_publishable, usual_label
from actions.publishing import open_next
from actions.settling import neighbours, settle, write_endings
from actions.sources import Source, keep_source
from actions.statuses import latest_updates_by_action, updates_beside
from actions.threads import Threads
from actions.wording import Worded, write_wordings
from actions.working import make_way
from plans import permissions
from plans.folding import fold
from plans.labels import take_in_labels
from plans.models import Officer, Plan, PlanVersion, Section, SectionVersion, User
from plans.officers import OfficerBook
from plans.readers.checking import checked
from plans.readers.columns import mapping_of
from plans.readers.document import DocumentSection, DocumentWarning, PlanDocument, Row
from plans.readers.texts import quoted
from plans.recording import recorded
from plans.slugs import new_slug
from plans.today import today


@dataclass
class Imported:
    """`origins` is what its actions continue, and what of the version before ends with it."""

    version: PlanVersion
    warnings: list[DocumentWarning]
    origins: Origins


def import_document(
    plan: Plan,
    document: PlanDocument,
    *,
    label: str = "",
    as_of: date | None = None,
    publish: bool = False,
    by: User | None,
    threads: ThreadAnswers | None = None,
    officers: Mapping[str, Officer] | None = None,
    source: Source | None = None,
) -> Imported:
    """Add the document to the plan as a published version, or as its working version.

    `threads` is what a person decided about what continues what; otherwise it is as the file says or, where that says
    nothing, as the words suggest, with a warning for each doubtful pair. `officers` says which officer a printed name
    stands for, where its words do not; `source` is the file, which is kept.

    A working version that nobody has touched gives way to another, and to a copy of what is published after what it was
    a copy of. Refused when somebody has. Raises DocumentError when the document contradicts itself, a reference or
    identifier does not resolve, or a version is published for that date already.
    """
    permissions.require_owner(by, plan)
    as_of = as_of or document.as_of
    label = label or document.label or usual_label(as_of if publish else None)
    document = checked(replace(document, label=label, as_of=as_of))
    with recorded("import", by=by):
        plan.lock()
        if publish:
            require_publishable(plan, document, as_of)
        made_way = make_way(plan, for_version_of=as_of if publish else None)
        taking_in = _Import(plan, document, publish=publish, by=by, threads=threads)
        if source is not None:
            keep_source(taking_in.version, source, by=by)
        imported = taking_in.run(OfficerBook(document.officers, printed=officers_printed(plan) | dict(officers or {})))
        if made_way and publish:
            open_next(plan, by=by)
    return imported


class _Import:
    def __init__(
        self, plan: Plan, document: PlanDocument, *, publish: bool, by: User | None, threads: ThreadAnswers | None
    ):
        self.plan, self.document, self.publish = plan, document, publish
        self.warnings = list(document.warnings)
        self.previous, after = neighbours(plan, document.as_of if publish else None)
        self.is_last = after is None
        self.day = document.as_of or today(plan)
        self.origins = read_origins(document.rows(), before=self.previous, after=after)
        if threads is None:
            self.warnings += doubts_about(document.rows(), self.origins)
        else:
            self.origins = self.origins.decided(threads)
        self.reported = _last_reports(self.previous) if self.previous and not publish else {}
        self.decided_by = None if threads is None else by
        self.version = PlanVersion.objects.create(
            plan=plan,
            number=plan.next_number(),
            label=document.label,
            state=PlanVersion.State.IMPORTING,
            as_of=document.as_of,
            title=document.title,
            introduction=document.introduction,
            columns=document.columns,
            mapping=document.mapping | mapping_of(document.columns, document.column_fields()),
            narrative=[{"heading": passage.heading, "text": passage.text} for passage in document.narrative],
        )

    def run(self, officers: OfficerBook) -> Imported:
        self.labels = take_in_labels(self.plan, self.document.labels)
        self.officers = officers
        self.threads = Threads(self.plan, self.document.rows(), self.origins, decided_by=self.decided_by)
        self._write_rows(self._write_sections())
        self.warnings += take_in_measures(self.plan, self.document.measures, day=self.day, is_last=self.is_last)
        self.threads.write_edges()
        write_endings(self.origins.endings, decided_by=self.decided_by, and_dropped=self.publish)
        self._link_related()
        self._warn_of_unknown_history()
        self.version.state = PlanVersion.State.PUBLISHED if self.publish else PlanVersion.State.WORKING
        self.version.as_of = self.document.as_of if self.publish else None
        self.version.save()
        if self.publish:
            settle(self.version, by=self.decided_by)
        return Imported(self.version, self.warnings, self.origins)

    def _write_sections(self) -> list[SectionVersion]:
        """Returns for each row the section it stands in."""
        continuing = _continuing_sections(self.plan, self.previous)
        slugs = set(self.plan.sections.values_list("slug", flat=True))
        used: set[Section] = set()
        standing_in = []
        for number, entry in enumerate(self.document.sections, 1):
            section = continuing.get(fold(entry.title))
            if section is None or section in used:
                section = _new_section(self.plan, entry, slugs)
            used.add(section)
            section_version = SectionVersion.objects.create(
                section=section, version=self.version, number=entry.number, title=entry.title, position=number
            )
            standing_in += [section_version] * len(entry.rows)
        return standing_in

    def _write_rows(self, standing_in: list[SectionVersion]) -> None:
        """Constant in queries."""
        worded = []
        rows = zip(self.document.rows(), standing_in, self.threads.follow(), strict=True)
        for position, (row, section_version, (action, previous)) in enumerate(rows, 1):
            entry = ActionVersion(
                version=self.version,
                section_version=section_version,
                action=action,
                position=position,
                reference=row.reference,
            )
            worded.append(Worded(entry, row, previous))
        write_wordings(worded, self.officers)
        self.threads.written = [each.entry for each in worded]
        self._write_updates(worded)

    def _write_updates(self, worded: list[Worded]) -> None:
        """Beside each row what it says of progress."""
        for each in worded:
            self._warn_of_repeated_officers(each.row)
            if (each.row.progress or each.row.status) and not self._says_again(each.row, each.entry.action_id):
                each.entry.printed_update = self._update(each.row, each.entry)
        updates = [each.entry.printed_update for each in worded if each.entry.printed_update]
        ProgressUpdate.objects.bulk_create(updates)
        ActionVersion.objects.bulk_update([update.action_version for update in updates], ["printed_update"])

    def _says_again(self, row: Row, action: int) -> bool:
        """Whether a row of a version to be worked on says what has been reported: that is no new report."""
        return (row.progress, row.status) in self.reported.get(action, ())

    def _update(self, row: Row, action_version: ActionVersion) -> ProgressUpdate:
        status = self.labels.get(fold(row.status)) if row.status else None
        return ProgressUpdate(
            action=action_version.action,
            action_version=action_version,
            as_at=self.day,
            narrative=row.progress,
            status=status,
            status_words=row.status,
        )

    def _link_related(self) -> None:
        plans = {plan.slug: plan for plan in Plan.objects.all()}
        if self.document.slug:
            plans[self.document.slug] = self.plan  # its own actions, whatever the plan is called here
        written = zip(self.document.rows(), self.threads.written, strict=True)
        named = [(row, entry.action, related) for row, entry in written for related in row.related]
        are_here = link_related([(action, related) for _row, action, related in named], plans)
        for (row, _action, related), is_here in zip(named, are_here, strict=True):
            if not is_here:
                name = related.reference or related.action_id
                self._warn(row, f"is not linked to “{name}” of “{related.plan}”, which is not here")

    def _warn_of_repeated_officers(self, row: Row) -> None:
        for names in (row.accountable, row.lead):
            kept = self.officers.find_all(names)
            if len(kept) < len(names):
                self._warn(row, f"an officer stands twice in “{'”, “'.join(names)}”, and is kept once")

    def _warn_of_unknown_history(self) -> None:
        continuing = sum(bool(row.continues) for row in self.document.rows())
        if continuing and self.previous is None:
            told = f"there is no version before this one; rows that say what they continue: {continuing}"
            self.warnings.append(DocumentWarning(where=quoted(self.version.label), message=told))

    def _warn(self, row: Row, message: str) -> None:
        self.warnings.append(DocumentWarning(where=name_of(row), message=message))


def _last_reports(version: PlanVersion) -> dict[int, set[tuple[str, str]]]:
    """What was last reported of each action of a version, and what that printed: public words, by primary key."""
    last = latest_updates_by_action(version.action_versions.all(), days={version.plan_id: date.max})
    said: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for update in [*last.values(), *updates_beside(version).values()]:
        said[update.action_id].add((update.public_narrative, update.public_status_words))
    return said


def _continuing_sections(plan: Plan, previous: PlanVersion | None) -> dict[str, Section]:
    """The plan's sections by their folded title, the version before having the last word."""
    titles = SectionVersion.objects.filter(section__plan=plan).select_related("section").order_by("version_id")
    sections = {fold(entry.title): entry.section for entry in titles}
    if previous:
        sections |= {fold(entry.title): entry.section for entry in titles if entry.version_id == previous.pk}
    return sections


def _new_section(plan: Plan, entry: DocumentSection, slugs: set[str]) -> Section:
    slug = new_slug(entry.title or entry.number, slugs, otherwise="section")
    slugs.add(slug)
    return Section.objects.create(plan=plan, slug=slug)
