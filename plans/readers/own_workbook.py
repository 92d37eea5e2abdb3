"""What our workbooks and those who read them back agree on. Pure: no Django.

A cell that has nothing says why, and comes back empty. A text that is longer than a cell can hold goes on in the next
row, marked on both sides, and comes back whole.
"""

from collections.abc import Iterator, Sequence
from typing import Any

LONGEST_SHEET_NAME = 31  # characters, Excel's own rule
LONGEST_HEADING = 255  # likewise, as of a property of the file
LONGEST_CELL = 32_767  # likewise; a letter beyond the basic plane counts twice
NOTHING_PRINTED = "[nothing printed]"
FULL_PLAN, SECTION, IDENTIFIER = "Full plan", "Section", "Identifier"
PLAN, NUMBER, COLUMN = "Plan", "Version number", "Column {}"  # properties of the file
GOES_ON = " [goes on in the next row]"
GOING_ON = "[goes on from the row above] "
SEE_ABOVE = "[see the row above]"
_ROOM = LONGEST_CELL - len(GOES_ON) - len(GOING_ON)


def over_rows(line: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The line itself where each of its texts goes into a cell, otherwise as many rows as the longest one needs."""
    if all(len(value) * 2 <= _ROOM or length(value) <= LONGEST_CELL for value in line if isinstance(value, str)):
        yield line
        return
    pieces = [list(_pieces(value)) if isinstance(value, str) else [value] for value in line]
    for number in range(max(map(len, pieces))):
        yield [entry[number] if number < len(entry) else SEE_ABOVE for entry in pieces]


def length(text: str) -> int:
    """As Excel counts: in units of 16 bits."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _pieces(text: str) -> Iterator[str]:
    begin = ""
    while length(text) > LONGEST_CELL - len(begin):
        end = _ROOM - sum(letter > "\uffff" for letter in text[:_ROOM])
        yield f"{begin}{text[:end]}{GOES_ON}"
        begin, text = GOING_ON, text[end:]
    yield f"{begin}{text}"


def joined(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines that rows stand for, texts that went on put together again."""
    lines: list[list[str]] = []
    for row in rows:
        goes_on = lines and any(cell.startswith(GOING_ON) for cell in row)
        if not goes_on:
            lines.append(list(row))
            continue
        for place, cell in enumerate(row):
            if cell.startswith(GOING_ON):
                lines[-1][place] = lines[-1][place].removesuffix(GOES_ON) + cell.removeprefix(GOING_ON)
    return lines


def told_apart(headings: Sequence[str]) -> list[str]:
    """The headings of a table: none is empty or longer than may be, each on one line, no two the same."""
    found: list[str] = []
    for heading in headings:
        found.append(another(" ".join(heading.split())[:LONGEST_HEADING] or "No heading", found, LONGEST_HEADING))
    return found


def another(name: str, taken: Sequence[str], longest: int) -> str:
    """The name, or where it is taken in whatever case, the name with a number."""
    number, found, known = 2, name, {other.casefold() for other in taken}
    while found.casefold() in known:
        found = f"{name[: longest - 4].rstrip()} {number}"
        number += 1
    return found


def column_told(heading: str, field: str) -> str:
    """A column as a property of the file tells it: the field it stands for, and its heading as printed."""
    return f"{field}|{heading}"[:LONGEST_HEADING]
