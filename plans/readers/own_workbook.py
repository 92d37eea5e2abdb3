"""What our workbooks and those who read them back agree on. Pure: no Django.

A cell that has nothing says why, and comes back empty. A text that is longer than a row can show goes on in the next
one, marked on both sides, and comes back whole.
"""

from collections.abc import Sequence

LONGEST_SHEET_NAME = 31  # characters, Excel's own rule
LONGEST_HEADING = 255  # likewise, as of a property of the file
NOTHING_PRINTED = "[nothing printed]"
FULL_PLAN, SECTION, IDENTIFIER = "Full plan", "Section", "Identifier"
PLAN, NUMBER, COLUMN = "Plan", "Version number", "Column {}"  # properties of the file
GOES_ON = " [goes on in the next row]"
GOING_ON = "[goes on from the row above] "
SEE_ABOVE = "[see the row above]"


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
