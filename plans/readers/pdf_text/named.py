"""Rows of headings that a person has named: wherever their words stand, one after the other."""

from collections.abc import Iterator

from ..named_headings import NamedHeadings, letters_of
from .heading_rows import HeadingRow
from .lines import Line


def named_heading_rows(lines: list[Line], named: NamedHeadings) -> list[HeadingRow]:
    return list(_found(lines, named)) if named else []


def _found(lines: list[Line], named: NamedHeadings) -> Iterator[HeadingRow]:
    letters, wanted = [letters_of(line.text) for line in lines], named.letters
    begin = 0
    while begin < len(lines):
        end = _end(letters, begin, wanted)
        if end:
            yield HeadingRow(
                begin=begin,
                end=end,
                headings=tuple(named.read_as.values()),
                blank_first=lines[begin].indented,
                blank_last=lines[end - 1].trails,
                score=0,
            )
        begin = end or begin + 1


def _end(letters: list[str], begin: int, wanted: str) -> int:
    """Before which line the letters end that begin with those of this one; 0 where others stand there."""
    found = ""
    for at in range(begin, len(letters)):
        found += letters[at]
        if found == wanted:
            return at + 1
        if not found or not wanted.startswith(found):
            break
    return 0
