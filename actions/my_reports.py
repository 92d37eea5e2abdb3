"""What somebody is to report on: each of their actions, with where its report of this cycle stands."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef

from actions.due_reports import reports_made, unreported_cycle
from actions.endings import endings_of
from actions.models import ActionVersion, Assignment, Challenge, Draft, ProgressUpdate, SignOff
from actions.statuses import latest_updates_by_action, status_of
from plans import permissions
from plans.cycles import Cycle
from plans.models import Officer, PlanVersion, ReportingCycle, User
from plans.today import PlanToday, plans_today


@dataclass(frozen=True, kw_only=True)
class MyReport:
    """An action of the version being worked on that somebody reports on, in the place of `officers`.

    `latest` is the report that speaks for it, `reported` the one made this time. `cycle` is the one to report for, a
    late one first, and `running` the one that today lies in. `returned` is the accountable officer's word that the
    report has to be made again. It `ends` where the next version goes on without it.
    """

    worded: ActionVersion
    today: PlanToday
    officers: list[Officer]
    cycle: Cycle | None
    running: Cycle | None
    latest: ProgressUpdate | None = None
    reported: ProgressUpdate | None = None
    returned: SignOff | None = None
    draft: Draft | None = None
    questions: list[Challenge] = field(default_factory=list)
    ends: bool = False

    @property
    def state(self) -> str:
        """ "reported", "returned", "drafted", "to report", or "closed": nothing more is asked of it."""
        if self.returned and not self.draft:
            return "returned"
        if self.draft:
            return "drafted"
        if self.reported:
            return "reported"
        is_closed = self.ends or (self.latest is not None and status_of(self.latest).closes)
        return "closed" if is_closed and not self.questions else "to report"

    @property
    def is_to_report(self) -> bool:
        return self.state in {"returned", "drafted", "to report"}

    @property
    def is_late(self) -> bool:
        return self.is_to_report and self.days_left is not None and self.days_left < 0

    @property
    def days_left(self) -> int | None:
        return self.cycle.days_left(self.today.day) if self.cycle else None


def my_reports(person: User) -> list[MyReport]:
    """Everything this person may report on, plan by plan as printed; thirteen queries, whatever there is."""
    officers = _officers_of(person)
    worded = ActionVersion.objects.filter(pk__in=officers).select_related(
        "action__plan", "version__plan", "section_version"
    )
    worded = worded.order_by("action__plan__title", "position")
    entries = list(worded)
    todays = plans_today({entry.action.plan for entry in entries})
    rules = {rule.plan_id: rule for rule in ReportingCycle.objects.filter(plan__in=todays)}
    latest = latest_updates_by_action(worded, days=todays.days)
    drafts = {draft.action_id: draft for draft in Draft.objects.filter(person=person)}
    made, returned = reports_made(worded), _returned(entries)
    questions, ended = _questions(entries), set(endings_of(entries).values_list("from_action_version", flat=True))
    return [
        MyReport(
            worded=entry,
            today=todays[entry.action.plan_id],
            officers=officers[entry.pk],
            latest=latest.get(entry.action_id),
            returned=returned.get(entry.action_id),
            draft=drafts.get(entry.action_id),
            questions=questions[entry.action_id],
            ends=entry.pk in ended,
            **_this_cycle(rules.get(entry.action.plan_id), todays[entry.action.plan_id], made[entry.action_id]),
        )
        for entry in entries
    ]


def _officers_of(person: User) -> dict[int, list[Officer]]:
    """By action version of the versions being worked on: the officers in whose place this person reports on it."""
    officers = permissions.reporting_officers(person)
    parts = Assignment.objects.filter(officer__in=officers, action_version__version__state=PlanVersion.State.WORKING)
    found: dict[int, list[Officer]] = defaultdict(list)
    for part in parts.select_related("officer").order_by("officer__name", "officer__post"):
        if part.officer not in found[part.action_version_id]:
            found[part.action_version_id].append(part.officer)
    return found


def _returned(entries: Collection[ActionVersion]) -> dict[int, SignOff]:
    """By action: the word that its last report has to be made again."""
    later = ProgressUpdate.objects.filter(action=OuterRef("update__action"), pk__gt=OuterRef("update"))
    words = SignOff.objects.filter(~Exists(later), update__action_version__in=entries, decision="returned")
    return {word.update.action_id: word for word in words.select_related("update", "by")}


def _questions(entries: Collection[ActionVersion]) -> dict[int, list[Challenge]]:
    """By action: CLT's questions that wait for an answer."""
    found: dict[int, list[Challenge]] = defaultdict(list)
    actions = [entry.action_id for entry in entries]
    for challenge in (
        Challenge.objects.open().filter(action_version__action__in=actions).select_related("action_version", "asked_by")
    ):
        found[challenge.action_version.action_id].append(challenge)
    return found


def _this_cycle(rule: ReportingCycle | None, today: PlanToday, made: list[ProgressUpdate]) -> dict[str, Any]:
    if rule is None:
        return {"cycle": None, "running": None, "reported": made[-1] if made else None}
    owed, running = unreported_cycle(rule, today, [update.as_at for update in made]), rule.on(today.day)
    return {"cycle": owed or running, "running": running, "reported": made[-1] if made and not owed else None}
