from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plans import cycles

from .plan import Plan


@pghistory.track()
class ReportingCycle(models.Model):
    """When a plan's officers are to report by. A plan without one has no deadlines."""

    class Frequency(models.TextChoices):
        MONTHLY = cycles.MONTHLY, "Every month"
        QUARTERLY = cycles.QUARTERLY, "Every quarter"
        DATES = cycles.DATES, "On dates of its own"

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="reporting_cycle")
    frequency = models.CharField(max_length=9, choices=Frequency, default=Frequency.QUARTERLY)
    deadlines = ArrayField(
        models.DateField(), help_text="The first deadline, from which the others are counted; or each of its dates."
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(deadlines=[]), name="a_reporting_cycle_has_a_deadline")]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_frequency_display()}"

    def on(self, day: date) -> cycles.Cycle | None:
        """The cycle that a day lies in."""
        return cycles.cycle_on(self.frequency, self.deadlines, day)

    def before(self, day: date) -> cycles.Cycle | None:
        """The cycle that had ended last on a day."""
        return cycles.cycle_before(self.frequency, self.deadlines, day)
