"""Which field each printed column heading stands for: what councils call the columns of their plans."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from plans.folding import fold

# What a field is called outright. These are looked for first, so that "Comments" gives way to "Progress" beside it.
_HEADINGS = {
    "reference": ["", "ref", "reference", "no", "number", "id", "item", "action no", "action number", "action ref"],
    "action": ["improvement action", "action", "desired outcome", "key milestones", "key actions", "recommendation"],
    "accountable": ["clt accountable officer", "accountable officer", "accountable"],
    "lead": ["lead officer", "lead", "who", "owner", "responsible", "responsible officer", "by whom"],
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
    ("accountable", r"accountable|sponsor|senior responsible|sro"),
    ("lead", r"lead|owner|responsib|who|officer|assigned to|delivered by"),
    ("status", r"status|b?rag"),
    ("timeframe", r"time ?(?:frame|scale|line)s?|deadline|target date|due|when|(?:completion|end|delivery) date"),
    ("milestones", r"milestones?|steps"),
    ("progress", r"progress|updates?|comment(?:s|ary)?|narrative|position|mitigations?|monitoring|notes$"),
    ("success_measure", r"success|measures?|kpis?|indicators?|evidence|we(?: will| ll)? know"),
    ("intended_outcome", r"outcomes?|impact|achieve|benefits?|differen(?:ce|t)"),
    ("links", r"links?"),
    ("saving", r"savings?"),
    ("action", r"actions?|activit(?:y|ies)|recommendations?|objectives?|what we will do|what will we do|tasks?"),
    ("reference", r"ref|reference"),
]
_BY_WORDS = [(field, re.compile(rf"\b(?:{words})")) for field, words in _WORDS]
FIELDS = tuple(_HEADINGS)


def field_of_heading(heading: str) -> str:
    """The name of the row's field for a heading as printed; "" when the heading is not known."""
    words = _words(heading)
    if is_outright(heading):
        return _FIELD_OF[words]
    return next((field for field, pattern in _BY_WORDS if pattern.search(words)), "")


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
    mapping = dict(said)
    given = [fold(heading) in mapping for heading in headings]
    fields = [""] * len(headings)

    def rank(place: int) -> tuple[bool, bool, int]:
        return not given[place], not is_outright(headings[place]), place

    for place in sorted(range(len(headings)), key=rank):
        claim = mapping.get(fold(headings[place]), _second_best(place, headings))
        if claim not in fields:
            fields[place] = claim
    if "action" not in fields and "milestones" in fields and not given[fields.index("milestones")]:
        fields[fields.index("milestones")] = "action"
    return fields


def _second_best(place: int, headings: Sequence[str]) -> str:
    """The field of a heading, beside an "Action" another one than it would have without."""
    field, words = field_of_heading(headings[place]), _words(headings[place])
    if field == "action" and words != "action" and "action" in map(_words, headings):
        return "intended_outcome" if "outcome" in words else "milestones" if "milestone" in words else field
    return field


def is_outright(heading: str) -> bool:
    """Whether the heading is known by its whole words, and not only by one of them."""
    return _words(heading) in _FIELD_OF and (bool(_words(heading)) or not re.search(r"\w", heading))


def _words(heading: str) -> str:
    return " ".join(re.findall(r"[a-z]+", heading.lower().replace("(s)", "s")))
