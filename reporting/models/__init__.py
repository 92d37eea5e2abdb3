from .calendar_address import CalendarAddress
from .saved_view import SavedView

__all__ = ["CalendarAddress", "SavedView"]
