"""What an officer says to a contradiction that a board shows."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from plans.rules import AppendOnly, NeverTruncated

from .action import Action


class ContradictionAnswer(models.Model):
    """The reason why a status stands against the facts. It is shown for as long as they have the same `mark`.

    `contradiction` is the sentence that it was given to; `as_at` the day it is in the plan.
    """

    action = models.ForeignKey(Action, models.PROTECT, related_name="contradiction_answers")
    kind = models.CharField(max_length=20)
    mark = models.CharField("the facts", max_length=32, db_index=True)
    contradiction = models.TextField()
    reason = models.TextField()
    as_at = models.DateField("date it speaks for")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="contradiction_answers")
    answered_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        triggers = [
            NeverTruncated(),
            AppendOnly(sentence="An answer to a contradiction cannot be changed or deleted: give another."),
        ]

    def __str__(self) -> str:
        return self.reason
