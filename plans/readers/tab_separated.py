"""Text whose cells are parted by tabs, as it is copied out of a word processor or a sheet.

Between tables stand lines without a tab. A row that a line's end has cut goes on in the next lines, until it has as
many cells as its headings; a column that the headings lack is put before them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from .columns import field_of_heading
from .contents import Contents, GridRow, Paragraph, Table
from .document import DocumentWarning
from .grids import is_row_of_headings, parts_of_grid
from .guards import MOST_CELLS, too_much
from .headings import PAGE_NUMBER, is_numbered, looks_like_heading
from .left_out import furniture_warning
from .recognising import reads_like_cells_of
from .references import is_reference
from .run_together import glued_words
from .texts import decoded, file_lines, one_line, quoted, tidy

Line = tuple[int, str]

_FEW_ROWS = 30  # that tell what stands in their columns
_ENDS_WITH_PAGE = re.compile(r"(?i)[^.]{1,100}(?: [–|-]|,|  ) ?page \d+(?: (?:of|/) \d+)?")


def looks_tab_separated(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    tabbed = [line for line in lines if line.count("\t") >= 2 and line.strip()]
    return len(tabbed) >= 2 and any(is_row_of_headings(line.split("\t")) for line in tabbed) and _sameness(tabbed) > 0.5


def read_tab_separated(data: bytes) -> Contents:
    contents, text = Contents(), decoded(data)
    if text.count("\t") > MOST_CELLS:
        raise too_much(f"more than {MOST_CELLS:,} cells")
    numbered = enumerate(file_lines(text), 1)
    lines = [(number, line) for number, whole in numbered for line in f"{whole}\n".splitlines()]
    furniture = _furniture(lines)
    contents.warnings += furniture_warning(line.strip() for _, line in lines if line.strip() in furniture)
    lines = [(number, line) for number, line in lines if line.strip() not in furniture]
    headings: list[str] = []
    for tabbed, group in groupby(_rejoined(lines), key=lambda line: "\t" in line[1]):
        if tabbed:
            headings = _add_tables(list(group), contents, headings)
        else:
            contents.parts += _paragraphs(group)
    return contents


def _furniture(lines: Sequence[Line]) -> set[str]:
    """What pages repeat among the lines without a tab: what numbers them, and what is printed again although another
    heading stands between.
    """
    alone = [text for _, line in lines if (text := line.strip()) and "\t" not in line.strip()]
    found = {text for text in alone if PAGE_NUMBER.fullmatch(text) or _ENDS_WITH_PAGE.fullmatch(text)}
    headings = [text for text in alone if looks_like_heading(text)]
    last: dict[str, int] = {}
    for place, text in enumerate(headings):
        if place - last.get(text, place) > 1 and not is_numbered(text):
            found.add(text)
        last[text] = place
    return found


def _sameness(lines: Sequence[str]) -> float:
    counts = [line.count("\t") for line in lines]
    return max(map(counts.count, set(counts))) / len(counts)


def _rejoined(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines, those put together that are one row: a row has as many tabs as the headings above it."""
    wanted, number, held = 0, 0, ""
    for at, line in lines:
        tabs = line.count("\t")
        if is_row_of_headings([one_line(cell) for cell in line.split("\t")]):
            wanted = tabs
        goes_on = held and line.strip() and held.count("\t") + tabs <= wanted and not _begins_row(line)
        if goes_on:
            held = f"{held}\n{line}"
        else:
            if held:
                yield number, held
            number, held = at, line
        if not held.count("\t") or held.count("\t") >= wanted:
            yield number, held
            held = ""
    if held:
        yield number, held


def _begins_row(line: str) -> bool:
    first = line.split("\t", maxsplit=1)[0].strip()
    return "\t" in line and (not first or is_reference(first))


def _paragraphs(lines: Iterator[Line]) -> Iterator[Paragraph]:
    for _, group in groupby(lines, key=lambda line: bool(line[1].strip())):
        paragraph = list(group)
        if text := tidy("\n".join(line for _, line in paragraph)):
            yield from (Paragraph(text=line, place=f"line {paragraph[0][0]}") for line in text.split("\n"))


def _add_tables(lines: Sequence[Line], contents: Contents, headings: list[str]) -> list[str]:
    """Below a blank line a table may go on. `headings` are those of the row of them above; the last are returned."""
    rows = []
    for number, line in lines:
        rows.append(GridRow(cells=[tidy(cell) for cell in line.split("\t")], place=f"line {number}"))
        if glued := glued_words(line):
            told = f"a space seems to be lost in {quoted(*glued)}"
            contents.warnings.append(DocumentWarning(where=f"line {number}", message=told))
    rows = _aligned(rows)
    heads = [list(row.cells) for row in rows if is_row_of_headings(row.cells)]
    alike = headings and max(len(row.cells) for row in rows) == len(headings)
    goes_on = not heads and alike and any(isinstance(part, Table) for part in contents.parts[-1:])
    if goes_on:
        rows.insert(0, GridRow(cells=list(headings), place=rows[0].place))
    contents.warnings += _put_back(rows)
    parts = parts_of_grid(rows)
    if goes_on and isinstance(parts[0], Table):
        parts[0].columns = []
    contents.parts += parts
    return heads[-1] if heads else headings


def _aligned(rows: list[GridRow]) -> list[GridRow]:
    """Headings get an empty one before them where their rows have one cell more, and the first is a reference."""
    heads = [row for row in rows if is_row_of_headings(row.cells)]
    for place, row in enumerate(rows):
        if any(row is head for head in heads):
            below = rows[place + 1 : place + 2]
            longer = bool(below) and len(below[0].cells) == len(row.cells) + 1
            begun = field_of_heading(row.cells[0]) == "reference"
            if longer and not begun and is_reference(below[0].cells[0]):
                row.cells.insert(0, "")
    return rows


def _put_back(rows: Sequence[GridRow]) -> Iterator[DocumentWarning]:
    """Rows that an empty cell too many has shifted, without it: of several, without the one that leaves each cell where
    others like it stand.
    """
    width = len(next((row.cells for row in rows if is_row_of_headings(row.cells)), []))
    whole = [row.cells for row in rows if len(row.cells) == width][:_FEW_ROWS]
    columns = [[cells[at] for cells in whole] for at in range(width)]

    def fit(cells: Sequence[str]) -> int:
        return sum(bool(cell) and reads_like_cells_of(cell, below) for cell, below in zip(cells, columns, strict=True))

    for row in rows:
        if len(row.cells) == width + 1 and "" in row.cells:
            empty = [at for at, cell in enumerate(row.cells) if not cell]
            shortened = [(at, row.cells[:at] + row.cells[at + 1 :]) for at in empty]
            at, cells = max(shortened, key=lambda way: fit(way[1]))
            if at < width:
                told = f"has a cell too many; the empty one before {quoted(row.cells[at + 1])} is left out"
                yield DocumentWarning(where=row.place, message=told)
            row.cells = cells
