from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse

from plans.models import Plan
from plans.models.names import one_line
from plans.rules import AppendOnly, NeverTruncated


class PackChoice(models.Model):
    """What the clerk has chosen for a plan's packs. `left_out` are sheets by their slugs, `sections` those that are in.

    Without sections every section is. The logo is a PNG of our own making.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="pack_choice")
    left_out = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    sections = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    council = models.CharField("the council’s name", max_length=200, blank=True, validators=[one_line])
    logo = models.BinaryField(default=bytes, blank=True)
    committee = models.CharField(max_length=200, blank=True, validators=[one_line])
    closing = models.DateField("closing date", null=True, blank=True)

    def __str__(self) -> str:
        return f"Pack of {self.plan}"


class Pack(models.Model):
    """A pack that was made: the file to the byte, who made it and when, and of which version and day its data is.

    The version is named, not pointed to: a draft outlives the working version that it was made of.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="packs")
    version_number = models.PositiveIntegerField()
    version_label = models.CharField(max_length=100)
    is_draft = models.BooleanField()
    day = models.DateField("day of the data")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "sha256"], name="a_pack_is_kept_once")]
        triggers = [NeverTruncated(), AppendOnly(sentence="A pack that was made cannot be changed or deleted.")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kept_pack", args=[self.plan.slug, self.pk])

    @property
    def name(self) -> str:
        return pack_name(self.plan, self.version_number, self.day, is_draft=self.is_draft)


def pack_name(plan: Plan, number: int, day: date, *, is_draft: bool) -> str:
    """What the file is called, without its ending."""
    return f"{plan.slug}-pack-version-{number}-{day.isoformat()}{'-draft' if is_draft else ''}"
