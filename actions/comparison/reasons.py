"""The matcher's reasons, in words that the person who confirms them understands. Pure: no Django."""

from collections.abc import Iterable

from actions.comparison.proposal import MatchableAction
from actions.comparison.terms import is_common, plain_words, printed_words, terms_of, title_of

_MOST_WORDS_QUOTED = 3
_LONGEST_TITLE = 60

# Likenesses of titles, and of all the words, from which the phrase is fair.
_NEARLY = 0.7
_PARTLY = 0.4
_REWORDED = 0.6
_ALL_THE_SAME = 0.999
# The whole of one title, of this many words or more, begins the other.
_SAME_BEGINNING = 3

_NOTHING_SAID = "it has no words to know it by"
_SAME_TITLE = "same title"


def name_of(action: MatchableAction) -> str:
    """The reference, or else the title, as a sentence can hold it."""
    title = title_of(action)
    if len(title) > _LONGEST_TITLE:
        title = f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    return action.reference or (f"“{title}”" if title else "an action without reference or title")


def why_paired(before: MatchableAction, after: MatchableAction, *, titles: float, wholes: float) -> str:
    """ "same title, renumbered from 2.4 to 1.4"; `titles` and `wholes` are the likenesses of these, 0 to 1."""
    title = _of_titles(plain_words(title_of(before)), plain_words(title_of(after)), titles, wholes)
    reason = ", ".join(filter(None, [title, _of_numbers(before.reference, after.reference)]))
    if title == _SAME_TITLE:
        return f"{reason}; the rest is reworded" if wholes < _REWORDED else reason
    words = _shared_words(before, after)
    return f"{reason}; both speak of {_listed(words)}" if words else reason


def with_doubts(reason: str, doubts: list[str]) -> str:
    return f"{reason}. Unsure: {'; '.join(doubts)}" if doubts else reason


def why_rivals(before: MatchableAction, after: MatchableAction) -> str:
    earlier, later = name_of(before), name_of(after)
    if earlier == later and not (before.reference or after.reference):
        return f"{later} stands there more than once"
    return f"{later} could continue the earlier {earlier} too"


def why_new(nearest: tuple[MatchableAction, MatchableAction] | None, *, says_something: bool) -> str:
    """`nearest` is an action of the earlier version that comes near, with the one that continues it."""
    if not says_something:
        return _NOTHING_SAID
    if nearest is None:
        return "nothing in the earlier version is worded like it"
    return f"the nearest in the earlier version, {name_of(nearest[0])}, continues as {name_of(nearest[1])}"


def why_dropped(nearest: tuple[MatchableAction, MatchableAction] | None, *, says_something: bool) -> str:
    """`nearest` is an action of the later version that comes near, with the one that it continues."""
    if not says_something:
        return _NOTHING_SAID
    if nearest is None:
        return "nothing in the later version is worded like it"
    return f"the nearest in the later version, {name_of(nearest[0])}, continues {name_of(nearest[1])}"


def why_rolled(rolled_into: tuple[str, ...]) -> str:
    return f"rolled into {' and '.join(rolled_into)}, as its progress says"


def why_split(before: MatchableAction, continuation: MatchableAction, other: MatchableAction) -> str:
    words = f"words of it that {name_of(continuation)} left out stand in {name_of(other)}"
    return f"perhaps {name_of(before)} was split: {words}"


def why_merged(continued: MatchableAction, other: MatchableAction, after: MatchableAction) -> str:
    words = f"words of it that {name_of(continued)} had not stood in {name_of(other)}"
    return f"perhaps two were merged into {name_of(after)}: {words}"


def _of_titles(before: list[str], after: list[str], likeness: float, wholes: float) -> str:
    if not before or not after:
        return "no title, the same words" if wholes >= _ALL_THE_SAME else "no title to compare"
    if before == after:
        return _SAME_TITLE
    length = min(len(before), len(after))
    if length >= _SAME_BEGINNING and before[:length] == after[:length]:
        return "title begins the same"
    if likeness >= _NEARLY:
        return "nearly the same title"
    return "title reworded" if likeness >= _PARTLY else "different title"


def _of_numbers(before: str, after: str) -> str:
    if not before or not after:
        return ""
    return f"still {after}" if before == after else f"renumbered from {before} to {after}"


def _shared_words(before: MatchableAction, after: MatchableAction) -> list[str]:
    """Telling words of both, as the later one prints them: those of its title first, longer ones before shorter."""
    earlier = _telling(_texts(before))
    words: dict[str, str] = {}
    for text in _texts(after):
        new = {term: word for term, word in _telling([text]).items() if term in earlier and term not in words}
        words |= dict(sorted(new.items(), key=lambda item: (-len(item[0]), item[0])))
    return list(words.values())[:_MOST_WORDS_QUOTED]


def _telling(texts: Iterable[str]) -> dict[str, str]:
    """Each telling term with the word it first stands for, where the word is no more than this term."""
    found: dict[str, str] = {}
    for word in (word for text in texts for word in printed_words(text)):
        terms = terms_of([word.casefold()])
        if len(terms) == 1 and not is_common(terms[0]) and not word.isdigit():
            found.setdefault(terms[0], word)
    return found


def _texts(action: MatchableAction) -> list[str]:
    return [title_of(action), action.text, action.intended_outcome, action.success_measure]


def _listed(words: list[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
