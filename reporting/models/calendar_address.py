from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from plans.models import Officer, Plan


class CalendarAddress(models.Model):
    """A private address at which a calendar reads the dates of a plan or of an officer, until it is revoked.

    Only the address itself has the `token`; here is what it is known again by.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_addresses")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="calendar_addresses", null=True, blank=True)
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="calendar_addresses", null=True, blank=True)
    digest = models.CharField("SHA-256 of the token", max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "calendar addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(plan=None, officer__isnull=False) | Q(plan__isnull=False, officer=None),
                name="a_calendar_address_is_of_a_plan_or_an_officer",
            )
        ]

    def __str__(self) -> str:
        return str(self.plan or self.officer)
