"""Headings of sections that stand in rows of their own within a table, told by their marks: "A. Homes", "Aim 2: Homes".

They stand where a row begins, have one kind of mark that goes up by one through the whole paper, and the rows below
them have references of another kind, or none.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from .heading_rows import HeadingRow
from .heading_scores import kind_of_heading
from .lines import Line
from .references import find_references
from .words import bare, is_stop, set_of

KIND = r"((?:[A-Z][a-z]+ )?[A-Z][a-z]+)"  # of a section: "Theme", "Priority Action"
_MARK = r"(\d{1,2}|[A-Z]|[IVX]{2,4})"
_MARKED = re.compile(rf"(?:{KIND} {_MARK}(?:[.)]|\s*[-–—:])*|{_MARK}(?:[.:)]|\s+[-–—]))\s+(?=[A-Z“‘\"'(])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SECTION_WORDS = set_of(
    "aim ambition area chapter commitment domain enabler goal mission objective outcome part pillar priority programme "
    "project recommendation section strand theme workstream"
)
_MOST_LINES, _LONGEST = 4, 30  # of a heading; words
_FEWEST_FOR_EACH_COLUMN = 3  # lines below a heading
_MOST_KINDS = 12  # of marks that are tried, since all lines are read again for each


@dataclass(frozen=True, slots=True)
class _Marked:
    """`kind` is the word before the mark, `shape` what the mark is, `place` counts the lines of all tables."""

    place: int
    kind: str
    shape: str
    number: int


def section_rows(bodies: Sequence[Sequence[Line]], rows: Sequence[HeadingRow]) -> dict[int, int]:
    """For the index of each line with which such a heading begins, of how many lines it is."""
    lines = [line for body in bodies for line in body]
    begins = accumulate(map(len, bodies), initial=0)
    opening = {begin for begin, body in zip(begins, bodies, strict=False) if body}
    groups: dict[tuple[str, str], list[_Marked]] = defaultdict(list)
    for place, line in enumerate(lines):
        if place in opening or line.apart or line.loose:
            for marked in _marked(place, line):
                groups[marked.kind, marked.shape].append(marked)
    expected = any(kind_of_heading(row.headings[0]) == "reference" for row in rows)
    columns = max((len(row.headings) for row in rows), default=0)
    headings = {bare(word) for row in rows for heading in row.headings for word in heading.split()}
    likely = (
        (kind, shape, found)
        for (kind, shape), group in groups.items()
        if not (kind and headings.issuperset(kind.lower().split()))
        and len(found := _ascending(group)) > 1
        and found[0] in opening
    )
    for kind, shape, found in islice(likely, _MOST_KINDS):
        counts = _lines_of_each(lines, found, opening, shape, expected=expected)
        alone = _SECTION_WORDS & {*kind.lower().split()} or (not expected and _are_whole(lines, found, columns))
        if not counts and alone:
            counts = [1] * len(found)
        if counts:
            return {lines[place].index: count for place, count in zip(found, counts, strict=True)}
    return {}


def _marked(place: int, line: Line) -> Iterator[_Marked]:
    match = _MARKED.match(line.text)
    if not match or len(line.words) > _LONGEST or is_stop(line.words[-1]):
        return
    kind, mark = match[1] or "", match[2] or match[3]
    if mark.isdigit():
        yield _Marked(place, kind, "number", int(mark))
    elif len(mark) == 1:
        yield _Marked(place, kind, "letter", ord(mark) - ord("A") + 1)
    if mark in _ROMAN:
        yield _Marked(place, kind, "roman", _ROMAN.index(mark) + 1)


def _ascending(group: list[_Marked]) -> list[int]:
    """The places from the first on, each with one more than the one before."""
    found: list[int] = []
    for marked in group:
        if marked.number == len(found) + 1:
            found.append(marked.place)
    return found


def _lines_of_each(lines: list[Line], found: list[int], opening: set[int], shape: str, *, expected: bool) -> list[int]:
    """How many lines each has, above a row that begins with a reference of another kind; none where one has no such."""
    headings = set(found)
    rest = [place for place in range(len(lines)) if place not in headings]
    opens = {at for at, place in enumerate(rest) if place in opening or place - 1 in headings}
    references = [rest[at] for at in find_references([lines[place] for place in rest], opens, expected=expected)]
    if not references or any(_is_alike(lines[place], shape) for place in references):
        return []
    references.append(len(lines) + _MOST_LINES)
    ends = [references[bisect_right(references, place)] for place in found]
    counts = [end - place for place, end in zip(found, ends, strict=True)]
    return counts if max(counts) <= _MOST_LINES and len(set(ends)) == len(ends) else []


def _are_whole(lines: list[Line], found: list[int], columns: int) -> bool:
    """Whether each ends with its line, above something else that begins, and on average so many lines stand below them
    that they are hardly the beginnings of rows.
    """
    below = [end - place - 1 for place, end in pairwise([*found, len(lines)])]
    begins = all(lines[place + 1].words[0][0].isupper() for place, count in zip(found, below, strict=True) if count)
    return begins and min(below) >= columns and sum(below) >= _FEWEST_FOR_EACH_COLUMN * columns * len(found)


def _is_alike(line: Line, shape: str) -> bool:
    """Whether its reference has a mark of the same shape: "2." and not "2.1" or "C2"."""
    mark = line.words[0].strip(".:)")
    return mark.isdigit() if shape == "number" else mark.isalpha()
