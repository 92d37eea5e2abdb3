"""What an officer reports on: the action's wording, where it stands, and what they have typed already."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from actions.models import ActionVersion, Draft, DraftFile, ProgressUpdate
from actions.progress import latest_update, situation_of
from actions.questions import Answers, Situation
from actions.report_form import ReportForm, initial_from
from plans import permissions
from plans.cycles import Cycle
from plans.models import PlanVersion, ReportingCycle, StatusLabel, User
from plans.recording import Refused
from plans.today import today


class Incomplete(Refused):
    """The form, with what is missing beside its fields."""

    def __init__(self, form: ReportForm):
        self.form = form
        super().__init__("Some questions are not answered yet.")


@dataclass
class ReportSubject:
    """An action in the version being worked on, and the person who reports on it."""

    worded: ActionVersion
    person: User

    @cached_property
    def latest(self) -> ProgressUpdate | None:
        return latest_update(self.worded)

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
        plan = self.worded.version.plan
        rule: ReportingCycle | None = getattr(plan, "reporting_cycle", None)
        return rule.on(today(plan)) if rule else None

    @property
    def press(self) -> UUID:
        """What makes one press of a button one report, however often it is pressed."""
        return uuid4()

    def blank_form(self) -> ReportForm:
        """The form with what the draft says, or as the last report left things."""
        form = ReportForm(situation=self.situation, labels=self.labels)
        form.initial = {"forecast": self.situation.expected}
        if self.draft:
            form.initial |= initial_from(form, self.draft.answers)
        return form

    def filled_form(self) -> ReportForm:
        """The form as the draft fills it in."""
        answers = self.draft.answers if self.draft else {}
        form = ReportForm(answers, situation=self.situation, labels=self.labels)
        form.initial = {"forecast": self.situation.expected}
        return form

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
        get_object_or_404(worded)
        raise PermissionDenied
    return ReportSubject(mine, person)
