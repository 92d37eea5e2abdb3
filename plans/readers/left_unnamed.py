"""Whether a line beside a row of headings may be one, too, that the person who named them left out.

Where each heading stands on a line of its own, nothing but its place tells it from a cell below or a title above. What
speaks against it is its own words, other rows of the headings, and the cells, where each of these is a line as well.
"""

import re
from collections.abc import Sequence

from .named_headings import letters_of

_LONGEST = 60  # letters of a heading
_ENTRY = re.compile(r"\W*[0-9]{1,3}(?:\.[0-9]+)*[.)]?(?:\s|$)|[-–•*]\s")  # "1.1 Open", "- Open"
_SENTENCE = re.compile(r"[.,;]$")
_NUMBER = re.compile(r"[0-9]")


def heading_above(lines: Sequence[str], cells: Sequence[str], named: int) -> str:
    """The line above the headings, which is given for each row of them, or "". A year stands in a title there."""
    is_title = any(map(_NUMBER.search, lines)) or (_are_rows(cells, named) and not _are_rows(cells, named + 1))
    return "" if is_title or not _may_be_heading(lines) else lines[0]


def heading_below(lines: Sequence[str], cells: Sequence[str], named: int) -> str:
    """The line below them, which is the first of the cells where it is no heading."""
    is_cell = _are_rows(cells, named) and not _are_rows(cells[1:], named + 1)
    return "" if is_cell or not _may_be_heading(lines) else lines[0]


def _may_be_heading(lines: Sequence[str]) -> bool:
    if len(set(map(letters_of, lines))) != 1 or not letters_of(lines[0]):
        return False
    return len(lines[0]) <= _LONGEST and not _ENTRY.match(lines[0]) and not _SENTENCE.search(lines[0])


def _are_rows(cells: Sequence[str], width: int) -> bool:
    """Whether so many lines are a row each time: none is left over, and numbers stand in the same cells of each."""
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    numbers = [[bool(_NUMBER.search(cell)) for cell in row] for row in rows]
    return len(rows) > 1 and any(numbers[0]) and all(row == numbers[0] for row in numbers)
