"""Tracked changes in a cell: what went is struck out, what came is underlined; as plain text both stand in brackets."""

import re
from typing import NamedTuple

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Piece(NamedTuple):
    """Words that stayed ("equal"), went ("delete") or came ("insert")."""

    kind: str
    text: str


class Marked(tuple[Piece, ...]):
    """A text with its changes. As words alone, "[-what went-] {+what came+}"."""

    __slots__ = ()

    @classmethod
    def plain(cls, text: str) -> "Marked":
        return cls([Piece("equal", text)])

    @property
    def words(self) -> str:
        """What is seen: both what went and what came."""
        return "".join(text for _, text in self)

    def parted(self, place: int) -> tuple["Marked", "Marked"]:
        """Its words up to a place, and those from there on."""
        first, second = [], []
        for kind, text in self:
            first.append(Piece(kind, text[: max(place, 0)]))
            second.append(Piece(kind, text[max(place, 0) :]))
            place -= len(text)
        return Marked(piece for piece in first if piece.text), Marked(piece for piece in second if piece.text)

    def between(self, begin: str, end: str) -> "Marked":
        """The same with words before and after that no side has."""
        pieces = [Piece("equal", begin), *self, Piece("equal", end)]
        return Marked(piece for piece in pieces if piece.text)

    def __str__(self) -> str:
        signs = {"delete": ("[-", "-]"), "insert": ("{+", "+}")}
        said = []
        for kind, text in self:
            before, after = signs.get(kind, ("", ""))
            said.append(f"{before}{text}{after}")
        return "".join(said)


def rich_text(marked: Marked, font: str) -> CellRichText:
    looks = {
        "delete": InlineFont(rFont=font, sz=11, strike=True, color="A61B0F"),
        "insert": InlineFont(rFont=font, sz=11, u="single", b=True, color="00572B"),
        "equal": InlineFont(rFont=font, sz=11),
    }
    return CellRichText([TextBlock(looks[kind], storable(text)) for kind, text in marked if storable(text)])


def storable(text: str) -> str:
    """The text for a cell: what Excel would take for an escaped letter is kept as it is written."""
    return _LOOKS_ESCAPED.sub("_x005F_", storable_anywhere(text))


def storable_anywhere(text: str) -> str:
    """The text without what no XML may hold."""
    return _NOT_IN_XML.sub("", text)
