"""Which typeface the lines of a copied text were set in, told by where they were broken."""

import pytest

from plans.readers.pdf_text.lines import Gap, Line
from plans.readers.pdf_text.measuring import EXACT, ROUGH, fitting_typeface
from plans.readers.pdf_text.piece import Piece
from plans.readers.pdf_text.widths import TYPEFACES, USUAL, Typeface

from .invented_plans import Inventor


def column(typeface: Typeface, width: float, *, cells: int = 12) -> list[list[Piece]]:
    inventor = Inventor(1)
    return [list(map(piece, wrapped(inventor.sentence(40).lower(), typeface, width))) for _ in range(cells)]


def wrapped(text: str, typeface: Typeface, width: float) -> list[list[str]]:
    lines: list[list[str]] = []
    for word in text.split():
        if lines and typeface.width([*lines[-1], word]) <= width:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def piece(words: list[str]) -> Piece:
    return Piece(Line(number=1, words=words, gap=Gap.NEXT), 0, len(words))


@pytest.mark.parametrize("typeface", TYPEFACES)
def test_the_one_in_whose_widths_every_line_is_full(typeface: Typeface) -> None:
    assert fitting_typeface([column(typeface, 12.0), column(typeface, 17.5)]) == (typeface, EXACT)


def test_too_few_lines_tell_nothing() -> None:
    assert fitting_typeface([column(TYPEFACES[1], 12.0, cells=1)]) == (USUAL, ROUGH)


def test_lines_broken_anywhere_fit_none() -> None:
    words = Inventor(1).sentence(900).lower().split()
    cell = [piece(words[begin : begin + 1 + begin % 7]) for begin in range(0, 900, 8)]
    assert fitting_typeface([[cell]])[1] == ROUGH
