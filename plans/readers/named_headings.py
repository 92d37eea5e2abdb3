"""Headings of columns that nobody knows and no lines set apart: a person has named them, as they stand in the file."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

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
    def words(self) -> list[str]:
        return [word for heading in self.read_as for word in heading.split()]

    @property
    def printed(self) -> dict[str, str]:
        """The headings by what they are read as."""
        return {known: heading for heading, known in self.read_as.items()}

    def are_all_of(self, cells: Collection[str]) -> bool:
        """Whether a line of cells is of them and of nothing else."""
        named, filled = set(map(fold, self.read_as)), [fold(cell) for cell in cells if cell]
        return len(filled) > 1 and named.issuperset(filled)


def first_lines(lines: Iterable[str]) -> list[str]:
    """For a person to find the headings in; no further ones are asked for."""
    return [line[:_LONGEST] for line in islice(filter(str.strip, lines), _MOST)]


_MOST, _LONGEST = 60, 200
NONE_NAMED = NamedHeadings()
