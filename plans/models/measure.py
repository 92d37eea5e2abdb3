import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Now

from plans import measure_rules
from plans.rules import AppendOnly, NeverTruncated, Stays

from .names import kept_on_one_line, one_line
from .plan import Plan, PlanVersion


class MeasureQuerySet(models.QuerySet["Measure"]):
    def printed_in(self, version: PlanVersion) -> "MeasureQuerySet":
        """Those a published version prints: it had a reading of them, or there was none at all yet."""
        recorded = Reading.objects.filter(measure=OuterRef("pk"), recorded_at__lte=_moment(version))
        return self.filter(
            Exists(recorded.filter(date__lte=version.as_of)) | ~Exists(recorded),
            plan=version.plan_id,
            recorded_at__lte=_moment(version),
        )


@pghistory.track()
class Measure(models.Model):
    """A number the plan is judged by."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    title = models.CharField(max_length=300, validators=[one_line])
    unit = models.CharField(max_length=20, help_text='"%", "£" or "count"')
    target = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "title"], name="measure_titles_are_unique_in_a_plan"),
            kept_on_one_line("title", name="a_measure_title_is_one_line"),
        ]
        triggers = [
            NeverTruncated(),
            Stays("plan"),
            measure_rules.RecordedInItsTurn(plan="NEW.plan_id"),
            measure_rules.PrintedMeasureStays(),
        ]

    def __str__(self) -> str:
        return self.title


class ReadingQuerySet(models.QuerySet["Reading"]):
    def live(self) -> "ReadingQuerySet":
        """Those that no later reading has corrected."""
        return self.filter(corrected_by=None)

    def printed_in(self, version: PlanVersion) -> "ReadingQuerySet":
        """Those a published version prints: of its date or before, as they were known when it was published."""
        by_then = Q(recorded_at__lte=_moment(version))
        corrected = Reading.objects.filter(by_then, corrects=OuterRef("pk"))
        return self.filter(by_then, ~Exists(corrected), date__lte=version.as_of)


@pghistory.track()
class Reading(models.Model):
    """What a measure stood at on a date, as a number and as printed.

    It can be added, never changed: a correction names the one it corrects, of this day or of the wrong one.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    date = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=3)
    as_printed = models.CharField(max_length=100)
    count = models.PositiveIntegerField("how many that is", null=True, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, related_name="corrected_by", null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "date", "id"]
        triggers = [
            NeverTruncated(),
            AppendOnly(sentence="A reading cannot be changed or deleted: add one that corrects it."),
            measure_rules.RecordedInItsTurn(plan="(SELECT plan_id FROM plans_measure WHERE id = NEW.measure_id)"),
            measure_rules.OneReadingADay(),
        ]

    def __str__(self) -> str:
        return self.as_printed


class TargetQuerySet(models.QuerySet["Target"]):
    def known_in(self, version: PlanVersion) -> "TargetQuerySet":
        """Those that were known when a version was published."""
        return self.filter(recorded_at__lte=_moment(version))


@pghistory.track()
class Target(models.Model):
    """A later target of a measure: what it is from a day on, or that it has none any more.

    It can be added, never changed: another for the same day takes its place. The measure's own target is its first.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="targets")
    starts = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "starts", "id"]
        triggers = [
            NeverTruncated(),
            AppendOnly(sentence="A target cannot be changed or deleted: add another for the same day."),
            measure_rules.RecordedInItsTurn(plan="(SELECT plan_id FROM plans_measure WHERE id = NEW.measure_id)"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, from {self.starts}"


def _moment(version: PlanVersion) -> Subquery:
    """When the version was published, which the database alone says."""
    return Subquery(PlanVersion.objects.filter(pk=version.pk).values("published_at"))
