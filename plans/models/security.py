from typing import ClassVar

from django.conf import settings
from django.db import models

from plans.rules import AppendOnly, NeverTruncated

SENTENCE = "The security log can be added to, never changed or deleted."


class SecurityKind(models.TextChoices):
    SIGNED_IN = "signed in", "Signed in"
    NOT_SIGNED_IN = "not signed in", "Sign-in failed"
    LOCKED = "locked", "Account locked"
    SIGNED_OUT = "signed out", "Signed out"
    ENDED = "ended", "Session ended"
    REFUSED = "refused", "Refused"
    CHANGE = "change", "Change"


class _Entry(models.Model):
    """`account` is whose it is as far as known; nothing of the log goes with an account that is deleted."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    kind = models.CharField(max_length=20, choices=SecurityKind.choices)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    address = models.CharField(max_length=45, blank=True)
    path = models.CharField(max_length=500, blank=True)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}, {self.kind}"


class SecurityEvent(_Entry):
    """One line of the security log that no record of changes tells: who signed in, and what was refused."""

    class Meta:
        ordering = ["-pk"]
        triggers: ClassVar = [AppendOnly(sentence=SENTENCE), NeverTruncated()]


class SecurityLine(_Entry):
    """The security log as it is read: its events, and every operation of the record of changes. A view of both."""

    id = models.CharField(max_length=50, primary_key=True)

    class Meta:
        managed = False
        db_table = "plans_securityline"
        ordering = ["-at"]
