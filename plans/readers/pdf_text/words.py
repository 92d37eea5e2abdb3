"""What sort of word a word is, which tells a name from a date, a status or a sentence.

Only what English council papers have in common is listed. Which words are names is learned: they are written with a
capital and nowhere in the document without.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

from ..officer_words import IS_MODIFIER, RANK
from .lines import is_glyph


class Sort(IntEnum):
    MONTH = 0
    FIGURE_OF_DATE = 1
    FIGURE = 2
    OF_TIME = 3
    OF_STATUS = 4
    OF_POST = 5
    NAME = 6
    CAPITAL = 7
    ACRONYM = 8
    SMALL = 9
    PLAIN = 10
    MARK = 11


def set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


SMALL_WORDS = set_of(
    "a about across after all also am an and any are as at be because been before being both but by can could do does "
    "during each either for from had has have he her his how however i if in into is it its may might more most must "
    "no nor not of off on once one only or other our out over per shall she should since so some such than that the "
    "their them then there these they this those through to under until up upon via was we were what when where "
    "whether which while who whom whose why will with within without would you your"
)
# After these a cell or a sentence cannot end.
_OPEN_WORDS = set_of(
    "a against among an and any are as at be because been between but by during every for from had has have if in into "
    "is its nor of on or our per than that the their these this those through to towards under upon via was were when "
    "where whether which while who whose with within without"
)
_OPEN_IN_SMALL_LETTERS = set_of("can could may might must shall should will would")
_MONTHS = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter|easter|christmas|q[1-4])(?:/.*)?"
)
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_DATES = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?")
_OF_TIME = set_of(
    "annual annually april's asap by commences continuous daily date deadline determined each early end every "
    "financial fortnightly from immediate immediately late mid month monthly months next ongoing quarter quarterly "
    "quarters start tba tbc tbd term termly terms timescale timescales until week weekly weeks year yearly years"
)
_OF_STATUS = set_of(
    "abandoned achieved amber ahead behind blue cancelled closed commenced complete completed compromised deferred "
    "delayed delivered done embedded finished green grey halted hold implemented late merged met not ongoing open "
    "overdue paused pending planned progress progressing published red risk schedule slipped slipping started stopped "
    "superseded suspended target track underway withdrawn yet high medium low"
)
_OF_POST = set_of(
    "adviser advisor analyst assistant board chair chief clerk commissioner committee consultant coordinator "
    "co-ordinator councillor deputy director directors engineer executive finance group head heads hr interim lead "
    "leads legal librarian manager managers member members officer officers partner partners planner principal "
    "secretary senior service services solicitor sro supervisor surveyor team teams treasurer"
)
_PARTS_OF_POSTS = set_of(
    "assistant chief deputy group head heads interim manager managers officer officers principal senior service team"
)
_ENDS_OF_POSTS = set_of(
    "adviser advisor advisers advisors analyst commander commanders coordinator co-ordinator manager managers officer "
    "officers partner planner surveyor"
)
_BEGINNINGS_OF_POSTS = set_of("acting assistant associate deputy interim joint senior")
_SMALL_CELLS = set_of("n/a n/k tba tbc")  # all of a cell, though in small letters
_MARKS = set_of("/ & + , ; - – — | :")


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """The word in small letters, without the marks around it."""
    return word.lower().strip("\"'“”‘’()[]{}.,;:!?*/")


def line_key(words: Iterable[str]) -> str:
    """What a line says, to find it again."""
    return " ".join(filter(None, map(bare, words)))


def is_month(word: str) -> bool:
    """Whether it names a month, a season or a quarter of the year."""
    return not word.islower() and bool(_MONTHS.fullmatch(bare(word)))


def is_of_date(word: str) -> bool:
    """Whether it is a month or the like, a year, or a day."""
    return is_month(word) or bool(_DATES.fullmatch(bare(word)))


def is_date_broken(before: str, word: str) -> bool:
    """Whether a date goes on from the one word to the other: "30", "November"; "November", "2025"."""
    if is_month(word):
        return bool(_DAY.fullmatch(before))
    return is_month(before) and is_of_date(word)


@lru_cache(maxsize=20_000)
def starts_small(word: str) -> bool:
    """Whether a sentence goes on with the word."""
    letters = word.lstrip("\"'“”‘’([{")
    return (letters[:1].islower() and letters not in _SMALL_CELLS) or word[0] in "/&)+"


def is_open(word: str) -> bool:
    """Whether what ends with the word cannot end there."""
    return (
        word[-1] in ",-–—/&(+“‘"
        or word in _OPEN_IN_SMALL_LETTERS
        or (word.lower() in _OPEN_WORDS and not word[1:].isupper())
    )


def is_part_of_post(word: str) -> bool:
    """Whether the word stands in the names of posts and is none by itself."""
    return bare(word) in _PARTS_OF_POSTS


def is_end_of_post(word: str) -> bool:
    """Whether a post may end with the word, and none begins with it."""
    return bare(word) in _ENDS_OF_POSTS


def is_begun_post(word: str) -> bool:
    """Whether posts begin with the word, and hardly one ends."""
    return bare(word) in _BEGINNINGS_OF_POSTS


def are_two_posts(words: Sequence[str]) -> bool:
    """Whether one begins right behind another, and says what it is of: "Registrar Director of"."""
    return any(
        following == "of" and is_rank(word) and is_rank(before) and not IS_MODIFIER.fullmatch(before)
        for before, word, following in zip(words, words[1:], words[2:], strict=False)
    )


def is_rank(word: str) -> bool:
    """Whether a post may end with the word as it stands: "Director", "Nurse"."""
    return bool(RANK.fullmatch(word)) and word.lower() not in _PARTS_OF_POSTS - _ENDS_OF_POSTS


def is_stop(word: str) -> bool:
    """Whether the word ends a sentence, or announces a list."""
    return word.rstrip("\"'”’)]")[-1:] in (".", "!", "?", ":", ";")


def is_announcing(word: str) -> bool:
    """Whether a list is to follow the word."""
    return word.endswith((":", ":-"))


class Vocabulary:
    """The words of one document."""

    def __init__(self, words: Iterable[str]):
        self._counts: Counter[str] = Counter()
        self._small: set[str] = set()
        for word, count in Counter(words).items():
            self._counts[bare(word)] += count
            if word[0].islower():
                self._small.add(bare(word))
        self._total = self._counts.total()
        self._sorts: dict[str, Sort] = {}

    def knows(self, word: str) -> bool:
        """Whether the word stands in the document, or is a month."""
        return bare(word) in self._counts or is_month(word)

    def share(self, word: str) -> float:
        """Of all the document's words, that are this one."""
        return (self._counts[bare(word)] + 1) / (self._total + 1)

    def sort(self, word: str) -> Sort:
        found = self._sorts.get(word)
        if found is None:
            found = self._sorts[word] = self._sort(word)
        return found

    def _sort(self, word: str) -> Sort:
        plain = bare(word)
        if not plain or word in _MARKS or is_glyph(word):
            return Sort.MARK
        if is_month(word):
            return Sort.MONTH
        if any(character.isdigit() for character in plain):
            return Sort.FIGURE_OF_DATE if _DATES.fullmatch(plain) else Sort.FIGURE
        listed = next((sort for words, sort in _LISTS if plain in words), None)
        return self._sort_of_letters(word, plain) if listed is None else listed

    def _sort_of_letters(self, word: str, plain: str) -> Sort:
        if not word.lstrip("\"'“”‘’([{")[:1].isupper():
            return Sort.PLAIN
        if plain in self._small or plain.removesuffix("s") in self._small:
            return Sort.CAPITAL
        if len(plain) > 1 and word.isupper():
            return Sort.ACRONYM
        letters = all(part.isalpha() for part in re.split("[-'’/]", plain) if part)
        return Sort.NAME if letters else Sort.CAPITAL


_LISTS = (
    (_OF_TIME, Sort.OF_TIME),
    (_OF_STATUS, Sort.OF_STATUS),
    (_OF_POST, Sort.OF_POST),
    (SMALL_WORDS, Sort.SMALL),
)


def within_date(word: str, sorts: Sequence[Sort], place: int) -> bool:
    """Whether a date goes on with the word: "June 2022", "Sept 21", "21 July"; but not "Sept 21 July 2022".

    A year of two, "2020/21", follows no month.
    """
    before, sort = sorts[place - 1], sorts[place]
    if before is Sort.MONTH:
        return sort in (Sort.FIGURE_OF_DATE, Sort.FIGURE) and "/" not in word
    return before is Sort.FIGURE and sort is Sort.MONTH and sorts[max(0, place - 2)] is not Sort.MONTH


def groups_of_names(words: list[str]) -> list[list[int]]:
    """Indexes of the words of each name; a slash, comma, semicolon, ampersand or "and" stands between names."""
    groups: list[list[int]] = [[]]
    for index, word in enumerate(words):
        if word in ("/", "&", "and", ",", ";", "+", "-", "–") or is_glyph(word):
            groups.append([])
            continue
        if word.startswith(("/", "&")) and groups[-1]:
            groups.append([])
        groups[-1].append(index)
        if word.endswith(("/", ",", ";")):
            groups.append([])
    return [group for group in groups if group]


def name_of(words: list[str], group: list[int]) -> str:
    return " ".join(words[index].strip(",;/") for index in group)
