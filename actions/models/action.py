import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from actions import rules
from actions.searching import OF_ACTION_VERSIONS
from plans.models import Measure, Officer, Plan, PlanVersion, SectionVersion
from plans.models.names import kept_on_one_line, one_line
from plans.rules import FrozenWhenPublished, NeverTruncated, Stays


@pghistory.track()
class Action(models.Model):
    """The continuing piece of work, whatever its number and words are this quarter."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    slug = models.SlugField(max_length=100)

    class Meta:
        ordering = ["plan", "slug"]
        constraints = [models.UniqueConstraint(fields=["plan", "slug"], name="action_slugs_are_unique_in_a_plan")]
        triggers = [Stays("plan")]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.plan.slug, self.slug])

    @property
    def parts(self) -> "models.QuerySet[Assignment]":
        """Who has what part in it, in the version being worked on: what permissions are asked about."""
        return Assignment.objects.filter(
            action_version__action=self.pk, action_version__version__state=PlanVersion.State.WORKING
        )


# Of what words an action in several versions: the one being worked on, then by their dates. A correction of an early
# version may have the highest number.
LATEST_FIRST = (models.F("version__as_of").desc(nulls_first=True), "-version__number")
WITHDRAWN, ROLLED_INTO, TAKEN_BACK = "withdrawn", "rolled into another", "taken back"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    pghistory.ManualEvent(WITHDRAWN),
    pghistory.ManualEvent(ROLLED_INTO),
    pghistory.ManualEvent(TAKEN_BACK),
)
class ActionVersion(models.Model):
    """The action as worded in one plan version. A timeframe keeps its words, with what was read from them beside it."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="action_versions")
    section_version = models.ForeignKey(SectionVersion, models.CASCADE, related_name="action_versions")
    action = models.ForeignKey(Action, models.PROTECT, related_name="versions")
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=20, blank=True)
    is_new = models.BooleanField("printed as new", default=False)
    text = models.TextField("action")
    intended_outcome = models.TextField(blank=True)
    timeframe = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    recurs = models.CharField(max_length=50, blank=True)
    next_on = models.DateField(null=True, blank=True)
    success_measure = models.TextField(blank=True)
    links = ArrayField(models.CharField(max_length=300), verbose_name="links to other plans", default=list, blank=True)
    saving = models.CharField(max_length=100, blank=True)
    saving_pounds = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    other = models.JSONField("other columns", default=dict, blank=True)
    printed_update = models.ForeignKey(
        "ProgressUpdate", models.PROTECT, related_name="printed_with", null=True, blank=True
    )
    officers = models.ManyToManyField(Officer, through="Assignment", related_name="action_versions")

    class Meta:
        ordering = ["version", "position"]
        indexes = [GinIndex(OF_ACTION_VERSIONS, name="words_of_action_versions")]
        constraints = [
            models.UniqueConstraint(fields=["version", "action"], name="an_action_stands_once_in_a_version"),
            models.UniqueConstraint(
                fields=["version", "reference"],
                condition=~Q(reference=""),
                name="references_are_unique_in_a_version",
            ),
        ]
        triggers = [
            NeverTruncated(),
            FrozenWhenPublished(path=["version"], follows=["action_id"]),
            rules.ActionVersionBelongs(),
            rules.PrintsItsOwnUpdate(),
            rules.ActionFollowsLineage(),
            rules.RecordsFollowTheirActionVersion(),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def in_a_sentence(self) -> str:
        """The same without the full stop that some titles have, since it would end the sentence."""
        return str(self).rstrip(".")

    @property
    def first_line(self) -> str:
        return self.text.partition("\n")[0]

    @property
    def title(self) -> str:
        """The first line of the action's text, without the colon that some plans end it with."""
        return self.first_line.rstrip(" :")

    @property
    def body(self) -> str:
        """The action's text below its title."""
        return self.text.partition("\n")[2]


@pghistory.track()
class Assignment(models.Model):
    """An officer's part in an action version, with the name as printed there."""

    class Role(models.TextChoices):
        ACCOUNTABLE = "accountable", "Accountable"
        LEAD = "lead", "Lead"

    action_version = models.ForeignKey(ActionVersion, models.CASCADE, related_name="assignments")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=11, choices=Role)
    position = models.PositiveIntegerField()
    name_as_printed = models.CharField(max_length=300, validators=[one_line])

    class Meta:
        ordering = ["action_version", "role", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["action_version", "role", "officer"], name="an_officer_stands_once_in_a_role"
            ),
            kept_on_one_line("name_as_printed", name="a_printed_name_is_one_line"),
        ]
        triggers = [NeverTruncated(), FrozenWhenPublished(path=["action_version", "version"])]

    def __str__(self) -> str:
        return self.name_as_printed


@pghistory.track()
class SuccessMeasure(models.Model):
    """One line of what will show that the action worked, with the target and date that stand in it."""

    action_version = models.ForeignKey(ActionVersion, models.CASCADE, related_name="success_measures")
    position = models.PositiveIntegerField()
    words = models.TextField()
    target = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    due = models.DateField(null=True, blank=True)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="success_measures", null=True, blank=True)

    class Meta:
        ordering = ["action_version", "position"]
        triggers = [
            NeverTruncated(),
            FrozenWhenPublished(path=["action_version", "version"]),
            rules.MeasuredInItsOwnPlan(),
        ]

    def __str__(self) -> str:
        return self.words
