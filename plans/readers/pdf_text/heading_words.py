"""The words in which councils head the columns of a plan, and how well some of them make one heading."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from ..columns import field_of_heading, fields_of_headings, further_fields, is_outright
from .words import bare, is_month, is_of_date, is_open, set_of, starts_small

# The words with which councils head the columns of a plan, by what the column holds. Such a word ends its heading, or
# is all of it: "Target Date", "Success Measure", "Update".
OTHER = "other"
_HEADS_OF_KIND = {
    "reference": "ref rec reference references no number id item code line #",
    "action": (
        "action actions recommendation recommendations objective objectives priorities task tasks "
        "activity activities milestone milestones deliverable deliverables commitment commitments initiative "
        "initiatives project projects step steps theme themes workstream workstreams area areas issue issues "
        "finding findings requirement requirements ask asks intervention interventions goal goals gap gaps weakness "
        "weaknesses lesson lessons concern concerns topic topics standard standards statement statements principle principles question "
        "questions pledge pledges description"
    ),
    "person": (
        "officer officers lead leads owner owners responsible responsibility accountable accountability sponsor "
        "sponsors director directors manager managers member members sro name person professional"
    ),
    "outcome": "outcome outcomes aim aims benefit benefits impact impacts purpose result results rationale",
    "date": (
        "timeframe timeframes timescale timescales timeline timelines date dates deadline deadlines due start "
        "finish end completion timing"
    ),
    "measure": (
        "measure measures kpi kpis indicator indicators criteria criterion metric metrics evidence target targets output outputs"
    ),
    "progress": (
        "progress update updates monitoring comment comments commentary note notes narrative position achievements "
        "response assurance highlights review reviews follow-up"
    ),
    "status": "status rag brag ragb rayg bragg state rating confidence",
    "money": "saving savings cost costs budget funding",
    "resources": "resource resources",
    "risk": "risk risks mitigation mitigations barriers dependencies",
    "links": "links link",
    "priority": "priority",
    OTHER: "agency agencies category department directorate opinion partners portfolio source ward",
}
_KIND_OF_WORD = {word: kind for kind, words in _HEADS_OF_KIND.items() for word in words.split()}
# Of those, the ones that as often come before another: "Lead Officer", "Progress Update", "RAG Rating".
_ALSO_BEFORE = set_of(
    "accountability accountable action benefit brag completion department directorate due end finish impact lead milestone outcome priority "
    "portfolio progress project rag reference responsible review risk start status target"
)
# Words that only come before: "Key Milestones".
_BEFORE = set_of(
    "actual agreed annual anticipated audit baseline board business cabinet carbon clinical clt cmt contact corporate "
    "corrective council current delivery desired detail details division equality estimated exception exec executive "
    "expected final financial force forecast full-year implementation improvement intended key last latest main "
    "management measurable mitigating named new next operational original other our overall performance planned political "
    "previous primary projected proposed quarterly remedial reporting revised senior service slt smart smt strategic success "
    "supporting team this trust"
)
# Words that come before or after: "Required Action", "Action Required".
_EITHER = set_of(
    "level achieved completed identified made needed raised reported required reviewed started taken updated"
)
_ASKING = {
    "what": "action",
    "who": "person",
    "whom": "person",
    "when": "date",
    "where": "progress",
    "why": "outcome",
    "whose": "person",
    "how": "measure",
}
_AFTER_ASKING = set_of(
    "achieve are be been by change changed did difference different do does done far get going got happen happened has have hope "
    "is it know like look made make need needs now leading looks good our plan said so success the this to us want we we'll we’ll when who whom will would"
)
_BETWEEN = set_of("& / - – — a and as at being by for from in of on or since the to with")
_OPPOSITES = (set_of("start"), set_of("end finish"))  # "Start" and "Finish" are two columns
_PERIODS = set_of("meeting month period quarter report term week year")
_LISTED = re.compile(r"\w[^,]*(?:, \w[^,]*)+ (?:and|&) \w[^,]*")  # "Update, Risks and Next Steps"
_DONE_BY = re.compile(r"By|(?:[Tt]o be )?\w+(?:ed|en|ing|ne) (?:by|from|to|with)")  # "Working with"
_KIND_OF_FIELD = {
    "reference": "reference",
    "accountable": "person",
    "lead": "person",
    "timeframe": "date",
    "status": "status",
    "saving": "money",
}
_CLOSE = 1.6  # so little worse, another way to part the words is worth trying
_MOST_OTHERS = 3


def kind_of_heading(heading: str) -> str:
    """What a column holds by its heading: reference, person, date, status, money, or else text."""
    if not heading:
        return "text"
    if field := field_of_heading(heading):
        return _KIND_OF_FIELD.get(field, "text")
    words = tuple(heading.split())
    ends = [place for place, word in enumerate(words) if place and _role(word) == "f"]  # "Progress to Date" is progress
    kinds = kinds_of_words(words[: ends[0]] if ends else words)
    return next((kind for kind in ("person", "date", "status", "money", "reference") if kind in kinds), "text")


def kinds_of_headings(headings: Sequence[str]) -> Iterator[str]:
    """The kind of each; a heading whose own field another column has holds what else it may stand for.

    "By" is by whom, or by when beside "Led by".
    """
    for heading, field in zip(headings, fields_of_headings(headings), strict=True):
        further = further_fields(heading) if field_of_heading(heading) and not field else []
        yield _KIND_OF_FIELD.get(further[0], "text") if further else kind_of_heading(heading)


def is_of_headings(word: str) -> bool:
    return _role(word) != "x"


def is_begun(words: Sequence[str]) -> bool:
    """Whether a heading cannot end with them: "Cabinet", "Must do /"."""
    return _role(words[-1]) == "m" or (is_open(words[-1]) and not words[-1].isalpha())


def is_unit(word: str) -> bool:
    """Whether the word says in what a heading's figures are: "(£000)"."""
    return bool(_UNIT.fullmatch(word))


def may_go_on(word: str) -> bool:
    """Whether a heading may well go on after the word: "Responsible", "Executive"."""
    return _role(word) in "mbfq"


def is_dated_heading(words: Sequence[str]) -> bool:
    """Whether the words are a heading that says of when it tells: "Update – March 2023"."""
    return bool(_DATED.fullmatch(_roles(words)))


def _roles(words: Sequence[str]) -> str:
    """The role of each; a number is part of a date before a month and after a period: "Quarter 2"."""
    roles = list(map(_role, words))
    for at, word in enumerate(words):
        of_month = at + 1 < len(words) and is_month(words[at + 1])
        if word.isdigit() and len(word) < 3 and (of_month or (at and bare(words[at - 1]) in _PERIODS)):
            roles[at] = "d"
    return "".join(roles)


def _plain(word: str) -> str:
    return bare(word.replace("(s)", "s"))


@lru_cache(maxsize=20_000)
def _role(word: str) -> str:
    """What part in a heading the word can have.

    h a head, b a head or what comes before one, m what comes before, p before or after, q what asks, a what follows
    that, f what stands between, d a part of a date or a unit, x any other
    """
    plain = _plain(word)
    if plain in _ALSO_BEFORE:
        return "b"
    if plain in _KIND_OF_WORD:
        return "h"
    if plain in _ASKING:
        return "q"
    if plain in _BETWEEN or not plain:
        return "f"
    if is_of_date(word) or plain in _PERIODS or is_unit(word):
        return "d"
    others = (("m", _BEFORE), ("p", _EITHER), ("a", _AFTER_ASKING))
    return next((role for role, words in others if plain in words), "x")


_NAMED = re.compile(r"[mbxpd]*[hb][xp]?(?:f+[mbhaxp]*[hbxmp])*(?:[fm]*d+)?")
_DATED = re.compile(r"m?[hb]+(?:f+[mbx]+)?f*d+|d+[hb]")
_SAYING_WHICH = re.compile(r"(?<=.)(?:f*d+|f+[mxd]+)$")
_UNIT = re.compile(r"\((?:[£$€](?:\d{3}s?|k|m|bn)?|%)\)")
_EITHER_SIDE_OF_SLASH = re.compile(r"\w+ ?/ ?\w+")
# "How we will measure success", "How we will know the action has worked", "By what date"
_ASKED = re.compile(r"f?q[afm]*x?|f?q[af]+[hb](?:[af]+x?|[mx]?)|fqh")
_ASKED_IN_FULL = re.compile(r"f?q.*")


@lru_cache(maxsize=5000)
def score_of_words(words: tuple[str, ...]) -> float:
    """Higher, the more the words are one heading and all of it."""
    score = -0.5 - 0.8 * max(0, len(words) - 6)
    known, further = _words_of_known(words)
    said = (known or _DONE_BY.fullmatch(" ".join(words))) and words[-1].isalpha()
    if starts_small(words[0]) or words[0][0] == "(" or (is_open(words[-1]) and not said and not _is_asking(words[-1])):
        score -= 3
    if known:
        return score + 2 + 0.7 * min(4, known) + 0.3 * (len(words) - known) - 0.8 * further
    roles = _roles(words)
    score -= 3.0 * sum(_are_opposites(*pair) for pair in pairwise(words))
    if words[-1].endswith("?") and _ASKED_IN_FULL.fullmatch(roles):
        return -3.0 if "?" in " ".join(words[:-1]) else 1.5
    score -= 0.8 * roles.count("x") + 1.5 * len(re.findall("(?=h[hbmq])", roles))
    if _ASKED.fullmatch(roles):
        return score + 1.5 + 0.35 * (len(words) - 1)
    if _NAMED.fullmatch(roles):
        return score + 1.5 + 0.5 * (len(re.sub("[xfd]|(?<=[hb])p", "", roles)) - 1)
    if _EITHER_SIDE_OF_SLASH.fullmatch(" ".join(words)) or _DONE_BY.fullmatch(" ".join(words)):
        return score + 0.8 * (1 + roles.count("x"))
    return score - 1.5


def _are_opposites(before: str, word: str) -> bool:
    return all(bare(one) in either for one, either in zip((before, word), _OPPOSITES, strict=True))


def _known_field(words: tuple[str, ...]) -> str:
    heading = " ".join(words).removesuffix(",")
    of_letters = any(map(str.isalpha, heading)) and not any(map(str.isdigit, heading))
    return field_of_heading(heading) if of_letters and is_outright(heading) else ""


def _words_of_known(words: tuple[str, ...]) -> tuple[int, int]:
    """How many of the words are a heading that is known outright; before it and after it others may say which one, and
    how many of these are none that headings are made of. A list is one heading, of which the first thing says what it is.

    "Current RAG", "Update – March 2023", "Comments for the Cabinet"
    """
    if _LISTED.fullmatch(" ".join(words)) and _known_field(words[:1]):
        return len(words), 0
    begin = int(len(words) > 1 and _role(words[0]) == "m")
    rest = _SAYING_WHICH.search(_roles(words))
    end = rest.start() if rest else len(words)
    tried = [(0, len(words)), (begin, len(words)), (0, end), (begin, end)]
    known = next(((first, until) for first, until in tried if first < until and _known_field(words[first:until])), None)
    if not known:
        return 0, 0
    return known[1] - known[0], _roles(words[known[1] :]).count("x")


def _is_asking(word: str) -> bool:
    return _role(word) == "q"


def kinds_of_words(words: tuple[str, ...]) -> set[str]:
    """What the heading's words say that its column holds."""
    return {kind for word in words if (kind := _kind(word))}


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    return _KIND_OF_WORD.get(_plain(word)) or _ASKING.get(_plain(word), "")


def kinds_of_heading(heading: str) -> set[str]:
    words = tuple(heading.split())
    field = _known_field(words)
    return kinds_of_words(words) or ({_KIND_OF_FIELD.get(field, field)} if field else set())


@lru_cache(maxsize=20_000)
def score_beside(words: tuple[str, ...], before: str) -> float:
    """The same with the word before them, of the heading to their left: "Lead Officer" is one heading."""
    score = score_of_words(words)
    if _are_opposites(before, words[0]):
        return score
    if len(words) == 1 and kinds_of_words(words) & kinds_of_words((before,)):
        score -= (2.5 if is_outright(words[0]) else 3.5) if _role(before) == "b" else 1.0
    return score


def without_repeated(headings: Sequence[str]) -> list[str]:
    """A heading that stands already is only the beginning of the next: of "Action", "Action", "Owner" the second."""
    whole: list[str] = []
    for heading in headings:
        begun = whole[-1] if whole else ""
        if begun in whole[:-1] and _role(begun) == "b" and heading not in whole:
            whole[-1] = f"{begun} {heading}"
        else:
            whole.append(heading)
    return whole


def _are_two(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether they surely are two headings: one is known as it stands, or each names another kind of column.

    One of two words with a slash between them is whole, too.
    """
    kinds = kinds_of_words(words), kinds_of_words(others)
    whole = any(_known_field(either) or (len(either) == 3 and either[1] == "/") for either in (words, others))
    return whole or (all(kinds) and not kinds[0] & kinds[1])


def other_readings(headings: tuple[str, ...], lines: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """Other ways to part the same words, with one heading more or fewer, that are nearly as good; the best first.

    `lines` are those on which they stand, where each begins one: then two that can stand alone are two, and a part of
    one that begins no line must be able to.
    """
    begins = {0, *accumulate(len(line.split()) for line in lines)}
    found: list[tuple[float, tuple[str, ...]]] = []
    parted = [tuple(heading.split()) for heading in headings]
    lasts = ["", *(words[-1] for words in parted)]
    befores = [0, *accumulate(map(len, parted))]
    for index, words in enumerate(parted):
        for place in range(1, 1 if _known_field(words) else len(words)):
            halves = score_beside(words[:place], lasts[index]), score_beside(words[place:], words[place - 1])
            if min(halves) > (-_CLOSE if not lines or befores[index] + place in begins else 0.0):
                changed = (*headings[:index], " ".join(words[:place]), " ".join(words[place:]), *headings[index + 1 :])
                found.append((score_beside(words, lasts[index]) - sum(halves), changed))
        if index + 1 < len(parted):
            both = words + parted[index + 1]
            if not _known_field(both) and _are_two(words, parted[index + 1]):
                continue
            if lines and min(map(score_of_words, (words, parted[index + 1]))) > 0:
                continue
            apart = score_beside(words, lasts[index]) + score_beside(parted[index + 1], words[-1])
            changed = (*headings[:index], " ".join(both), *headings[index + 2 :])
            found.append((apart - score_beside(both, lasts[index]), changed))
    return [changed for loss, changed in sorted(found) if loss < _CLOSE][:_MOST_OTHERS]
