"""Cells that tell by their colour alone how an action stands: which colour a fill is, and which of them are statuses.

Fills are six hexadecimal figures of red, green and blue. Shades of whole rows, and of columns that show a calendar or
what the colours of its own are for, say nothing of how an action stands.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from colorsys import rgb_to_hls
from dataclasses import dataclass

from .columns import field_of_heading, is_heading
from .contents import Part, Table, TableRow
from .document import DocumentWarning
from .texts import quoted

_HUES = ((15, "Red"), (52, "Amber"), (70, "Yellow"), (170, "Green"), (255, "Blue"))  # up to so many degrees
_RED_AGAIN = 340
_DARKEST, _PALEST, _DULLEST = 0.12, 0.93, 0.3  # lightness, and saturation, beyond which a colour is none
_LIGHTS = ("Red", "Amber", "Yellow", "Green")
_SIGNS = {
    **dict.fromkeys("🔴🟥", "Red"),
    **dict.fromkeys("🟠🟧", "Amber"),
    **dict.fromkeys("🟡🟨", "Yellow"),
    **dict.fromkeys("🟢🟩", "Green"),
    **dict.fromkeys("🔵🟦", "Blue"),
}
_WORD = re.compile(r"\w")
_ARROW = re.compile(r"[\u2190-\u21ff\u27f0-\u27ff\u2b00-\u2bff]\ufe0f?")
_SHARE = 0.6  # of a column's cells, from which a column without a word is one of colours


def colour_of(fill: str) -> str:
    """The name of a fill's colour; "" for white, black, and for what is no fill."""
    if not re.fullmatch("[0-9A-Fa-f]{6}", fill):
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if not _DARKEST < lightness < _PALEST:
        return ""
    if saturation < _DULLEST:
        return "Grey"
    return "Red" if hue * 360 >= _RED_AGAIN else next((name for end, name in _HUES if hue * 360 < end), "")


def is_sign(text: object) -> bool:
    """Whether all that stands in a cell is a sign, of which the colour may say something: "●"."""
    return isinstance(text, str) and bool(text.strip()) and not _WORD.search(text)


def colours_of_row(fills: Sequence[str]) -> list[str]:
    """The colours of a row's cells by their fills, without that which most of them share."""
    usual, times = Counter(fills).most_common(1)[0] if fills else ("", 0)
    shared = usual if times * 2 > len(fills) else None
    return ["" if fill == shared else colour_of(fill) for fill in fills]


def say_colours(parts: Sequence[Part]) -> list[DocumentWarning]:
    """Write the colour into each cell of statuses that has one and no word. Gives what is to be told of it."""
    return [column.say() for column in _coloured(parts) if column.tells_statuses]


def colours_unsaid(parts: Sequence[Part]) -> list[DocumentWarning]:
    """What is to be told of coloured cells where no column tells how actions stand."""
    return [column.left_unsaid() for column in _coloured(parts) if column.has_lights]


def are_in_colours(table: Table, at: int) -> bool:
    """Whether most of a column is in the colours of traffic lights, whatever stands in it."""
    column = _Column("", at, table.rows)
    return column.has_lights and len(column.colours) >= _SHARE * len(table.rows)


@dataclass
class _Column:
    """The column at that place in the rows of all tables with the same headings."""

    heading: str
    at: int
    rows: Sequence[TableRow]

    @property
    def colours(self) -> list[str]:
        return [colour for row in self.rows if (colour := _colour(row, self.at))]

    @property
    def wordless(self) -> list[TableRow]:
        return [row for row in self.rows if _colour(row, self.at) and not _WORD.search(_cell(row, self.at))]

    @property
    def tells_statuses(self) -> bool:
        """Whether it is headed as one of statuses, or by nothing known and has hardly anything but colours."""
        if not self.wordless or field_of_heading(self.heading) == "status":
            return bool(self.wordless) and any(colour in _LIGHTS for colour in self.colours)
        unknown = not self.heading or not is_heading(self.heading)
        return unknown and self.has_lights and len(self.wordless) >= _SHARE * len(self.rows)

    @property
    def has_lights(self) -> bool:
        return len({*self.colours} & {*_LIGHTS}) > 1

    def say(self) -> DocumentWarning:
        """A sign beside the colour stays: "Green ↑". Yellow is amber, where there is no amber besides."""
        said = Counter(self.colours)
        amber = "Amber" if "Amber" not in said else "Yellow"
        said.clear()
        for row in self.wordless:
            colour = _colour(row, self.at).replace("Yellow", amber)
            row.cells += [""] * (self.at + 1 - len(row.cells))
            row.cells[self.at] = " ".join([colour, *_ARROW.findall(row.cells[self.at])])
            said[colour] += 1
        one = said.total() == 1
        told = "1 cell tells by its" if one else f"{said.total()} cells tell by their"
        told += f" colour alone how it stands, and {'is' if one else 'are'} read as {_counted(said)}"
        return DocumentWarning(where=self._name, message=told)

    def left_unsaid(self) -> DocumentWarning:
        told = f"its cells have colours, {_counted(Counter(self.colours))}, which no column says in words; none is read"
        return DocumentWarning(where=self._name, message=told)

    @property
    def _name(self) -> str:
        return f"column {quoted(self.heading or str(self.at + 1))}"


def _coloured(parts: Sequence[Part]) -> Iterator[_Column]:
    """The columns that have colours."""
    rows: dict[tuple[str, ...], list[TableRow]] = {}
    headings: tuple[str, ...] = ()
    for part in parts:
        if isinstance(part, Table):
            headings = tuple(part.columns) or headings
            rows.setdefault(headings, []).extend(part.rows)
    for headings, below in rows.items():
        width = max([len(headings), *(len(row.colours) for row in below)])
        filled = zip(range(width), [*headings, *[""] * (width - len(headings))], strict=True)
        columns = [_Column(heading, at, below) for at, heading in filled]
        yield from (column for column in columns if column.colours)


def _cell(row: TableRow, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _colour(row: TableRow, at: int) -> str:
    sign = next((_SIGNS[letter] for letter in _cell(row, at) if letter in _SIGNS), "")
    return sign or (row.colours[at] if at < len(row.colours) else "")


def _counted(said: Counter[str]) -> str:
    return ", ".join(f"{quoted(word)} ({times})" for word, times in said.most_common())
