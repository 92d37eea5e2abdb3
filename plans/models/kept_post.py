import uuid

from django.conf import settings
from django.db import models


class KeptPost(models.Model):
    """What somebody sent after their session had ended: kept until they have signed in and sent it again."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_posts")
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["kept_at"]

    def __str__(self) -> str:
        return f"{self.person}, {self.path}"
