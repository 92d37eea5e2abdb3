"""What an officer reports on: the action's wording, where it stands, and what they have typed already."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from actions.drafts import Typed
from actions.models import Action, ActionVersion, Draft, DraftFile, ProgressUpdate
from actions.models.action import LATEST_FIRST
from actions.progress import ReportedMeanwhile
from actions.questions import Answers, Situation
from actions.report_form import Answered, ReportForm, as_typed, initial_from, number
from actions.situations import latest_updates, situation_of
from actions.what_was_said import with_what_was_said
from plans import permissions
from plans.cycles import Cycle
from plans.models import Plan, PlanVersion, StatusLabel, User
from plans.recording import Refused
from plans.today import plan_today


class Incomplete(Refused):
    """The form, with what is missing beside its fields."""

    def __init__(self, form: ReportForm):
        self.form = form
        super().__init__("Some questions are not answered yet.")


@dataclass
class ReportSubject:
    """An action in the version being worked on, and the person who reports on it.

    `prefix` begins the names of its form's fields where a page has several of them.
    """

    worded: ActionVersion
    person: User
    prefix: str = ""

    @cached_property
    def latest(self) -> ProgressUpdate | None:
        """The report that speaks for the action now, with everything it says."""
        return next(iter(with_what_was_said(latest_updates([self.worded.action_id]))), None)

    @cached_property
    def situation(self) -> Situation:
        return situation_of(self.worded, self.latest)

    @cached_property
    def labels(self) -> dict[int, StatusLabel]:
        return {label.pk: label for label in self.worded.version.plan.labels.all()}

    @cached_property
    def draft(self) -> Draft | None:
        mine = Draft.objects.filter(person=self.person, action=self.worded.action_id)
        return mine.select_related("corrects").first()

    @cached_property
    def files(self) -> list[DraftFile]:
        """The files that wait with the draft, without what is in them."""
        return list(self.draft.files.defer("contents")) if self.draft else []

    @cached_property
    def cycle(self) -> Cycle | None:
        """The reporting cycle that today lies in, for its deadline."""
        return plan_today(self.worded.version.plan).cycle

    @property
    def meanwhile(self) -> ProgressUpdate | None:
        """What has been reported since these words were typed: to be read before deciding."""
        return self.latest if self.draft and self.latest and self.draft.seen_id != self.latest.pk else None

    @property
    def overtaken(self) -> str:
        """The sentence that says so; "" where nobody has reported meanwhile."""
        return str(ReportedMeanwhile(self.meanwhile, to=self.person)) if self.meanwhile else ""

    @property
    def mark(self) -> UUID:
        """A name for a window, or for one press of a button, which is then one report however often it is pressed."""
        return uuid4()

    @property
    def drafted(self) -> list[Answered]:
        """What the draft says, question by question."""
        return self._answered(self.draft.answers) if self.draft else []

    @property
    def earlier(self) -> list[tuple[datetime, list[Answered]]]:
        """What other windows had saved before the draft's last save, each with when it was."""
        put_by = self.draft.earlier if self.draft else []
        return [(datetime.fromisoformat(one["saved_at"]), self._answered(one["answers"])) for one in put_by]

    def blank_form(self) -> ReportForm:
        """The form with what the draft says, or as the last report left things."""
        form = self._form(None)
        if self.draft:
            form.initial.update(initial_from(form, self.draft.answers))
        return form

    def filled_form(self) -> ReportForm:
        """The form as the draft fills it in."""
        return self._form(self._prefixed(self.draft.answers if self.draft else {}))

    def is_typed_into(self, data: Mapping[str, str]) -> bool:
        """Whether what was sent says more than an untouched form would."""
        return self._form(data).has_changed()

    def _answered(self, answers: Mapping[str, str]) -> list[Answered]:
        form = self._form(self._prefixed(answers))
        form.is_valid()
        return list(form.given)

    def _prefixed(self, answers: Mapping[str, str]) -> dict[str, str]:
        start = f"{self.prefix}-" if self.prefix else ""
        return {f"{start}{name}": typed for name, typed in answers.items()}

    def _form(self, data: Mapping[str, str] | None) -> ReportForm:
        initial = {"forecast": self.situation.expected}
        prefix = self.prefix or None
        form = ReportForm(data, initial=initial, prefix=prefix, situation=self.situation, labels=self.labels)
        if prefix:
            form.make_brief()
        return form

    def typed(self, data: Mapping[str, str]) -> Typed:
        """What a window has sent; only a report on this action counts as seen."""
        start = f"{self.prefix}-" if self.prefix else ""
        seen = number(data.get(f"{start}seen", ""))
        return Typed(
            answers=as_typed(data, self.prefix),
            seen=seen if seen and self.worded.action.updates.filter(pk=seen).exists() else None,
            revision=number(data.get(f"{start}revision", "")),
            window=data.get(f"{start}window", "")[:40],
        )

    def read(self, situation: Situation) -> tuple[Answers, StatusLabel]:
        """What the draft reports. Raises Incomplete where a question is left open."""
        self.situation = situation
        form = self.filled_form()
        if not form.is_valid() or form.status_label is None:
            raise Incomplete(form)
        return form.answers, form.status_label


def subject_of(person: User, plan: str, action: str) -> ReportSubject:
    """The action of these slugs, for somebody who may report on it.

    Raises Http404 where the plan's working version has no such action, and PermissionDenied where others report on it.
    """
    worded = ActionVersion.objects.filter(action__plan__slug=plan, action__slug=action)
    worded = worded.filter(version__state=PlanVersion.State.WORKING)
    worded = worded.select_related("action__plan", "section_version", "version__plan__reporting_cycle")
    mine = worded.filter(assignments__officer__in=permissions.reporting_officers(person)).first()
    if mine is None:
        raise PermissionDenied(_why_not(person, get_object_or_404(worded).version.plan))
    return ReportSubject(mine, person)


def subject_left(person: User, actions: QuerySet[Action]) -> ReportSubject | None:
    """What somebody has typed, or types still, about the one of `actions` that is theirs to report on no longer; None
    for whoever has no draft on it, and is named for it by no version.
    """
    worded = ActionVersion.objects.filter(action__in=actions, action__plan__in=permissions.visible_plans(person))
    latest = worded.select_related("action__plan", "version__plan").order_by(*LATEST_FIRST).first()
    if latest is None:
        return None
    subject = ReportSubject(latest, person)
    named = worded.filter(assignments__officer__in=permissions.reporting_officers(person))
    return subject if subject.draft or named.exists() else None


def drafts_left(person: User, reported_on: Collection[int]) -> list[ReportSubject]:
    """Of each draft that can no longer be submitted, latest first: its action is none of those `reported_on`."""
    drafts = Draft.objects.filter(person=person).exclude(action__in=reported_on)
    left = {draft.action_id: draft for draft in drafts}
    worded = ActionVersion.objects.filter(action__in=left, action__plan__in=permissions.visible_plans(person))
    worded = worded.select_related("action__plan", "version").order_by("action_id", *LATEST_FIRST).distinct("action_id")
    subjects = [ReportSubject(entry, person) for entry in worded] if left else []
    for subject in subjects:
        subject.draft = left[subject.worded.action_id]
    return sorted(subjects, key=lambda subject: left[subject.worded.action_id].saved_at, reverse=True)


def _why_not(person: User, plan: Plan) -> str:
    told = "Only the officers whom the plan names for this action, and their deputies, report on it."
    if permissions.may_edit_plan(person, plan):
        return f"{told} You own the plan: name yourself among them on the plan’s “Edit” page to report on it too."
    return f"{told} The plan’s owner can name you among them."
