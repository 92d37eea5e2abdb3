"""Telling what belongs to a paper's pages and to none of its rows, and is left out: page numbers, running titles."""

from collections import Counter
from collections.abc import Iterable

from .document import DocumentWarning


def furniture_warning(texts: Iterable[str]) -> list[DocumentWarning]:
    """One warning, with every text that was left out and how often."""
    counted = Counter(texts)
    if not counted:
        return []
    quoted = "; ".join(f"“{text}”" + (f" ({count} times)" if count > 1 else "") for text, count in counted.items())
    total = counted.total()
    left_out = "1 line that belongs to its page was" if total == 1 else f"{total} lines that belong to their pages were"
    message = f"{left_out} left out: {quoted}"
    return [DocumentWarning(where="the pages", message=message)]
