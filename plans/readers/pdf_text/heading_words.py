"""The words of which councils make the headings of columns, and what part in a heading each can have."""

import re
from collections.abc import Sequence
from functools import lru_cache

from .words import bare, is_month, is_of_date, is_open, set_of

# The words with which councils head the columns of a plan, by what the column holds. Such a word ends its heading, or
# is all of it: "Target Date", "Success Measure", "Update".
OTHER = "other"
_HEADS_OF_KIND = {
    "reference": "ref rec reference references no number id item code line #",
    "action": (
        "action actions recommendation recommendations objective objectives priorities task tasks activity activities "
        "milestone milestones deliverable deliverables commitment commitments initiative initiatives project projects "
        "step steps theme themes workstream workstreams area areas issue issues finding findings requirement "
        "requirements ask asks intervention interventions goal goals gap gaps weakness weaknesses lesson lessons "
        "concern concerns topic topics standard standards statement statements principle "
        "principles question questions pledge pledges description challenge challenges improvements need option "
        "options programme programmes proposal proposals"
    ),
    "person": (
        "officer officers lead leads owner owners responsible responsibility accountable accountability sponsor "
        "sponsors director directors manager managers member members sro name person professional champion contact "
        "coordinator governor governors head heads councillor"
    ),
    "outcome": "outcome outcomes aim aims benefit benefits impact impacts purpose result results rationale",
    "date": (
        "timeframe timeframes timescale timescales timeline timelines date dates deadline deadlines due start finish "
        "end completion timing duration"
    ),
    "measure": (
        "measure measures kpi kpis indicator indicators criteria criterion metric metrics evidence target targets "
        "output outputs"
    ),
    "progress": (
        "progress update updates monitoring comment comments commentary note notes narrative position achievements "
        "response assurance highlights review reviews follow-up assessment checkpoint feedback"
    ),
    "status": "status rag brag ragb rayg bragg state rating confidence score judgement",
    "money": "saving savings cost costs budget funding amount expenditure income spend value",
    "resources": "resource resources",
    "risk": "risk risks mitigation mitigations barriers dependencies",
    "links": "links link",
    "priority": "priority",
    OTHER: (
        "agency agencies asset audit background baseline block branch category cause causes clause "
        "compartment compensation compliance condition context contractor contractors control controls department "
        "directorate domain driver effort element evaluation expiry factor frequency function grade group hazard "
        "inputs investment justification learning likelihood location method minute obligation opinion organisation "
        "organisations partner partners personnel plan policy portfolio prescription process property provision "
        "provider reason root scheme scope section severity site source staff stakeholder stakeholders strand "
        "strategies strategy strengths team teams trend trustee trustees type variance volunteer ward works"
    ),
}
_KIND_OF_WORD = {word: kind for kind, words in _HEADS_OF_KIND.items() for word in words.split()}
# Of those, the ones that as often come before another: "Lead Officer", "Progress Update", "RAG Rating".
_ALSO_BEFORE = set_of(
    "accountability accountable action agency asset audit baseline benefit brag completion compliance contact "
    "contractor department directorate due end evaluation finish group head impact lead learning milestone "
    "organisation outcome partner plan policy portfolio priority professional programme progress project property "
    "provider provision rag reference responsible review risk scheme section site staff start status strategy target "
    "team"
)
# Words that only come before: "Key Milestones".
_BEFORE = set_of(
    "additional agenda annual assistant associate board business cabinet carbon chief clinical clt cmt community "
    "corporate corrective council critical current customer delivery deputy detail details division equality "
    "exception exec executive existing external final financial force forecast full-year further immediate "
    "implementation improvement initial interim internal investigation job key last latest local main management "
    "measurable mitigating monthly national new next operational original other our overall performance political "
    "preventative previous primary quality quarterly regional remedial reporting safety secondary senior service slt "
    "smart smt specific staffing statutory strategic success supporting tactical technical this trust"
)
# Those before which they are mostly one heading with what follows, though either can stand alone.
_SAYING_WHICH = {
    "action": set_of("id no number ref reference"),
    "impact": set_of("measure measures rating score"),
    "lead": set_of("agency body department directorate organisation partner service team"),
    "performance": set_of("indicator indicators measure measures target targets"),
    "priority": set_of("area areas level rating theme themes"),
    "risk": set_of("description id level no owner rating ref reference score"),
    "success": set_of("criteria criterion indicator indicators measure measures"),
    "target": set_of("completion date"),
}
# Words that come before or after: "Required Action", "Action Required".
_EITHER = set_of("actual after arising before complete doing found level made needs said so sought taken told")
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
    "about achieve are be been being by change changed did difference different do does doing done far get getting "
    "going got happen happened happening happens has have hope involved is it know like look made make need needed "
    "needs now leading look looks good our said say see sure take taken tell that the their these they they'll "
    "they’ll this to told us want was we we'll we’ll we're we’re were who whom will work worked would you your"
)
_BETWEEN = set_of(
    "& / - – — a against and as at being between by during for from in into not of on or per since the "
    "through to towards under until with within yet"
)
_BODIES = set_of("board cabinet committee council meeting panel trust")
_PERIODS = set_of("meeting month period quarter report term week year")
_SAYING_WHICH_PERIOD = set_of("current each last next past previous this")
_LETTERS = re.compile(r"[A-Z]{2,6}")  # of a body or a programme: "HMICFRS"
# What was done comes after these words of what it was done to, where others come before: "Agreed Action".
_MOSTLY_AFTER = set_of(
    "achieved arising completed found identified implemented involved needed raised received required sought taken"
)
_PARTICIPLE = re.compile(r"[a-z]{3,}ed")
_DATED = re.compile(r"m?[hb]+(?:f+[mbx]+)?f*d+[mb]?|d+[hb]d*")
_CUT_SHORT = r"(?<!\b[Nn][Oo])(?<!\b[Rr][Ee][FfCc])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})"
_ENDS_WITHIN = re.compile(rf"[:;] |{_CUT_SHORT}\. ")
_UNIT = re.compile(r"\((?:[£$€]|%)\)|%|\(?[£$€](?:\d{3}s?|k|m|bn)\)?")


def is_of_headings(word: str) -> bool:
    return role_of(word) != "x"


def ends_within(text: str) -> bool:
    """Whether a sentence ends amid it, or something is announced; but not after a short word: "Ref. No."."""
    return bool(_ENDS_WITHIN.search(text))


def is_begun(words: Sequence[str]) -> bool:
    """Whether a heading cannot end with them: "Cabinet", "Must do /"."""
    return role_of(words[-1]) == "m" or (is_open(words[-1]) and not words[-1].isalpha())


def is_body(word: str) -> bool:
    """Whether the names of bodies end with it: "Quality Committee"."""
    return _plain(word) in _BODIES


def comes_before(word: str, following: str) -> bool:
    """Whether the one says which the other is: "Executive Lead", "Accountable Director"."""
    alike = kinds_of_words((word,)) & kinds_of_words((following,))
    return is_body(following) or role_of(word) == "m" or (role_of(word) == "b" and bool(alike))


def says_which(word: str, following: str) -> bool:
    """Whether the two are mostly one heading, though the second can stand alone: "Risk Rating"."""
    return _plain(following) in _SAYING_WHICH.get(_plain(word), frozenset())


def is_of_what_stands_before(word: str, before: str) -> bool:
    """Whether the word rather ends a heading than begins one: "Issue Identified", "Agenda Item", "How Will"."""
    asked, named = role_of(before) == "q" and role_of(word) == "a", role_of(before) == "m" and is_body(word)
    if asked or named or (word.isdigit() and bare(before) in _PERIODS):
        return True
    return bool(kinds_of_words((before,))) and _plain(word) in _MOSTLY_AFTER


def may_be_all_of_one(word: str) -> bool:
    """Whether the word says something by itself, as "of" and "be" do not."""
    return role_of(word) in "hbmpx"


def may_go_on(word: str) -> bool:
    """Whether a heading may well go on after the word: "Responsible", "Executive"."""
    return role_of(word) in "mbfq"


def is_unit(word: str) -> bool:
    """Whether the word says in what a heading's figures are: "(£000)"."""
    return bool(_UNIT.fullmatch(word))


def is_dated_heading(words: Sequence[str]) -> bool:
    """Whether the words are a heading that says of when it tells: "Update – March 2023"."""
    return bool(_DATED.fullmatch(roles_of(tuple(words))))


@lru_cache(maxsize=20_000)
def kinds_of_words(words: tuple[str, ...]) -> frozenset[str]:
    """What the heading's words say that its column holds."""
    return frozenset(kind for word in words if (kind := _kind(word)))


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str:
    return _KIND_OF_WORD.get(_plain(word)) or _ASKING.get(_plain(word), "")


@lru_cache(maxsize=20_000)
def roles_of(words: tuple[str, ...]) -> str:
    """The role of each; a number is part of a date before a month and after a period: "Quarter 2". So is what says
    which period it is of which the word before it tells: "Progress this quarter".

    What stands before a head in small letters only comes before it: "Officer lead".
    """
    roles = list(map(role_of, words))
    for at, word in enumerate(words):
        of_month = at + 1 < len(words) and is_month(words[at + 1])
        if word.isdigit() and len(word) < 3 and (of_month or (at and bare(words[at - 1]) in _PERIODS)):
            roles[at] = "d"
        if at and _says_which_period(word, words[at + 1 : at + 2]) and roles[at - 1] in "hb":
            roles[at] = "d"
        if at and roles[at - 1] == "h" and roles[at] in "hb" and word[0].islower():
            roles[at - 1] = "b"
    return "".join(roles)


def _says_which_period(word: str, following: Sequence[str]) -> bool:
    return _plain(word) in _SAYING_WHICH_PERIOD and any(_plain(period) in _PERIODS for period in following)


@lru_cache(maxsize=20_000)
def role_of(word: str) -> str:
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
    return next((role for role, words in others if plain in words), _role_by_shape(word))


def _role_by_shape(word: str) -> str:
    """That of a word which is not listed: letters say whose or of what, and what was done comes before or after."""
    if _LETTERS.fullmatch(word):
        return "m"
    return "p" if _PARTICIPLE.fullmatch(_plain(word)) else "x"


def _plain(word: str) -> str:
    return bare(word.replace("(s)", "s"))
