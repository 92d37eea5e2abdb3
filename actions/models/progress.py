from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Now

from actions import rules
from actions.searching import OF_UPDATES
from plans.models import StatusLabel
from plans.rules import AppendOnly, NeverTruncated

from .action import Action, ActionVersion, Assignment
from .milestone import Milestone

WITHHELD = "[Exempt from publication]"
PART_WITHHELD = "[Part of this report is exempt from publication]"


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    def latest_updates(self, as_at: date) -> "ProgressUpdateQuerySet":
        """The one update of each action that speaks for this date: its last on or before it."""
        return self.filter(as_at__lte=as_at).last_of_each_action()

    def speaking_for(self, days: Mapping[int, date]) -> "ProgressUpdateQuerySet":
        """The same, where each plan (by its primary key) is looked at on its own day."""
        return self.filter(by_its_day(days)).last_of_each_action()

    def counting(self) -> "ProgressUpdateQuerySet":
        """Those that a published version may print: where the plan asks for sign-off, the ones that were confirmed.

        What was read in from a document has been published once, and an accountable officer's own report is their word.
        """
        confirmed = Q(sign_offs__decision="confirmed") | Exists(_of_accountable_officer())
        return self.filter(Q(action__plan__asks_sign_off=False) | Q(author=None) | confirmed)

    def since(self, day: date) -> "ProgressUpdateQuerySet":
        """What people reported for this day or a later one. What was read in from a document is nobody's report."""
        return self.filter(author__isnull=False, as_at__gte=day)

    def last_of_each_action(self) -> "ProgressUpdateQuerySet":
        """By the day they speak for; of one day, the last that was made."""
        return self.order_by("action_id", "-as_at", "-id").distinct("action_id")


class ProgressUpdate(models.Model):
    """A dated, signed report on an action. It can be added, never changed: a correction names what it corrects."""

    class Confidence(models.TextChoices):
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates", db_index=False)
    action_version = models.ForeignKey(ActionVersion, models.PROTECT, related_name="updates")
    as_at = models.DateField("date it speaks for")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="updates", null=True, blank=True)
    signed = models.CharField("signed by", max_length=200, blank=True)
    narrative = models.TextField(blank=True)
    status = models.ForeignKey(StatusLabel, models.PROTECT, related_name="updates", null=True, blank=True)
    status_words = models.CharField("status as printed", max_length=200, blank=True)
    risk = models.TextField("what the risk is", blank=True)
    issue = models.TextField("what the issue is", blank=True)
    mitigation = models.TextField("what is being done about it", blank=True)
    confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    forecast = models.DateField("forecast date", null=True, blank=True)
    forecast_reason = models.TextField("why the forecast changed", blank=True)
    is_unchanged = models.BooleanField("nothing has changed", default=False)
    is_exempt = models.BooleanField("exempt from publication", default=False)
    exempt_narrative = models.TextField("part that is exempt from publication", blank=True)
    submission = models.UUIDField("the form it was sent with", unique=True, null=True, blank=True, editable=False)
    corrects = models.ForeignKey("self", models.PROTECT, related_name="corrections", null=True, blank=True)

    objects = ProgressUpdateQuerySet.as_manager()
    said: Any  # what goes with it, where `with_what_was_said` has fetched it

    class Meta:
        ordering = ["action", "as_at", "id"]
        indexes = [
            models.Index(fields=["action", "-as_at", "-id"], name="latest_update_of_an_action"),
            GinIndex(OF_UPDATES, name="words_of_updates"),
        ]
        triggers = [
            NeverTruncated(),
            AppendOnly(
                sentence="A progress update cannot be changed or deleted: add one that corrects it.",
                follows=["action_id"],
            ),
            rules.UpdateBelongs(),
            rules.CorrectsItsOwnAction(),
        ]

    def __str__(self) -> str:
        return f"{self.action}, {self.as_at}"

    @property
    def public_narrative(self) -> str:
        """The words that may leave the house, and that some may not: what versions, comparisons and exports say."""
        if self.is_exempt:
            return WITHHELD
        return f"{self.narrative}\n{PART_WITHHELD}" if self.withholds else self.narrative

    @property
    def public_status_words(self) -> str:
        return "" if self.is_exempt else self.status_words

    @property
    def withholds(self) -> bool:
        """Whether something that it says is exempt from publication."""
        return self.is_exempt or bool(self.exempt_narrative)


def by_its_day(days: Mapping[int, date], update: str = "") -> Q:
    """What was reported in these plans (by primary key) up to the day of each; `update` is the path to the update.

    It is written so that PostgreSQL does not begin with all actions of a plan, which it does where it has not heard yet
    how many a plan has, and then goes through all of them for each of them.
    """
    return Q((f"{update}as_at__lte", day_of(days, f"{update}action__plan")))


def day_of(days: Mapping[int, date], plan: str) -> Case:
    """The day of the plan that a path leads to, NULL where it is none of these."""
    plans = defaultdict(list)
    for key, day in days.items():
        plans[day].append(key)
    its_day = [When(Q((f"{plan}__in", those)), then=Value(day)) for day, those in plans.items()]
    return Case(*its_day, output_field=models.DateField())


def _of_accountable_officer() -> models.QuerySet[Assignment]:
    mine = Assignment.objects.filter(action_version=OuterRef("action_version"), officer__user=OuterRef("author"))
    return mine.filter(role=Assignment.Role.ACCOUNTABLE)


class MilestoneReport(models.Model):
    """What an update says of one milestone: done, or expected at another date."""

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="milestone_reports")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="reports")
    is_done = models.BooleanField(default=False)
    forecast = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["update", "milestone"]
        constraints = [
            models.UniqueConstraint(fields=["update", "milestone"], name="an_update_reports_a_milestone_once")
        ]
        triggers = [
            NeverTruncated(),
            AppendOnly(sentence="What an update says of a milestone cannot be changed or deleted."),
            rules.ReportsOnItsOwnMilestone(),
        ]

    def __str__(self) -> str:
        return f"{self.milestone}, {'done' if self.is_done else self.forecast}"

    @property
    def public_reason(self) -> str:
        return "" if self.update.is_exempt else self.reason
