from .calendar_address import CalendarAddress
from .pack import Pack, PackChoice, pack_name
from .saved_view import SavedView

__all__ = ["CalendarAddress", "Pack", "PackChoice", "SavedView", "pack_name"]
