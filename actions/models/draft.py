import uuid

from django.conf import settings
from django.db import models

from .action import Action
from .progress import ProgressUpdate


class Draft(models.Model):
    """What somebody has typed about an action and not submitted yet: one for each person and action.

    `answers` are the form's fields as typed, `earlier` those that another window's overtook, each with the moment it
    was saved; `revision` counts the saves, `saved_from` is the window that made the last one. `seen` is the last report
    that the person had before their eyes, `corrects` the one that they put right; `submission` makes the update that
    comes of the draft one, however often it is sent.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    action = models.ForeignKey(Action, models.CASCADE, related_name="drafts")
    answers = models.JSONField(default=dict)
    earlier = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    saved_from = models.CharField(max_length=40, blank=True)
    seen = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="+", null=True, blank=True)
    corrects = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="+", null=True, blank=True)
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["person", "action"]
        constraints = [models.UniqueConstraint(fields=["person", "action"], name="one_draft_for_a_person_and_action")]

    def __str__(self) -> str:
        return f"{self.person}: {self.action}"
