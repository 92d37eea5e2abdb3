"""How wide words are in print, in ems.

The widths are those of the sans-serif typefaces that councils set their papers in. Only their ratios matter: what a
column is wide is learned from the lines that stand in it, in the same measure.
"""

from functools import lru_cache

_CHARACTERS_OF_WIDTH = {
    0.22: "ijl'‘’|",
    0.28: " .,:;!/\\[]It",
    0.33: "()-`r“”",
    0.5: "cksvxyzJ",
    0.61: "FTZ",
    0.67: "ABEKPSVXY&",
    0.72: "CDHNRUw",
    0.78: "GOQ",
    0.83: "mM",
    0.89: "%",
    0.95: "W",
    1.0: "—",
}
_WIDTH_OF = {character: width for width, characters in _CHARACTERS_OF_WIDTH.items() for character in characters}
_WIDTH_OF["f"] = 0.28
_OTHERWISE = 0.556
SPACE = _WIDTH_OF[" "]


@lru_cache(maxsize=20_000)
def word_width(word: str) -> float:
    return sum(_WIDTH_OF.get(character, _OTHERWISE) for character in word)


def width(words: list[str]) -> float:
    """Of the words set in one line, with a space between each and the next."""
    return sum(map(word_width, words)) + SPACE * max(0, len(words) - 1)
