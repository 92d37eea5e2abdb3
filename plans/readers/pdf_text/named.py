"""Rows of headings that a person has named: wherever their words stand, one after the other."""

from collections.abc import Iterator

from ..named_headings import NamedHeadings, Pieces
from .heading_rows import HeadingRow
from .lines import Line


def named_heading_rows(lines: list[Line], named: NamedHeadings) -> list[HeadingRow]:
    return list(_found(lines, named)) if named else []


def _found(lines: list[Line], named: NamedHeadings) -> Iterator[HeadingRow]:
    after = 0
    for begin, end in Pieces(line.text for line in lines).found(named.letters):
        if begin >= after:
            yield HeadingRow(
                begin=begin,
                end=end,
                headings=tuple(named.read_as.values()),
                blank_first=lines[begin].indented,
                blank_last=lines[end - 1].trails,
                score=0,
            )
            after = end
