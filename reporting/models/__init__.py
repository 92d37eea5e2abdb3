from .calendar_address import CalendarAddress
from .pack import Pack, PackChoice, pack_name
from .pack_in_making import PackInMaking
from .saved_view import SavedView

__all__ = ["CalendarAddress", "Pack", "PackChoice", "PackInMaking", "SavedView", "pack_name"]
