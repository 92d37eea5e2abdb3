"""What speaks against a pair that looks certain. Pure: no Django.

The matcher says "certain" only where all of this holds; on real plans it then was never wrong:

- the likeness is CERTAIN or more, and still so when the words of every plan ("review", "strategy") are left out;
- they share at least three words that not every plan has, or nearly all their words;
- no other action of either version, paired or not, comes within RIVALS: among near-twins the one that was dropped and
  the one that is new are alike as well;
- neither title has a name or number in place of another of the other's ("home in Mansfield", "home in Newark").
"""

import re
from collections.abc import Sequence

from actions.comparison.proposal import MatchableAction
from actions.comparison.terms import Wording, is_common, plain_words, printed_words, terms_of, title_of

# A title that says no more than this may be given to another action.
_SHORT_TITLE = 2
_ENOUGH_TO_JUDGE = 4
_FEW = 3
_NEARLY_ALL = 0.8


def different_names(before: MatchableAction, after: MatchableAction) -> tuple[str, str] | None:
    """A name or number that only the earlier title has, and one that only the later has; as printed."""
    one, other = _only_there(before, after), _only_there(after, before)
    return (one, other) if one and other else None


def same_short_title_only(before: Wording, after: Wording) -> bool:
    """Whether a title of a word or two is the same while nothing else is, although both say more."""
    if len(_telling(before.title_terms)) > _SHORT_TITLE:
        return False
    bodies = [_telling(one.whole_terms[len(one.title_terms) :]) for one in (before, after)]
    return min(map(len, bodies)) >= _ENOUGH_TO_JUDGE and not bodies[0] & bodies[1]


def too_little_shared(before: Wording, after: Wording, score: float) -> bool:
    """Whether a short wording makes two or fewer words in common look like much; `score` is the likeness, 0 to 1."""
    return score < _NEARLY_ALL and len(_telling(before.whole_terms) & _telling(after.whole_terms)) < _FEW


def _only_there(action: MatchableAction, other: MatchableAction) -> str:
    elsewhere = set(plain_words("\n".join([other.title, other.text, other.intended_outcome, other.success_measure])))
    names = _names(printed_words(title_of(action)))
    return next((name for name in names if not set(plain_words(name)) <= elsewhere), "")


def _names(words: Sequence[str]) -> list[str]:
    """Words with a capital inside the title, or with a figure. Where most words have a capital, it says nothing."""
    capitals = [word for word in words[1:] if word[0].isupper()]
    if len(capitals) * 2 > len(words):
        capitals = [word for word in capitals if word.isupper() and len(word) > 1]
    return [
        word
        for word in words
        if re.search(r"\d", word) or (word in capitals and not any(map(is_common, terms_of(plain_words(word)))))
    ]


def _telling(terms: list[str]) -> set[str]:
    return {term for term in terms if not is_common(term)}
