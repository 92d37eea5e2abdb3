"""What a name or a title is: one line, in which something can be seen. Pure: no Django.

One pattern says it, to forms and documents as to the database, so it is written as both Python and PostgreSQL read it:
characters by their numbers, and no class that either of them would fill for itself.
"""

import re

# Line breaks and other control characters, and the marks that turn the direction of writing: nowhere in a line.
_NEVER = r"\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069"
# Spaces, joiners, fillers and selectors: in a line they may stand, but alone they show nothing.
_UNSEEN = (
    r"\u0020\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202f\u205f-\u2065"
    r"\u206a-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
PATTERN = rf"^[^{_NEVER}]*[^{_NEVER}{_UNSEEN}][^{_NEVER}]*\Z"
ONE_LINE = "Write this on one line, in letters that can be seen: take out line breaks and hidden characters."

_ONE_LINE = re.compile(PATTERN)


def is_one_line(words: str) -> bool:
    return _ONE_LINE.match(words) is not None
