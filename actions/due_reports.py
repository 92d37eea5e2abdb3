"""Which reports are due: of every plan with deadlines, each action that nobody has reported on, and whom to remind."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from actions.models import ActionVersion, Assignment, ProgressUpdate
from actions.statuses import latest_updates_by_action, status_of
from plans.cycles import Cycle
from plans.models import Deputy, Plan, PlanVersion, ReportingCycle, User
from plans.today import PlanToday, plans_today

SOON = (14, 7, 2)  # days before a deadline on which people are reminded
LATE_EVERY = 7  # days; and on the first one after the deadline

ROLES = Assignment.Role


@dataclass(frozen=True, kw_only=True)
class DueReport:
    """An action without a report in a cycle; `days_left` is below zero once the deadline has passed."""

    worded: ActionVersion
    plan: Plan
    cycle: Cycle
    days_left: int

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def is_worth_a_mail(self) -> bool:
        """Whether this is one of the days on which people are reminded."""
        if self.is_late:
            return -self.days_left % LATE_EVERY == 1
        return self.days_left == 0 or self.days_left in SOON


def due_reports(plans: Iterable[Plan]) -> list[DueReport]:
    """What nobody has reported on, plan by plan as printed. Six queries."""
    todays = plans_today(plans)
    rules = {rule.plan_id: rule for rule in ReportingCycle.objects.filter(plan__in=todays)}
    worded = ActionVersion.objects.filter(version__state=PlanVersion.State.WORKING, version__plan__in=rules)
    worded = worded.select_related("action__plan").order_by("version__plan__title", "position")
    latest = latest_updates_by_action(worded, days=todays.days)
    reported = _days_reported_for(worded)
    found = []
    for entry in worded:
        today = todays[entry.action.plan_id]
        cycle = _unreported_cycle(rules[entry.action.plan_id], today, reported[entry.action_id])
        is_closed = entry.action_id in latest and status_of(latest[entry.action_id]).closes
        if cycle and not is_closed:
            days_left = cycle.days_left(today.day)
            found.append(DueReport(worded=entry, plan=entry.action.plan, cycle=cycle, days_left=days_left))
    return found


def people_to_remind(reports: Sequence[DueReport]) -> dict[User, list[DueReport]]:
    """Each action's leads; where none of them has a login, those who account for it. Deputies are told as well."""
    people = _people_by_role(reports)
    found: dict[User, list[DueReport]] = defaultdict(list)
    for report in reports:
        for person in people[report.worded.pk, ROLES.LEAD] or people[report.worded.pk, ROLES.ACCOUNTABLE]:
            found[person].append(report)
    return found


def people_to_tell(reports: Sequence[DueReport]) -> dict[User, list[DueReport]]:
    """Those who account for actions that others have not reported on: what their digest lists."""
    people = _people_by_role(reports)
    found: dict[User, list[DueReport]] = defaultdict(list)
    for report in reports:
        leads = people[report.worded.pk, ROLES.LEAD]
        for person in people[report.worded.pk, ROLES.ACCOUNTABLE] - leads if leads else ():
            found[person].append(report)
    return found


def _days_reported_for(worded: QuerySet[ActionVersion]) -> dict[int, list[date]]:
    """By action: the days its officers reported for in the version being worked on."""
    days: dict[int, list[date]] = defaultdict(list)
    reports = ProgressUpdate.objects.filter(action_version__in=worded, author__isnull=False)
    for action, as_at in reports.values_list("action_id", "as_at"):
        days[action].append(as_at)
    return days


def _unreported_cycle(rule: ReportingCycle, today: PlanToday, reported: list[date]) -> Cycle | None:
    """The last cycle that ended without a report, or else the running one; None where each has its report.

    A cycle that ended before the version being worked on was opened asked nobody for anything.
    """
    running = rule.on(today.day)
    if running is None or any(as_at >= running.starts for as_at in reported):
        return None
    opened = today.last_published.as_of if today.last_published else None
    last = rule.on(running.starts - timedelta(days=1)) if running.starts > date.min else None
    if last and last.due > (opened or date.min) and not any(as_at >= last.starts for as_at in reported):
        return last
    return running


def _people_by_role(reports: Sequence[DueReport]) -> dict[tuple[int, str], set[User]]:
    """Who can sign in for each action and role: its officers and their deputies of today."""
    today = timezone.localdate()
    deputies = Deputy.objects.filter(Q(ends=None) | Q(ends__gte=today), starts__lte=today).select_related("user")
    parts = Assignment.objects.filter(action_version__in=[report.worded for report in reports])
    parts = parts.select_related("officer__user").prefetch_related(Prefetch("officer__deputies", deputies))
    people: dict[tuple[int, str], set[User]] = defaultdict(set)
    for part in parts:
        accounts = [part.officer.user, *(deputy.user for deputy in part.officer.deputies.all())]
        people[part.action_version_id, part.role] |= {one for one in accounts if one and one.is_active}
    return people
