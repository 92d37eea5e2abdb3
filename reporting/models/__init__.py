from .pack import Pack, PackChoice, pack_name
from .saved_view import SavedView

__all__ = ["Pack", "PackChoice", "SavedView", "pack_name"]
