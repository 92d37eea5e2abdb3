"""What an update shows for itself: evidence against success measures, and files."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from plans.rules import AppendOnly, NeverTruncated

from .draft import Draft
from .progress import ProgressUpdate

KEPT = "What an update was submitted with cannot be changed or deleted."


class MeasureEvidence(models.Model):
    """What shows that a success measure, worded as it was when the update was made, is reached."""

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="measure_evidence")
    position = models.PositiveIntegerField()
    success_measure = models.TextField()
    evidence = models.TextField()

    class Meta:
        ordering = ["update", "position"]
        verbose_name_plural = "evidence against success measures"
        constraints = [
            models.UniqueConstraint(fields=["update", "position"], name="an_update_has_evidence_once_for_a_measure")
        ]
        triggers = [NeverTruncated(), AppendOnly(sentence=KEPT)]

    def __str__(self) -> str:
        return f"{self.success_measure}: {self.evidence}"


class Attachment(models.Model):
    """A file that was submitted with an update. In the database, so that one backup holds everything."""

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    contents = models.BinaryField()

    class Meta:
        ordering = ["update", "id"]
        triggers = [NeverTruncated(), AppendOnly(sentence=KEPT)]

    def __str__(self) -> str:
        return self.name


class DraftFile(models.Model):
    """A file that waits with a draft until it is submitted or discarded."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    contents = models.BinaryField()

    class Meta:
        ordering = ["draft", "id"]
        constraints = [models.UniqueConstraint(fields=["draft", "sha256"], name="a_file_stands_once_with_a_draft")]

    def __str__(self) -> str:
        return self.name


class SignOff(models.Model):
    """An accountable officer's word on an update: confirmed, or returned with a comment."""

    class Decision(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        RETURNED = "returned", "Returned"

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="sign_offs")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=9, choices=Decision)
    comment = models.TextField(blank=True)
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["update", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision="returned", comment=""), name="an_update_is_returned_with_a_comment"
            )
        ]
        triggers = [NeverTruncated(), AppendOnly(sentence="A sign-off cannot be changed or deleted: sign off again.")]

    def __str__(self) -> str:
        return f"{self.update}: {self.get_decision_display()}"
