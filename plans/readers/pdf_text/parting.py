"""Where among the words of headings one ends and the next begins."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple

from .heading_scores import LETTERS_FIRST, is_known, names_whose, score_beside
from .heading_words import (
    comes_before,
    is_begun,
    is_body,
    is_of_headings,
    kinds_of_words,
    may_be_all_of_one,
    may_go_on,
    role_of,
)
from .words import is_open, starts_small

LONGEST_UNKNOWN = 2  # words
_MOST_IN_HEADING = 15  # words
_BELOW = 1.5  # what speaks against a heading that begins below the top of its line
_LEAST_OF_OWN, _SHARE_OF_OWN = -0.5, 0.6  # of headings that each begin a line; of the score of any other parting
_ON_ITS_OWN = -0.3  # of whatever words stand on such a line
_BEGUN_AT_END = 1.5  # against a heading whose last line asks for more
_REFERENCE_BESIDE, _FIRST = 2.5, 3  # against a number beside the first words: "Project", "Ref" are one heading
_CAPITAL_AMID = 1.5  # against a capital letter within one, where headings are written like sentences
_LIKE_A_SENTENCE = -0.3  # of whatever words stand from the one such letter to the next
_ENDS_AMID_LINE, _BOTH_OF_ONE_LINE = 1.5, 0.8
_MOST_LETTERS = 3  # of a programme that is not told from a word in capital letters
_MANY_WORDS = 6  # of a line: it is of several headings
_ON_NEXT_LINE, _THOUGH_WHOLE = 0.8, 1.6  # what speaks against a heading that goes on on the next, and that is whole


class Word(NamedTuple):
    """`line` counts from the first. `apart`: of the first word on its line, whether it stands apart from the line
    before; None where all lines do.
    """

    word: str
    line: int
    opens_line: bool
    apart: bool | None


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings and what they score, together and the least of them; how many words they take, and whether each begins a
    line of its own.
    """

    texts: tuple[str, ...]
    score: float
    least: float
    used: int
    own: bool


@lru_cache(maxsize=2000)  # most are printed again on every page
def best_headings(words: tuple[Word, ...]) -> Headings | None:
    """The headings with the best score that the words begin with: each at the beginning of a line, as some programs
    copy them, where all of them then read like one.
    """
    anywhere, own = _Parting(words, own=False).best(), _Parting(words, own=True).best()
    if anywhere and own and own.least >= _LEAST_OF_OWN and own.score >= _SHARE_OF_OWN * anywhere.score:
        return own
    return anywhere


@lru_cache(maxsize=2000)
def whole_headings(words: tuple[Word, ...]) -> Headings | None:
    """The same of words that are known to be all of the headings, and nothing else."""
    ways = (_Parting(words, own=own).whole() for own in (False, True))
    return max(filter(None, ways), key=attrgetter("score"), default=None)


class _Parting:
    """All ways to part the words. `own`: each heading begins a line of its own."""

    def __init__(self, words: Sequence[Word], *, own: bool):
        self._printed, words = words, _without_capitals(words)
        self._words, self._own = words, own
        self._texts = ("", *(word.word for word in words))  # each after the word before it
        self._like_sentences, self._titled = _are_like_sentences(words), _have_titles(words)
        self._share_lines = max(Counter(word.line for word in words).values(), default=0) >= _MANY_WORDS
        pairs = [*zip(self._texts, words, strict=False)]
        self._across = [0.0, *accumulate(_across(*pair, own=own) for pair in pairs)]
        self._amid = [0.0, *accumulate(_capital_amid(*pair) for pair in pairs)]

    def best(self) -> Headings | None:
        """The one that scores most; None where no heading ends at the end of a line."""
        ends = [end for end in range(1, len(self._words) + 1) if self._may_end(end)]
        return self._ending(ends) if ends else None

    def whole(self) -> Headings | None:
        """The one that scores most of those that end with the last word."""
        return self._ending([len(self._words)]) if self._words else None

    def _ending(self, ends: Sequence[int]) -> Headings:
        scores, backs = self._scored()
        best = end = max(ends, key=lambda end: scores[end] - _goes_on_below(self._words, end))
        headings: list[str] = []
        least = inf
        while end:
            begin = backs[end]
            headings.append(" ".join(word.word for word in self._printed[begin:end]))
            least = min(least, scores[end] - scores[begin])
            end = begin
        return Headings(tuple(headings[::-1]), scores[best], least, best, self._own)

    def _may_end(self, end: int) -> bool:
        """Whether the last heading may end there: where a line ends, but not amid a cell."""
        return end == len(self._words) or (self._words[end].opens_line and self._words[end].apart is not False)

    def _scored(self) -> tuple[list[float], list[int]]:
        """What the best headings up to each place score, and where the last of them begins."""
        scores, backs = [0.0], [0]
        for end in range(1, len(self._words) + 1):
            near = range(max(0, end - _MOST_IN_HEADING), end)
            begins = [begin for begin in near if self._words[begin].opens_line] if self._own else near
            ways = (
                (scores[begin] + self._worth(begin, end) - self._beside(backs[begin], begin, end), begin)
                for begin in begins
            )
            score, back = max(ways, default=(-inf, end - 1))
            scores.append(score)
            backs.append(back)
        return scores, backs

    def _worth(self, begin: int, end: int) -> float:
        """That the words from the one place to the other are a heading."""
        text = self._texts[begin + 1 : end + 1]
        score = score_beside(text, self._texts[begin])
        if not begin and end < len(self._words) and names_whose(text, self._texts[end + 1]):
            score -= LETTERS_FIRST
        if begin and end == begin + 1 and self._is_of_word_before(begin):
            score -= _REFERENCE_BESIDE
        if self._like_sentences and not is_known(text):
            fits = end > begin + self._titled and _is_like_a_sentence(self._words, begin, end)
            score = max(score, _LIKE_A_SENTENCE) if fits else score
            score -= 0.0 if self._titled else self._amid[end] - self._amid[begin + 1]
        if self._own:
            score = self._on_lines(begin, end, score)
        below = self._words[begin].apart is False
        return score - _BELOW * below - (self._across[end] - self._across[begin + 1])

    def _beside(self, before: int, begin: int, end: int) -> float:
        """What speaks, by the lines, against a heading beside the one that begins at `before`: cells of one line each
        share one, and one of several lines ends at the end of a line.
        """
        words = self._words
        if self._own or not begin:
            return 0.0
        several = words[before].line != words[begin - 1].line
        if several and not words[begin].opens_line:
            return _ENDS_AMID_LINE
        alone = words[begin].opens_line and words[begin].line == words[end - 1].line
        return _BOTH_OF_ONE_LINE if self._share_lines and alone and not several else 0.0

    def _is_of_word_before(self, place: int) -> bool:
        """Whether a word for a number is of the heading before it: on lines, or of the action whose it is."""
        before, word = self._texts[place], self._texts[place + 1]
        of_action = place < _FIRST and "action" in kinds_of_words((before,))
        return "reference" in kinds_of_words((word,)) and (self._own or of_action)

    def _on_lines(self, begin: int, end: int, score: float) -> float:
        """What the lines add to the score of a heading that begins one."""
        text = self._texts[begin + 1 : end + 1]
        if _are_a_line(self._words, begin, end) and not (is_begun(text) or kinds_of_words(text)):
            score = max(score, _ON_ITS_OWN)
        if self._words[end - 1].opens_line and is_begun(text) and text[-1][0].isupper():
            score -= _BEGUN_AT_END
        return score


def _without_capitals(words: Sequence[Word]) -> Sequence[Word]:
    """As they are written elsewhere, where all are in capital letters; letters of a programme stay what they are."""
    if not all(word.word.isupper() for word in words if len(word.word) > _MOST_LETTERS):
        return words
    return [
        word._replace(word=word.word.capitalize())
        if len(word.word) > _MOST_LETTERS or role_of(word.word) in "afq"
        else word
        for word in words
    ]


def _goes_on_below(words: Sequence[Word], end: int) -> bool:
    """Whether the last heading does not end there: a word or two follow in small letters, as hardly a cell begins."""
    if end == len(words) or not starts_small(words[end].word):
        return False
    return sum(word.line == words[end].line for word in words[end:]) <= LONGEST_UNKNOWN


def _are_like_sentences(words: Sequence[Word]) -> bool:
    """Whether headings are written so: with a capital letter for the first word alone."""
    return sum(starts_small(word.word) and may_be_all_of_one(word.word) for word in words) > 1


def _have_titles(words: Sequence[Word]) -> bool:
    """Whether some headings are surely written with a capital letter for each word: "Executive Owner"."""
    return any(
        comes_before(before, word) and not is_body(word) and before.istitle() and word.istitle()
        for before, word in pairwise(word.word for word in words)
    )


def _is_like_a_sentence(words: Sequence[Word], begin: int, end: int) -> bool:
    """Whether one capital letter begins words that are not known, and another what follows them."""
    text = tuple(word.word for word in words[begin:end])
    if all(map(is_of_headings, text)) or is_body(text[0]):
        return False
    first, *others = text
    ends = end == len(words) or not starts_small(words[end].word)
    return first[0].isupper() and ends and all(map(starts_small, others)) and not is_open(text[-1])


def _capital_amid(before: str, word: Word) -> float:
    """What its capital letter speaks against the word standing in one heading with the word before it, where headings
    are written like sentences.
    """
    begins = word.word[0].isupper() and (word.word[1:].islower() or len(word.word) == 1)
    goes_on = not before.islower() and comes_before(before, word.word)
    whole = before[-1:].islower() and not is_open(before) and not goes_on
    return _CAPITAL_AMID if begins and whole else 0.0


def _across(before: str, word: Word, *, own: bool) -> float:
    """What its line speaks against the same."""
    if word.apart is True:
        return _BELOW
    if own and word.opens_line and word.word[0].isupper():
        return _ON_NEXT_LINE if before and may_go_on(before) else _THOUGH_WHOLE
    return 0.0


def _are_a_line(words: Sequence[Word], begin: int, end: int) -> bool:
    first = words[begin]
    begins = first.opens_line and first.word[0].isupper()
    return begins and first.line == words[end - 1].line and (end == len(words) or words[end].opens_line)
