from django.conf import settings
from django.db import models
from django.db.models import Q

from plans.models.names import kept_on_one_line, one_line


class SavedView(models.Model):
    """A list or board as somebody wants to find it again: its address, with what is asked for, under a name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=100, validators=[one_line])
    address = models.CharField(max_length=1000)
    is_home = models.BooleanField("the page after signing in", default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_views_are_told_apart_by_name"),
            models.UniqueConstraint(fields=["person"], condition=Q(is_home=True), name="a_person_has_one_home_page"),
            kept_on_one_line("name", name="a_saved_view_name_is_one_line"),
        ]

    def __str__(self) -> str:
        return self.name
