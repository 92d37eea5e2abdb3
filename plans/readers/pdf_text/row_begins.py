"""Where the rows of all tables begin: on which lines, and with which references."""

from collections.abc import Mapping
from itertools import takewhile

from .asides import may_be_heading
from .column import Column
from .heading_scores import kind_of_heading
from .lines import Line
from .outline import PrintedTable
from .references import find_references, find_references_within


def where_rows_begin(tables: list[PrintedTable]) -> set[int]:
    """The indexes of the lines on which rows begin."""
    lines: list[Line] = []
    opening: set[int] = set()
    for table in tables:
        opening.add(len(lines))
        lines.extend(line for page in table.pages for line in page)
    kinds = [list(map(kind_of_heading, table.headings)) for table in tables]
    expected = any(
        table.blank_first or of_table[0] == "reference" for table, of_table in zip(tables, kinds, strict=True)
    )
    begins = set[int]().union(*(table.begins for table in tables))
    anew = {place for place, line in enumerate(lines) if line.index in begins}
    found = find_references(lines, opening, anew, expected=expected)
    if not found and not any("reference" in of_table for of_table in kinds):  # a heading may stand above the first row
        below = {place + 1 for place in opening if place < len(lines) and may_be_heading(lines[place].words)}
        found = find_references(lines, below, expected=False) if below else []
    return {lines[index].index for index in found}


def references_within_rows(tables: list[PrintedTable]) -> dict[int, int]:
    """Those that do not stand first, where all tables have a column of them: by the line's index, of which word."""
    if not all("reference" in map(kind_of_heading, table.headings[1:]) for table in tables):
        return {}
    return find_references_within([line for table in tables for page in table.pages for line in page])


def begun_with(marks: Mapping[int, int], columns: list[Column]) -> set[int]:
    """The indexes of the lines with such a reference, where nothing but a word or two can stand before it."""
    before = list(takewhile(lambda column: column.kind != "reference", columns))
    return set(marks) if all(column.kind != "text" for column in before) else set()
