import pghistory
from django.db import models

from .plan import Plan


@pghistory.track()
class Measure(models.Model):
    """A number the plan is judged by."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=20, help_text='"%", "£" or "count"')
    target = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.UniqueConstraint(fields=["plan", "title"], name="measure_titles_are_unique_in_a_plan")]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Reading(models.Model):
    """What a measure stood at on a date, as a number and as printed."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="readings")
    date = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=3)
    as_printed = models.CharField(max_length=100)
    count = models.PositiveIntegerField("how many that is", null=True, blank=True)

    class Meta:
        ordering = ["measure", "date"]
        constraints = [models.UniqueConstraint(fields=["measure", "date"], name="one_reading_of_a_measure_a_day")]

    def __str__(self) -> str:
        return self.as_printed
