"""The row of column headings at the top of a table: where it stands, and where one heading ends and the next begins."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ..columns import field_of_heading
from .lines import Gap, Line
from .words import bare, is_open, starts_small

# The words with which councils head the columns of a plan, by what the column holds. Such a word ends its heading, or
# is all of it: "Target Date", "Success Measure", "Update".
_HEADS_OF_KIND = {
    "reference": "ref reference references no number id item",
    "action": "action actions recommendation recommendations objective objectives priority priorities task tasks activity "
    "activities milestone milestones deliverable deliverables commitment commitments initiative initiatives project "
    "projects step steps theme themes workstream workstreams area areas issue issues finding findings requirement "
    "requirements ask asks intervention interventions goal goals",
    "person": "officer officers lead leads owner owners responsible responsibility accountable accountability "
    "sponsor sponsors director directors manager managers",
    "outcome": "outcome outcomes aim aims benefit benefits impact impacts purpose result results rationale",
    "date": "timeframe timeframes timescale timescales timeline timelines date dates deadline deadlines due",
    "measure": "measure measures kpi kpis indicator indicators criteria criterion metric metrics evidence target targets",
    "progress": "progress update updates comment comments commentary note notes narrative position achievements",
    "status": "status rag brag ragb rating",
    "money": "saving savings cost costs budget funding resource resources",
    "risk": "risk risks mitigation mitigations barriers dependencies",
    "links": "links link",
}
_KIND_OF_WORD = {word: kind for kind, words in _HEADS_OF_KIND.items() for word in words.split()}
# Of those, the ones that as often come before another: "Lead Officer", "Progress Update", "RAG Rating".
_ALSO_BEFORE = frozenset(
    "action lead responsible accountable accountability project progress status rag brag milestone outcome risk target due "
    "reference impact benefit priority".split()
)
# Words that only come before: "Key Milestones".
_BEFORE = frozenset(
    "key main planned improvement implementation completion expected desired intended agreed current latest new start end "
    "other next last proposed required performance success strategic senior exception detail details named overall "
    "projected actual revised original reporting corporate council service team department delivery primary supporting "
    "clt slt cmt smt quarterly annual final forecast baseline measurable smart this".split()
)
_ASKING = {"what": "action", "who": "person", "whom": "person", "when": "date", "why": "outcome", "how": "measure"}
_AFTER_ASKING = frozenset(
    "we will do does did is are it us our be to hope achieve know make made happen happened has have been done so far by "
    "need want difference the this whom when who going changed change look like success".split()
)
_BETWEEN = frozenset("of to for and or with by on at in the & / a from".split())
_KIND_OF_FIELD = {
    "reference": "reference",
    "accountable": "person",
    "lead": "person",
    "timeframe": "date",
    "status": "status",
    "saving": "money",
}
_NOT_IN_HEADINGS = re.compile(r"\d|(?<!\bNo)(?<!\bRef)[:;.] ")
_MOST_WORDS, _MOST_LINES, _MOST_IN_HEADING = 45, 24, 9
_FEWEST = 3  # columns of different kinds, below which words are no row of headings


def kind_of_heading(heading: str) -> str:
    """What a column holds by its heading: reference, person, date, status, money, or else text."""
    if not heading:
        return "text"
    if field := field_of_heading(heading):
        return _KIND_OF_FIELD.get(field, "text")
    words = tuple(heading.split())
    ends = [place for place, word in enumerate(words) if place and _role(word) == "f"]  # "Progress to Date" is progress
    kinds = _kinds(words[: ends[0]] if ends else words)
    return next((kind for kind in ("person", "date", "status", "money", "reference") if kind in kinds), "text")


@dataclass(frozen=True, kw_only=True)
class HeadingRow:
    """The lines from `begin` to before `end`, and the headings on them. `blank_first`: before them a blank one stands."""

    begin: int
    end: int
    headings: tuple[str, ...]
    blank_first: bool
    blank_last: bool
    score: float


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    line: int
    opens_block: bool  # the first on its line, which stands apart from the line before
    opens_line: bool


def find_heading_rows(lines: list[Line]) -> list[HeadingRow]:
    found: list[HeadingRow] = []
    index = 0
    while index < len(lines):
        row = _heading_row_at(lines, index)
        if row and row.begin + 1 < row.end:
            later = _heading_row_at(lines, index + 1)
            row = later if later and later.score > row.score else row
        if row:
            found.append(row)
        index = row.end if row else index + 1
    return found


def _heading_row_at(lines: list[Line], begin: int) -> HeadingRow | None:
    first = lines[begin].words[0]
    if starts_small(first) or not _is_of_headings(first):
        return None
    words = list(_words_of_headings(lines, begin))
    best = _best_headings(words)
    if not best:
        return None
    score, headings, used = best
    kinds = Counter(kind for heading in headings for kind in _kinds(tuple(heading.split())))
    if len(kinds) < _FEWEST or score < 0.6 * len(headings):
        return None
    end = words[used - 1].line + 1
    return HeadingRow(
        begin=begin,
        end=end,
        headings=tuple(headings),
        blank_first=lines[begin].indented,
        blank_last=lines[end - 1].trails,
        score=score,
    )


def _is_of_headings(word: str) -> bool:
    return _role(word) != "x"


@lru_cache(maxsize=5000)
def _role(word: str) -> str:
    """h a head, b a head or what comes before one, m what comes before, q what asks, f what stands between, else x."""
    plain = bare(word)
    if plain in _ALSO_BEFORE:
        return "b"
    if plain in _KIND_OF_WORD:
        return "h"
    if plain in _ASKING:
        return "q"
    if plain in _BETWEEN or not plain:
        return "f"
    return "m" if plain in _BEFORE else "a" if plain in _AFTER_ASKING else "x"


def _words_of_headings(lines: list[Line], begin: int) -> Iterator[_Word]:
    """While lines are mostly made of the words of headings."""
    count = 0
    for index, line in enumerate(lines[begin : begin + _MOST_LINES], begin):
        known = sum(_is_of_headings(word) for word in line.words)
        again = index > begin and (line.opens_page or line.words == lines[begin].words)
        if again or known < 0.6 * len(line.words) or count > _MOST_WORDS or _NOT_IN_HEADINGS.search(line.text):
            return
        opens_block = index == begin or line.gap is Gap.APART
        for position, word in enumerate(line.words):
            yield _Word(word, index, opens_block and not position, not position)
        count += len(line.words)


def _best_headings(words: list[_Word]) -> tuple[float, list[str], int] | None:
    """The headings with the best score that the words begin with, and how many words they take."""
    scores: list[float] = [0.0]
    backs: list[int] = [0]
    for end in range(1, len(words) + 1):
        tried = [(scores[begin] + _score(words[begin:end], words[begin - 1].word if begin else ""), begin) for begin in range(max(0, end - _MOST_IN_HEADING), end)]
        score, back = max(tried)
        scores.append(score)
        backs.append(back)
    ends = [end for end in range(1, len(scores)) if end == len(words) or words[end].opens_line]
    if not ends:
        return None
    best = max(ends, key=lambda end: scores[end])
    headings, end = [], best
    while end:
        headings.append(" ".join(word.word for word in words[backs[end] : end]))
        end = backs[end]
    return scores[best], headings[::-1], best


def _score(words: list[_Word], before: str) -> float:
    """`before` is the word before these, of the heading to their left."""
    score = _score_of_words(tuple(word.word for word in words))
    first = words[0]
    if first.opens_line and not first.opens_block:
        score -= 1.5  # a heading begins at the top, so not on a line below another
    score -= 1.5 * sum(word.opens_block for word in words[1:])
    if len(words) == 1 and _kinds((first.word,)) & _kinds((before,)):
        score -= 2.5 if _role(before) == "b" else 1.0  # "Lead Officer" is one heading
    return score


_NAMED = re.compile(r"[mbx]*[hb](?:f+[mbhax]*[hbxm])*")
_ASKED = re.compile(r"f?q[af]*")


@lru_cache(maxsize=5000)
def _score_of_words(words: tuple[str, ...]) -> float:
    """Higher, the more the words are one heading and all of it."""
    score = -0.5 - 0.8 * max(0, len(words) - 6)
    if starts_small(words[0]) or (is_open(words[-1]) and _role(words[-1]) != "q"):
        score -= 3
    if _known_field(words):
        return score + 2 + 0.7 * min(4, len(words))
    roles = "".join(map(_role, words))
    score -= 0.8 * roles.count("x") + 1.5 * len(re.findall("(?=h[hbmq])", roles))
    if _ASKED.fullmatch(roles):
        return score + 1.5 + 0.35 * (len(words) - 1)
    if _NAMED.fullmatch(roles):
        return score + 1.5 + 0.5 * (len(words) - roles.count("x") - roles.count("f") - 1)
    return score - 1.5


def _known_field(words: tuple[str, ...]) -> str:
    heading = " ".join(words)
    return field_of_heading(heading) if any(map(str.isalpha, heading)) else ""


def _kinds(words: tuple[str, ...]) -> set[str]:
    """What the heading's words say that its column holds."""
    return {kind for word in words if (kind := _KIND_OF_WORD.get(bare(word)) or _ASKING.get(bare(word)))}
