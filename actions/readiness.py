"""What stands against publishing a version: nothing forbids it, but somebody has to have seen it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256

from actions.milestone_standings import milestone_standings
from actions.models import ActionVersion, Assignment, ProgressUpdate
from actions.printed_names import printed_names
from actions.settling import neighbours
from actions.statuses import NO_STATUS, Status, latest_updates_by_action, status_of
from plans.models import Colour, PlanVersion


@dataclass(frozen=True)
class Finding:
    entry: ActionVersion
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """Findings of one kind. `mark` is what an acknowledgement is of: these findings and no others."""

    key: str
    title: str
    acknowledgement: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def mark(self) -> str:
        found = "\n".join(f"{finding.entry.pk} {finding.words}" for finding in self.findings)
        return sha256(f"{self.key}\n{found}".encode()).hexdigest()[:16]


class Subject:
    """A working version as it would be printed for a date. Constant in queries."""

    def __init__(self, version: PlanVersion, as_of: date):
        self.version, self.as_of = version, as_of
        self.before = neighbours(version.plan, as_of if version.corrects else None)[0]
        self.entries = list(version.action_versions.select_related("action__plan").order_by("position"))

    @cached_property
    def updates(self) -> Mapping[int, ProgressUpdate]:
        """By action, the update that would be printed."""
        actions = self.version.action_versions.all()
        return latest_updates_by_action(actions, days={self.version.plan_id: self.as_of})

    def status(self, entry: ActionVersion) -> Status:
        update = self.updates.get(entry.action_id)
        return status_of(update) if update else NO_STATUS

    @cached_property
    def open_milestones(self) -> Mapping[int, list[str]]:
        """By action version, the titles of its milestones that nobody has reported done."""
        standings = milestone_standings(self.entries, days={self.version.plan_id: self.as_of})
        still_open = {
            entry: [milestone.title for milestone in milestones if not milestone.is_done]
            for entry, milestones in standings.items()
        }
        return {entry: titles for entry, titles in still_open.items() if titles}


def _unreported(subject: Subject) -> Check:
    """Of those that are not closed, without a report since the version before. A correction reports nothing new."""
    if subject.version.corrects is not None:
        return Check(key="unreported", title="", acknowledgement="")
    since = subject.before.as_of if subject.before else None
    findings = []
    for entry in subject.entries:
        update = subject.updates.get(entry.action_id)
        if update is None:
            findings.append(Finding(entry, "never reported on"))
        elif since and update.as_at <= since and not subject.status(entry).closes:
            findings.append(Finding(entry, f"last report for {update.as_at:%-d %B %Y}"))
    when = f" since {subject.before.label}" if subject.before else ""
    return Check(
        key="unreported",
        title=f"Not reported on{when}",
        acknowledgement="I publish them with the report they had, or none",
        findings=findings,
    )


def _without_officers(subject: Subject) -> Check:
    """In each role that the version has a column for; in either where it has none."""
    roles = [role for role in Assignment.Role if role.value in subject.version.column_fields]
    names = printed_names(subject.version.action_versions.all())
    findings = []
    for entry in subject.entries:
        there = names[entry.pk]
        missing = [role.label.lower() for role in roles if not getattr(there, role.value)]
        if missing:
            findings.append(Finding(entry, f"nobody {' or '.join(missing)}"))
        elif not there.accountable and not there.lead:
            findings.append(Finding(entry, "nobody named"))
    return Check(
        key="officers",
        title="Nobody answers for it",
        acknowledgement="I publish them without an officer",
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
        findings=findings,
    )


def _complete_but_open(subject: Subject) -> Check:
    findings = [
        Finding(entry, f"{subject.status(entry).words}, and still open: {'; '.join(subject.open_milestones[entry.pk])}")
        for entry in subject.entries
        if subject.status(entry).colour == Colour.BLUE and entry.pk in subject.open_milestones
    ]
    return Check(
        key="complete",
        title="Complete, with open milestones",
        acknowledgement="I publish them as complete all the same",
        findings=findings,
    )


def _green_but_overdue(subject: Subject) -> Check:
    findings = [
        Finding(entry, f"was due {entry.due:%-d %B %Y}")
        for entry in subject.entries
        if subject.status(entry).colour == Colour.GREEN
        and not subject.status(entry).closes
        and entry.due
        and entry.due < subject.as_of
    ]
    return Check(
        key="overdue",
        title="Green, and past its date",
        acknowledgement="I publish them as green all the same",
        findings=findings,
    )


FAMILY: tuple[Callable[[Subject], Check], ...] = (
    _unreported,
    _without_officers,
    _unlabelled,
    _complete_but_open,
    _green_but_overdue,
)


def checks(subject: Subject) -> Iterator[Check]:
    """Those that found something."""
    for find in FAMILY:
        check = find(subject)
        if check.findings:
            yield check
