"""A grid of cells, as sheets and tables have them, in parts: the lines above its headings, the headings, the rows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.folding import fold

from .columns import field_of_heading, is_heading, is_outright
from .contents import GridRow, Heading, Paragraph, Part, Table, TableRow
from .headed_beside import parts_headed_beside
from .headings import is_note, is_numbered, looks_like_heading, says_of_what_kind
from .references import is_reference
from .texts import one_line

FEWEST_KNOWN, LONGEST_KNOWN = 3, 60  # headings of different fields in a row; letters of one
HEADINGS_STAND_WITHIN = 40  # rows
_TOTAL = re.compile(
    r"(?i)(?:grand |overall |sub-?)?totals?(?: (?:costs?|budget|savings?|spend|number|actions))?"
    r"(?: (?:for|of|in) \S.{0,60})?:?"
)
_FIGURES = re.compile(r"(?i)[£€$]?\s?\d[\d,.]*\s?(?:k|m|bn|%)?")
_BELOW = re.compile(r"(?i)(?:(?:grand |sub-?)?totals?|sources?|key|b?rag|end)\b.{0,12}[:=–-]")


def parts_of_grid(rows: Sequence[GridRow], *, goes_on: bool = False) -> list[Part]:
    """Headings, paragraphs and tables. A line between rows that is one cell, or a number and one, is a heading; the
    table below it has no column headings of its own. A row without anything parts a table from the notes below it.

    A grid may be tables of one action each. Else one in which no row reads like column headings has for them its first
    row that is not wide; or none, when it may go on from the table before. Such a one is a page's, whose end may leave
    one cell of a row.
    """
    rows = _without_blank_rows(rows)
    headed = any(is_row_of_headings(row.cells) for row in rows)
    beside = [] if headed else parts_headed_beside(_without_empty_columns(rows))
    if beside:
        return beside
    if goes_on and not headed:
        columns = [""] * max((len(row.cells) for row in rows), default=0)
        return _parts_below(columns, rows, Table(columns=[]), is_page=goes_on)
    begin = _row_of_headings(rows)
    parts = _parts_above(_with_title_apart(rows[:begin]))
    if begin == len(rows):
        return parts
    rows = _without_empty_columns(rows[begin:])
    above = [] if goes_on else _headings_of_several(rows)
    headings, *below = rows if goes_on else _with_one_row_of_headings(rows)
    table = replace(_table(_without_trailing_blanks(headings, below)), above=above)
    return parts + _parts_below(headings.cells, below, table, is_page=goes_on)


def _with_one_row_of_headings(rows: list[GridRow]) -> list[GridRow]:
    """Headings of two rows made one: those below are what each column is called, those above what several are."""
    above, *below = rows
    if not below or not _is_below_headings(above, below[0]):
        return rows
    cells = [
        f"{upper} {lower}" if upper and lower[:1].islower() else lower or upper
        for upper, lower in zip(above.cells, below[0].cells, strict=True)
    ]
    return [replace(above, cells=cells), *below[1:]]


def _headings_of_several(rows: Sequence[GridRow]) -> list[str]:
    """Those of the first row that no column is called by, since each of theirs has its own in the second."""
    if len(rows) < 2 or not _is_below_headings(rows[0], rows[1]):
        return []
    pairs = zip(rows[0].cells, rows[1].cells, strict=True)
    return [one_line(upper) for upper, lower in pairs if upper and lower not in ("", upper) and not lower[0].islower()]


def _is_below_headings(above: GridRow, row: GridRow) -> bool:
    """Whether a row is more of the headings: what it has of its own is short, and most is known or all else the same
    as above; where it has nothing there is a heading above.
    """
    own = [lower for upper, lower in zip(above.cells, row.cells, strict=True) if lower and lower != upper]
    known = [cell for cell in own if is_heading(cell)]
    whole = all(upper or lower for upper, lower in zip(above.cells, row.cells, strict=True))
    short = all(len(cell) <= 30 and not is_reference(cell) and not cell.endswith(".") for cell in own)
    same = any(lower and lower == upper for upper, lower in zip(above.cells, row.cells, strict=True))
    return 1 < len(own) < len(above.cells) and whole and short and (same or len(known) * 2 > len(own))


def _with_title_apart(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows above a table, the first of them in two where it begins with a title and has more beside it."""
    title, *beside = _filled(rows[0]) if rows else [""]
    if not beside or not looks_like_heading(title):
        return [*rows]
    return [replace(rows[0], cells=[title]), replace(rows[0], cells=beside), *rows[1:]]


def _parts_above(rows: Sequence[GridRow]) -> list[Part]:
    """Lines, of which one above several cells, but for the first, is no heading of the table: it has a key below it."""
    parts: list[Part] = []
    for at, (row, after) in enumerate(zip(rows, [*rows[1:], None], strict=False)):
        line = _line(row)
        above_key = bool(at and after and len(_filled(after)) > 1) and not is_numbered(line.text)
        parts.append(Paragraph(text=line.text, place=row.place) if above_key else line)
    return parts


def _parts_below(columns: Sequence[str], rows: Sequence[GridRow], table: Table, *, is_page: bool) -> list[Part]:
    """The table with those of the rows that are its own, and what stands between and below them."""
    parts: list[Part] = [table]
    end = len(rows) if is_page else _end_of_table(rows)
    for at, row in enumerate(rows[:end]):
        after = next((below for below in rows[at + 1 : end] if len(_filled(below)) > 1), None)
        if is_row_of_headings(row.cells) or _same(row.cells, columns):
            columns, table = row.cells, _table(row)
            parts.append(table)
        elif line := _line_between(row, after, columns, is_page=is_page):
            parts.append(line)
            table = Table(columns=[], place=row.place)
            parts.append(table)
        else:
            table.rows.append(TableRow(cells=row.cells, colours=row.colours, place=row.place))
    parts += map(_line, rows[end:])
    return [part for part in parts if not isinstance(part, Table) or part.rows or part.columns]


def _end_of_table(rows: Sequence[GridRow]) -> int:
    """Where the notes begin that stand below a table: lines of one cell to the end, the first apart or called so."""
    end = next((at for at in range(len(rows), 0, -1) if len(_filled(rows[at - 1])) > 1), 0)
    below = ((at, _filled(rows[at])[0]) for at in range(end, len(rows)))
    return next((at for at, text in below if rows[at].apart or _BELOW.match(text) or is_note(text)), len(rows))


def is_row_of_headings(cells: Sequence[str]) -> bool:
    """Whether the cells read like column headings: short, and most of them known, of at least three fields."""
    filled = [cell for cell in cells if cell]
    known = [field for cell in filled if len(cell) <= LONGEST_KNOWN and (field := field_of_heading(cell))]
    return len(set(known)) >= FEWEST_KNOWN and len(known) * 2 > len(filled) and all(len(cell) <= 120 for cell in filled)


def are_known_headings(cells: Sequence[str]) -> bool:
    """Whether a row is of headings beyond doubt: one at least is called as columns are, outright."""
    return is_row_of_headings(cells) or any(is_outright(cell) for cell in cells if cell)


def _row_of_headings(rows: Sequence[GridRow]) -> int:
    for place, row in enumerate(rows[:HEADINGS_STAND_WITHIN]):
        if is_row_of_headings(row.cells):
            return place
    several = (place for place, row in enumerate(rows) if not row.wide)
    return next(several, len(rows))


def _line_between(row: GridRow, after: GridRow | None, columns: Sequence[str], *, is_page: bool) -> Part | None:
    """The row as a line that stands between the rows of a table, where it is no row but a heading or a note."""
    filled = _filled(row)
    if len(columns) < 2 or not filled:
        return None
    if _is_total(filled):
        return Paragraph(text=" | ".join(" ".join(cell.split()) for cell in filled), place=row.place)
    if len(filled) == 2 and row.cells[0] and after and _is_number_of(row.cells[0], filled[1], after):
        return Heading(text=f"{row.cells[0].rstrip('.')}. {filled[1]}", place=row.place, marked=True)
    if len(filled) > 1:
        return None
    is_apart = is_numbered(filled[0]) or _in_reference(row, columns) or (is_note(filled[0]) and not is_page)
    if row.wide or (row.cells[0] and is_apart):
        return _line(row, marked=True)
    return _line(row, marked=True) if not is_page and after and _stands_for_rows_below(row, after, columns) else None


def _is_total(filled: Sequence[str]) -> bool:
    """Whether a row counts what stands above it: "Total" and figures, and nothing else."""
    totals = [cell for cell in filled if _TOTAL.fullmatch(cell)]
    return len(totals) == 1 and all(cell in totals or _FIGURES.fullmatch(cell) for cell in filled)


def _is_number_of(number: str, title: str, after: GridRow) -> bool:
    """Whether a row is a section's number and title: the row below has a number within it."""
    whole = is_reference(number) and "." not in number.rstrip(".")
    below = after.cells[0].startswith(f"{number.rstrip('.')}.") and is_reference(after.cells[0])
    return whole and below and looks_like_heading(title)


def _stands_for_rows_below(row: GridRow, after: GridRow, columns: Sequence[str]) -> bool:
    """Whether the one cell of a row is the heading of rows that are filled: the first, or an action without the
    reference that the next row has.
    """
    at, fields = row.cells.index(_filled(row)[0]), [field_of_heading(heading) for heading in columns]
    text, first = row.cells[at], fields[0]
    if first == "reference" and (at == 0 or fields[at] == "action"):
        return not is_reference(text) and bool(after.cells[0]) and looks_like_heading(text)
    return at == 0 and looks_like_heading(text)


def _filled(row: GridRow) -> list[str]:
    return [cell for cell in row.cells if cell]


def _in_reference(row: GridRow, columns: Sequence[str]) -> bool:
    words = row.cells[0]
    told = any(columns) or looks_like_heading(words)  # else it may be the rest of a cell that a page's end has cut
    return told and field_of_heading(columns[0]) == "reference" and len(words.split()) > 1


def _line(row: GridRow, *, marked: bool = False) -> Heading | Paragraph:
    text = "\n".join(cell for cell in row.cells if cell)
    if not (looks_like_heading(text) or (marked and says_of_what_kind(text))):
        return Paragraph(text=text, place=row.place)
    return Heading(text=text, place=row.place, marked=marked)


def _table(row: GridRow) -> Table:
    return Table(columns=[" ".join(cell.split()) for cell in row.cells], place=row.place)


def _without_trailing_blanks(headings: GridRow, rows: Sequence[GridRow]) -> GridRow:
    """Blank headings at the end are columns only where most rows have something below them."""
    cells = list(headings.cells)
    while cells and not cells[-1] and sum(bool(row.cells[len(cells) - 1]) for row in rows) * 2 <= len(rows):
        cells.pop()
    return GridRow(cells=cells, place=headings.place)


def _same(cells: Sequence[str], columns: Sequence[str]) -> bool:
    return len(cells) == len(columns) and list(map(fold, cells)) == list(map(fold, columns))


def _without_empty_columns(rows: Sequence[GridRow]) -> list[GridRow]:
    width = max((len(row.cells) for row in rows), default=0)
    padded = [(row, _padded(row.cells, width), _padded(row.colours, width)) for row in rows]
    kept = [place for place in range(width) if any(cells[place] for _, cells, _ in padded)]
    return [
        replace(row, cells=[cells[at] for at in kept], colours=[colours[at] for at in kept] if row.colours else [])
        for row, cells, colours in padded
    ]


def _padded(texts: list[str], width: int) -> list[str]:
    return texts + [""] * (width - len(texts))


def _without_blank_rows(rows: Sequence[GridRow]) -> list[GridRow]:
    before = [None, *rows]
    return [
        replace(row, apart=row.apart or (above is not None and not any(above.cells)))
        for above, row in zip(before, rows, strict=False)
        if any(row.cells)
    ]
