"""Officers of one cell that may be two halves of one, printed over two lines."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from plans.folding import fold

from .officer_words import ENDS_BODY, IN_POST, MODIFIERS, NOBODY, RANK, is_person

# What a name does not end with, and what it does not begin with.
_UNFINISHED = re.compile(rf"(?i)(?:\b(?:and|of|for|the|to|with|in|at)|[,&/-]|['’]s)$|^(?:(?:{MODIFIERS})(?: |$))+$")
_LEFT_OVER = re.compile(r"(?:&|/|-|(?:And|Of|For)\b|(?!(?:de|van|von|der|den|le|la|du|bin|al|ap)\b)[a-z])")
OVER_TWO_LINES = "printed over two lines"


def halves(names: Sequence[str], whole: Collection[str]) -> list[tuple[str, str]]:
    """Those beside each other in a cell that may be one officer, printed over two lines, since one of them cannot well
    stand alone. `whole` are names, folded, that are known to.
    """
    return [
        (first, second)
        for first, second in pairwise(names)
        if (fold(first) not in whole and _is_begun(first)) or (fold(second) not in whole and _goes_on(first, second))
    ]


def _is_begun(name: str) -> bool:
    return bool(_UNFINISHED.search(name)) or name.count("(") > name.count(")")


def _goes_on(first: str, second: str) -> bool:
    """Whether the second cannot begin a name, or says no more than what the post before it is about."""
    if _LEFT_OVER.match(second) or second.count(")") > second.count("("):
        return True
    is_area = not (is_person(second) or RANK.search(second) or ENDS_BODY.match(second) or NOBODY.match(second))
    return is_area and bool(RANK.search(first)) and not IN_POST.match(first)
