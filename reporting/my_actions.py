"""My actions: what I am to report on and by when, what I have drafted, and what is reported already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from actions.models import ActionVersion, Assignment, Draft, ProgressUpdate
from actions.signing_off import waiting_for
from plans import permissions
from plans.cycles import Cycle
from plans.models import Officer, Plan, PlanVersion, ReportingCycle, User
from plans.requests import SignedInRequest
from plans.today import plans_today

from .rows import ActionRow, action_rows


@dataclass(frozen=True, kw_only=True)
class MyAction:
    """An action to report on, with my draft and the report of this cycle, if there are any."""

    row: ActionRow
    draft: Draft | None
    reported: ProgressUpdate | None

    @property
    def state(self) -> str:
        """ "reported" this cycle, "drafted", "closed" (nothing more is asked of it), or "to report"."""
        if self.reported:
            return "reported"
        if self.row.status.closes and not self.draft:
            return "closed"
        return "drafted" if self.draft else "to report"


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """The actions of one plan that somebody reports on in one officer's place."""

    plan: Plan
    officer: Officer
    is_mine: bool
    cycle: Cycle | None
    days_left: int | None
    actions: list[MyAction]

    @property
    def to_report(self) -> int:
        return sum(action.state in {"drafted", "to report"} for action in self.actions)

    @property
    def drafted(self) -> int:
        return sum(action.state == "drafted" for action in self.actions)


def my_actions(request: SignedInRequest) -> HttpResponse:
    caseloads = caseloads_of(request.user)
    context = {
        "caseloads": caseloads,
        "officer": getattr(request.user, "officer", None),
        "to_report": sum(caseload.to_report for caseload in caseloads),
        "to_sign_off": waiting_for(request.user),
        "total": sum(len(caseload.actions) for caseload in caseloads),
    }
    return render(request, "reporting/my_actions.html", context)


def caseloads_of(person: User) -> list[Caseload]:
    """Everything this person may report on, one's own first, plan by plan; seven queries whatever there is."""
    officers = {officer.pk: officer for officer in permissions.reporting_officers(person)}
    parts = Assignment.objects.filter(officer__in=officers, action_version__version__state=PlanVersion.State.WORKING)
    of_officer: dict[int, set[int]] = defaultdict(set)
    for officer, action_version in parts.values_list("officer_id", "action_version_id"):
        of_officer[officer].add(action_version)
    days = plans_today(Plan.objects.all()).days
    worded = ActionVersion.objects.filter(pk__in=set().union(*of_officer.values()))
    rows = action_rows(worded, days=days)
    cycles = {rule.plan_id: rule.on(days[rule.plan_id]) for rule in ReportingCycle.objects.all()}
    actions = _with_reports(rows, worded, cycles, person)
    caseloads = [
        _caseload(officers[officer], person, mine, cycles, days)
        for officer, held in of_officer.items()
        for mine in _by_plan(action for action in actions if action.row.pk in held)
    ]
    return sorted(caseloads, key=lambda entry: (not entry.is_mine, str(entry.officer), entry.plan.title))


def _with_reports(
    rows: list[ActionRow], worded: Iterable[ActionVersion], cycles: dict[int, Cycle | None], person: User
) -> list[MyAction]:
    here = {entry.pk: entry.action_id for entry in worded}
    drafts = {draft.action_id: draft for draft in Draft.objects.filter(person=person, action__in=here.values())}
    reported = {}
    for update in ProgressUpdate.objects.filter(action_version__in=here, author__isnull=False).select_related("author"):
        cycle = cycles.get(next(row.plan.pk for row in rows if row.pk == update.action_version_id))
        if cycle is None or update.as_at >= cycle.starts:
            reported[update.action_id] = update
    return [MyAction(row=row, draft=drafts.get(here[row.pk]), reported=reported.get(here[row.pk])) for row in rows]


def _by_plan(actions: Iterable[MyAction]) -> list[list[MyAction]]:
    of_plan: dict[int, list[MyAction]] = defaultdict(list)
    for action in actions:
        of_plan[action.row.plan.pk].append(action)
    return list(of_plan.values())


def _caseload(
    officer: Officer, person: User, actions: list[MyAction], cycles: dict[int, Cycle | None], days: dict[int, date]
) -> Caseload:
    plan = actions[0].row.plan
    cycle = cycles.get(plan.pk)
    return Caseload(
        plan=plan,
        officer=officer,
        is_mine=officer.user_id == person.pk,
        cycle=cycle,
        days_left=cycle.days_left(days[plan.pk]) if cycle else None,
        actions=actions,
    )
