"""CSV: cells parted by commas, semicolons, tabs or bars, quoted or not, in whatever encoding."""

import csv
import io
import re

from .contents import Contents, GridRow
from .document import DocumentError
from .excel import above_headings
from .grids import is_row_of_headings, parts_of_grid
from .guards import MOST_CELLS, too_much
from .texts import decoded, tidy

_DELIMITERS = ",;\t|"
_SAID = re.compile(r"\A\"?sep=([,;\t|])\"?[,;\t|]*(?:\r\n?|\n)", re.IGNORECASE)  # for Excel: "sep=;"


def looks_comma_separated(text: str) -> bool:
    return any(is_row_of_headings(row.cells) for row in _rows(text[:20_000], _delimiter(text)))


def looks_like_rows(text: str) -> bool:
    """Whether most lines have as many cells as each other, and several, whatever they are called."""
    widths = [len(row.cells) for row in _rows(text[:20_000], _delimiter(text)) if any(row.cells)]
    usual = max(set(widths), key=widths.count, default=0)
    return usual > 2 and len(widths) > 1 and widths.count(usual) * 5 >= len(widths) * 4


def read_comma_separated(data: bytes) -> Contents:
    text = decoded(data)
    rows = _rows(_SAID.sub("\n", text), _delimiter(text))
    return Contents(parts=parts_of_grid(list(above_headings(iter(rows)))))


def _delimiter(text: str) -> str:
    """The one that the first line says, or else that makes most rows as long as each other, with most cells."""
    if said := _SAID.match(text):
        return said[1]

    def worth(delimiter: str) -> tuple[bool, int]:
        widths = [len(row.cells) for row in _rows(text[:50_000], delimiter)]
        headed = any(is_row_of_headings(row.cells) for row in _rows(text[:20_000], delimiter))
        best = max(set(widths), key=lambda width: width * widths.count(width), default=0)
        return headed, (best - 1) * widths.count(best)

    return max(_DELIMITERS, key=worth)


def _rows(text: str, delimiter: str) -> list[GridRow]:
    reader = csv.reader(io.StringIO(text.replace("\0", " "), newline=""), delimiter=delimiter)
    rows, cells, begin = [], 0, 1
    try:
        for row in reader:
            cells += len(row)
            if cells > MOST_CELLS:
                raise too_much(f"more than {MOST_CELLS:,} cells")
            rows.append(GridRow(cells=[tidy(cell) for cell in row], place=f"line {begin}"))
            begin = reader.line_num + 1
    except csv.Error:
        raise DocumentError("a cell of this file has no end; save it anew in the program that made it") from None
    return rows
