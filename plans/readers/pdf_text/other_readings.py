"""Other ways to part the words of headings, that are nearly as good."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise

from ..columns import fields_of_headings
from .heading_scores import are_letters_first, is_known, score_beside, score_of_words
from .heading_words import kinds_of_words, role_of

_CLOSE = 1.8  # so little worse, another way to part the words is worth trying
_MOST_OTHERS = 3
_Readings = Iterator[tuple[float, tuple[str, ...]]]  # how much worse each is


def _are_two(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether they surely are two headings: one is known as it stands, or each names another kind of column.

    One of two words with a slash between them is whole, too.
    """
    if _may_be_one(words, others):
        return False
    kinds = kinds_of_words(words), kinds_of_words(others)
    whole = any(is_known(either) or (len(either) == 3 and either[1] == "/") for either in (words, others))
    return whole or (all(kinds) and not kinds[0] & kinds[1])


def _may_be_one(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two words may be one heading though each can stand alone: "Project", "Manager"."""
    return len(words) == len(others) == 1 and role_of(words[0]) == "b"


def other_readings(headings: tuple[str, ...], lines: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """Other ways to part the same words, with one heading more or fewer, that are nearly as good; the best first.

    `lines` are those on which they stand, where each begins one: then two that can stand alone are two, and a part of
    one that begins no line must be able to. Where one says what is to be done, another does.
    """
    told = _tell_actions(headings)
    found = sorted((*_parted_further(headings, lines), *_joined(headings, lines)))
    fitting = (changed for loss, changed in found if loss < _CLOSE and (_tell_actions(changed) or not told))
    return list(islice(fitting, _MOST_OTHERS))


def _tell_actions(headings: Sequence[str]) -> bool:
    return "action" in fields_of_headings(headings)


def _parted_further(headings: tuple[str, ...], lines: Sequence[str]) -> _Readings:
    begins = {0, *accumulate(len(line.split()) for line in lines)}
    count, before = 0, ""
    for index, heading in enumerate(headings):
        words = tuple(heading.split())
        for place in range(1, 1 if is_known(words) and not _are_known(words) else len(words)):
            halves = score_beside(words[:place], before), score_beside(words[place:], words[place - 1])
            if min(halves) > (-_CLOSE if not lines or count + place in begins else 0.0):
                parts = " ".join(words[:place]), " ".join(words[place:])
                yield score_beside(words, before) - sum(halves), (*headings[:index], *parts, *headings[index + 1 :])
        count, before = count + len(words), words[-1]


def _are_known(words: tuple[str, ...]) -> bool:
    """Whether two words are each a heading that is known outright: "Recommendation Ref" may be one, and may be two."""
    return len(words) > 1 and all(is_known((word,)) for word in words)


def _joined(headings: tuple[str, ...], lines: Sequence[str]) -> _Readings:
    before = ""
    for index, (words, others) in enumerate(pairwise(tuple(heading.split()) for heading in headings)):
        both = words + others
        alone = bool(lines) and not _may_be_one(words, others) and min(map(score_of_words, (words, others))) > 0
        if not alone and (is_known(both) or are_letters_first(words, before) or not _are_two(words, others)):
            apart = score_beside(words, before) + score_beside(others, words[-1])
            changed = (*headings[:index], " ".join(both), *headings[index + 2 :])
            yield apart - score_beside(both, before), changed
        before = words[-1]
