"""Why a date or a success measure is another one than was published: said by whoever edits the working version."""

from collections.abc import Collection
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from plans.folding import fold
from plans.rules import FrozenWhenPublished, NeverTruncated, Rule, refusal

from .action import ActionVersion
from .milestone import Milestone, MilestoneVersion


class ChangeReasonQuerySet(models.QuerySet["ChangeReason"]):
    def of_dates(self, actions: Collection[int]) -> "list[ChangeReason]":
        """Those given for dates of these actions, which still hold, the last first; one query."""
        step = MilestoneVersion.objects.filter(
            action_version=OuterRef("action_version"), milestone=OuterRef("milestone")
        )
        given = self.filter(action_version__action__in=actions).exclude(about=ChangeReason.About.SUCCESS_MEASURE)
        found: Any = given.annotate(of_step=Subquery(step.values("timeframe")[:1])).order_by("-id")
        return [
            reason
            for reason in found.select_related("action_version__version")
            if fold(reason.words)
            == fold((reason.of_step or "") if reason.milestone_id else reason.action_version.timeframe)
        ]


@pghistory.track()
class ChangeReason(models.Model):
    """Why words of an action version are others than in the version before; it holds while those `words` stand there.

    Added, never changed; published, it is frozen with its version, and a working version that is discarded takes it
    along. `milestone` is the one of which the date moved.
    """

    class About(models.TextChoices):
        TIMEFRAME = "timeframe", "Timeframe"
        SUCCESS_MEASURE = "success_measure", "Success measures"
        MILESTONE = "milestone", "Milestone"

    action_version = models.ForeignKey(ActionVersion, models.CASCADE, related_name="reasons")
    about = models.CharField(max_length=15, choices=About)
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="change_reasons", null=True, blank=True)
    words = models.TextField("the words it was given for", blank=True)
    reason = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    given_at = models.DateTimeField(db_default=TransactionNow(), editable=False)

    objects = ChangeReasonQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_reason_is_said"),
            models.CheckConstraint(
                condition=Q(about="milestone", milestone__isnull=False)
                | (~Q(about="milestone") & Q(milestone__isnull=True)),
                name="a_reason_names_the_milestone_it_is_about",
            ),
        ]
        triggers = [
            NeverTruncated(),
            FrozenWhenPublished(path=["action_version", "version"]),
            Rule(
                name="never_changed",
                operation=pgtrigger.Update,
                func=refusal("A reason cannot be changed: give another."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
