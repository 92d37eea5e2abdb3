"""The row of column headings at the top of a table: where it stands, and where one heading ends and the next begins."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import inf
from typing import NamedTuple

from ..columns import is_outright
from .heading_rows import HeadingRow, compared
from .heading_scores import kinds_of_heading, score_beside, without_repeated
from .heading_words import (
    OTHER,
    ends_within,
    is_begun,
    is_dated_heading,
    is_of_headings,
    is_unit,
    kinds_of_words,
    may_go_on,
)
from .lines import Gap, Line
from .words import starts_small

_YEAR = re.compile(r"20\d\d(?:[/–-]\d{2,4})?")
_MOST_WORDS, _MOST_LINES, _MOST_IN_HEADING = 60, 24, 12
_BELOW = 1.5  # what speaks against a heading that begins below the top of its line
_KNOWN, _KNOWN_OF_REPEATED = 0.6, 0.3  # of a line's words
_FEWEST, _MOST_COLUMNS = 3, 24  # columns of different kinds, and columns: words that make fewer or more are no row
_LEAST, _LEAST_OF_KNOWN = 0.6, 0.4  # what a heading must score, and where all say what is in their columns
_LONGEST_UNKNOWN = 2  # words
# Words: of a page of an ordinary paper hardly thirty read like headings; those printed again are gathered again.
_MOST_TRIED, _MOST_GATHERED = 5_000, 40_000
_LATER = 0.3  # that it must score more to begin a line later
_LEAST_OF_OWN, _SHARE_OF_OWN = -0.5, 0.6  # of headings that each begin a line; of the score of any other parting
_ON_ITS_OWN = -0.3  # of whatever words stand on such a line
_BEGUN_AT_END = 1.5  # against a heading whose last line asks for more
_REFERENCE_BESIDE = 2.5  # against a number on a line of its own that stands not first: "Project", "Ref" are one heading
_ON_NEXT_LINE, _THOUGH_WHOLE = 0.8, 1.6  # what speaks against a heading that goes on on the next, and that is whole


class _Word(NamedTuple):
    """`line` counts from the first. `apart`: of the first word on its line, whether it stands apart from the line
    before; None where all lines do.
    """

    word: str
    line: int
    opens_line: bool
    apart: bool | None


@dataclass(frozen=True, slots=True)
class _Headings:
    """Headings and what they score, together and the least of them; how many words they take, and whether each begins a
    line of its own.
    """

    texts: tuple[str, ...]
    score: float
    least: float
    used: int
    own: bool


class _Tried:
    """The stretches of words that were looked through for headings, so that a hostile paper has no end of them.

    `is_over`: so many words were gathered that no more are.
    """

    def __init__(self) -> None:
        self._stretches: set[tuple[_Word, ...]] = set()
        self._count, self._gathered = 0, 0

    @property
    def is_over(self) -> bool:
        return self._gathered > _MOST_GATHERED

    def may_be(self, words: tuple[_Word, ...]) -> bool:
        """Whether they were before, or may be now."""
        self._gathered += len(words)
        if words not in self._stretches and self._count < _MOST_TRIED:
            self._stretches.add(words)
            self._count += len(words)
        return words in self._stretches


def find_heading_rows(lines: list[Line]) -> list[HeadingRow]:
    found: list[HeadingRow] = []
    tried = _Tried()
    repeated = Counter(line.text for line in lines)
    index = 0
    while index < len(lines):
        row = _heading_row_at(lines, index, repeated, tried)
        if row and row.begin + 1 < row.end:
            later = _heading_row_at(lines, index + 1, repeated, tried)
            row = later if later and later.score > row.score + _LATER else row
        if row:
            found.append(row)
        index = row.end if row else index + 1
    widest = max((len(row.headings) for row in found), default=0)
    found = [row for row in found if 3 * len(row.headings) > 2 * widest or any(map(is_outright, row.headings))]
    return compared(found, lines)


def _heading_row_at(lines: list[Line], begin: int, repeated: Counter[str], tried: _Tried) -> HeadingRow | None:
    line = lines[begin]
    if tried.is_over or starts_small(line.words[0]):
        return None
    if not (is_of_headings(line.words[0]) or repeated[line.text] > 1 or _has_many_kinds(line)):
        return None
    words = tuple(_words_of_headings(lines, begin, repeated))
    best = _best_headings(words) if tried.may_be(words) else None
    if not best:
        return None
    headings = best.texts
    kinds = Counter(kind for heading in headings for kind in kinds_of_heading(heading) if kind != OTHER)
    all_known = len(kinds) > _FEWEST and all(map(kinds_of_heading, headings))
    least = (_LEAST_OF_KNOWN if all_known else _LEAST) * len(headings)
    if len(headings) > _MOST_COLUMNS or len(kinds) < _FEWEST or best.score < least:
        return None
    end = begin + words[best.used - 1].line + 1
    return HeadingRow(
        begin=begin,
        end=end,
        headings=tuple(without_repeated(headings)),
        blank_first=line.indented,
        blank_last=lines[end - 1].trails,
        score=best.score,
        lines=tuple(line.text for line in lines[begin:end]) if best.own else (),
    )


def _has_many_kinds(line: Line) -> bool:
    return len(kinds_of_words(tuple(line.words))) >= _FEWEST


def _words_of_headings(lines: list[Line], begin: int, repeated: Counter[str]) -> Iterator[_Word]:
    """While lines are mostly made of the words of headings; of fewer, where they are repeated on other pages."""
    count = 0
    loose = any(line.loose for line in lines[begin + 1 : begin + _MOST_LINES])
    for index, line in enumerate(lines[begin : begin + _MOST_LINES], begin):
        known = sum(is_of_headings(word) for word in line.words)
        least = _KNOWN_OF_REPEATED if repeated[line.text] > 1 else _KNOWN
        again = index > begin and (line.opens_page or _texts_of(lines, index) == _texts_of(lines, begin))
        figures = " ".join(word for word in line.words if not is_unit(word))
        dated = any(map(str.isdigit, figures)) and not (_has_many_kinds(line) or _is_of_dated_heading(lines, index))
        unknown = known < least * len(line.words) and not repeated[line.text] >= repeated[lines[begin].text] > 1
        unknown = unknown and not (index > begin and _stands_amid(line, lines[index + 1 : index + 2]))
        full = max(count, len(line.words)) > _MOST_WORDS or unknown
        if again or full or dated or ends_within(line.text):
            return
        apart = index == begin or (None if loose else line.gap is Gap.APART)
        for position, word in enumerate(line.words):
            yield _Word(word, index - begin, not position, None if position else apart)
        count += len(line.words)


def _texts_of(lines: list[Line], begin: int) -> list[str]:
    """Of the line and the next: a heading of one word may be the first word of another."""
    return [line.text for line in lines[begin : begin + 2]]


def _is_of_dated_heading(lines: list[Line], index: int) -> bool:
    """Whether the line, or a year on it with the line before or after, is a heading that says of when it tells."""
    words, before = lines[index].words, lines[index - 1].words if index else []
    after = lines[index + 1].words if index + 1 < len(lines) else []
    is_year = len(words) == 1 and bool(_YEAR.fullmatch(words[0]))
    return is_dated_heading(words) or (
        is_year and (is_dated_heading([*before, *words]) or is_dated_heading([*words, *after]))
    )


def _stands_amid(line: Line, after: list[Line]) -> bool:
    """Whether unknown words may be a heading, or begin one, since the line after them is made of known ones."""
    short = len(line.words) <= _LONGEST_UNKNOWN and all(map(str.isalpha, line.words))
    goes_on = starts_small(line.words[0]) or (bool(after) and all(map(is_of_headings, after[0].words)))
    return short and goes_on


@lru_cache(maxsize=2000)  # most are printed again on every page
def _best_headings(words: tuple[_Word, ...]) -> _Headings | None:
    """The headings with the best score that the words begin with: each at the beginning of a line, as some programs
    copy them, where all of them then read like one.
    """
    anywhere, own = _parted(words, own=False), _parted(words, own=True)
    if anywhere and own and own.least >= _LEAST_OF_OWN and own.score >= _SHARE_OF_OWN * anywhere.score:
        return own
    return anywhere


def _parted(words: Sequence[_Word], *, own: bool) -> _Headings | None:
    """The best way to part them. `own`: each begins a line of its own."""
    scores: list[float] = [0.0]
    backs: list[int] = [0]
    texts = ("", *(word.word for word in words))  # each after the word before it
    across = [0.0, *accumulate(_across(*pair, own=own) for pair in zip(texts, words, strict=False))]

    def worth(begin: int, end: int) -> float:
        if own and not words[begin].opens_line:
            return -inf
        text = texts[begin + 1 : end + 1]
        score = score_beside(text, texts[begin])
        if own and _are_a_line(words, begin, end) and not (is_begun(text) or kinds_of_words(text)):
            score = max(score, _ON_ITS_OWN)
        if own and words[end - 1].opens_line and is_begun(text) and text[-1][0].isupper():
            score -= _BEGUN_AT_END
        if own and begin and end == begin + 1 and "reference" in kinds_of_words(text):
            score -= _REFERENCE_BESIDE
        below = words[begin].apart is False
        return score - _BELOW * below - (across[end] - across[begin + 1])

    for end in range(1, len(words) + 1):
        begins = range(max(0, end - _MOST_IN_HEADING), end)
        score, back = max((scores[begin] + worth(begin, end), begin) for begin in begins)
        scores.append(score)
        backs.append(back)
    ends = [end for end in range(1, len(scores)) if end == len(words) or words[end].opens_line]
    if not ends:
        return None
    best = end = max(ends, key=lambda end: scores[end] - _goes_on_below(words, end))
    headings: list[str] = []
    least = inf
    while end:
        begin = backs[end]
        headings.append(" ".join(word.word for word in words[begin:end]))
        least = min(least, scores[end] - scores[begin])
        end = begin
    return _Headings(tuple(headings[::-1]), scores[best], least, best, own)


def _goes_on_below(words: Sequence[_Word], end: int) -> bool:
    """Whether the last heading does not end there: a word or two follow in small letters, as hardly a cell begins."""
    if end == len(words) or not starts_small(words[end].word):
        return False
    return sum(word.line == words[end].line for word in words[end:]) <= _LONGEST_UNKNOWN


def _across(before: str, word: _Word, *, own: bool) -> float:
    """What speaks against the word standing in one heading with the word before it."""
    if word.apart is True:
        return _BELOW
    if own and word.opens_line and word.word[0].isupper():
        return _ON_NEXT_LINE if before and may_go_on(before) else _THOUGH_WHOLE
    return 0.0


def _are_a_line(words: Sequence[_Word], begin: int, end: int) -> bool:
    first = words[begin]
    begins = first.opens_line and first.word[0].isupper()
    return begins and first.line == words[end - 1].line and (end == len(words) or words[end].opens_line)
