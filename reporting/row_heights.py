"""How wide the columns of a sheet are and how high its rows, so that every word is seen, on paper too.

Excel makes no row higher than 409 points, and shows and prints no more of a cell than its row does. So a text that
needs more goes on in the next row, marked on both sides; it never comes near the 32,767 characters of a cell.
"""

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
_NARROW = 15.0  # characters: a column up to so many is not made narrower
_WIDER = 2.2  # at most, where there is room
_LETTER = 0.85  # characters of the column that a letter takes
_CAPITAL = 1.3  # times as wide, where there is nothing else
_LOST = 2.5  # characters at the end of a line, since words are kept whole
_BOLD = 1.0  # likewise where much of it is bold
_BOLD_HEADING = 1.05


def column_widths(headings: Sequence[str], lines: Collection[Sequence[Any]]) -> list[float]:
    """As wide as what stands there, long texts in more lines; those narrower or wider as there is room on a page."""
    widths: list[float] = [max(map(len, heading.split()), default=0) + 3 for heading in headings]
    least = [min(max(width, _WIDTHS[0]), _NARROW) for width in widths]
    for line in lines:
        for column, value in enumerate(line):
            wish = _wish(value)
            widths[column] = max(widths[column], wish)
            least[column] = max(least[column], wish if isinstance(value, date) else min(wish, _NARROW))
    widths = [min(max(width, _WIDTHS[0]), _WIDTHS[1]) for width in widths]
    wide = sum(width for width, needs in zip(widths, least, strict=True) if width > needs)
    room = _PAGE - sum(needs for width, needs in zip(widths, least, strict=True) if width <= needs)
    factor = min(room / wide, _WIDER) if wide else 1
    return [max(needs, width * factor) if width > needs else needs for width, needs in zip(widths, least, strict=True)]


def _wish(value: Any) -> float:
    """How wide a value would like its column: short lines whole, a text the wider the longer it is. A date that has no
    room is not shown at all.
    """
    if isinstance(value, date):
        return len("30 September 2020") + 2
    text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
    longest = max(map(len, text.split("\n"))) + 2
    return min(longest, max(_NARROW, len(text) ** 0.65)) if longest > _NARROW else longest


def heading_lines(heading: str, width: float) -> int:
    """How many lines a heading takes, which is bold."""
    return len(wrap(heading, max(1, int((width - 1) / _BOLD_HEADING)))) or 1


def lines_of(text: str, width: float, letter: float = _LETTER) -> int:
    """How many lines a text takes in a column."""
    return sum(_wrapped(line, width, letter) for line in text.split("\n"))


def _wrapped(line: str, width: float, letter: float) -> int:
    letter *= _CAPITAL if line.isupper() else 1
    return 1 if len(line) * letter <= width - 1 else 1 + int(len(line) / _in_a_line(width, letter))


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
    if isinstance(value, Marked):
        return lines_of(value.words, width, _BOLD)
    return 1 if isinstance(value, date | int | float) else lines_of(str(value), width)


def _pieces(value: Any, width: float) -> list[Any]:
    """A text in pieces that a row shows, each but the last marked as going on, each but the first as having begun."""
    if not isinstance(value, str | Marked) or _lines(value, width) <= _MOST_LINES:
        return [value]
    rest = value if isinstance(value, Marked) else Marked.plain(value)
    room = _MOST_LINES - lines_of(GOES_ON, width) - lines_of(GOING_ON, width)
    found, begin = [], ""
    letter = (_BOLD if isinstance(value, Marked) else _LETTER) * (_CAPITAL if rest.words.isupper() else 1)
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
