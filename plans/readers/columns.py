"""Which field each printed column heading stands for: what councils call the columns of their plans."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from plans.folding import fold

# What a field is called outright. These are looked for first, so that "Comments" gives way to "Progress" beside it.
_HEADINGS = {
    "reference": ["", "ref", "reference", "no", "number", "id", "item", "action no", "action number", "action ref"],
    "action": ["improvement action", "action", "desired outcome", "key milestones", "key actions", "recommendation"],
    "accountable": ["clt accountable officer", "accountable officer", "accountable"],
    "lead": [
        *("lead officer", "lead officers", "lead", "leads", "who", "owner", "owners", "by whom"),
        *("responsible", "responsible officer", "responsible officers"),
    ],
    "intended_outcome": ["what we hope to achieve", "intended outcome", "outcome"],
    "timeframe": [
        "timeframe",
        "timescale",
        "when",
        "by when",
        "target date",
        "implementation date",
        "deadline",
        "complete by",
    ],
    "success_measure": ["success measure", "success measures", "measure of success"],
    "progress": ["progress", "progress update", "update", "update exception detail and mitigations"],
    "status": ["status", "rag", "rag status", "rag rating"],
    "links": ["links to other plans and strategies", "links to other plans"],
    "milestones": ["actions", "milestones", "steps", "tasks"],
    "saving": ["saving", "savings"],
}
_FIELD_OF = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
FIELDS = tuple(_HEADINGS)

# Otherwise the first of these whose words stand in it: "Action owner" names officers, "Status of action" a status.
_WORDS: list[tuple[str, str]] = [
    ("", r"(?:revised|previous|original|start|created?|actual|closed|completed|last|review|reported)\b.*\bdate"),
    ("", r"date (?:completed|closed|created|started|raised|of)|risk|budget|cost|resource|priority|theme|notes? on"),
    ("", r"next steps"),
    ("reference", r"^\w+(?: \w+)? (?:no|number|ref|reference|id)$"),
    ("accountable", r"accountable|sponsor|senior responsible|sro|portfolio holder|cabinet member"),
    ("lead", r"lead|owner|responsib|who|officers?|assigned to|allocated to|delivered by|^by$"),
    ("status", r"status|b?rag|traffic light"),
    ("timeframe", r"time ?(?:frame|scale|line|table)s?|deadline|target date|due|when"),
    ("timeframe", r"(?:completion|end|delivery|finish) date|(?:complet(?:ed|ion)|delivered|finished|achieved?) by"),
    ("milestones", r"milestones?|steps"),
    ("progress", r"progress|updates?|comment(?:s|ary)?|narrative|position|mitigations?|monitoring|notes?$|to date$"),
    ("action", r"what (?:we )?(?:will|(?:aim|plan|need|intend)s? to) (?:we )?do"),
    ("intended_outcome", r"(?:success|good) (?:will )?looks? like"),
    ("success_measure", r"success|measures?|kpis?|indicators?|evidence|we(?: will| ll)? know|targets?|outputs?"),
    ("intended_outcome", r"outcomes?|impact|achieve|benefits?|differen(?:ce|t)|aims?|goals?"),
    ("links", r"links?"),
    ("saving", r"savings?"),
    ("action", r"actions?|activit(?:y|ies)|recommendations?|objectives?|tasks?|commitments?|pledges?|interventions?"),
    ("reference", r"ref|reference"),
]
# What else it may stand for, where another column has that field or what stands below does not read like it.
_FURTHER_WORDS: list[tuple[str, str]] = [
    ("intended_outcome", r"^desired outcome$|objectives?|priority"),
    ("milestones", r"^key milestones$"),
    ("success_measure", r"success|outcomes?|impact|achieve|benefits?|differen(?:ce|t)"),
    ("accountable", r"director|executive|strategic|owner"),
    ("timeframe", r"^by$|targets?"),
    ("progress", r"status|comments?|evidence"),
    ("action", r"^actions$|^milestones$|^measures?$|outputs?"),
]
_BY_WORDS = [(field, re.compile(rf"\b(?:{words})")) for field, words in _WORDS]
_FURTHER = [(field, re.compile(rf"\b(?:{words})\b")) for field, words in _FURTHER_WORDS]
# Those of them that need no look at what stands below.
_TOLD_BY_HEADING = ("intended_outcome", "milestones", "success_measure", "action")
# A column that is none at all where another is called so itself: a "Recommendation" beside an "Action".
_YIELDING = re.compile(r"outcome|milestones|recommendation|objective")

Fits = Callable[[int, str], bool]


def field_of_heading(heading: str) -> str:
    """The name of the row's field for a heading as printed; "" when the heading is not known."""
    words = _words(heading)
    if is_outright(heading):
        return _FIELD_OF[words]
    return next((field for field, pattern in _BY_WORDS if pattern.search(words)), "")


def further_fields(heading: str) -> list[str]:
    """Those that the heading may stand for besides its own, the likeliest first."""
    own, words = field_of_heading(heading), _words(heading)
    return [field for field, pattern in _FURTHER if field != own and pattern.search(words)]


def fields_of_headings(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> list[str]:
    """For each column of a table its field, each field once: the first column that is called so outright has it.

    `mapping` is what a person has said of some headings, folded: it comes before all else, and "" is no field.
    A table whose only words for what is to be done are "Actions" or "Milestones" has its actions there; where there
    is an "Action" too, the "Desired outcome" is the intended one and the "Key milestones" are its milestones.
    """
    return list(_fields(tuple(headings), tuple((mapping or {}).items())))


@lru_cache(maxsize=1_000)
def _fields(headings: tuple[str, ...], said: tuple[tuple[str, str], ...]) -> list[str]:
    """Kept, since a version is asked for its columns again with every action of it."""
    return fields_that_fit(headings, dict(said), lambda at, field: _tells(headings[at], field))


def _tells(heading: str, field: str) -> bool:
    """Whether the heading tells so much without what stands below it."""
    own = field_of_heading(heading)
    return field == own or (bool(own) and field in _TOLD_BY_HEADING)


def fields_that_fit(headings: Sequence[str], mapping: Mapping[str, str], fits: Fits) -> list[str]:
    """The same, of those fields only that `fits` finds to suit a column, by its place."""
    said = {at: mapping[fold(heading)] for at, heading in enumerate(headings) if fold(heading) in mapping}
    wishes: dict[int, list[str]] = {}
    for at, heading in enumerate(headings):
        may_be = [field_of_heading(heading), *further_fields(heading)]
        wishes[at] = [field for field in may_be if field and fits(at, field)]
        if _YIELDING.search(_words(heading)):
            wishes[at].append("")
    wishes |= {at: [field] for at, field in said.items()}

    def rank(place: int) -> tuple[bool, bool, int]:
        return place not in said, not is_outright(headings[place]), place

    fields = [""] * len(headings)
    for at, field in _given_out(wishes, sorted(wishes, key=rank)).items():
        fields[at] = field
    if "action" not in fields and "milestones" in fields and fields.index("milestones") not in said:
        fields[fields.index("milestones")] = "action"
    return fields


def _given_out(wishes: Mapping[int, Sequence[str]], order: Iterable[int]) -> dict[int, str]:
    """A field for as many columns as can have one: who has it already takes another, where that suits it too."""
    holders: dict[str, int] = {}

    def take(place: int, tried: set[str], *, yields: bool) -> bool:
        wanted = [field for field in wishes[place] if field and field not in tried]
        free = next((field for field in wanted if field not in holders), None)
        if free:
            holders[free] = place
            return True
        for field in wanted:
            tried.add(field)
            if field in holders and take(holders[field], tried, yields="" not in wishes[place]):
                holders[field] = place
                return True
        return yields and "" in wishes[place]

    for place in order:
        take(place, set(), yields=False)
    return {place: field for field, place in holders.items()}


def is_outright(heading: str) -> bool:
    """Whether the heading is known by its whole words, and not only by one of them."""
    return _words(heading) in _FIELD_OF and (bool(_words(heading)) or not re.search(r"\w", heading))


def _words(heading: str) -> str:
    return " ".join(re.findall(r"[a-z]+", heading.lower().replace("(s)", "s")))
