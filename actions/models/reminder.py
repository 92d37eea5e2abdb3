from django.conf import settings
from django.db import models

from plans.rules import AppendOnly, NeverTruncated


class SentReminder(models.Model):
    """That somebody was reminded of reports that are due, on one day and of which actions."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    sent_on = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)
    action_versions = models.JSONField("the action versions it named", default=list)

    class Meta:
        ordering = ["person", "sent_on"]
        constraints = [models.UniqueConstraint(fields=["person", "sent_on"], name="one_reminder_a_person_and_day")]
        triggers = [NeverTruncated(), AppendOnly(sentence="That a reminder was sent cannot be changed or deleted.")]

    def __str__(self) -> str:
        return f"{self.person}, {self.sent_on}"
