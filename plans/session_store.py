"""Where Django looks for the sessions (SESSION_ENGINE)."""

from .models.session import SessionStore

__all__ = ["SessionStore"]
