from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

# What a session's data say of it, for its row to show: seconds since 1970, the address and the browser's own words.
BEGAN, SEEN, ADDRESS, BROWSER = "began", "seen", "address", "browser"


class Session(AbstractBaseSession):
    """A browser that somebody is signed in with, or may sign in with. Its name tells it apart and does not open it."""

    name = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    began = models.BigIntegerField(null=True)
    seen = models.BigIntegerField(null=True)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-seen"]

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        return SessionStore


class SessionStore(DatabaseStore):
    """Sessions in the database, each with the account that it is of."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.name = session_name(row.session_key)
        row.account_id = data.get(SESSION_KEY)
        row.began, row.seen = data.get(BEGAN), data.get(SEEN)
        row.address, row.browser = data.get(ADDRESS, ""), data.get(BROWSER, "")
        return row


def session_name(key: str) -> str:
    return sha256(key.encode()).hexdigest()
