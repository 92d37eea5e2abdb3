from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from .models import User


class AccountBackend(ModelBackend):
    """Email address and password. An account of the demo is refused anywhere but in the demo."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        of_demo = isinstance(user, User) and user.is_demo
        return super().user_can_authenticate(user) and (settings.DEMO or not of_demo)
