"""What CLT asks about an action, and what the next update answers."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from actions import rules
from plans.rules import AppendOnly, NeverTruncated

from .action import Action, ActionVersion
from .progress import ProgressUpdate


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def about(self, action: Action) -> "ChallengeQuerySet":
        return self.filter(action_version__action=action)

    def open(self) -> "ChallengeQuerySet":
        """Those that no update has answered yet."""
        return self.filter(answer=None)


class Challenge(models.Model):
    """A question pinned to an action, which its next update must answer."""

    action_version = models.ForeignKey(ActionVersion, models.PROTECT, related_name="challenges")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="challenges")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    question = models.TextField()

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        triggers = [
            NeverTruncated(),
            AppendOnly(sentence="A challenge cannot be changed or deleted: ask another."),
        ]

    def __str__(self) -> str:
        return self.question


class ChallengeAnswer(models.Model):
    """What an update says to a challenge."""

    challenge = models.OneToOneField(Challenge, models.PROTECT, related_name="answer")
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="challenge_answers")
    answer = models.TextField()

    class Meta:
        ordering = ["update", "challenge"]
        triggers = [
            NeverTruncated(),
            AppendOnly(sentence="The answer to a challenge cannot be changed or deleted."),
            rules.AnswerBelongs(),
        ]

    def __str__(self) -> str:
        return self.answer
