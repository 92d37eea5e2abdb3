from .saved_view import SavedView

__all__ = ["SavedView"]
