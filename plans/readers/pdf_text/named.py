"""Rows of headings that a person has named: wherever their words stand, one after the other."""

from collections.abc import Iterator

from ..named_headings import NamedHeadings
from .headings import HeadingRow
from .lines import Line


def named_heading_rows(lines: list[Line], named: NamedHeadings) -> list[HeadingRow]:
    return list(_found(lines, named)) if named else []


def _found(lines: list[Line], named: NamedHeadings) -> Iterator[HeadingRow]:
    begin = 0
    while begin < len(lines):
        end = _end(lines, begin, named.words)
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


def _end(lines: list[Line], begin: int, words: list[str]) -> int:
    """Before which line the words end that begin with this one; 0 where others stand there."""
    found: list[str] = []
    for at in range(begin, len(lines)):
        found += lines[at].words
        if found == words:
            return at + 1
        if found != words[: len(found)]:
            break
    return 0
