"""How wide the columns of a sheet are and how high its rows, so that every word is seen, on paper too.

Excel makes no row higher than 409 points, and shows and prints no more of a cell than its row does. So a text that
needs more goes on in the next row, marked on both sides; it never comes near the 32,767 characters of a cell.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from plans.readers.own_workbook import GOES_ON, GOING_ON, SEE_ABOVE

from .marked_cells import Marked

HIGHEST_ROW = 409.0  # points
_LINE_HEIGHT = 14.5
_MOST_LINES = int((HIGHEST_ROW - 3) / _LINE_HEIGHT)
_PAGE = 170  # characters that go beside one another on a printed page
_WIDTHS = (8.0, 85.0)  # of a column, in characters
_DATE = len("30 September 2020") + 2.0
_SHORT = 26.0  # characters: a text up to so many is kept on one line where there is room
_NARROW = 15.0  # characters: a column up to so many is not made narrower
_WIDER = 2.2  # at most, where there is room
_LETTER = 0.85  # characters of the column that a letter takes
_CAPITAL = 0.35  # of a letter, by which a capital is wider
_CAPITALS = re.compile("[A-ZÀ-Þ]")
_LOST = 2.5  # characters at the end of a line, since words are kept whole
_BOLD = 1.06  # likewise where much of it is bold
_BOLD_HEADING = 1.05


def column_widths(headings: Sequence[str], lines: Collection[Sequence[Any]]) -> list[float]:
    """As wide as what stands there, long texts in more lines; those narrower or wider as there is room on a page, but
    where it can be so wide that no row has to go on.
    """
    columns = [_Column(heading) for heading in headings]
    for line in lines:
        for column, value in zip(columns, line, strict=True):
            column.take(value)
    wide = sum(column.wish for column in columns if column.wish > column.least)
    room = _PAGE - sum(column.least for column in columns if column.wish <= column.least)
    factor = min(room / wide, _WIDER) if wide else 1
    return [column.width(factor) for column in columns]


class _Column:
    """How wide a column would like to be, and has to be at `least`."""

    def __init__(self, heading: str):
        widest = max(map(len, heading.split()), default=0) + 3
        self.wish = float(min(max(widest, _WIDTHS[0]), _WIDTHS[1]))
        self.least = min(self.wish, _NARROW)
        self.longest: Any = ""

    def take(self, value: Any) -> None:
        """Short lines want to be whole, a text is the wider the longer it is. A date that has no room is not shown."""
        if isinstance(value, date):
            self.wish = max(self.wish, _DATE)
            self.least = max(self.least, _DATE)
            return
        text = _text(value)
        wish = max(map(len, text.split("\n"))) + 2
        if wish > _NARROW:
            wish = min(wish, max(_SHORT, len(text) ** 0.65), _WIDTHS[1])
        self.wish = max(self.wish, wish)
        self.least = max(self.least, min(wish, _NARROW))
        self.longest = max(self.longest, value, key=lambda one: len(_text(one)))

    def width(self, factor: float) -> float:
        width = max(self.least, self.wish * factor) if self.wish > self.least else self.least
        while width < _WIDTHS[1] and _lines(self.longest, width) > _MOST_LINES:
            width += 1
        return width


def heading_lines(heading: str, width: float) -> int:
    """How many lines a heading takes, which is bold."""
    return len(wrap(heading, max(1, int((width - 1) / _BOLD_HEADING)))) or 1


def lines_of(text: str, width: float, letter: float = _LETTER) -> int:
    """How many lines a text takes in a column."""
    return sum(_wrapped(line, width, letter) for line in text.split("\n"))


def _wrapped(line: str, width: float, letter: float) -> int:
    letter *= _capitals(line)
    return 1 if len(line) * letter <= width - 1 else 1 + int(len(line) / _in_a_line(width, letter))


def _capitals(text: str) -> float:
    """How much wider it is than words that have as few capitals as most."""
    return 1 + _CAPITAL * max(0.0, len(_CAPITALS.findall(text)) / (len(text) or 1) - 0.04)


def _in_a_line(width: float, letter: float) -> float:
    """How many characters go into a line that goes on in the next."""
    return max(1.0, (width - 1) / letter - _LOST)


def height_of(lines: int) -> float:
    """In points, of a row whose highest cell has so many lines."""
    return min(_LINE_HEIGHT * lines + 3, HIGHEST_ROW)


def rows_that_show(line: Sequence[Any], widths: Sequence[float]) -> Iterator[tuple[Sequence[Any], float]]:
    """The line itself, or where one of its texts needs more than a row as many rows as the longest; each with its
    height.
    """
    most = max(map(_lines, line, widths), default=1)
    if most <= _MOST_LINES:
        yield line, height_of(most)
        return
    pieces = [_pieces(value, width) for value, width in zip(line, widths, strict=True)]
    for number in range(max(map(len, pieces))):
        row = [entry[number] if number < len(entry) else SEE_ABOVE for entry in pieces]
        yield row, height_of(max(map(_lines, row, widths)))


def _lines(value: Any, width: float) -> int:
    """Numbers and dates are never wrapped."""
    if isinstance(value, date | int | float):
        return 1
    return lines_of(_text(value), width, _BOLD if isinstance(value, Marked) else _LETTER)


def _text(value: Any) -> str:
    """What is seen of it."""
    if isinstance(value, Marked):
        return value.words
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _pieces(value: Any, width: float) -> list[Any]:
    """A text in pieces that a row shows, each but the last marked as going on, each but the first as having begun."""
    if not isinstance(value, str | Marked) or _lines(value, width) <= _MOST_LINES:
        return [value]
    rest = value if isinstance(value, Marked) else Marked.plain(value)
    room = _MOST_LINES - lines_of(GOES_ON, width) - lines_of(GOING_ON, width)
    found, begin = [], ""
    letter = (_BOLD if isinstance(value, Marked) else _LETTER) * _capitals(rest.words)
    while lines_of(begin + rest.words, width, letter) > _MOST_LINES:
        piece, rest = rest.parted(_fitting(rest.words, width, room, letter))
        found.append(piece.between(begin, GOES_ON))
        begin = GOING_ON
    found.append(rest.between(begin, ""))
    return found if isinstance(value, Marked) else [piece.words for piece in found]


def _fitting(text: str, width: float, room: int, letter: float) -> int:
    """How many characters of a text go into so many lines, whole words where they are not very long."""
    end = 0
    for line in text.split("\n"):
        needed = _wrapped(line, width, letter)
        if needed > room:
            end += max(1, int((room - 1) * _in_a_line(width, letter)))
            break
        room -= needed
        end += len(line) + 1
        if not room:
            break
    space = text.rfind(" ", 0, end) + 1
    return space if 0 < end - space < width else end
