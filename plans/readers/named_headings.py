"""Headings of columns that nobody knows and no lines set apart: a person has named them, as they stand in the file."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice

from plans.folding import fold


@dataclass(frozen=True)
class NamedHeadings:
    """`read_as` has for each heading, in their order, a known one of its kind, which tells what stands below it; where
    that was not said, the heading itself.
    """

    read_as: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return len(self.read_as) > 1

    @property
    def letters(self) -> str:
        return "".join(map(letters_of, self.read_as))

    @property
    def printed(self) -> dict[str, str]:
        """The headings by what they are read as."""
        return {known: heading for heading, known in self.read_as.items()}

    def named(self, cell: str) -> str:
        """The heading that a cell is, as it was named; another cell as it is."""
        return self._by_letters.get(letters_of(cell), cell)

    def known(self, cell: str) -> str:
        """What a cell is read as; itself where it is none of them."""
        return self.read_as.get(self.named(cell), cell)

    def are_all_of(self, cells: Collection[str]) -> bool:
        """Whether a line of cells is of them and of nothing else."""
        filled = [letters_of(cell) for cell in cells if cell]
        return len(filled) > 1 and self._by_letters.keys() >= set(filled)

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        return {letters_of(heading): heading for heading in self.read_as}


def letters_of(heading: str) -> str:
    """What of a heading a person goes by: not its case, its white space, its quotes or stops, or a hyphen, which may
    only end its line.
    """
    return _BETWEEN.sub("", fold(heading))


class Pieces:
    """Lines or words of a text, to find where some of them, one after the other, have certain letters and no others."""

    def __init__(self, pieces: Iterable[str]):
        letters = list(map(letters_of, pieces))
        ends = accumulate(map(len, letters))
        places = [(at, end, len(piece)) for at, (piece, end) in enumerate(zip(letters, ends, strict=True)) if piece]
        self._letters = "".join(letters)
        self._begins = {end - length: at for at, end, length in places}
        self._ends = {end: at + 1 for at, end, _ in places}

    def found(self, letters: str) -> Iterator[tuple[int, int]]:
        """Each place: from which piece, and up to before which. The pieces are gone through once."""
        for begin, at in self._begins.items():
            if letters and self._letters.startswith(letters, begin) and (end := begin + len(letters)) in self._ends:
                yield at, self._ends[end]


def first_lines(lines: Iterable[str]) -> list[str]:
    """For a person to find the headings in; no further ones are asked for."""
    return [line[:_LONGEST] for line in islice(filter(str.strip, lines), _MOST)]


_MARKS = r"""\s.,:;?!'"‘’“”‐‑–—\u00ad*-"""
_BETWEEN = re.compile(f"[{_MARKS}]+")
WORD = re.compile(f"[^{_MARKS}]+[?!.:]*")
_MOST, _LONGEST = 60, 200
NONE_NAMED = NamedHeadings()
