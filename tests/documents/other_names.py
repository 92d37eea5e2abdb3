"""The source documents with other names of people, places and bodies in the same places, which their keys still fit.

A name is what the documents never print in small letters, nor any of the papers of bodies that do not exist, but for
headings of columns and for what says what to do: "Devise". From these papers come the names that take its place, each
as long as the one before, so that every line stays as wide.
"""

import calendar
import random
import re
from collections import defaultdict
from functools import cache

from plans.readers.run_together import begins_with_verb
from tests.documents.answer_key import NAMES, AnswerKey, key_of, read_key
from tests.documents.sources import document_path
from tests.plans.readers.test_papers import PAPERS

_LETTERS = re.compile(r"<[^>]*>|[^\W\d_]+")
_SHORTEST = 3
_MONTHS = frozenset((*calendar.month_name, *calendar.month_abbr))


def renamed(name: str, seed: int) -> tuple[AnswerKey, str]:
    """The key and the text of a document, in which one name always becomes the same other name."""
    chosen = random.Random(seed)
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if not _is_name(word):
            return word
        if word not in others:
            others[word] = chosen.choice(_names_by_length().get(len(word), [word]))
        return others[word]

    text = _LETTERS.sub(other, document_path(name).read_text())
    return key_of(name, text), text


def _is_name(word: str) -> bool:
    may_be = len(word) >= _SHORTEST and word.istitle() and word not in _MONTHS and not begins_with_verb(word)
    return may_be and word.casefold() not in _ordinary_words()


@cache
def _ordinary_words() -> frozenset[str]:
    texts = [*_papers(), *(document_path(name).read_text() for name in NAMES)]
    headings = " ".join(heading.words for name in NAMES for heading in read_key(name).columns)
    return frozenset(
        word for text in (*texts, headings.casefold()) for word in _LETTERS.findall(text) if word.islower()
    )


@cache
def _names_by_length() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word in sorted({word for text in _papers() for word in _LETTERS.findall(text)}):
        if _is_name(word):
            found[len(word)].append(word)
    return found


@cache
def _papers() -> tuple[str, ...]:
    return tuple(path.read_text(errors="replace") for path in sorted(PAPERS.glob("*.txt")))
