import pghistory
from django.conf import settings
from django.db import models

from .plan import Plan


@pghistory.track()
class PlanRole(models.Model):
    """What somebody is in a plan, or in every plan. (An officer is one by being assigned, not by a role.)"""

    class Role(models.TextChoices):
        CLT = "clt", "CLT member"
        CLERK = "clerk", "Committee clerk"
        PLAN_OWNER = "plan_owner", "Plan owner"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="roles", null=True, blank=True, help_text="Empty for every plan."
    )
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        ordering = ["user", "plan", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "plan", "role"], nulls_distinct=False, name="a_role_is_granted_once_for_a_plan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.plan or 'every plan'}"
