"""The rows of the page on which somebody reports on all of their actions: each is kept and submitted by itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.forms import BoundField

from actions.drafts import discard_draft, save_draft
from actions.models import Action, Draft, DraftFile, ProgressUpdate
from actions.my_reports import MyReport, my_reports
from actions.progress import ReportedMeanwhile, nothing_has_changed, report_progress
from actions.report_form import ReportForm, number, read_uuid
from actions.report_subject import Incomplete, ReportSubject, subject_left
from actions.situations import latest_updates, situations_of
from actions.what_was_said import with_what_was_said
from plans.models import StatusLabel, User
from plans.recording import Refused

_SEEN = "-seen"  # ends the name of a field that every row sends


@dataclass
class Row:
    """An action on the page: `problem` says why it could not be submitted, `submitted` is what came of it."""

    report: MyReport
    subject: ReportSubject
    form: ReportForm
    problem: str = ""
    submitted: ProgressUpdate | None = None

    @property
    def key(self) -> str:
        return self.subject.prefix

    @property
    def submission(self) -> UUID:
        """What makes one press one report: the draft's, or the one that its first words are to have."""
        return self.subject.draft.submission if self.subject.draft else self.subject.mark

    @property
    def elsewhere(self) -> list[BoundField]:
        """What the draft says that is asked on the report's own page only."""
        names = ("confidence", "is_exempt", "exempt_narrative")
        return [self.form[name] for name in names if self.form[name].value()]

    @property
    def is_to_submit(self) -> bool:
        return self.subject.draft is not None and self.submitted is None

    def is_in(self, sent: Mapping[str, str]) -> bool:
        return f"{self.key}{_SEEN}" in sent

    def keep(self, sent: Mapping[str, str]) -> None:
        """Save what was typed into this row, in a transaction of its own. A row left as it was stays so."""
        typed, draft = self.subject.typed(sent), self.subject.draft
        submission = read_uuid(sent.get(f"{self.key}-submission", ""))
        if draft is None and not self.subject.is_typed_into(sent):
            return
        if draft and draft.answers == typed.answers and draft.seen_id == typed.seen:
            return
        person = self.subject.person
        self.subject.draft = save_draft(self.report.worded.action, typed, by=person, submission=submission)
        self.submitted = self._made_already(self.subject.draft, submission)
        self.form = self.subject.blank_form()

    def submit(self) -> None:
        """Submit the row's draft, in a transaction of its own."""
        draft = self.subject.draft
        assert draft
        self._attempt(
            lambda: report_progress(
                self.subject.worded,
                self.subject.read,
                by=self.subject.person,
                submission=draft.submission,
                seen=draft.seen_id,
                corrects=draft.corrects,
            )
        )

    def nothing_has_changed(self, sent: Mapping[str, str]) -> None:
        """Say so of this row; `sent` has the mark that makes one press one report."""
        mark = read_uuid(sent.get(f"{self.key}-press", ""))
        seen = number(sent.get(f"{self.key}{_SEEN}", ""))
        if mark:
            self._attempt(
                lambda: nothing_has_changed(self.subject.worded, by=self.subject.person, submission=mark, seen=seen)
            )

    def _attempt(self, report: Callable[[], ProgressUpdate]) -> None:
        try:
            self.submitted = report()
        except Incomplete as refusal:
            self.form = refusal.form
        except ReportedMeanwhile as refusal:
            self.problem = str(refusal)
            del self.subject.latest
        except Refused as refusal:
            self.problem = str(refusal)

    def _made_already(self, draft: Draft, submission: UUID | None) -> ProgressUpdate | None:
        """What a first press has made of the same words, perhaps while they were being saved once more."""
        if submission in (None, draft.submission):
            return None
        mine = ProgressUpdate.objects.filter(author=self.subject.person, action=self.report.worded.action)
        made = mine.filter(submission=submission).first()
        if made is None or made.narrative != draft.answers.get("narrative", "").replace("\r\n", "\n"):
            return None
        if draft.revision == 1:
            discard_draft(draft.action, by=self.subject.person)
        return made


def rows_for(person: User, sent: Mapping[str, str]) -> list[Row]:
    """A row for each action that is still to report, and each that was on the page that `sent` comes from.

    A constant number of queries.
    """
    shown = [report for report in my_reports(person) if report.is_to_report or f"{_prefix(report)}{_SEEN}" in sent]
    subjects = _subjects(shown, person)
    return [Row(report, subject, subject.blank_form()) for report, subject in zip(shown, subjects, strict=True)]


def left_on_page(sent: Mapping[str, str], rows: Iterable[Row]) -> set[str]:
    """The keys of rows that were on the page, and that the person's page no longer has."""
    return {name.removesuffix(_SEEN) for name in sent if name.endswith(_SEEN)} - {row.key for row in rows}


def keep_left(person: User, sent: Mapping[str, str], keys: Iterable[str]) -> bool:
    """Save what was typed into these rows; whether anything was."""
    is_kept = False
    for key in keys:
        subject = subject_left(person, Action.objects.filter(pk=number(key.removeprefix("a")) or 0))
        if subject is None:
            continue
        subject.prefix = key
        if subject.is_typed_into(sent):
            save_draft(subject.worded.action, subject.typed(sent), by=person)
            is_kept = True
    return is_kept


def _subjects(reports: list[MyReport], person: User) -> list[ReportSubject]:
    """What each of these is reported on with, fetched for all of them at once."""
    worded = [report.worded for report in reports]
    told = with_what_was_said(latest_updates([entry.action_id for entry in worded]))
    latest = {update.action_id: update for update in told}
    situations = situations_of(worded, latest)
    labels: dict[int, dict[int, StatusLabel]] = defaultdict(dict)
    for label in StatusLabel.objects.filter(plan__in={entry.action.plan_id for entry in worded}):
        labels[label.plan_id][label.pk] = label
    files: dict[int, list[DraftFile]] = defaultdict(list)
    for file in DraftFile.objects.filter(draft__in=[report.draft for report in reports if report.draft]).defer(
        "contents"
    ):
        files[file.draft_id].append(file)
    subjects = []
    for report in reports:
        subject = ReportSubject(report.worded, person, prefix=_prefix(report))
        subject.latest, subject.draft = latest.get(report.worded.action_id), report.draft
        subject.situation, subject.labels = situations[report.worded.pk], labels[report.worded.action.plan_id]
        subject.files = files[report.draft.pk] if report.draft else []
        subjects.append(subject)
    return subjects


def _prefix(report: MyReport) -> str:
    return f"a{report.worded.action_id}"
