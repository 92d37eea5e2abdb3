"""Headings of sections that are numbered without a mark behind the number, as sentences may begin, too: "2 Roads"."""

import re

from .lines import Line
from .words import is_month, is_stop

_PLAINLY_NUMBERED = re.compile(r"(\d{1,2})\s+(?=[A-Z“‘\"'(])")
_MARKED_PLAINLY = re.compile(r"((?:\d{1,2}\.)?)(\d{1,2}|[A-Z])\s+(?=[A-Z“‘\"'(])")  # "1 Homes", "2.1 Homes", "A Homes"
_FEWEST_PLAIN = 2  # headings
_LONGEST = 30  # words


def plainly_numbered(stretches: list[list[Line]]) -> list[list[Line]]:
    """For each stretch of lines above a row of headings, its last line where that is a section's, numbered without a
    mark: "1 Homes", and above the same headings further down "2 Roads"; or "A Homes" and "B Roads".
    """
    found: list[list[Line]] = []
    awaited: tuple[str, int, bool] | None = None
    for lines in stretches:
        mark = _plain_mark(lines[-1]) if lines else None
        is_next = mark is not None and (mark == awaited if awaited else mark[1] == 1)
        if mark and is_next:
            awaited = mark[0], mark[1] + 1, mark[2]
        found.append(lines[-1:] if is_next else [])
    return found if found[0] and sum(map(bool, found)) >= _FEWEST_PLAIN else [[] for _ in stretches]


def _plain_mark(line: Line) -> tuple[str, int, bool] | None:
    """What stands before the last number of "2.1 Roads", that number, and whether it is one and no letter."""
    marked = _MARKED_PLAINLY.match(line.text)
    if not marked or not _may_be_title(line):
        return None
    is_number = marked[2].isdigit()
    return marked[1], int(marked[2]) if is_number else ord(marked[2]) - ord("A") + 1, is_number


def plain_number(line: Line) -> str:
    """That of "2 Roads"; "" for what is no title."""
    numbered = _PLAINLY_NUMBERED.match(line.text)
    return numbered[1] if numbered and _may_be_title(line) else ""


def _may_be_title(numbered: Line) -> bool:
    """Unlike "2 May", or a sentence."""
    words = numbered.words
    return len(words) <= _LONGEST and not is_stop(words[-1]) and not is_month(words[1])
