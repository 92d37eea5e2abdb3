import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .officer import Officer


@pghistory.track()
class Deputy(models.Model):
    """Somebody who may report in place of an officer, from one day to another, or until it is taken back."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="deputies")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputises", verbose_name="the deputy’s account"
    )
    starts = models.DateField()
    ends = models.DateField("last day", null=True, blank=True)

    class Meta:
        ordering = ["officer", "starts"]
        verbose_name_plural = "deputies"
        constraints = [
            models.UniqueConstraint(fields=["officer", "user", "starts"], name="a_deputy_is_named_once_for_a_day"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")), name="a_deputy_ends_no_earlier_than_they_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.officer}"
