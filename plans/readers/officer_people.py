"""Persons and bodies of one cell, where no post is among them."""

import re

from .officer_words import CAPITAL, ENDS_BODY, NOT_PEOPLE, TITLE, is_person

_PLAIN_NAMES = re.compile(rf"{CAPITAL}[\w'’-]+(?: {CAPITAL}[\w'’-]+)+")
_SHORT_NAME = re.compile(rf"{CAPITAL}[\w'’-]*(?: [\w'’-]+){{0,2}}")


def people_or_bodies(part: str) -> list[str]:
    """Persons parted by commas, "and" or nothing, or bodies by commas."""
    pieces = re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", part)
    if all(is_person(piece) for piece in pieces):
        return [name for piece in pieces for name in _pairs(piece)]
    return _pairs(part) if len(pieces) == 1 else _bodies(part)


def _bodies(part: str) -> list[str]:
    """Those parted by commas where each is one by its last word, or three stand in a row: "Legal, Finance, Homes"."""
    pieces = re.split(r"\s*,\s*", part)
    are_listed = len(pieces) > 2 and all(map(_SHORT_NAME.fullmatch, pieces)) and not re.search(r"&|\band\b", part)
    return pieces if are_listed or all(map(ENDS_BODY.match, pieces)) else [part]


def _pairs(part: str) -> list[str]:
    """Persons of two words each, or of as many as stand from one title to the next: "Mr Lee Cllr Ann Poole"."""
    words = part.split()
    if TITLE.fullmatch(words[0]) and _PLAIN_NAMES.fullmatch(part.replace(".", "")):
        begins = [at for at, word in enumerate(words) if TITLE.fullmatch(word) and not _is_title(words, at - 1)]
        return [" ".join(words[begin:end]) for begin, end in zip(begins, [*begins[1:], len(words)], strict=True)]
    if len(words) >= 4 and len(words) % 2 == 0 and _PLAIN_NAMES.fullmatch(part) and not NOT_PEOPLE.search(part):
        return [" ".join(words[place : place + 2]) for place in range(0, len(words), 2)]
    return [part]


def _is_title(words: list[str], at: int) -> bool:
    return at >= 0 and bool(TITLE.fullmatch(words[at]))
