import uuid
from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from plans.models import Plan, PlanVersion, User
from plans.rules import FrozenWhenPublished, NeverTruncated

KEPT_FOR = timedelta(days=14)  # since the last change
FORMER_KEPT = 5  # readings of a draft before the one it shows
_OUTSIDE_TABLES = ("introduction", "narrative")


@pghistory.track(exclude=["content"])
class SourceFile(models.Model):
    """The file that a version was read from, as it was given, and who gave it (nobody is the command line)."""

    version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="source")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    content = models.BinaryField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    imported_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        triggers = [NeverTruncated(), FrozenWhenPublished(path=["version"])]

    def __str__(self) -> str:
        return self.name


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    def of(self, person: User, plan: Plan) -> "ImportDraftQuerySet":
        """Those that somebody may go on with, without their files."""
        return self.filter(person=person, plan=plan, changed_at__gt=timezone.now() - KEPT_FOR).defer("content")

    def expired(self) -> "ImportDraftQuerySet":
        return self.filter(changed_at__lte=timezone.now() - KEPT_FOR)


class ImportDraft(models.Model):
    """A document that somebody is bringing in: its file, what was read from it, and what they have settled so far.

    Nothing of the plan is changed by it until it is taken in; then it is gone. `document` is as `document_as_kept` has
    it, `answers` as `actions.import_answers` has them; `problem` says in a sentence why the file could not be read, and
    `tables` how its tables begin. While it is being read, `reading` is that reading's own mark: one that was
    overtaken by another is not kept. What was read before stays until then, since what was typed goes by its rows;
    `read_as` is the mark of the reading that it came of.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="import_drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="import_drafts")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField()
    document = models.JSONField(null=True, blank=True)
    read_as = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID())
    reading = models.UUIDField(null=True, blank=True)
    problem = models.TextField(blank=True)
    tables = models.JSONField(null=True, blank=True)
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"{self.name}, {self.plan}"

    @property
    def is_read(self) -> bool:
        """Whether what was read, as its columns are told now, is there to be looked at."""
        return self.document is not None and self.reading is None and not self.problem


class FormerReadingQuerySet(models.QuerySet["FormerReading"]):
    def keep(self, draft: ImportDraft) -> None:
        """What the draft was read as, before it is read as something else; the oldest go."""
        document = {name: part for name, part in (draft.document or {}).items() if name not in _OUTSIDE_TABLES}
        self.create(draft=draft, mark=draft.read_as, document=document)
        latest = self.filter(draft=draft).order_by("-pk").values_list("pk", flat=True)[:FORMER_KEPT]
        self.filter(draft=draft).exclude(pk__in=list(latest)).delete()


class FormerReading(models.Model):
    """What a draft was read as before it was read anew: what is typed on a page that shows it may still be sent.

    Only its last few readings are kept, and of each its tables and what was said of them.
    """

    draft = models.ForeignKey(ImportDraft, models.CASCADE, related_name="former_readings")
    mark = models.UUIDField()
    document = models.JSONField()

    objects = FormerReadingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "mark"], name="one_former_reading_for_each_mark")]

    def __str__(self) -> str:
        return f"{self.draft}, {self.mark}"
