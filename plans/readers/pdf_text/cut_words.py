"""Words that a narrow column has cut in two, without a hyphen: "Recommendati" above "on"."""

from dataclasses import replace

from .heading_words import is_of_headings
from .lines import Line

_SHORTEST = 4  # letters of the first half


def with_words_whole(lines: list[Line]) -> tuple[list[Line], list[int]]:
    """The lines with such words of headings put together, each on the first of its two lines, and of every line the
    place in `lines` at which it begins; last the place after them all.
    """
    whole: list[Line] = []
    places: list[int] = []
    for place, line in enumerate(lines):
        words = line.words
        if whole and _are_halves(whole[-1], line):
            before, (half, *words) = whole[-1], words
            whole[-1] = replace(before, words=[*before.words[:-1], before.words[-1] + half])
        if words:
            whole.append(line if words is line.words else replace(line, words=words, double=frozenset()))
            places.append(place)
    return whole, [*places, len(lines)]


def _are_halves(before: Line, line: Line) -> bool:
    """Whether a word of headings is cut between the two, neither half of which is one that stands there by itself."""
    first, second = before.words[-1], line.words[0]
    if line.below_space or len(first) < _SHORTEST or not (first.isalpha() and second.isalpha() and second.islower()):
        return False
    return not is_of_headings(first) and is_of_headings(first + second)
