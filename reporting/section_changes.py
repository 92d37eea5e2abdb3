"""What happened to a plan's sections between two versions, in a sentence or two."""

from collections.abc import Sequence
from itertools import pairwise

from plans.folding import fold
from plans.models import SectionVersion

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class SectionChanges:
    """The sections of two versions, each in printed order; `word` is what the plan calls one of them."""

    def __init__(self, before: Sequence[SectionVersion], after: Sequence[SectionVersion], word: str):
        self.word, self.noun = word, word.lower()
        self.before, self.after = before, after
        earlier = {entry.section_id: entry for entry in before}
        later = {entry.section_id: entry for entry in after}
        self.gone = [entry for entry in before if entry.section_id not in later]
        self.new = [entry for entry in after if entry.section_id not in earlier]
        self.kept = [(earlier[key], later[key]) for key in earlier if key in later]

    def sentences(self) -> list[str]:
        gone, new = self._shift(self.before, self.gone, -1), self._shift(self.after, self.new, 1)
        found = []
        if self.gone:
            found.append(self._sentence(self.gone, "gone", f"what followed moved up by {gone}" if gone else ""))
        if self.new:
            found.append(self._sentence(self.new, "new", f"what follows moved down by {new}" if new else ""))
        renumbered = sum(earlier.number != later.number for earlier, later in self.kept)
        if renumbered and not gone and not new:
            found.append(f"{self._counted(renumbered)} another number.")
        if retitled := sum(fold(earlier.title) != fold(later.title) for earlier, later in self.kept):
            found.append(f"{self._counted(retitled)} another title.")
        return found

    def _shift(self, printed: Sequence[SectionVersion], few: Sequence[SectionVersion], way: int) -> str:
        """How far all that follows these few moved, as a word, where nothing else explains its numbers; or ""."""
        places = [printed.index(entry) for entry in few]
        if not few or bool(self.gone) == bool(self.new) or any(b - a != 1 for a, b in pairwise(places)):
            return ""
        side = 0 if way < 0 else 1
        followed = [pair for pair in self.kept if printed.index(pair[side]) > places[-1]]
        preceded = [pair for pair in self.kept if printed.index(pair[side]) < places[0]]
        moved = {_moved(*pair) for pair in followed}
        if moved != {way * len(few)} or {_moved(*pair) for pair in preceded} - {0}:
            return ""
        return number_word(len(few))

    def _sentence(self, sections: Sequence[SectionVersion], what: str, then: str) -> str:
        then = f" and {then}" if then else ""
        if len(sections) == 1:
            return f"{self._name(sections[0])} is {what}{then}."
        return f"{len(sections)} {self.noun}s are {what}{then}: {'; '.join(map(str, sections))}."

    def _name(self, section: SectionVersion) -> str:
        if not section.number:
            return f"The {self.noun} “{section.title}”" if section.title else f"A {self.noun}"
        return f"{self.word} {section.number}, {section.title}," if section.title else f"{self.word} {section.number}"

    def _counted(self, number: int) -> str:
        return f"{number} {self.noun}{'' if number == 1 else 's'} {'has' if number == 1 else 'have'}"


def number_word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _moved(earlier: SectionVersion, later: SectionVersion) -> int | None:
    """How much its number grew; None where one of the two is no number."""
    if not (earlier.number.isdecimal() and later.number.isdecimal()):
        return None if earlier.number != later.number else 0
    return int(later.number) - int(earlier.number)
