import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least, Now

from actions import rules
from plans.models import PlanVersion
from plans.rules import NeverTruncated

from .action import Action, ActionVersion

# What is kept as the reason where nobody gave one.
AS_EDITED = "as the plan was edited"
AS_THE_FILE_SAYS = "as the imported file says"
DECIDED_AT_IMPORT = "decided by the person who imported it"
MERGED_WITH_OTHERS = "merged with others"
_NOBODYS = {AS_EDITED, AS_THE_FILE_SAYS, DECIDED_AT_IMPORT, MERGED_WITH_OTHERS}


class LineageEdgeQuerySet(models.QuerySet["LineageEdge"]):
    def live(self) -> "LineageEdgeQuerySet":
        """Those that no later edge has superseded."""
        return self.filter(superseded_by=None)

    def current(self) -> "LineageEdgeQuerySet":
        """The live ones, but for how an action ended in a version that a published correction has replaced."""
        return self.live().exclude(from_action_version__version__corrections__state=PlanVersion.State.PUBLISHED)


class LineageEdge(models.Model):
    """Which action version continues which: our reading of history, so it is added to and never rewritten."""

    class Kind(models.TextChoices):
        CONTINUES = "continues", "Continues"
        SPLIT = "split", "Split from"
        MERGED = "merged", "Merged into"
        ROLLED_INTO = "rolled_into", "Rolled into"
        NEW = "new", "New"
        DROPPED = "dropped", "Dropped"

    kind = models.CharField(max_length=11, choices=Kind)
    from_action_version = models.ForeignKey(
        ActionVersion, models.CASCADE, related_name="lineage_onward", null=True, blank=True
    )
    to_action_version = models.ForeignKey(
        ActionVersion, models.CASCADE, related_name="lineage_back", null=True, blank=True
    )
    score = models.FloatField("likeness, 0 to 1", null=True, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(db_default=Now(), editable=False)
    is_put_right = models.BooleanField("in the words of somebody who put the lineage right", db_default=False)
    supersedes = models.OneToOneField("self", models.RESTRICT, related_name="superseded_by", null=True, blank=True)

    objects = LineageEdgeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind="new", from_action_version=None, to_action_version__isnull=False)
                    | Q(kind="dropped", from_action_version__isnull=False, to_action_version=None)
                    | (
                        ~Q(kind__in=["new", "dropped"])
                        & Q(from_action_version__isnull=False, to_action_version__isnull=False)
                    )
                ),
                name="a_lineage_edge_has_the_ends_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=~Q(from_action_version=F("to_action_version")), name="nothing_continues_itself"
            ),
        ]
        triggers = [NeverTruncated(), rules.LineageIsAppendOnly(), rules.LineageStaysInItsPlan()]

    def __str__(self) -> str:
        return f"{self.from_action_version} {self.get_kind_display()} {self.to_action_version}"

    @property
    def reason_given(self) -> str:
        """In the words of whoever said so, if anybody gave a reason."""
        return "" if self.reason in _NOBODYS else self.reason


@pghistory.track()
class ActionLink(models.Model):
    """Two actions that belong together, usually in different plans, and why."""

    class Kind(models.TextChoices):
        SAME_WORK = "same work", "same work"
        SUPPORTS = "supports", "supports"
        DEPENDS_ON = "depends on", "depends on"

    from_action = models.ForeignKey(Action, models.CASCADE, related_name="links_out")
    to_action = models.ForeignKey(Action, models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=10, choices=Kind)
    why = models.TextField()

    class Meta:
        ordering = ["from_action", "to_action"]
        constraints = [
            models.UniqueConstraint(
                Least("from_action", "to_action"),
                Greatest("from_action", "to_action"),
                name="two_actions_are_linked_once",
                violation_error_message="These two actions are linked already.",
            ),
            models.CheckConstraint(condition=~Q(from_action=F("to_action")), name="an_action_is_not_linked_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.from_action} {self.get_kind_display()} {self.to_action}"
