"""RAG counts: how many actions of each colour, always with how many there are in all."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from actions.statuses import ORDER, colour_word
from plans.models import Colour, SectionVersion

from .rows import ActionRow, PrintedAction


@dataclass(frozen=True)
class ColourCount:
    colour: str
    count: int

    @property
    def word(self) -> str:
        return colour_word(self.colour)


@dataclass(frozen=True)
class Counts:
    """Counts by colour in the order they are shown, without the colours that nothing has."""

    colours: tuple[ColourCount, ...]

    @property
    def words(self) -> str:
        """ "5 Green, 3 Amber", or "none"."""
        return ", ".join(f"{entry.count} {entry.word}" for entry in self.colours) or "none"

    @property
    def total(self) -> int:
        return sum(entry.count for entry in self.colours)

    def of(self, colour: str) -> int:
        return next((entry.count for entry in self.colours if entry.colour == colour), 0)

    # Each colour's count, the ones that nothing has with them, as the columns of a table.
    blue = property(lambda self: self.of(Colour.BLUE))
    green = property(lambda self: self.of(Colour.GREEN))
    amber = property(lambda self: self.of(Colour.AMBER))
    red = property(lambda self: self.of(Colour.RED))
    grey = property(lambda self: self.of(Colour.GREY))
    no_status = property(lambda self: self.of(""))


@dataclass(frozen=True)
class SectionCounts:
    section: int
    number: str
    title: str
    now: Counts
    before: Counts


def count_colours(colours: Iterable[str]) -> Counts:
    counter = Counter(colours)
    return Counts(tuple(ColourCount(colour, counter[colour]) for colour in ORDER if counter[colour]))


def section_counts(
    sections: Iterable[SectionVersion], rows: Iterable[ActionRow], before: Iterable[PrintedAction]
) -> list[SectionCounts]:
    """One entry for each of a version's sections, with the counts of the same section in the version before."""
    now_colours = _by_section((row.section.section_id, row.status.colour) for row in rows)
    colours_before = _by_section((entry.section, entry.colour) for entry in before)
    return [
        SectionCounts(
            section=entry.section_id,
            number=entry.number,
            title=entry.title,
            now=count_colours(now_colours[entry.section_id]),
            before=count_colours(colours_before[entry.section_id]),
        )
        for entry in sections
    ]


def _by_section(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    colours: dict[int, list[str]] = defaultdict(list)
    for section, colour in pairs:
        colours[section].append(colour)
    return colours
