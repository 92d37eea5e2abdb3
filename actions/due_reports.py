"""Which reports are due: of every plan with deadlines, each action that nobody has reported on, and whom to remind."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from actions.endings import endings_of
from actions.models import ActionVersion, ProgressUpdate
from actions.people import People
from actions.statuses import latest_updates_by_action, status_of
from plans.cycles import Cycle
from plans.models import Plan, PlanVersion, ReportingCycle, User
from plans.today import PlanToday, plans_today

SOON = (14, 7, 2)  # days before a deadline on which people are reminded
LATE_EVERY = 7  # days; and on the first one after the deadline


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
    """What nobody has reported on, plan by plan as printed, but for what ends with its version. Six queries."""
    todays = plans_today(plans)
    rules = {rule.plan_id: rule for rule in ReportingCycle.objects.filter(plan__in=todays)}
    worded = ActionVersion.objects.filter(version__state=PlanVersion.State.WORKING, version__plan__in=rules)
    worded = worded.exclude(pk__in=endings_of(worded).values("from_action_version"))
    worded = worded.select_related("action__plan").order_by("version__plan__title", "position")
    latest = latest_updates_by_action(worded, days=todays.days)
    made = reports_made(worded)
    found = []
    for entry in worded:
        today = todays[entry.action.plan_id]
        days = [update.as_at for update in made[entry.action_id]]
        cycle = unreported_cycle(rules[entry.action.plan_id], today, days)
        is_closed = entry.action_id in latest and status_of(latest[entry.action_id]).closes
        if cycle and not is_closed:
            days_left = cycle.days_left(today.day)
            found.append(DueReport(worded=entry, plan=entry.action.plan, cycle=cycle, days_left=days_left))
    return found


def people_to_remind(reports: Sequence[DueReport]) -> dict[User, list[DueReport]]:
    """Who reports on each of them, deputies as well."""
    people = People(report.worded for report in reports)
    found: dict[User, list[DueReport]] = defaultdict(list)
    for report in reports:
        for person in people.reporting_on(report.worded):
            found[person].append(report)
    return found


def people_to_tell(reports: Sequence[DueReport]) -> dict[User, list[DueReport]]:
    """Those who account for actions that others have not reported on: what their digest lists."""
    people = People(report.worded for report in reports)
    found: dict[User, list[DueReport]] = defaultdict(list)
    for report in reports:
        for person in people.accounting_for(report.worded) - people.reporting_on(report.worded):
            found[person].append(report)
    return found


def reports_made(worded: QuerySet[ActionVersion]) -> dict[int, list[ProgressUpdate]]:
    """By action: what its officers reported in the version being worked on, earliest first; neither what they corrected
    since nor what was returned to them.
    """
    made: dict[int, list[ProgressUpdate]] = defaultdict(list)
    reports = ProgressUpdate.objects.filter(action_version__in=worded, author__isnull=False, corrections=None)
    for update in reports.exclude(sign_offs__decision="returned").order_by("as_at", "pk"):
        made[update.action_id].append(update)
    return made


def unreported_cycle(rule: ReportingCycle, today: PlanToday, days: Sequence[date]) -> Cycle | None:
    """The last cycle that ended without a report, or else the running one; None where each has its report. `days` are
    those that the reports on the version being worked on speak for, earliest first.

    A late report is that of the cycle that ended, and the running one wants its own. A cycle that ended before the
    version being worked on was opened asked nobody for anything.
    """
    opened = today.last_published.as_of if today.last_published else None
    last, running = rule.before(today.day), rule.on(today.day)
    if last and last.due > (opened or date.min):
        days = [day for day in days if day >= last.starts]
        if not days:
            return last
        days = days[1:]
    return running if running and not any(day >= running.starts for day in days) else None
