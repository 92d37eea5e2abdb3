"""RAG counts: how many actions of each colour, always with how many there are in all."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from actions.statuses import BETTER, NO_STATUS, ORDER, colour_word
from plans.models import Colour, SectionVersion

from .rows import ActionRow, PrintedAction

_WAYS = ("better", "worse", "the same", "new")


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

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            tuple(ColourCount(colour, both) for colour in ORDER if (both := self.of(colour) + other.of(colour)))
        )


@dataclass(frozen=True)
class SectionCounts:
    section: int
    number: str
    title: str
    now: Counts
    before: Counts
    travel: str = ""

    def __add__(self, other: "SectionCounts") -> "SectionCounts":
        return replace(self, now=self.now + other.now, before=self.before + other.before, travel="")

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()


def count_colours(colours: Iterable[str]) -> Counts:
    counter = Counter(colours)
    return Counts(tuple(ColourCount(colour, counter[colour]) for colour in ORDER if counter[colour]))


def section_counts(
    sections: Iterable[SectionVersion],
    rows: Iterable[ActionRow],
    before: Iterable[PrintedAction],
    gone: Iterable[PrintedAction] = (),
) -> list[SectionCounts]:
    """One entry for each of a version's sections, with the counts of the same section in the version before, and which
    way its actions went since. `gone` are those of `before` that are no longer there.
    """
    left = Counter(entry.section for entry in gone)
    in_section: dict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        in_section[row.section.section_id].append(row)
    were_in_section: dict[int, list[PrintedAction]] = defaultdict(list)
    for entry in before:
        were_in_section[entry.section].append(entry)
    return [
        SectionCounts(
            section=entry.section_id,
            number=entry.number,
            title=entry.title,
            now=count_colours(row.status.colour for row in in_section[entry.section_id]),
            before=count_colours(was.colour for was in were_in_section[entry.section_id]),
            travel=travel_words(in_section[entry.section_id], gone=left[entry.section_id]),
        )
        for entry in sections
    ]


def travel_words(rows: Iterable[ActionRow], *, gone: int = 0) -> str:
    """Which way each of them went since the version before: "1 better, 2 worse, 5 were Grey, 3 the same, 1 new".

    `gone` is how many are no longer there. Empty where there is nothing to compare with. Grey and No status are not on
    the scale, so what leaves them or turns to them is neither better nor worse: the words say what it was.
    """
    count = Counter(filter(None, map(_way, rows)))
    told = [f"{count[way]} {way}" for way in ("better", "worse") if count[way]]
    told += [f"{number} {_had(way, number)}" for way, number in count.items() if way not in _WAYS]
    told += [f"{count[way]} {way}" for way in ("the same", "new") if count[way]]
    return ", ".join(told + ([f"{gone} no longer there"] if gone else []))


def _had(colour: str, number: int) -> str:
    if colour == NO_STATUS.colour_word:
        return "had no status"
    return f"{'was' if number == 1 else 'were'} {colour}"


def _way(row: ActionRow) -> str:
    """Of what was not on the scale, or no longer is, the colour it had."""
    if row.before is None:
        return "new" if row.is_new else ""
    if row.colour_before is None:
        return ""
    arrow = row.travel.arrow
    if arrow:
        return "better" if arrow == BETTER else "worse"
    return "the same" if row.colour_before == row.status.colour_word else row.colour_before
