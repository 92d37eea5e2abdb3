"""What a board is asked for: of which plans, as at which day, by whom; and the actions that stood there then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Min
from django.utils import timezone

from actions.models import ActionVersion
from actions.unreported import Reported
from plans.models import Plan, PlanVersion
from plans.permissions import Person
from plans.today import PlansToday, PlanToday
from reporting.rows import ActionRow, PrintedAction, action_rows, printed_actions

from .day_form import DayForm


@dataclass(frozen=True)
class Scope:
    """`plan` is the one plan that is asked about, None for every plan the person may see."""

    person: Person
    plans: PlansToday
    day_form: DayForm
    plan: Plan | None = None

    @property
    def as_at(self) -> date | None:
        """The day that was asked for, None for the day it is in each plan."""
        return self.day_form.day

    @property
    def of_one(self) -> PlanToday | None:
        """The one plan as it is looked at."""
        return self.plans[self.plan.pk] if self.plan else None

    @property
    def is_past(self) -> bool:
        return self.as_at is not None and any(today.is_past for today in self.plans.values())

    @property
    def day(self) -> date | None:
        """The one day that it is everywhere; None where each plan has its own."""
        days = set(self.plans.days.values()) or {timezone.localdate()}
        return days.pop() if len(days) == 1 else None

    @cached_property
    def first_day(self) -> date | None:
        """The date of the earliest version that is published; a query."""
        published = PlanVersion.objects.published().filter(plan__in=self.plans)
        return published.aggregate(first=Min("as_of"))["first"]

    @cached_property
    def rows(self) -> list[ActionRow]:
        """Every action of the versions in use, plan by plan as printed. Four queries."""
        worded = ActionVersion.objects.filter(version__in=self.plans.versions_in_use)
        return action_rows(worded, days=self.plans.days, before=self.before)

    @cached_property
    def reported(self) -> Reported:
        """What officers reported, and what nobody has reported on."""
        return Reported(self.plans)

    @cached_property
    def before(self) -> Mapping[int, PrintedAction]:
        """What the published version before printed of each action."""
        return printed_actions([today.previous for today in self.plans.values() if today.previous])
