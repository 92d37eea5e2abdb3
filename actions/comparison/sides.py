"""Two texts read together, so that equal tokens have equal numbers."""

import re
from collections import defaultdict
from itertools import accumulate, count

from actions.comparison.tokens import Tokens, is_word

# Words that hold a sentence together and say little alone.
_COMMON = """
a about after all also an and any are as at be because been before being both but by can could did do does during each
either for from had has have he her his how i if in into is it its itself may might more most must no nor not of off on
one or other our out over own shall she should so some still such than that the their them then there these they this
those through to too under until up upon us was we were what when where which while who whom whose why will with within
without would yet you your
"""
COMMON_WORDS = frozenset(_COMMON.split())

_WORD = re.compile(r"[^\W_]+")


class Side:
    """One of the two texts.

    tokens   its tokens
    numbers  for each token, a number that it shares with the equal tokens of both sides and with no other
    sizes    for each of those numbers, how many words it stands for: none for punctuation
    words    how many words stand before each token, and, last, in the whole text

    Words are counted in runs of letters and digits, so that "8.3" and "it's" count as two.
    """

    __slots__ = ("numbers", "sizes", "tokens", "words")

    def __init__(self, tokens: Tokens, numbers: list[int], sizes: list[int]) -> None:
        self.tokens = tokens
        self.numbers = numbers
        self.sizes = sizes
        self.words = list(accumulate(map(sizes.__getitem__, numbers), initial=0))

    def words_between(self, start: int, end: int) -> int:
        """How many words the tokens from `start` up to `end` are."""
        return self.words[end] - self.words[start]

    def says_something(self, start: int, end: int) -> bool:
        """Whether a word that carries meaning is among the tokens from `start` up to `end`."""
        return any(is_word(key) and key.lower() not in COMMON_WORDS for key in self.tokens.keys[start:end])


def both_sides(before: Tokens, after: Tokens) -> tuple[Side, Side]:
    """The two texts with their equal tokens numbered alike, in the order in which they first occur."""
    numbers: dict[str, int] = defaultdict(count().__next__)
    sides = [(tokens, list(map(numbers.__getitem__, tokens.keys))) for tokens in (before, after)]
    sizes = [1 if key.isalnum() else len(_WORD.findall(key)) for key in numbers]
    one, other = (Side(tokens, own_numbers, sizes) for tokens, own_numbers in sides)
    return one, other
