import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from plans import rules, version_rules

from .names import kept_on_one_line, one_line
from .plan import Plan, PlanVersion


class Colour(models.TextChoices):
    """RAG, always shown with its word. "No status" is none of them and is stored as no label at all."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"
    GREY = "grey", "Grey"


@pghistory.track()
class StatusLabel(models.Model):
    """The words a plan uses for a status, with the colour and meaning it gives them."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="labels")
    words = models.CharField(max_length=200, validators=[one_line])
    also = ArrayField(models.CharField(max_length=200), verbose_name="also printed as", default=list, blank=True)
    colour = models.CharField(max_length=5, choices=Colour)
    meaning = models.TextField(blank=True)
    closes = models.BooleanField("closes the action", default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["plan", "position", "words"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "words"], name="status_words_are_unique_in_a_plan"),
            kept_on_one_line("words", name="status_words_are_one_line"),
        ]
        triggers = [rules.Stays("plan"), version_rules.KeepsItsMeaning(), version_rules.KeepsItsWords()]

    def __str__(self) -> str:
        return self.words

    def words_in(self, version: PlanVersion) -> str:
        """Its words as a published version had them; today's where that had it not, or is being worked on."""
        spellings = [self.words, *self.also]
        return next((entry["words"] for entry in version.labels if entry["words"] in spellings), self.words)
