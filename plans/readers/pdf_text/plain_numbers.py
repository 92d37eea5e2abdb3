"""Headings of sections that are numbered without a mark behind the number, as sentences may begin, too: "2 Roads"."""

import re
from typing import NamedTuple

from .lines import Line
from .words import is_month, is_stop

_MARKED = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2}|[A-Z])\s+(?=[A-Z“‘\"'(])")  # "1 Homes", "2.1 Homes", "A Homes"
_FEWEST = 2  # headings
_LONGEST = 30  # words


class _Mark(NamedTuple):
    """`part` is the number before the point, 0 where there is none; `number` that of a letter in the alphabet, too."""

    part: int
    number: int
    is_letter: bool

    @property
    def following(self) -> set["_Mark"]:
        """Those that may come next: 2.2 and 3.1 after 2.1."""
        onward = {self._replace(number=self.number + 1)}
        return onward | ({self._replace(part=self.part + 1, number=1)} if self.part else set())


def plainly_numbered(stretches: list[list[Line]]) -> list[list[Line]]:
    """For each stretch of lines above a row of headings, its last line where that is a section's, numbered without a
    mark: "1 Homes", and above the same headings further down "2 Roads"; or "A Homes" and "B Roads".
    """
    found: list[list[Line]] = []
    last: _Mark | None = None
    for lines in stretches:
        mark = _mark_of(lines[-1]) if lines else None
        is_next = mark is not None and (mark in last.following if last else mark.number == 1)
        last = mark if is_next else last
        found.append(lines[-1:] if is_next else [])
    return found if found[0] and sum(map(bool, found)) >= _FEWEST else [[] for _ in stretches]


def plain_number(line: Line) -> str:
    """That of "2 Roads"; "" for what has none, or has another number before it."""
    mark = _mark_of(line)
    return str(mark.number) if mark and not mark.part and not mark.is_letter else ""


def _mark_of(line: Line) -> _Mark | None:
    """None for what is no title, as "2 May" and a sentence are none."""
    marked, words = _MARKED.match(line.text), line.words
    if not marked or len(words) > _LONGEST or is_stop(words[-1]) or is_month(words[1]):
        return None
    part, number = marked.groups()
    if number.isalpha():
        return _Mark(int(part or 0), ord(number) - ord("A") + 1, is_letter=True)
    return _Mark(int(part or 0), int(number), is_letter=False)
