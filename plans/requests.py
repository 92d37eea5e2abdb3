from django.http import HttpRequest

from .models import User


class SignedInRequest(HttpRequest):
    """What every view but the few marked `login_not_required` gets: the middleware has somebody sign in first."""

    user: User
