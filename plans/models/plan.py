from datetime import date

import pghistory
import pgtrigger
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F, Max, Q
from django.urls import reverse

from plans import rules, version_rules
from plans.readers.columns import fields_of_headings
from plans.slugs import new_slug

from .names import kept_on_one_line, one_line


@pghistory.track()
class Plan(models.Model):
    """The continuing document: an improvement plan, a strategy's action plan or a change portfolio."""

    class Kind(models.TextChoices):
        IMPROVEMENT_PLAN = "improvement_plan", "Improvement plan"
        STRATEGY = "strategy", "Strategy"
        PORTFOLIO = "portfolio", "Change portfolio"

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=300, validators=[one_line])
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.IMPROVEMENT_PLAN)
    asks_sign_off = models.BooleanField(
        "accountable officers sign reports off",
        default=False,
        help_text="A report counts in a published version only once an accountable officer has confirmed it.",
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug="new"),
                name="no_plan_has_the_address_where_plans_are_started",
                violation_error_message="“new” is the address where plans are started: choose another.",
            ),
            kept_on_one_line("title", name="a_plan_title_is_one_line"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.slug])

    def lock(self) -> None:
        """Wait until nobody else is publishing, opening or importing a version of this plan; for this transaction."""
        Plan.objects.select_for_update(no_key=True).get(pk=self.pk)

    @classmethod
    def lock_all(cls) -> None:
        """Wait until nobody else is starting or changing a plan; for this transaction."""
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{cls._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')

    def next_number(self) -> int:
        """The number of the plan's next version; ask with the plan locked.

        That of a correction which was discarded is not given again: its pages are found by it.
        """
        events = apps.get_model("plans", "PlanVersionEvent").objects.filter(plan=self.pk, state="correcting")
        lasts = (numbers.aggregate(last=Max("number"))["last"] or 0 for numbers in (self.versions, events))
        return max(lasts) + 1

    @classmethod
    def new_slug(cls, title: str) -> str:
        """An address that no plan has; "new" is where plans are started."""
        return new_slug(title, {"new", *cls.objects.values_list("slug", flat=True)}, otherwise="plan")

    @property
    def section_word(self) -> str:
        """What this plan calls a section: a portfolio's sections are its programmes."""
        return "Programme" if self.kind == self.Kind.PORTFOLIO else "Section"


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def published(self) -> "PlanVersionQuerySet":
        return self.filter(state=PlanVersion.State.PUBLISHED)

    def working(self) -> "PlanVersionQuerySet":
        return self.filter(state=PlanVersion.State.WORKING)

    def correcting(self) -> "PlanVersionQuerySet":
        """Those that are open to correct a published one, beside the working version."""
        return self.filter(state=PlanVersion.State.CORRECTING)

    def by_date(self) -> "PlanVersionQuerySet":
        """Earliest first; the working version, which has no date yet, last."""
        return self.order_by(F("as_of").asc(nulls_last=True), "number")

    def current(self) -> "PlanVersionQuerySet":
        """Without those that a published correction has replaced, and a correction that is not published yet."""
        return self.without_open_corrections().exclude(corrections__state=PlanVersion.State.PUBLISHED)

    def without_open_corrections(self) -> "PlanVersionQuerySet":
        return self.exclude(state=PlanVersion.State.CORRECTING)

    def in_use(self) -> "PlanVersionQuerySet":
        """Of each plan the last by date: the version being worked on, or else the last published."""
        return self.current().order_by("plan_id", F("as_of").desc(nulls_first=True), "-number").distinct("plan_id")

    def last_published(self) -> "PlanVersion | None":
        return self.published().current().by_date().last()


@pghistory.track()
class PlanVersion(models.Model):
    """The plan as it stood at one date. Published is frozen for ever.

    At most one is being worked on, and beside it at most one that corrects a published one.
    """

    class State(models.TextChoices):
        IMPORTING = "importing", "Being read in"  # seen only inside the transaction that reads it in
        WORKING = "working", "Working version"
        CORRECTING = "correcting", "Correction being worked on"
        PUBLISHED = rules.PUBLISHED, "Published"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=100, validators=[one_line])
    state = models.CharField(max_length=10, choices=State, default=State.WORKING)
    as_of = models.DateField("date it stood at", null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, related_name="corrections", null=True, blank=True)
    title = models.CharField("title as printed", max_length=300, blank=True, validators=[one_line])
    introduction = models.TextField(blank=True)
    columns = ArrayField(models.CharField(max_length=300, blank=True), default=list, blank=True)
    # Of all that are headed, as `mapping_of` tells: what a later release takes a heading for changes no version.
    mapping = models.JSONField("fields of the columns, where their headings do not say", default=dict, blank=True)
    narrative = models.JSONField("text outside the tables", default=list, blank=True)
    labels = models.JSONField("status labels as they were when it was published", default=list, editable=False)
    officers = models.JSONField("officers with a post as they were then", default=list, editable=False)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_numbers_are_unique_in_a_plan"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="working"), name="a_plan_has_at_most_one_working_version"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="correcting"), name="a_plan_has_at_most_one_open_correction"
            ),
            models.CheckConstraint(
                condition=~Q(state="correcting") | Q(corrects__isnull=False),
                name="an_open_correction_corrects_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False, as_of__isnull=False),
                name="a_published_version_has_its_date_and_moment",
            ),
            kept_on_one_line("label", name="a_version_label_is_one_line"),
            kept_on_one_line("title", name="a_version_title_is_one_line"),
        ]
        triggers = [
            version_rules.CorrectsItsOwnPlan(),
            version_rules.KeepsWhatItPrinted(),
            rules.NeverTruncated(),
            rules.Stays("plan"),
            rules.Rule(
                name="published_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=rules.PUBLISHED),
                func=rules.refusal("A published version cannot be changed: publish a correction instead."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("version", args=[self.plan.slug, self.number])

    def get_publishing_url(self) -> str:
        """Where it is published, or given up."""
        if self.is_correcting:
            return reverse("publish_correction", args=[self.plan.slug, self.number])
        return reverse("publish_plan", args=[self.plan.slug])

    @property
    def reports_until(self) -> date:
        """The last day whose reports it would print: a correction those of the day that it stands for."""
        return self.as_of if self.as_of and self.is_correcting else date.max

    @property
    def prints_status(self) -> bool:
        """Whether it has a status column: a version that has none says nothing of any action's status."""
        return "status" in self.column_fields

    @property
    def column_fields(self) -> list[str]:
        """For each column in printed order the field of a row that it stands for, "" for one of the plan's own."""
        return fields_of_headings(self.columns, self.mapping)

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_correcting(self) -> bool:
        """Whether it corrects another, and is not published yet."""
        return self.state == self.State.CORRECTING


@pghistory.track()
class Section(models.Model):
    """A continuing part of a plan (in a portfolio: a programme), whatever its number and title are in a version."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    slug = models.SlugField(max_length=100)

    class Meta:
        ordering = ["plan", "slug"]
        constraints = [models.UniqueConstraint(fields=["plan", "slug"], name="section_slugs_are_unique_in_a_plan")]
        triggers = [rules.Stays("plan")]

    def __str__(self) -> str:
        return self.slug


@pghistory.track()
class SectionVersion(models.Model):
    """A section as numbered and titled in one version."""

    section = models.ForeignKey(Section, models.PROTECT, related_name="versions")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="sections")
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500, blank=True, validators=[one_line])
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "section"], name="a_section_stands_once_in_a_version"),
            kept_on_one_line("title", name="a_section_title_is_one_line"),
        ]
        triggers = [
            rules.NeverTruncated(),
            rules.FrozenWhenPublished(path=["version"]),
            rules.SectionVersionBelongs(),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
