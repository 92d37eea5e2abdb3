import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from .names import kept_on_one_line, one_line


@pghistory.track()
class Officer(models.Model):
    """A person, a post, or a person in a post; may or may not have a login."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField("person's name", max_length=200, blank=True, validators=[one_line])
    post = models.CharField(max_length=300, blank=True, validators=[one_line])
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="officer", null=True, blank=True, verbose_name="account"
    )

    class Meta:
        ordering = ["name", "post"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="", post=""), name="an_officer_has_a_name_or_a_post"),
            models.UniqueConstraint(fields=["name", "post"], name="officers_are_told_apart_by_name_and_post"),
            kept_on_one_line("name", name="an_officer_name_is_one_line"),
            kept_on_one_line("post", name="an_officer_post_is_one_line"),
        ]

    def __str__(self) -> str:
        return self.name or self.post

    def get_absolute_url(self) -> str:
        return reverse("officer", args=[self.slug])
