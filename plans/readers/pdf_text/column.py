"""What is known of a column: the sorts of words in it, how wide it is, what recurs in it, how often it is empty."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, log, log2

from ..officer_words import TITLE
from ..texts import UNDECIDED
from .lines import Line
from .measuring import ROUGH
from .piece import Piece
from .words import Sort, Vocabulary, are_two_posts, bare, groups_of_names, is_part_of_post, name_of

# How much more a word is to be expected in such a column than elsewhere in a plan, as the logarithm of the ratio.
_EXPECTED: dict[str, dict[Sort, float]] = {
    "text": {Sort.MONTH: -0.2, Sort.FIGURE_OF_DATE: -0.2, Sort.NAME: -0.4, Sort.SMALL: 0.1, Sort.PLAIN: 0.1},
    "person": {
        Sort.MONTH: -2.5,
        Sort.FIGURE_OF_DATE: -3,
        Sort.FIGURE: -2.5,
        Sort.OF_TIME: -2,
        Sort.OF_STATUS: -1.5,
        Sort.OF_POST: 0.6,
        Sort.NAME: 1.2,
        Sort.CAPITAL: -0.7,
        Sort.ACRONYM: -0.2,
        Sort.SMALL: -0.8,
        Sort.PLAIN: -2,
        Sort.MARK: 0.6,
    },
    "date": {
        Sort.MONTH: 2.5,
        Sort.FIGURE_OF_DATE: 2,
        Sort.FIGURE: 0.4,
        Sort.OF_TIME: 0.9,
        Sort.OF_STATUS: 0.5,
        Sort.OF_POST: -2,
        Sort.NAME: -1.5,
        Sort.CAPITAL: -0.7,
        Sort.ACRONYM: -0.4,
        Sort.SMALL: -0.1,
        Sort.PLAIN: -0.4,
        Sort.MARK: -0.2,
    },
    "status": {
        Sort.MONTH: -1,
        Sort.FIGURE_OF_DATE: -1,
        Sort.FIGURE: -1,
        Sort.OF_TIME: 0.2,
        Sort.OF_STATUS: 1.6,
        Sort.OF_POST: -0.7,
        Sort.NAME: -1,
        Sort.CAPITAL: -0.2,
        Sort.ACRONYM: 0,
        Sort.SMALL: -0.3,
        Sort.PLAIN: -0.4,
        Sort.MARK: -0.3,
    },
    "money": {Sort.FIGURE: 2.0, Sort.NAME: -1, Sort.PLAIN: -1, Sort.CAPITAL: -1, Sort.SMALL: -1},
    "reference": {Sort.FIGURE: 1.5, Sort.NAME: -2, Sort.PLAIN: -2, Sort.CAPITAL: -2, Sort.SMALL: -2},
}
_SELDOM_FILLED = re.compile(r"(?i)\b(?:revised|actual)\b")
_LEAST, _MOST = -6.0, 4.0
_WORDS_THAT_COUNT = 5  # of a line: more of them say the same again
_LEAST_ON_FURTHER_LINES = {"date": -0.7, "status": -0.5, "money": -0.5, "person": -1.5}
_STOP_AFTER_NAME = 2.0
_STATUS_BELOW_DATE = 1.0  # against a status on the line below a date, though it may stand in place of one
_BELOW_WHAT_FITS = 4.0  # times as much, where the line above is as expected
_PART_OF_POST = 1.5  # against a post that is only a part of one
_TWO_POSTS = 2.0  # against one right behind another
_ENDS_WITH_TITLE = 2.0  # against words that end as a name begins: "Mrs Lee Cllr"
_UNDECIDED = re.compile(UNDECIDED, re.IGNORECASE)
_TO_BE_DATED = 2.0  # for a date that is still to come
_BELIEF_IN_SORTS, _BELIEF_BY_WORDS = 40.0, 0.3  # words; and of those seen, so that a column stays what it is headed
_BELIEF = 30.0  # words that must have been seen before what was learned weighs as much as what is expected
_RECURS_AT_MOST = 3.0
_TEXT_AT_MOST = 1.0  # that words say for or against a column of text, where any word may stand
_TEXT_RECURS = 0.3  # what recurs in a column of text says less: it is the plan's subject
# What a column of the kind is seldom wider than, in ems, and what each em more is worth, until its width is known.
_WIDE = {"reference": 5, "person": 14, "date": 14, "status": 12, "money": 10}
_TOO_WIDE_FOR_KIND = 0.5
INDENT = 0.2  # of the width, at most, that the lines of a list stand further in
_TOO_WIDE, _TOO_WIDE_BY_WIDTH, _TOO_WIDE_AT_LEAST = -1.0, -80.0, -9.0


_Worths = tuple[Sequence[float], Sequence[float]]


@dataclass(kw_only=True)
class Column:
    """`empty` is the logarithm of the share of rows in which the column is empty, `bullets` of the cells that begin
    with one, `paragraphs` of how often a further paragraph of the cell stands apart, for each time that a cell ends.
    `tolerance`: of a width, that may be the measure's fault. `roughly`: of it, how much wider the column may be.
    `indent`: how much narrower the lines of a list are, in ems. `ends`: what a stop, and none, says for the end of a
    cell. `needed`: a row has something in it, or is no row. `beside_alike`: the next column is of the same kind.
    `usual_width`: twice what most of its lines are wide, where that is a word or two, until its width is known.
    """

    heading: str
    kind: str
    vocabulary: Vocabulary
    width: float | None = None
    needed: bool = False
    beside_alike: bool = False
    usual_width: float | None = None
    tolerance: float = ROUGH
    roughly: float = 0.0
    indent: float | None = None
    empty: float = -2.0
    paragraphs: float = -2.5
    ends: dict[bool, float] = field(default_factory=dict)
    bullets: float = -1.0
    lines: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    _words: Counter[str] = field(default_factory=Counter)
    _total: int = 0
    _expected: dict[Sort, float] = field(default_factory=dict)
    _fits: dict[str, float] = field(default_factory=dict)  # of the whole lines that were asked for before
    _worths: dict[str, tuple[float, float]] = field(default_factory=dict)  # of their words
    _shared: Line | None = None  # the line of which parts were last asked for
    _until: _Worths = ((), ())  # of its words, what those before each are worth together

    @property
    def seldom_filled(self) -> bool:
        """Whether most rows may well have nothing in it, by its heading: "Revised date"."""
        return bool(_SELDOM_FILLED.search(self.heading))

    def __post_init__(self) -> None:
        self._expected = _EXPECTED[self.kind]

    def learn(self, lines: Counter[str], people: Counter[str], words: Counter[str], all_words: Counter[str]) -> None:
        """What stands in the column; `all_words` are those of all the columns."""
        self.lines, self.people = lines, people
        self._words, self._total = Counter(), words.total()
        for word, count in words.items():
            self._words[bare(word)] += count
        self._expected = learned_expectations(_EXPECTED[self.kind], self._sorts(words), self._sorts(all_words))
        self._fits, self._worths, self._shared = {}, {}, None

    def learn_as(self, other: "Column") -> None:
        """What a column of another table, with the same heading, has learned."""
        self.lines, self.people = other.lines, other.people
        self._words, self._total, self._expected = other._words, other._total, other._expected
        self._fits, self._worths, self._shared = {}, {}, None

    def _sorts(self, words: Counter[str]) -> Counter[Sort]:
        sorts: Counter[Sort] = Counter()
        for word, count in words.items():
            sorts[self.vocabulary.sort(word)] += count
        return sorts

    def fit(self, piece: Piece) -> float:
        """How well the words suit the column."""
        if not piece.whole:
            return self._fit(piece)
        found = self._fits.get(piece.text)
        if found is None:
            found = self._fits[piece.text] = self._fit(piece)
        return found

    def fit_below(self, piece: Piece, before: Piece) -> float:
        """The same on a further line: once a cell has begun with other words than expected, more are no surprise.

        Below what fits they are, but for a post, whose words may be any.
        """
        fit = self.fit(piece)
        if self.kind == "date" and self.vocabulary.sort(piece.words[0]) is Sort.OF_STATUS:
            return fit - _STATUS_BELOW_DATE
        if fit >= 0 or (self.kind == "person" and any(map(str.isdigit, piece.text))):
            return fit
        least = _LEAST_ON_FURTHER_LINES.get(self.kind, _LEAST)
        if self.kind != "person" and self.fit(before) > 0:
            least *= _BELOW_WHAT_FITS
        return max(least, fit)

    def _fit(self, piece: Piece) -> float:
        words = piece.words
        expected, ratios = self._worths_of(piece)
        score = expected * min(1.0, _WORDS_THAT_COUNT / len(words))
        if self.kind == "person":
            score += self._fit_of_names(piece) - (_STOP_AFTER_NAME if piece.stopped else 0.0)
        if self.kind == "date" and words[0].lower() == "to" and _UNDECIDED.match(" ".join(words)):
            score += _TO_BE_DATED
        score = _within(_LEAST, score, _MOST)
        if self._total:
            learned = 3 * ratios / max(3, len(words)) + self._recurs(piece)
            score += learned * (_TEXT_RECURS if self.kind == "text" else 1.0)
        return _within(-_TEXT_AT_MOST, score, _TEXT_AT_MOST) if self.kind == "text" else score

    def _worths_of(self, piece: Piece) -> tuple[float, float]:
        """Those of all its words. Of a line that cells share nearly every part is asked for, one after the other."""
        if piece.whole:
            expected, ratios = self._worth_of_each(piece.words)
            return sum(expected), sum(ratios)
        if self._shared is not piece.line:
            expected, ratios = self._worth_of_each(piece.line.words)
            self._until = [*accumulate(expected, initial=0.0)], [*accumulate(ratios, initial=0.0)]
            self._shared = piece.line
        expected, ratios = self._until
        return expected[piece.end] - expected[piece.begin], ratios[piece.end] - ratios[piece.begin]

    def _worth_of_each(self, words: Sequence[str]) -> _Worths:
        known = self._worths
        expected, ratios = zip(*[known.get(word) or self._worth(word) for word in words], strict=True)
        return expected, ratios

    def _recurs(self, piece: Piece) -> float:
        seen = self.lines.get(piece.key, 0)
        return min(_RECURS_AT_MOST, 0.8 * log2(seen)) if seen > 1 else 0.0

    def _worth(self, word: str) -> tuple[float, float]:
        """What is expected of words of its sort, and how much more than elsewhere it was itself seen in the column."""
        background = self.vocabulary.share(word)
        seen = max(0, self._words[bare(word)] - 1) + _BELIEF * background
        ratio = _within(-1.5, log(seen / ((self._total + _BELIEF) * background)), 2.0)
        found = self._worths[word] = (self._expected.get(self.vocabulary.sort(word), 0.0), ratio)
        return found

    def _fit_of_names(self, piece: Piece) -> float:
        """A name is two words, sometimes three; a post has more, and says that it is one."""
        if piece.as_names is None:
            piece.as_names = self._as_names(piece.words)
        score, names = piece.as_names
        for name in names:
            known = self.people[name] - 1
            score += min(2.5, log2(1 + known)) if known > 0 else 0.0
        return score

    def _as_names(self, words: list[str]) -> tuple[float, list[str]]:
        """What is to be said of them before any name is known, and the names that they may be."""
        score, names = 0.0, []
        for group in groups_of_names(words):
            score -= _PART_OF_POST if len(group) == 1 and is_part_of_post(words[group[0]]) else 0.0
            if not any(self.vocabulary.sort(words[index]) is Sort.OF_POST for index in group):
                score += _worth_of_length(_length_of_name([words[index] for index in group]))
            score -= _TWO_POSTS * are_two_posts([words[index] for index in group])
            score -= _ENDS_WITH_TITLE if len(group) > 1 and _is_title(words[group[-1]]) else 0.0
            if len(group) > 1:
                names.append(name_of(words, group))
        return score, names

    def set_width(self, width: float, most: float) -> None:
        """`most` that it may be. Dates are so short that hardly a line is full, which leaves room for longer ones."""
        self.width = width
        self.roughly = max(0.0, most / width - 1) if self.kind == "date" else 0.0

    def too_wide(self, piece: Piece) -> float:
        """0 for a line that the column has room for, else less."""
        if self.width is None:
            most = _WIDE.get(self.kind) or self.usual_width or piece.width
            return -_TOO_WIDE_FOR_KIND * max(0.0, piece.width - most)
        over = piece.width / self.width - 1 - self.tolerance - self.roughly
        return max(_TOO_WIDE_AT_LEAST, _TOO_WIDE + _TOO_WIDE_BY_WIDTH * over) if over > 0 else 0.0

    def room_after(self, piece: Piece, following: Piece, *, in_list: bool = False) -> float:
        """How much of the column's width was still free for the next line's first word; below 0 there was no room."""
        if self.width is None:
            return 0.0
        room = (self.width - piece.width - following.first_width) / self.width
        if not in_list:
            return room
        return room - (INDENT if self.indent is None else self.indent / self.width)


def _within(least: float, score: float, most: float) -> float:
    return least if score < least else most if score > most else score


def learned_expectations(
    expected: dict[Sort, float], sorts: Counter[Sort], all_sorts: Counter[Sort]
) -> dict[Sort, float]:
    """What was expected beforehand, moved towards what was found."""
    total = all_sorts.total() + len(Sort)
    shares = {sort: (all_sorts[sort] + 1) / total for sort in Sort}
    before = {sort: shares[sort] * exp(expected.get(sort, 0.0)) for sort in Sort}
    belief = _BELIEF_IN_SORTS + _BELIEF_BY_WORDS * sorts.total()
    scale = belief / sum(before.values())
    found = sorts.total() + belief
    return {sort: log((sorts[sort] + scale * before[sort]) / (found * shares[sort])) for sort in Sort}


def _length_of_name(words: list[str]) -> int:
    """How many words are a name's; titles before them are none, but for one in place of the first name."""
    titles = sum(map(_is_title, words))
    rest = len(words) - titles
    return rest + 1 if titles and rest == 1 else max(1, rest)


def _is_title(word: str) -> bool:
    return bool(TITLE.fullmatch(word.strip(",;/")))


def _worth_of_length(length: int) -> float:
    return (0.0, -1.2, 1.0, -0.3, -2.5)[min(4, length)] - max(0, length - 4)
