"""What stands before and after the same words, wherever they are printed: it varies around the whole of a name, and
less within it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from math import log2

from .words import bare, is_stop

LONGEST_NAME = 30  # words: so many of officers' names, in one cell, hardly stand anywhere else
_MOST_PLACES = 300  # of a word, that are looked at
_VARIES, _VARIES_AT_MOST = 0.5, 1.0  # for each time that twice as many different words stand there
_BELONGS, _BELONGS_OFTEN = 0.8, 4  # of its places, and how many, in which a word is followed by the same one
_PARTED, _PARTED_AT_MOST = -0.5, -2.0  # for each time that twice as many different words stand behind the two
_EDGE = "\n"


class Neighbours:
    """`words` are those of all tables, in the order in which they are printed."""

    def __init__(self, words: Iterable[str]):
        self._words = [_EDGE, *map(bare, words), _EDGE]
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)  # of each word and the next
        counts = self._counts = Counter[str]()
        for place, (word, following) in enumerate(pairwise(self._words)):
            if counts[word] < _MOST_PLACES:
                counts[word] += 1
                self._places[word, following].append(place)
        self._worths: dict[tuple[str, ...], float] = {}
        self._partings: dict[tuple[str, str], float] = {}

    def worth_of_name(self, name: tuple[str, ...]) -> float:
        """That the words are all of a name, or of several; a single one may begin or end many, and too many are never
        looked for.
        """
        if not 1 < len(name) <= LONGEST_NAME:
            return 0.0
        found = self._worths.get(name)
        if found is None:
            found = self._worths[name] = self._worth(list(map(bare, name)))
        return found

    def worth_of_parting(self, word: str, following: str) -> float:
        """Against a cell that begins with the second of two words where the first is hardly ever followed by another,
        and the two are by many; not where the second is a sentence of its own: "High", "Agreed."
        """
        found = self._partings.get((word, following))
        if found is None:
            found = self._partings[word, following] = self._parted(word, following)
        return found

    def _parted(self, word: str, following: str) -> float:
        pair = bare(word), bare(following)
        places = self._places.get(pair, [])
        if is_stop(following) or len(places) < max(_BELONGS_OFTEN, _BELONGS * self._counts[pair[0]]):
            return 0.0
        after = {self._words[place + 2] for place in places}
        return max(_PARTED_AT_MOST, _PARTED * log2(len(after)))

    def _worth(self, words: list[str]) -> float:
        places = self._places.get((words[0], words[1]), [])
        begins = [place for place in places if self._words[place : place + len(words)] == words]
        before = {self._words[place - 1] for place in begins}
        after = {self._words[place + len(words)] for place in begins}
        return sum(min(_VARIES_AT_MOST, _VARIES * log2(len(side))) for side in (before, after) if side)
