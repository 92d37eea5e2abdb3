from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plans.models import Plan, PlanVersion

from .pack import Pack

_SIGNS_OF_LIFE = timedelta(minutes=1)  # apart, at most: a step takes seconds


class PackInMaking(models.Model):
    """A pack that takes so long to make that its clerk is shown how far it is: so many of its steps are done.

    Whoever makes it says so after each step. A `pack` is what came of it, a `problem` a sentence that says why nothing
    did. Where neither is said any more, the server was stopped meanwhile.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="+")
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    pack = models.ForeignKey(Pack, models.PROTECT, related_name="+", null=True, blank=True)
    problem = models.TextField(blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"Pack of {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("pack_in_making", args=[self.plan.slug, self.pk])

    @property
    def has_stopped(self) -> bool:
        """Whether nothing will come of it any more."""
        is_silent = self.changed_at < timezone.now() - _SIGNS_OF_LIFE
        return not self.pack_id and (bool(self.problem) or is_silent)

    @property
    def is_going_on(self) -> bool:
        return not self.pack_id and not self.has_stopped
