"""My actions: what I am to report on and by when, what I have drafted, and what is reported already."""

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from actions.my_reports import MyReport, my_reports
from actions.report_subject import drafts_left
from actions.signing_off import awaiting_a_word, waiting_for
from plans.cycles import Cycle
from plans.models import Officer, Plan, User
from plans.requests import SignedInRequest

from .rows import ActionRow, action_row


@dataclass(frozen=True, kw_only=True)
class MyAction:
    """An action to report on, as a row of a list; its report of this cycle may await the accountable officer's word."""

    row: ActionRow
    report: MyReport
    awaits_a_word: bool


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """The actions of one plan that somebody reports on in one officer's place."""

    plan: Plan
    officer: Officer
    is_mine: bool
    actions: list[MyAction]

    @property
    def cycle(self) -> Cycle | None:
        """The one that is running, whose deadline is the next."""
        return self.actions[0].report.running

    @property
    def days_left(self) -> int | None:
        return self.cycle.days_left(self.actions[0].report.today.day) if self.cycle else None

    @property
    def to_report(self) -> list[MyAction]:
        return [action for action in self.actions if action.report.is_to_report]

    @property
    def settled(self) -> list[MyAction]:
        """Those of which nothing more is asked this time."""
        return [action for action in self.actions if not action.report.is_to_report]


def my_actions(request: SignedInRequest) -> HttpResponse:
    reports = my_reports(request.user)
    context = {
        "caseloads": _caseloads(reports, request.user),
        "officer": getattr(request.user, "officer", None),
        "total": len(reports),
        "to_report": [report for report in reports if report.is_to_report],
        "late": sum(report.is_late for report in reports),
        "to_sign_off": waiting_for(request.user),
        "drafts_left": drafts_left(request.user, [report.worded.action_id for report in reports]),
    }
    return render(request, "reporting/my_actions.html", context)


def _caseloads(reports: list[MyReport], person: User) -> list[Caseload]:
    """One's own first, then those one deputises for, plan by plan; one query."""
    awaiting = awaiting_a_word(report.reported for report in reports if report.reported)
    held: dict[tuple[Officer, Plan], list[MyAction]] = defaultdict(list)
    for report in reports:
        row = action_row(report.worded, update=report.latest, as_at=report.today.day)
        awaits = bool(report.reported and report.reported.pk in awaiting)
        for officer in report.officers:
            action = MyAction(row=row, report=report, awaits_a_word=awaits)
            held[officer, report.worded.action.plan].append(action)
    caseloads = [
        Caseload(plan=plan, officer=officer, is_mine=officer.user_id == person.pk, actions=actions)
        for (officer, plan), actions in held.items()
    ]
    return sorted(caseloads, key=lambda entry: (not entry.is_mine, str(entry.officer), entry.plan.title))
