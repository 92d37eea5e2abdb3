import pghistory
from django.db import models

from actions import rules
from plans.rules import FrozenWhenPublished, NeverTruncated

from .action import Action, ActionVersion


@pghistory.track()
class Milestone(models.Model):
    """A dated step of an action, continuing across versions."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")

    class Meta:
        triggers = [rules.MilestoneFollowsItsVersions()]

    def __str__(self) -> str:
        return f"Milestone {self.pk}"


@pghistory.track()
class MilestoneVersion(models.Model):
    """A milestone as worded in one version of its action."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="versions")
    action_version = models.ForeignKey(ActionVersion, models.CASCADE, related_name="milestones")
    position = models.PositiveIntegerField()
    title = models.TextField()
    timeframe = models.CharField(max_length=300, blank=True)
    due = models.DateField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action_version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["action_version", "milestone"], name="a_milestone_stands_once_in_a_version")
        ]
        triggers = [
            NeverTruncated(),
            FrozenWhenPublished(path=["action_version", "version"]),
            rules.MilestoneVersionBelongs(),
        ]

    def __str__(self) -> str:
        return self.title
