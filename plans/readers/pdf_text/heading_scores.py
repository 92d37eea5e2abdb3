"""How well words make one heading of a column, and what the column holds by it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise

from ..columns import field_of_heading, fields_of_headings, further_fields, is_outright
from .heading_words import is_unit, kinds_of_words, role_of, roles_of
from .words import bare, is_open, set_of, starts_small

_OPPOSITES = (set_of("start"), set_of("end finish due"))  # "Start" and "Finish" are two columns
_LISTED = re.compile(r"\w[^,]*(?:, \w[^,]*)+ (?:and|&) \w[^,]*")  # "Update, Risks and Next Steps"
_SUBJECTS, _CHANGES = set_of("we it this they"), set_of("change changes difference differences")
_DONE_BY = re.compile(
    r"By|(?:[Tt]o be )?(?:\w+(?:ed|en|ing|ne)|Complete|Deliver|Due) (?:by|from|to|with)"
)  # "Working with"
_KIND_OF_FIELD = {
    "reference": "reference",
    "accountable": "person",
    "lead": "person",
    "timeframe": "date",
    "status": "status",
    "saving": "money",
}
_CLOSE = 1.8  # so little worse, another way to part the words is worth trying
_MOST_OTHERS = 3
_TARGETS = set_of("target targets")
_LETTERS = re.compile(r"[A-Z]{2,4}")
_LETTERS_FIRST = 3.0  # for those by which the first column may be called: "AFI", "KLOE"
_BEGINS_SMALL = 6.0  # against one that begins with a small letter, or in brackets
_OF_MANY_KINDS = 0.8  # against each kind of column but two that the words name
_ASIDE = 0.3  # for words in brackets
_NAMED = re.compile(r"[mbxpd]*[hb][xp]?(?:f+[mbhaxp]*[hbxmp])*(?:[fm]*d+)?")
_SAYING_WHICH = re.compile(r"(?<=.)(?:f*d+|f+[mxd]+)$")
_NUMBERED_BY = re.compile(r"[A-Z]\w+ (?:ref|reference|number|ID|code)\.?", re.IGNORECASE)  # "Savings ref"
_OF_WHOM = re.compile(
    r"(?:Action|Task|Objective|Project|Scheme|Milestone|Delivery) (?:owner|lead|manager|officer|sponsor)s?"
    r"|[A-Z][a-z]+ responsible|Lead (?:agency|body|department|directorate|organisation|partner|service|team)",
    re.IGNORECASE,
)
_EITHER_SIDE_OF_SLASH = re.compile(r"\w+ ?/ ?\w+")
# "How we will measure success", "How we will know the action has worked", "By what date"
_ASKED = re.compile(r"f?q[afm]*[xp]?|f?q[af]+[hb](?:[af]+[xp]?|[mxp]?)|fqh")
_ASKED_IN_FULL = re.compile(r"f?q.*")


def kind_of_heading(heading: str) -> str:
    """What a column holds by its heading: reference, person, date, status, money, or else text."""
    if not heading:
        return "text"
    if any(map(is_unit, heading.split())):
        return "money"
    if field := field_of_heading(heading):
        return _KIND_OF_FIELD.get(field, "text")
    words = tuple(heading.split())
    end = next((place for place, word in enumerate(words) if place and role_of(word) == "f"), len(words))
    kinds = kinds_of_words(words[:end])  # "Progress to Date" is progress
    return next((kind for kind in ("person", "date", "status", "money", "reference") if kind in kinds), "text")


def kinds_of_headings(headings: Sequence[str]) -> Iterator[str]:
    """The kind of each; a heading whose own field another column has holds what else it may stand for.

    "By" is by whom, or by when beside "Led by"; a "Target" is a date where no other column has one.
    """
    fields = fields_of_headings(headings)
    for heading, field in zip(headings, fields, strict=True):
        further = further_fields(heading) if field_of_heading(heading) and not field else []
        if bare(heading) in _TARGETS and "timeframe" not in fields:
            yield "date"
        else:
            yield _KIND_OF_FIELD.get(further[0], "text") if further else kind_of_heading(heading)


@lru_cache(maxsize=5000)
def score_of_words(words: tuple[str, ...]) -> float:
    """Higher, the more the words are one heading and all of it."""
    rest = _without_aside(words)
    return _score(rest) + (_ASIDE if rest != words else 0.0)


def _score(words: tuple[str, ...]) -> float:
    score = -0.5 - 0.8 * max(0, len(words) - 6)
    known, further = _words_of_known(words)
    said = (known or _DONE_BY.fullmatch(" ".join(words))) and words[-1].isalpha()
    if starts_small(words[0]) or words[0][0] == "(":
        score -= _BEGINS_SMALL
    if is_open(words[-1]) and not said and not _is_asking(words[-1]):
        score -= 3
    if known:
        return score + 2 + 0.7 * min(4, known) + 0.3 * (len(words) - known) - 0.8 * further
    roles = roles_of(words)
    score -= 3.0 * sum(_are_opposites(*pair) for pair in pairwise(words))
    if words[-1].endswith("?") and _ASKED_IN_FULL.fullmatch(roles):
        return -3.0 if "?" in " ".join(words[:-1]) else 1.5 + 0.35 * (len(words) - 1)
    score -= 0.8 * roles.count("x") + 1.5 * len(re.findall("(?=h[hbmq])", roles))
    score -= _OF_MANY_KINDS * max(0, len(kinds_of_words(words)) - 2)
    if _ASKED.fullmatch(roles):
        return score + 1.5 + 0.35 * (len(words) - 1)
    if _NAMED.fullmatch(roles) or _is_clause(words, roles):
        return score + 1.5 + 0.5 * (len(re.sub("[xfd]|(?<=[hbm])p", "", roles)) - 1)
    if _EITHER_SIDE_OF_SLASH.fullmatch(" ".join(words)) or _DONE_BY.fullmatch(" ".join(words)):
        return score + 0.8 * (1 + roles.count("x"))
    return score - 1.5


def _without_aside(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without what stands in brackets at their end: "Status (delivery confidence)"; a unit says more."""
    begin = next((place for place, word in enumerate(words) if word[0] == "("), 0)
    whole = begin and words[-1].endswith(")") and not any(word.endswith(")") for word in words[begin:-1])
    return words[:begin] if whole and not is_unit(" ".join(words[begin:])) else words


def _is_clause(words: tuple[str, ...], roles: str) -> bool:
    """Whether they name something and say of it what it does: "Outcome we want", "Difference it will make"."""
    place = next((place for place, word in enumerate(words) if word in _SUBJECTS), 0)
    named = _NAMED.fullmatch(roles[:place]) or (place == 1 and bare(words[0]) in _CHANGES)
    return bool(named) and roles[-1] != "m"


def _are_opposites(before: str, word: str) -> bool:
    return all(bare(one) in either for one, either in zip((before, word), _OPPOSITES, strict=True))


def is_known(words: tuple[str, ...]) -> bool:
    """Whether it is a heading that is known outright."""
    return bool(_known_field(words))


def _known_field(words: tuple[str, ...]) -> str:
    heading = " ".join(words).removesuffix(",")
    of_letters = any(map(str.isalpha, heading)) and not any(map(str.isdigit, heading))
    whole = is_outright(heading) or _NUMBERED_BY.fullmatch(heading) or _OF_WHOM.fullmatch(heading)
    return field_of_heading(heading) if of_letters and whole else ""


def _words_of_known(words: tuple[str, ...]) -> tuple[int, int]:
    """How many of the words are a heading that is known outright; before it and after it others may say which one, and
    how many of these headings are not made of. A list is one heading, of which the first thing says what it is.

    "Current RAG", "Update – March 2023", "Comments for the Cabinet"
    """
    if _LISTED.fullmatch(" ".join(words)) and _known_field(words[:1]):
        return len(words), 0
    begin = int(len(words) > 1 and role_of(words[0]) in "mp")
    rest = _SAYING_WHICH.search(roles_of(words))
    end = rest.start() if rest else len(words)
    tried = [(0, len(words)), (begin, len(words)), (0, end), (begin, end)]
    known = next(((first, until) for first, until in tried if first < until and _known_field(words[first:until])), None)
    if not known:
        return 0, 0
    return known[1] - known[0], roles_of(words[known[1] :]).count("x")


def _is_asking(word: str) -> bool:
    return role_of(word) == "q"


def kinds_of_heading(heading: str) -> set[str]:
    words = tuple(heading.split())
    field = _known_field(words)
    return kinds_of_words(words) or ({_KIND_OF_FIELD.get(field, field)} if field else set())


@lru_cache(maxsize=20_000)
def score_beside(words: tuple[str, ...], before: str) -> float:
    """The same with the word before them, of the heading to their left: "Lead Officer" is one heading."""
    score = score_of_words(words)
    if _are_letters_first(words, before):
        score += _LETTERS_FIRST
    if _are_opposites(before, words[0]):
        return score
    if len(words) == 1 and kinds_of_words(words) & kinds_of_words((before,)):
        score -= (2.5 if is_outright(words[0]) else 3.5) if role_of(before) == "b" else 1.0
    return score


def _are_letters_first(words: tuple[str, ...], before: str) -> bool:
    """Whether the first heading is some letters: of the first column, or of whom the heading beside them is."""
    return not before and len(words) == 1 and role_of(words[0]) == "m" and bool(_LETTERS.fullmatch(words[0]))


def without_repeated(headings: Sequence[str]) -> list[str]:
    """A heading that stands already is only the beginning of the next: of "Action", "Action", "Owner" the second. So is
    one before whoever it is of that stands in another: in "Planned Action".
    """
    whole: list[str] = []
    for heading in headings:
        begun = whole[-1] if whole else ""
        of_people = "person" in kinds_of_words(tuple(heading.split()))
        actions = [word for other in whole[:-1] if field_of_heading(other) == "action" for word in other.split()]
        again = begun in (actions if of_people else whole[:-1])
        if again and role_of(begun) == "b" and heading not in whole:
            whole[-1] = f"{begun} {heading}"
        else:
            whole.append(heading)
    return whole


def _are_two(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether they surely are two headings: one is known as it stands, or each names another kind of column.

    One of two words with a slash between them is whole, too.
    """
    if _may_be_one(words, others):
        return False
    kinds = kinds_of_words(words), kinds_of_words(others)
    whole = any(_known_field(either) or (len(either) == 3 and either[1] == "/") for either in (words, others))
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


_Readings = Iterator[tuple[float, tuple[str, ...]]]  # how much worse each is


def _parted_further(headings: tuple[str, ...], lines: Sequence[str]) -> _Readings:
    begins = {0, *accumulate(len(line.split()) for line in lines)}
    count, before = 0, ""
    for index, heading in enumerate(headings):
        words = tuple(heading.split())
        for place in range(1, 1 if _known_field(words) else len(words)):
            halves = score_beside(words[:place], before), score_beside(words[place:], words[place - 1])
            if min(halves) > (-_CLOSE if not lines or count + place in begins else 0.0):
                parts = " ".join(words[:place]), " ".join(words[place:])
                yield score_beside(words, before) - sum(halves), (*headings[:index], *parts, *headings[index + 1 :])
        count, before = count + len(words), words[-1]


def _joined(headings: tuple[str, ...], lines: Sequence[str]) -> _Readings:
    before = ""
    for index, (words, others) in enumerate(pairwise(tuple(heading.split()) for heading in headings)):
        both = words + others
        alone = bool(lines) and not _may_be_one(words, others) and min(map(score_of_words, (words, others))) > 0
        if not alone and (_known_field(both) or _are_letters_first(words, before) or not _are_two(words, others)):
            apart = score_beside(words, before) + score_beside(others, words[-1])
            changed = (*headings[:index], " ".join(both), *headings[index + 2 :])
            yield apart - score_beside(both, before), changed
        before = words[-1]
