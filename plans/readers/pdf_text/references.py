"""Where rows begin, told by their references: they stand at the beginning of a line, or within it, and ascend."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from .lines import Gap, Line
from .words import is_month, is_of_date, starts_small

# Families of references: 1.1 and 2.10.3; R1, A1.2, WS-3 and E1b; 1a, 2.1a and (a); and plain numbers, 2 amid 1a and 3b.
_POINTS = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,2}\.)(\d{1,3})()\.?")
_LETTERS = re.compile(r"((?:[A-Z]{1,4}|[A-Z][a-z][A-Z])[-/ ]?(?:\d{1,2}\.)?)(\d{1,3})([a-h]?)[.:)]?")
_LETTER_AFTER = re.compile(r"(\d{1,2}(?:\.\d{1,2})?|\()([a-z])()[.)]?")
_NUMBER = re.compile(r"()(\d{1,3})([a-h]?)[.)]?")
_LEAST_WEIGHT, _LEAST_WEIGHT_OF_NUMBERS, _LEAST_WEIGHT_UNEXPECTED = 0.9, 2.5, 4.5
_LEAST_OF_KIND, _OF_FURTHER_KIND = 1.5, 0.5  # the weight of a kind's references; what each kind but one costs
_MOST_WORDS_BEFORE = 12  # on its line
_QUARTER = re.compile(r"Q[1-4]")
_ANY = -1  # part
_OF_NUMBERS = re.compile(r"[A-Z]{0,6}[/.-]?\d{1,4}(?:[/.-][A-Z]{0,4}\d{1,4}){1,3}")
_FEWEST_OF_SHAPE = 3
_Key = TypeVar("_Key")
_FAMILIES = (_POINTS, _LETTERS, _LETTER_AFTER, _NUMBER)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """`part` counts the letters after the last number: of R1b the second."""

    index: int
    word: int
    prefix: str
    last: int
    part: int
    weight: float
    opens_table: bool


def find_references(lines: list[Line], opening: set[int], anew: Collection[int] = (), *, expected: bool) -> list[int]:
    """Indexes of the lines on which a row begins; none when the rows have no references.

    `opening` are the indexes of the first line of each table, `anew` those below headings that are printed again. Plain
    numbers must be many to be references, unless they are `expected`: by a column for them.
    """
    best: tuple[float, list[_Candidate]] = (0.0, [])
    openings = opening.union(anew)
    for family in _FAMILIES:
        least = _LEAST_WEIGHT
        if family not in _FAMILIES[:2]:
            least = _LEAST_WEIGHT_OF_NUMBERS if expected else _LEAST_WEIGHT_UNEXPECTED
        candidates = [
            found for index, line in enumerate(lines) if (found := _candidate(family, index, line, 0, openings))
        ]
        chain = max(_best_chain(candidates), _chains_of_each_kind(candidates), key=lambda found: found[0])
        opened = len(opening.intersection(candidate.index for candidate in chain[1]))
        likely = expected or opened * 2 > len(opening)
        if chain[0] > max(least, best[0] + 0.01) and likely:
            best = chain
    begun = [candidate.index for candidate in best[1]]
    if not expected:
        return begun
    return sorted([*begun, *_of_further_shapes(lines, begun)]) if begun else _of_one_shape(lines, opening)


def _of_one_shape(lines: list[Line], opening: set[int]) -> list[int]:
    """Those that begin with references of several numbers, as the first line of most tables does."""
    opened = [places for places in _of_shapes(lines) if 2 * len(opening.intersection(places)) > len(opening)]
    return max(opened, key=len, default=[])


def _of_further_shapes(lines: list[Line], found: list[int]) -> list[int]:
    """Those that do and all stand above or below the lines with other references: IA24/03 where R1 to R6 have ended."""
    apart = [places for places in _of_shapes(lines) if places[0] > found[-1] or places[-1] < found[0]]
    return [index for places in apart for index in places]


def _of_shapes(lines: list[Line]) -> list[list[int]]:
    """Indexes of lines that begin with several numbers of the same lengths, each with others: 2023-07/2, INS/24/03."""
    shapes: dict[str, dict[str, int]] = defaultdict(dict)
    for index, line in enumerate(lines):
        if _OF_NUMBERS.fullmatch(line.words[0]) and not is_of_date(line.words[0]):
            shapes[re.sub(r"\d", "#", re.sub("[A-Z]+", "A", line.words[0]))].setdefault(line.words[0], index)
    return [[*places.values()] for places in shapes.values() if len(places) >= _FEWEST_OF_SHAPE]


def find_references_within(lines: list[Line]) -> dict[int, int]:
    """The places of the references that stand further right in their rows: by the index of the line, of which word.

    They are many, and the words that follow begin a cell.
    """
    best: tuple[float, list[_Candidate]] = (_LEAST_WEIGHT_OF_NUMBERS, [])
    for family in _FAMILIES:
        candidates = [
            found
            for index, line in enumerate(lines)
            for word in range(min(len(line.words), _MOST_WORDS_BEFORE + 1))
            if (found := _candidate(family, index, line, word, set()))
        ]
        best = max(best, _best_chain(candidates), key=lambda chain: chain[0])
    return {lines[candidate.index].index: candidate.word for candidate in best[1]}


def _candidate(family: re.Pattern[str], index: int, line: Line, place: int, opening: set[int]) -> _Candidate | None:
    word, after = line.words[place], line.words[place + 1 : place + 2]
    if not (word[0].isalnum() or word[0] == "(") or len(word) > 12 or _QUARTER.fullmatch(word):
        return None
    match = family.fullmatch(word)
    if not match:
        return None
    last = int(match[2]) if match[2].isdigit() else _place_in_alphabet(match[2])
    part = _place_in_alphabet(match[3]) if match[3] else 0
    weight = 1.0 if place or line.gap is not Gap.NEXT or line.opens_page or index in opening else 0.4
    if after and (starts_small(after[0]) or is_month(after[0])):
        weight -= 0.9
    return _Candidate(index, place, match[1], last, part, weight, index in opening)


def _place_in_alphabet(letter: str) -> int:
    return ord(letter) - ord("a") + 1


def _best_chain(candidates: list[_Candidate]) -> tuple[float, list[_Candidate]]:
    """The references of most weight of which each follows the one before: 1.2 on 1.1, or 2.1 on whatever 1."""
    scores: list[float] = []
    backs: list[int] = []
    latest: dict[tuple[str, int, int], int] = {}  # of each reference, the place of the best chain that ends with it
    of_major: dict[str, int] = {}  # the same by the prefix alone
    best = (0.0, -1)  # of all, the score of the best chain, and the place at which it ends
    for place, candidate in enumerate(candidates):
        score, back = _best_before(candidate, latest, of_major, scores, best)
        scores.append(score + candidate.weight)
        backs.append(back)
        best = max(best, (scores[place], place))
        _note(of_major, candidate.prefix, place, scores)
        for part in {candidate.part, _ANY}:
            _note(latest, (candidate.prefix, candidate.last, part), place, scores)
    if not scores:
        return 0.0, []
    place = max(range(len(scores)), key=scores.__getitem__)
    total, chain = scores[place], []
    while place >= 0:
        chain.append(candidates[place])
        place = backs[place]
    return total, chain[::-1]


def _note(places: dict[_Key, int], key: _Key, place: int, scores: list[float]) -> None:
    """The place under the key, if none before it has a better score."""
    if key not in places or scores[places[key]] <= scores[place]:
        places[key] = place


def _chains_of_each_kind(candidates: list[_Candidate]) -> tuple[float, list[_Candidate]]:
    """The references of kinds that stand among each other and ascend each by itself: KR1, IR1, KR2, IR2."""
    kinds: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.prefix.isalpha():
            kinds[candidate.prefix].append(candidate)
    chains = [chain for chain in map(_best_chain, kinds.values()) if chain[0] > _LEAST_OF_KIND]
    found = sorted((candidate for _, chain in chains for candidate in chain), key=lambda candidate: candidate.index)
    return sum(total - _OF_FURTHER_KIND for total, _ in chains) + _OF_FURTHER_KIND, found


def _best_before(
    candidate: _Candidate,
    latest: dict[tuple[str, int, int], int],
    of_major: dict[str, int],
    scores: list[float],
    best: tuple[float, int],
) -> tuple[float, int]:
    tried = [(0.0 if candidate.last == 1 and candidate.part < 2 else -0.3, -1)]
    whole = latest.get((candidate.prefix, candidate.last, candidate.part - 1), -1) if candidate.part else -1
    if whole >= 0:
        tried.append((scores[whole], whole))
    if candidate.part > 1:
        return max(tried)
    for step, cost in ((1, 0.0), (2, 0.5), (3, 0.8)):
        place = latest.get((candidate.prefix, candidate.last - step, _ANY), -1)
        if place >= 0:
            tried.append((scores[place] - cost, place))
    if candidate.last <= 2 and candidate.prefix:
        place = of_major.get(_prefix_before(candidate.prefix), -1)
        if place >= 0:
            tried.append((scores[place] - 0.3 * (candidate.last - 1), place))
    if candidate.last == 1 and (candidate.opens_table or candidate.prefix[:1].isalpha() or candidate.prefix == "("):
        cost = 0.2 if candidate.opens_table else 0.5
        tried.append((best[0] - cost, best[1]))
    return max(tried)


def _prefix_before(prefix: str) -> str:
    """ "2." is before "3.", "B" before "C"."""
    if match := re.fullmatch(r"(.*?)(\d+)(\D*)", prefix):
        return f"{match[1]}{int(match[2]) - 1}{match[3]}"
    return prefix[:-1] + chr(max(0, ord(prefix[-1]) - 1))
