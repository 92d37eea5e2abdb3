"""Which field each printed column heading stands for: what councils call the columns of their plans."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from plans.folding import fold

# What a field is called outright. These are looked for first, so that "Comments" gives way to "Progress" beside it.
_HEADINGS = {
    "reference": [
        *("", "ref", "reference", "no", "number", "id", "item", "action no", "action number", "action ref"),
        *("ref no", "reference number", "item no", "rec no", "recommendation no", "recommendation number"),
    ],
    "action": [
        *("improvement action", "action", "desired outcome", "key milestones", "key actions", "recommendation"),
        *("key action", "we will"),
    ],
    "accountable": [
        *("accountable officer", "accountable"),
        *("senior responsible owner", "senior responsible officer"),
    ],
    "lead": [
        *("lead officer", "lead officers", "lead", "leads", "who", "owner", "owners", "by whom"),
        *("responsible", "responsible officer", "responsible officers", "assigned to", "led by", "owned by"),
        *("responsible owner", "responsible person", "responsible lead"),
    ],
    "intended_outcome": ["what we hope to achieve", "intended outcome", "outcome", "so that"],
    "timeframe": [
        *("timeframe", "timescale", "when", "by when", "target date", "implementation date", "deadline"),
        *("complete by", "target completion"),
    ],
    "success_measure": ["success measure", "success measures", "measure of success", "measured by"],
    "progress": ["progress", "progress update", "update"],
    "status": ["status", "rag", "rag status", "rag rating"],
    "links": ["links"],
    "milestones": ["actions", "milestones", "steps", "tasks"],
    "saving": ["saving", "savings"],
}
_FIELD_OF = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
FIELDS = tuple(_HEADINGS)

# Of dates by which nothing is due.
_NOT_DUE = (
    r"(?:start|beg[iu]n|commence|creat|clos|open|review|allocat|assign|report|add)\w*|raised|completed|actual|last"
)
# Otherwise the first of these whose words stand in it: "Action owner" names officers, "Status of action" a status.
_WORDS: list[tuple[str, str]] = [
    ("", rf"(?:revised|previous|original|{_NOT_DUE})\b.*\bdate"),
    ("", rf"date (?:{_NOT_DUE}|of)\b|risk|budget|cost|resource|notes? on"),
    ("", r"(?:priority|theme)(?!.* actions?)|(?:carbon|co2e?|energy|water|time) savings?"),
    ("", r"^next steps$|^start|^(?:next|last) (?:updated?|review)|equalit(?:y|ies)|direction of travel|^dot$"),
    ("reference", r"^\w+(?: \w+)? (?:no|number|ref|reference|id|code)$|^(?:code|serial|s n|line)$"),
    (
        "progress",
        r"^(?:status|rag|progress|officers?) (?:and |or )?(?:updates?|comment(?:s|ary)?|notes?|narrative|report)$",
    ),
    ("progress", r"^actions? taken|(?:work|activit(?:y|ies)) (?:completed|undertaken|done|to date)"),
    ("status", r"progress rating"),
    ("progress", r"^progress (?:and|or) |^actions? completed$|follow up"),
    ("success_measure", r"monitoring measures?"),
    ("saving", r"savings? targets?"),
    ("action", r"^description of (?:the )?(?:actions?|savings?|projects?|proposals?|work)"),
    ("timeframe", r"^(?:completion|delivery) by$"),
    ("lead", r"accountable (?:lead|owner)|^(?:action|actioned|delivered) by$"),
    ("accountable", r"exec(?:utive)? (?:lead|owner|officer)"),
    (
        "accountable",
        r"accountable|sponsor|senior responsible|sro|portfolio holder|(?:cabinet|lead) member|cabinet lead",
    ),
    ("lead", r"lead|owner|responsib|who(?:m|se)?\b|officers?|assign(?:ed|ee)|allocated|led by$|^by$"),
    ("lead", r"^(?:\w+ )?(?:team|manager)s?$|^contacts?$|^heads? of service$"),
    (
        "status",
        r"status|b?rag|^r a g$|traffic light|rating$|^state$|^(?:delivery )?confidence$|on track$|^open closed$",
    ),
    ("timeframe", r"time ?(?:frame|scale|line|table)s?|deadline|target (?:date|month|quarter|year)|due|when"),
    ("timeframe", r"(?:completion|end|delivery|finish) date|(?:completed?|done|delivered|finished|achieved?) by"),
    ("timeframe", r"^(?:dates?|end|finish|timing|completion|year)$|target (?:for )?completion|^dates? (?:for|to be)"),
    (
        "timeframe",
        r"(?:expected|estimated|forecast|anticipated|planned|proposed|agreed) (?:date|completion|end|finish)",
    ),
    ("timeframe", r"^milestone dates?$"),
    ("action", r"^(?:actions? measures?|measures? actions?)$|^improvements? (?:required|needed)$"),
    ("success_measure", r"milestones? (?:or |and )?measures?"),
    ("milestones", r"milestones?|steps"),
    ("progress", r"progress|updates?|comment(?:s|ary)?|narrative|position|mitigations?|monitoring|notes?$|to date$"),
    ("progress", r"\bnotes? (?:january|february|march|april|may|june|july|august|september|october|november|december)"),
    ("progress", r"response"),
    ("progress", r"^what (?:did we|we|was|has been) (?:did|do|done|achieved?|delivered)\b|where (?:are )?we"),
    ("progress", r"achievements?$|^highlights?\b|^how (?:far|are we doing|is it going)\b|\bso far$"),
    ("progress", r"\b(?:have|has|had)\b.*\b(?:done|achieved|happened|changed)"),
    ("action", r"what\b.*\b(?:do|done)$|^(?:what|how) (?:we will|will we) do\b"),
    ("intended_outcome", r"(?:success|good) (?:will )?looks? like"),
    (
        "success_measure",
        r"success|measures?|kpis?|indicators?|metrics?|evidence|we(?: will| ll)? know|targets?|outputs?",
    ),
    ("intended_outcome", r"outcomes?|impact|achieve|benefits?|differen(?:ce|t)|aims?|goals?|^why|will change"),
    ("intended_outcome", r"^what\b.*\b(?:will|want to) (?:see|notice|feel|experience|mean|happen)$"),
    ("intended_outcome", r"^purpose$|^rationale$|(?:expected|desired|intended|anticipated) results?"),
    ("links", r"links?"),
    ("saving", r"savings?"),
    ("action", r"actions?|activit(?:y|ies)|recommendations?|objectives?|tasks?|commitments?|pledges?|interventions?"),
    ("action", r"^(?:\w+ )?(?:projects?|initiatives?|projects? initiatives?|deliverables?|proposals?)$"),
    ("reference", r"ref|reference|rec$"),
]
# What else it may stand for, where another column has that field or what stands below does not read like it.
_FURTHER_WORDS: list[tuple[str, str]] = [
    ("intended_outcome", r"^desired outcome$|objectives?|priority"),
    ("milestones", r"^key milestones$"),
    ("success_measure", r"success|outcomes?|impact|achieve|benefits?|differen(?:ce|t)"),
    ("accountable", r"chief|director|executive|senior|strategic|corporate|owner|c[lm]t|slt"),
    ("timeframe", r"^by$|targets?|milestones?"),
    ("progress", r"status|comments?|evidence|reviews?$"),
    ("status", r"position|status|score|^progress$"),
    ("action", r"^actions$|^milestones$|^measures?$|outputs?|response|areas? for improvement"),
]
# What is no field whatever words of one stand in it: "Carbon impact", "Previous RAG".
_OF_ITS_OWN = re.compile(
    r"\b(?:carbon|climate|environmental|equality|financial|budget|resource) (?:impacts?|implications?|effects?)"
    r"|^(?:previous|last) (?:b?rag|status|rating)|^(?:category|type) of\b"
)
_BY_WORDS = [(field, re.compile(rf"\b(?:{words})")) for field, words in _WORDS]
_FURTHER = [(field, re.compile(rf"\b(?:{words})\b")) for field, words in _FURTHER_WORDS]
# Those of them that need no look at what stands below.
_TOLD_BY_HEADING = ("accountable", "intended_outcome", "milestones", "success_measure", "action")
# A column that has no field where another is called so itself: a "Lead agency" beside a "Lead person"; of a
# "Recommendation", an "Objective", an "Outcome" and "Milestones" the one to which those beside it leave nothing.
_BODIES = (
    r"\b(?:agency|agencies|organisations?|partner(?:s|ship)?|body|bodies|directorates?|departments?|services?)\b"
    r"(?! (?:actions?|responses?|updates?|progress|leads?|owners?|managers?|officers?))"
)
_YIELDING = re.compile(rf"\b(?:outcomes?|milestones|recommendations?|objectives?|projects?)\b|{_BODIES}")

# Of two columns of leads the one that is accountable.
_SENIOR = re.compile(r"\b(?:chief|directors?|executive|senior|strategic|c[lm]t|slt)\b")

Fits = Callable[[int, str], bool]


@lru_cache(maxsize=10_000)
def field_of_heading(heading: str) -> str:
    """The name of the row's field for a heading as printed; "" when the heading is not known."""
    words = _words(heading)
    if is_outright(heading):
        return _FIELD_OF[words]
    if _OF_ITS_OWN.search(words):
        return ""
    return next((field for field, pattern in _BY_WORDS if pattern.search(words)), "")


def further_fields(heading: str) -> list[str]:
    """Those that the heading may stand for besides its own, the likeliest first."""
    own, words = field_of_heading(heading), _words(heading)
    if _OF_ITS_OWN.search(words):
        return []
    return [field for field, pattern in _FURTHER if field != own and pattern.search(words)]


def is_heading(heading: str) -> bool:
    """Whether columns are called so, be it that they have no field: "Start date"."""
    words = _words(heading)
    return is_outright(heading) or any(pattern.search(words) for _, pattern in [*_BY_WORDS, *_FURTHER])


def fields_of_headings(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> list[str]:
    """For each column of a table its field, each field once: the first column that is called so outright has it.

    `mapping` is what a person has said of some columns, by their folded names: it comes before all else, and "" is no
    field; it may give one to two columns that are of two tables. A table whose only words for what is to be done are
    "Actions" or "Milestones" has its actions there; where there is an "Action" too, the "Desired outcome" is the
    intended one and the "Key milestones" are its milestones.
    """
    return list(_fields(tuple(headings), tuple((mapping or {}).items())))


def names_of(headings: Sequence[str]) -> list[str]:
    """A name for each column that no other has: its heading, or its place where it has none; a second one of the same
    heading "(2)".
    """
    names: list[str] = []
    for place, heading in enumerate(headings, 1):
        name, count = heading or name_of_place(place), 1
        while name in names:
            count += 1
            name = f"{heading} ({count})"
        names.append(name)
    return names


def name_of_place(place: int) -> str:
    """What a column without a heading is called, the first being 1."""
    return f"Column {place}"


def is_name_of_place(name: str) -> bool:
    return bool(re.fullmatch(r"column [0-9]{1,3}", fold(name)))


def said_of(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str]:
    """What was said of columns, by their places. `mapping` has it by folded names; a column without a heading may be
    called by its place or by nothing.
    """
    said: dict[int, str] = {}
    for at, (heading, name) in enumerate(zip(headings, names_of(headings), strict=True)):
        called = [name] if heading or headings.index("") < at else [name, heading]
        known = next((folded for folded in map(fold, called) if folded in mapping), None)
        if known is not None:
            said[at] = mapping[known]
    return said


def with_said(fields: Sequence[str], said: Mapping[int, str]) -> list[str]:
    """Fields of columns as a person has changed them: a column nobody spoke of stays what it is, unless what it is was
    given to another.
    """
    given = {field for field in said.values() if field}
    return [said.get(at, "" if field in given else field) for at, field in enumerate(fields)]


@lru_cache(maxsize=1_000)
def _fields(headings: tuple[str, ...], said: tuple[tuple[str, str], ...]) -> list[str]:
    """Kept, since a version is asked for its columns again with every action of it."""
    fields = fields_that_fit(headings, lambda at, field: _tells(headings[at], field))
    return with_said(fields, said_of(headings, dict(said)))


def _tells(heading: str, field: str) -> bool:
    """Whether the heading tells so much without what stands below it."""
    own = field_of_heading(heading)
    return field == own or (bool(own) and field in _TOLD_BY_HEADING)


def fields_that_fit(headings: Sequence[str], fits: Fits) -> list[str]:
    """By the headings alone, of those fields only that `fits` finds to suit a column, by its place."""
    wishes: dict[int, list[str]] = {}
    for at, heading in enumerate(headings):
        may_be = [field_of_heading(heading), *further_fields(heading)]
        wishes[at] = [field for field in may_be if field and fits(at, field)]
        if _YIELDING.search(_words(heading)):
            wishes[at].append("")

    if sum("lead" in may_be for may_be in wishes.values()) > 1:
        for at, may_be in wishes.items():
            if _SENIOR.search(_words(headings[at])):
                may_be.sort(key=lambda field: field != "accountable")

    def rank(place: int) -> tuple[bool, bool, int]:
        heading = headings[place]
        return not is_outright(heading), bool(re.search(_BODIES, _words(heading))), place

    fields = [""] * len(headings)
    for at, field in _given_out(wishes, sorted(wishes, key=rank)).items():
        fields[at] = field
    if "action" not in fields and "milestones" in fields:
        fields[fields.index("milestones")] = "action"
    return fields


def _given_out(wishes: Mapping[int, Sequence[str]], order: Iterable[int]) -> dict[int, str]:
    """A field for as many columns as can have one: who has it already takes another, where that suits it too."""
    holders: dict[str, int] = {}

    def take(place: int, tried: set[str], *, is_holder: bool) -> bool:
        wanted = [field for field in wishes[place] if field and field not in tried]
        free = next((field for field in wanted if field not in holders), None)
        if free:
            holders[free] = place
            return True
        for field in wanted if is_holder or "" not in wishes[place] else ():
            tried.add(field)
            if field in holders and take(holders[field], tried, is_holder=True):
                holders[field] = place
                return True
        return is_holder and "" in wishes[place]

    for place in order:
        take(place, set(), is_holder=False)
    return {place: field for field, place in holders.items()}


def may_be_due(heading: str) -> bool:
    """Whether dates below the heading can be those by which something is due."""
    return not re.search(rf"\b(?:{_NOT_DUE})\b", _words(heading))


def is_outright(heading: str) -> bool:
    """Whether the heading is known by its whole words, and not only by one of them."""
    return _words(heading) in _FIELD_OF and (bool(_words(heading)) or not re.search(r"\w", heading))


def _words(heading: str) -> str:
    return " ".join(re.findall(r"[a-z]+", heading.lower().replace("(s)", "s")))
