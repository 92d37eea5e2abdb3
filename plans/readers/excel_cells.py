"""The cells of a sheet: what stands in them, in which colours, and which of them are shown."""

from collections.abc import Collection, Iterable, Iterator

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from .colours import is_sign
from .excel_fills import color_shown, fill_shown
from .number_formats import as_shown
from .picture_letters import of_pictures, sign_of
from .texts import tidy

WIDEST, _LAST = 200, 16_384  # columns that are read, and that a sheet can have
_MOST_FILLED = 1000  # rows of one merged cell


def texts(sheet: Worksheet) -> Iterator[tuple[Cell, str]]:
    """What each cell shows, a letter of a font of pictures as the sign that it is."""
    for cell in sheet._cells.values():
        if cell.value is None:
            continue
        text = tidy(as_shown(cell.value, cell.number_format))
        is_picture = len(text) == 1 and of_pictures(cell.font.name or "")
        yield cell, tidy(sign_of(cell.font.name, text)) if is_picture else text


def fills(sheet: Worksheet) -> Iterator[tuple[Cell, str]]:
    """The colour of each cell that has one, or of the sign that is all there is in it."""
    known: dict[tuple[int, int], tuple[str, str, bool]] = {}
    theme = sheet.parent.loaded_theme
    for cell in sheet._cells.values():
        style = cell._style.fillId, cell._style.fontId
        if style not in known:
            colors = fill_shown(cell.fill, theme), color_shown(cell.font.color, theme)
            known[style] = (*colors, of_pictures(cell.font.name or ""))
        fill, letters, is_picture = known[style]
        if color := fill or (letters if is_picture or is_sign(cell.value) else ""):
            yield cell, color


def spread(sheet: Worksheet, found: Iterable[tuple[Cell, str]], hidden: Collection[int]) -> dict[tuple[int, int], str]:
    """What cells have, by row and column.

    A merged cell stands in each of its rows, and once in a row: in its first column that is not among the hidden.
    """
    cells = {(cell.row, cell.column): text for cell, text in found}
    for merged in sheet.merged_cells.ranges:
        top, bottom = merged.min_row, merged.max_row
        if text := cells.pop((top, merged.min_col), ""):
            shown = (column for column in range(merged.min_col, merged.max_col + 1) if column not in hidden)
            column = next(shown, merged.min_col)
            filled = range(top, bottom + 1) if bottom - top < _MOST_FILLED else [top]
            cells |= {(row, column): text for row in filled}
    return cells


def hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    end = 0
    for one in sorted(sheet.column_dimensions.values(), key=lambda one: one.min):
        if one.hidden:
            hidden.update(range(max(one.min, end + 1), min(one.max, _LAST) + 1))
            end = max(end, one.max)
    return hidden


def hidden_rows(sheet: Worksheet) -> set[int]:
    """The rows that somebody has hidden; those that a filter hides are there for whoever lifts it."""
    hidden = {row for row, one in sheet.row_dimensions.items() if one.hidden}
    return set() if sheet.auto_filter.filterColumn else hidden
