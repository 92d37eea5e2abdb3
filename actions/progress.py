"""Reporting progress on an action: each operation is one transaction, and what is submitted is never changed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from actions.models import (
    Action,
    ActionVersion,
    Attachment,
    ChallengeAnswer,
    Draft,
    DraftFile,
    MeasureEvidence,
    MilestoneReport,
    ProgressUpdate,
)
from actions.questions import Answers, Situation, unanswered
from actions.situations import latest_update, situation_of
from plans import permissions
from plans.models import PlanVersion, StatusLabel, User
from plans.recording import Refused, recorded
from plans.today import today


class ReportedMeanwhile(Refused):
    """Somebody has reported on the action since this person looked; `update` is what they said."""

    def __init__(self, update: ProgressUpdate, *, to: User):
        self.update = update
        who = "You have" if update.author_id == to.pk else f"{update.signed or update.author or 'Somebody'} has"
        super().__init__(f"{who} reported on this action since you opened it. Read that first, then decide.")


# What is reported, read once it is this report's turn, from the situation that it is then held against.
Reader = Callable[[Situation], tuple[Answers, StatusLabel]]


def report_progress(
    action_version: ActionVersion,
    read: Reader,
    *,
    by: User,
    submission: UUID,
    seen: int | None,
    corrects: ProgressUpdate | None = None,
) -> ProgressUpdate:
    """The update that is made of what `read` reads; the one there is already, when this submission was taken in before.

    `seen` is the primary key of the latest report that the person had before their eyes. Raises ReportedMeanwhile when
    there is a later one, and Refused when a question is left open or the plan's version is not being worked on. A
    correction speaks for the day of the update that it names.
    """
    with recorded("report progress", by=by):
        latest, done = _take_turns(action_version, by, submission, seen)
        if done:
            return done
        situation = situation_of(action_version, latest)
        answers, status = read(situation)
        if missing := unanswered(answers, situation):
            raise Refused(missing[0].sentence)
        update = _signed_update(
            action_version,
            by,
            submission,
            as_at=corrects.as_at if corrects else today(action_version.version.plan),
            status=status,
            status_words=status.words,
            corrects=corrects,
            **{name: getattr(answers, name) for name in _TEXTS},
        )
        _write_parts(update, answers, situation)
        _take_files(update)
    return update


def nothing_has_changed(
    action_version: ActionVersion, *, by: User, submission: UUID, seen: int | None
) -> ProgressUpdate:
    """An update that says what the last one said, and that nothing has changed since.

    Refused where there is no report that could still hold, or a question waits for its answer.
    """
    with recorded("report that nothing has changed", by=by):
        latest, done = _take_turns(action_version, by, submission, seen)
        if done:
            return done
        if latest is None or not latest.status_words:
            raise Refused("There is no report on this action yet that could still hold. Say where it stands.")
        if situation_of(action_version, latest).challenges:
            raise Refused("A question about this action waits for an answer. Report on it, and answer the question.")
        kept = (*_TEXTS, "status", "status_words")
        return _signed_update(
            action_version,
            by,
            submission,
            as_at=today(action_version.version.plan),
            is_unchanged=True,
            **{name: getattr(latest, name) for name in kept} | {"forecast_reason": ""},
        )


# What an update takes from the answers as it stands there.
_TEXTS = (
    *("narrative", "risk", "issue", "mitigation", "confidence", "forecast", "forecast_reason"),
    *("is_exempt", "exempt_narrative"),
)


def _take_turns(
    action_version: ActionVersion, by: User, submission: UUID, seen: int | None
) -> tuple[ProgressUpdate | None, ProgressUpdate | None]:
    """One report on an action at a time: the latest there is, and what this very submission has made already."""
    action = Action.objects.select_for_update(no_key=True).get(pk=action_version.action_id)
    if done := ProgressUpdate.objects.filter(submission=submission, action=action, author=by).first():
        Draft.objects.filter(submission=submission, person=by).delete()  # which a second press has saved once more
        return None, done
    permissions.require(permissions.may_report(by, action_version.assignments.all()))
    if action_version.version.state != PlanVersion.State.WORKING:
        raise Refused("This version is published. Report on the action in the version that is being worked on.")
    latest = latest_update(action_version)
    if latest and latest.pk != seen:
        raise ReportedMeanwhile(latest, to=by)
    return latest, None


def _signed_update(action_version: ActionVersion, by: User, submission: UUID, **said: Any) -> ProgressUpdate:
    return ProgressUpdate.objects.create(
        action=action_version.action,
        action_version=action_version,
        author=by,
        signed=signature(by, action_version),
        submission=submission,
        **said,
    )


def signature(by: User, action_version: ActionVersion) -> str:
    """The name a report is signed with; that of the officer stands beside a deputy's."""
    mine = permissions.reporting_officers(by).filter(assignments__action_version=action_version).distinct()
    officers = list(mine.order_by("name", "post"))
    if not officers or any(officer.user_id == by.pk for officer in officers):
        return by.name
    return f"{by.name} for {' and '.join(map(str, officers))}"[:200]


def _write_parts(update: ProgressUpdate, answers: Answers, situation: Situation) -> None:
    """What the update says of each milestone, success measure and challenge."""
    MilestoneReport.objects.bulk_create(
        MilestoneReport(
            update=update,
            milestone_id=milestone,
            is_done=answer.is_done,
            forecast=None if answer.is_done else answer.forecast,
            reason=answer.reason,
        )
        for milestone, answer in answers.milestones.items()
    )
    MeasureEvidence.objects.bulk_create(
        MeasureEvidence(update=update, position=position, success_measure=words, evidence=answers.evidence[position])
        for position, words in enumerate(situation.success_measures, 1)
        if answers.evidence.get(position)
    )
    ChallengeAnswer.objects.bulk_create(
        ChallengeAnswer(update=update, challenge_id=challenge, answer=answer)
        for challenge, answer in answers.challenges.items()
    )


def _take_files(update: ProgressUpdate) -> None:
    """The files that wait with the draft become the update's, and the draft is done with."""
    waiting = DraftFile.objects.filter(draft__person=update.author, draft__action=update.action).order_by("pk")
    kept = ("name", "content_type", "size", "sha256", "contents")
    files = [Attachment(update=update, **{name: getattr(file, name) for name in kept}) for file in waiting]
    Attachment.objects.bulk_create(files)
    Draft.objects.filter(person=update.author, action=update.action).delete()
