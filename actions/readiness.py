"""What stands against publishing a version: nothing forbids it, but somebody has to have seen it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from actions.contradiction_facts import Contradicted, Known
from actions.contradictions import FAMILY as KINDS
from actions.models import ActionVersion, ProgressUpdate
from actions.models.progress import ProgressUpdateQuerySet
from actions.printed_names import printed_names
from actions.settling import neighbours
from actions.standing_dates import standing_dates
from actions.statuses import NO_STATUS, Status, status_of
from plans.models import PlanVersion


@dataclass(frozen=True)
class Finding:
    """About an action; without one, about the text outside the tables."""

    entry: ActionVersion | None
    words: str = ""

    def __str__(self) -> str:
        return f"{self.entry} {self.words}" if self.entry else self.words


@dataclass(frozen=True, kw_only=True)
class Check:
    """Findings of one kind. `mark` is what an acknowledgement is of: these findings and no others.

    `mended` is where a plan owner puts them right: the page that edits each, that of the plan's "labels", or that of
    the text "outside" the tables; "" is by its officers' reports alone.
    """

    key: str
    title: str
    acknowledgement: str
    mended: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def mark(self) -> str:
        found = "\n".join(f"{finding.entry and finding.entry.pk} {finding.words}" for finding in self.findings)
        return sha256(f"{self.key}\n{found}".encode()).hexdigest()[:16]

    @property
    def told(self) -> list[str]:
        """Each finding in words, as it is recorded."""
        return [f"{self.title}: {finding}" for finding in self.findings]


class Subject:
    """A working version as it would be printed for a date. Constant in queries."""

    def __init__(self, version: PlanVersion, as_of: date):
        self.version, self.as_of = version, as_of
        self.before = neighbours(version.plan, as_of if version.corrects else None)[0]
        self.entries = list(version.action_versions.select_related("action__plan").order_by("position"))

    @cached_property
    def updates(self) -> Mapping[int, ProgressUpdate]:
        """By action, the update that would be printed."""
        return self._latest(self._reports.counting())

    @cached_property
    def unsigned(self) -> set[int]:
        """The actions of which there is a later report that nobody has signed off, so that it would not be printed."""
        if not self.version.plan.asks_sign_off:
            return set()
        latest = self._latest(self._reports)
        return {action for action, update in latest.items() if update != self.updates.get(action)}

    @property
    def _reports(self) -> ProgressUpdateQuerySet:
        actions = self.version.action_versions.order_by().values("action")
        return ProgressUpdate.objects.filter(action__in=actions).select_related("status")

    def _latest(self, reports: ProgressUpdateQuerySet) -> dict[int, ProgressUpdate]:
        return {update.action_id: update for update in reports.latest_updates(as_at=self.as_of)}

    def status(self, entry: ActionVersion) -> Status:
        update = self.updates.get(entry.action_id)
        return status_of(update) if update else NO_STATUS

    @cached_property
    def contradicted(self) -> Contradicted:
        """What the same rules as a board's find in the version as it would be printed."""
        names = printed_names(self.version.action_versions.all())
        known = [
            Known(
                pk=entry.pk,
                action=entry.action_id,
                due=entry.due,
                version=self.version,
                update=self.updates.get(entry.action_id),
                names=names[entry.pk],
            )
            for entry in self.entries
        ]
        return Contradicted(known, {self.version.plan_id: self.as_of})


def _unreported(subject: Subject) -> Check:
    """Of those that are not closed, without a report since the version before. A correction reports nothing new."""
    if subject.version.corrects is not None:
        return Check(key="unreported", title="", acknowledgement="")
    since = subject.before.as_of if subject.before else None
    findings = []
    for entry in subject.entries:
        update = subject.updates.get(entry.action_id)
        told, unsigned = "never reported on", "reported, and not signed off"
        if update:
            told = f"last report for {update.as_at:%-d %B %Y}"
            unsigned = f"{told}; a later one is not signed off"
        if update is None or (since and update.as_at <= since and not subject.status(entry).closes):
            findings.append(Finding(entry, unsigned if entry.action_id in subject.unsigned else told))
    when = f" since {subject.before.label}" if subject.before else ""
    return Check(
        key="unreported",
        title=f"Not reported on{when}",
        acknowledgement="I publish them with the report they had, or none",
        findings=findings,
    )


def _unlabelled(subject: Subject) -> Check:
    findings = [
        Finding(entry, f"“{subject.status(entry).words}”")
        for entry in subject.entries
        if subject.status(entry).words and not subject.status(entry).colour
    ]
    return Check(
        key="statuses",
        title="A status that is no label of the plan",
        acknowledgement="I publish them without a colour",
        mended="labels",
        findings=findings,
    )


def _contradicted(kind: str, acknowledgement: str) -> Callable[[Subject], Check]:
    def find(subject: Subject) -> Check:
        findings = [
            Finding(entry, found.contradiction.denies)
            for entry in subject.entries
            for found in subject.contradicted.of[entry.action_id]
            if found.contradiction.kind == kind
        ]
        return Check(
            key=kind, title=KINDS[kind].title, acknowledgement=acknowledgement, mended="edit", findings=findings
        )

    return find


def _dated_as_before(subject: Subject) -> Check:
    """A correction goes on saying what is right in the version that it corrects."""
    before = subject.before if subject.version.corrects is None else None
    findings = [Finding(None, f"“{date}”") for date in standing_dates(subject.version, before)]
    return Check(
        key="introduction",
        title=f"An introduction with the dates of {before.label}" if before else "",
        acknowledgement="I publish it with these dates",
        mended="outside",
        findings=findings,
    )


FAMILY: tuple[Callable[[Subject], Check], ...] = (
    _unreported,
    _contradicted("officers", "I publish them without an officer"),
    _unlabelled,
    _contradicted("milestones", "I publish them as complete all the same"),
    _contradicted("overdue", "I publish them as green all the same"),
    _dated_as_before,
)


def checks(subject: Subject) -> Iterator[Check]:
    """Those that found something."""
    for find in FAMILY:
        check = find(subject)
        if check.findings:
            yield check
