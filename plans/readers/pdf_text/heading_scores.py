"""How well words make one heading of a column, and what the column holds by it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ..columns import field_of_heading, fields_of_headings, first_listed, further_fields, is_outright
from .heading_words import (
    OTHER,
    is_begun,
    is_of_what_stands_before,
    is_unit,
    kinds_of_words,
    role_of,
    roles_of,
    says_which,
)
from .words import bare, is_of_date, is_open, set_of, starts_small

# "Start" and "Finish" are two columns.
_OPPOSITES = [
    (set_of("start"), set_of("end finish due")),
    (set_of("accountable accountability"), set_of("responsible responsibility")),
]
_SUBJECTS, _CHANGES = set_of("we it this they"), set_of("change changes difference differences")
_DONE_BY = re.compile(  # "Working with", "To be completed"
    r"By|(?:To be )?(?:\w+(?:ed|en|ing|ne)|Action|Complete|Completion|Deliver|Due|Finish|Who) (?:by|from|to|with)"
    r"|\w+ to \w+(?: \w+)* by|To be \w+(?:ed|en|ne)",
    re.IGNORECASE,
)
_KIND_OF_FIELD = {
    "reference": "reference",
    "accountable": "person",
    "lead": "person",
    "timeframe": "date",
    "status": "status",
    "saving": "money",
}
# Of what is graded in a word or two: "High", "Medium".
_GRADES = set_of("grade likelihood priority risk severity")
_TARGETS = set_of("target targets")
_LETTERS = re.compile(r"[A-Z]{2,4}")
LETTERS_FIRST = 3.0  # for those by which the first column may be called: "AFI", "KLOE"
_JOINS = "/&-–—"
_BEGINS_SMALL = 6.0  # against one that begins with a small letter, or in brackets
_OF_MANY_KINDS = 0.8  # against each kind of column but two that the words name
_ONE_HEADING = 2.5  # against two words that mostly are one
_OF_WHAT_STANDS_BEFORE = 1.8  # against a heading whose first word is rather of the one before it
_TOLD_BY_DATE = {"action", "money", "progress", "status"}  # what is of a date: "Milestone Q1", "Q1 Position"
_DATED_OTHERWISE = 0.7  # against any other that has one
_ASIDE = 0.3  # for words in brackets
_NAMED = re.compile(r"[mbxpd]*[hb][xp]?(?:f+[mbhaxp]*[hbxmp])*(?:[fm]*d+)?|d+p")
_SAYING_WHICH = re.compile(r"(?<=.)(?:f*d+|f+[mxd]+)$")
_NUMBERED_BY = re.compile(r"[A-Z]\w+ (?:ref|reference|number|ID|code)\.?", re.IGNORECASE)  # "Savings ref"
_OF_WHOM = re.compile(
    r"(?:Action|Task|Objective|Project|Scheme|Milestone|Delivery) (?:owner|lead|manager|officer|sponsor)s?"
    r"|(?:[A-Z][a-z]+ ){1,2}(?:responsible|accountable)|Heads? of \w+|(?:Accountable|Lead|Responsible) executive"
    r"|Lead (?:agency|body|department|directorate|organisation|partner|service|team)(?: (?:&|/|and) \w+)?",
    re.IGNORECASE,
)
_EITHER_SIDE_OF_SLASH = re.compile(r"\w+ ?/ ?\w+")
# "How we will measure success", "How we will know the action has worked", "By what date"
_ASKED = re.compile(r"f?q[afm]*[xp]?|f?q[af]+[hb](?:[af]+[xp]?|[mxp]?)|fqh")
_ASKED_IN_FULL = re.compile(r"f?q.*")
_ASKED_OPEN = re.compile(r"q[amq]+f")  # "When we will do it by"
_OF_WHEN = re.compile(r"^hfd(?=[hb])")  # "End of year assessment"
_ASKING_WHETHER = set_of("are did do does has have is was will")
# All that a heading says, though none of these words says what its column holds beside others.
_ALONE = set_of(
    "achieved actual cancelled closed committee complete completed delivered discharged done implemented met month "
    "quarter term year"
)
_ALONE_SCORE = 1.2
_OF_SOMETHING = re.compile(r"[A-Z].* (?:of|for|in|to) [a-z]+")  # "Direction of travel"
_UNKNOWN, _UNKNOWN_ALONE = 1.5, 0.4


def kind_of_heading(heading: str) -> str:
    """What a column holds by its heading: reference, person, date, status, money, or else text."""
    if not heading:
        return "text"
    if any(map(is_unit, heading.split())):
        return "money"
    if bare(heading) in _GRADES:
        return "status"
    if field := field_of_heading(heading):
        return _KIND_OF_FIELD.get(field, "text")
    words = tuple(heading.split())
    end = next((place for place, word in enumerate(words) if place and role_of(word) == "f"), len(words))
    kinds = kinds_of_words(words[:end])  # "Progress to Date" is progress
    if "money" in kinds and OTHER in kinds_of_words(words[end - 1 : end]):
        return "text"  # "Funding source"
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
    text = " ".join(words)
    known, further = _words_of_known(words)
    said = (known or _DONE_BY.fullmatch(text) or _ASKED_OPEN.fullmatch(roles_of(words))) and words[-1].isalpha()
    if starts_small(words[0]) or words[0][0] == "(":
        score -= _BEGINS_SMALL
    if is_open(words[-1]) and not said and not _is_asking(words[-1]):
        score -= 3
    if words[0][0] in _JOINS or words[-1][-1] in _JOINS:
        score -= _BEGINS_SMALL
    if "?" in text:
        return _score_of_question(words)
    if known:
        return score + 2 + 0.7 * min(4, known) + 0.3 * (len(words) - known) - 0.8 * further
    if len(words) == 1 and bare(words[0]) in _ALONE:
        return score + _ALONE_SCORE
    return score + _score_of_roles(words)


def _score_of_question(words: tuple[str, ...]) -> float:
    """It ends with the only mark of a question, and begins with a word that asks, or is but one: "Done?"."""
    asks = _ASKED_IN_FULL.fullmatch(roles_of(words)) or bare(words[0]) in _ASKING_WHETHER or len(words) == 1
    if not asks or starts_small(words[0]) or "?" in " ".join(words[:-1]):
        return -3.0
    return 1.5 + 0.35 * (len(words) - 1)


def _score_of_roles(words: tuple[str, ...]) -> float:
    roles, text = _OF_WHEN.sub("d", roles_of(words)), " ".join(words)
    if _OF_SOMETHING.fullmatch(text) and roles in ("xfx", "mxfx", "pxfx"):
        return -_UNKNOWN
    if is_unit(words[-1]) and set(roles[:-1]) <= set("mp"):
        return 1.5
    score = -3.0 * sum(_are_opposites(*pair) for pair in pairwise(words))
    score -= 0.8 * roles.count("x") + 1.5 * len(re.findall("(?=h[hbmq])", roles))
    score -= 1.0 * (is_unit(words[0]) or (roles[0] == roles[-1] == "d"))
    score -= _OF_MANY_KINDS * max(0, len(kinds_of_words(words)) - 2)
    if (_ASKED.fullmatch(roles) and not _begins_another(words)) or _is_asked_in_small(words, roles):
        return score + 0.8 * roles.count("x") + 1.5 + 0.35 * (len(words) - 1)
    if _NAMED.fullmatch(roles) or _is_clause(words, roles):
        return score + 1.5 + 0.5 * (len(re.sub("[xfd]|(?<=[hbm])p", "", roles)) - 1)
    if _EITHER_SIDE_OF_SLASH.fullmatch(text) or _DONE_BY.fullmatch(text):
        return score + 0.8 * (1 + roles.count("x"))
    return score - (_UNKNOWN_ALONE if roles == "x" else _UNKNOWN)


def _is_asked_in_small(words: tuple[str, ...], roles: str) -> bool:
    """Whether a question goes on in small letters: "How children will see the difference"."""
    return bool(_ASKED_IN_FULL.fullmatch(roles)) and all(map(starts_small, words[1:])) and not is_open(words[-1])


def _begins_another(words: tuple[str, ...]) -> bool:
    """Whether the last word is rather the first of the next heading: a capital letter after small ones, which only
    comes before others: "What we will do", "Senior".
    """
    return role_of(words[-1]) == "m" and words[-1].istitle() and all(map(starts_small, words[1:-1]))


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
    return any(bare(before) in first and bare(word) in second for first, second in _OPPOSITES)


def is_known(words: tuple[str, ...]) -> bool:
    """Whether it is a heading that is known outright."""
    return bool(_known_field(words))


@lru_cache(maxsize=20_000)
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
    first = first_listed(" ".join(words)).split()
    if first and not is_begun(words) and _known_field(tuple(first)):
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


def kinds_of_heading(heading: str) -> frozenset[str]:
    words = tuple(heading.split())
    field = _known_field(words)
    return kinds_of_words(words) or frozenset({_KIND_OF_FIELD.get(field, field)} if field else ())


@lru_cache(maxsize=20_000)
def score_beside(words: tuple[str, ...], before: str) -> float:
    """The same with the word before them, of the heading to their left: "Lead Officer" is one heading."""
    score = score_of_words(words)
    if are_letters_first(words, before):
        score += LETTERS_FIRST
    if _are_opposites(before, words[0]):
        return score
    if "d" in roles_of(words) and any(map(is_of_date, words)) and not kinds_of_words(words) & _TOLD_BY_DATE:
        score -= _DATED_OTHERWISE
    if len(words) == 1 and says_which(before, words[0]):
        return score - _ONE_HEADING
    if is_of_what_stands_before(words[0], before):
        return score - _OF_WHAT_STANDS_BEFORE
    if len(words) == 1 and kinds_of_words(words) & kinds_of_words((before,)) - {OTHER}:
        score -= (2.5 if is_outright(words[0]) else 3.5) if role_of(before) == "b" else 1.0
    return score


def are_letters_first(words: tuple[str, ...], before: str) -> bool:
    """Whether the first heading is some letters: of the first column, or of whom the heading beside them is."""
    return not before and len(words) == 1 and role_of(words[0]) == "m" and bool(_LETTERS.fullmatch(words[0]))


def names_whose(words: tuple[str, ...], following: str) -> bool:
    """Whether the letters say whose the heading is that the following word begins: "HIW Recommendation"."""
    return are_letters_first(words, "") and role_of(following) in "hb"


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
