"""What a board is asked for: of which plans, as at which day, by whom; and the actions that stood there then."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import F, Min, QuerySet
from django.utils import timezone

from actions.contradiction_facts import Answered, Contradicted, Known
from actions.models import ActionVersion
from actions.slippage import Ledger, SlippageLine, slippage
from actions.statuses import Status
from actions.unreported import Reported
from plans.models import Plan, PlanVersion
from plans.permissions import Person
from plans.today import PlansToday, PlanToday
from reporting.rows import ActionRow, PrintedAction, action_rows, in_printed_order, printed_action

from .day_form import DayForm

PRINTED = {
    "printed_words": F("printed_update__status_words"),
    "printed_colour": F("printed_update__status__colour"),
    "printed_closes": F("printed_update__status__closes"),
}


@dataclass(frozen=True)
class Scope:
    """`plan` is the one plan that is asked about, None for every plan the person may see. With `among` it is of these
    actions alone, by primary key.
    """

    person: Person
    plans: PlansToday
    day_form: DayForm
    plan: Plan | None = None
    is_public: ClassVar[bool] = False  # whether it is without what is exempt from publication
    among: Collection[int] | None = None

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
        """Every action of the versions in use, plan by plan as printed. Three queries, `before` among them."""
        in_use = self.plans.versions_in_use
        keys = {version.pk for version in in_use}
        worded = [entry for entry in self._worded if entry.version_id in keys]
        return action_rows(self.worded_in(in_use), days=self.plans.days, before=self.before, worded=worded)

    @cached_property
    def reported(self) -> Reported:
        """What officers reported, and what nobody has reported on."""
        return Reported(self.plans, self.among)

    @cached_property
    def ledger(self) -> Ledger:
        """How far every date has moved, up to its plan's day. Four queries."""
        latest = {row.action: row.update for row in self.rows if row.update}
        return slippage(self.plans, latest=latest, actions=self.among)

    @property
    def known(self) -> list[Known]:
        """What contradictions are found from."""
        in_use = {plan: today.in_use for plan, today in self.plans.items()}
        return [
            Known(pk=row.pk, action=row.action, due=row.due, version=version, update=row.update, names=row.names)
            for row in self.rows
            if (version := in_use[row.plan.pk])
        ]

    @cached_property
    def contradicted(self) -> Mapping[int, list[Answered]]:
        """The contradictions of each action, by its primary key. Three queries beside the ledger's."""
        found = Contradicted(self.known, self.plans.days, as_at=self.as_at, milestones=self.ledger.milestones)
        return found.of

    @cached_property
    def slipped(self) -> Mapping[int, SlippageLine]:
        """The date of each action that slipped, its own or of the milestone that slipped furthest, by the action's
        primary key.
        """
        return {line.entry.action_id: line for line in self.ledger.slipped if line.stands}

    @cached_property
    def before(self) -> Mapping[int, PrintedAction]:
        """What the published version before printed of each action."""
        previous = {today.previous.pk: today.previous for today in self.plans.values() if today.previous}
        with_status = {key for key, version in previous.items() if version.prints_status}
        return {
            entry.action_id: printed_action(entry, _printed_status(entry) if entry.version_id in with_status else None)
            for entry in self._worded
            if entry.version_id in previous
        }

    @cached_property
    def _worded(self) -> list[Any]:
        """The actions of the versions in use and of those before them, in printed order; one query."""
        versions = self.plans.versions_in_use + [today.previous for today in self.plans.values() if today.previous]
        by_key = {version.pk: version for version in versions}
        worded = in_printed_order(self.worded_in(versions).annotate(**PRINTED))
        for entry in worded:
            entry.version = by_key[entry.version_id]
            entry.action.plan = entry.version.plan
        return worded

    def worded_in(self, versions: Collection[PlanVersion]) -> QuerySet[ActionVersion]:
        """What these versions say of the actions that it is of."""
        entries = ActionVersion.objects.filter(version__in=versions)
        return entries if self.among is None else entries.filter(action__in=self.among)


def _printed_status(entry: Any) -> Status:
    """What the version before printed beside an action."""
    return Status(entry.printed_colour or "", entry.printed_words or "", bool(entry.printed_closes))
