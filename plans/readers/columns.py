"""Which field each printed column heading stands for."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from plans.folding import fold

from .column_names import ANSWERED, AT_FIRST, BODIES, NAMES, NO_FIELD, NOT_DUE, PRECEDENCE, YIELDING

FIELDS = tuple(NAMES)
_FIELD_OF = {heading: field for field, names in NAMES.items() for heading in names.outright}
WORDS_OF_HEADINGS = frozenset(word for heading in _FIELD_OF for word in heading.split())


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words) or '(?!)'})")


_NO_FIELD = _any_of(NO_FIELD)
_CALLED = [
    *((field, _any_of(NAMES[field].phrases)) for field in PRECEDENCE),
    *((field, _any_of(NAMES[field].words)) for field in PRECEDENCE),
]
_BESIDES = [(field, _any_of(NAMES[field].besides)) for field in PRECEDENCE]
_LISTED = re.compile(r"(?P<first>\w[^,]*)(?:, \w[^,]*)+ (?:and|&) \w[^,]*")
# Those of them that need no look at what stands below.
_TOLD_BY_HEADING = ("accountable", "intended_outcome", "milestones", "success_measure", "action")
Fits = Callable[[int, str], bool]


@lru_cache(maxsize=10_000)
def field_of_heading(heading: str) -> str:
    """The name of the row's field for a heading as printed; "" when the heading is not known."""
    words = _words(heading)
    if (outright := _outright(first_listed(heading) or heading)) or _NO_FIELD.search(words):
        return outright
    return next((field for field, pattern in _CALLED if pattern.search(words)), "")


def first_listed(heading: str) -> str:
    """What a heading that lists things names first: "Update" of "Update, risks and next steps"."""
    listed = _LISTED.fullmatch(heading)
    return listed["first"] if listed else ""


def further_fields(heading: str) -> list[str]:
    """Those that the heading may stand for besides its own, the likeliest first."""
    own, words = field_of_heading(heading), _words(heading)
    if _NO_FIELD.search(words):
        return []
    return [field for field, pattern in _BESIDES if field != own and pattern.search(words)]


def is_heading(heading: str) -> bool:
    """Whether columns are called so, be it that they have no field: "Start date"."""
    words = _words(heading)
    return bool(field_of_heading(heading) or further_fields(heading) or _NO_FIELD.search(words))


def fields_of_headings(headings: Sequence[str], mapping: Mapping[str, str] | None = None) -> list[str]:
    """For each column of a table its field, each field once: the first column that is called so outright has it.

    `mapping` is what a person has said of some columns, by their names: it comes before all else, and "" is no
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


def mapping_of(headings: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """What each of these columns is, by its name, whatever a later release takes its heading for.

    Nothing is said of a column without a heading that is what it would be taken for, since places change.
    """
    columns = zip(names_of(headings), fields, fields_of_headings(headings), strict=True)
    return {name: field for name, field, told in columns if not (is_name_of_place(name) and field == told)}


def name_of_place(place: int) -> str:
    """What a column without a heading is called, the first being 1."""
    return f"Column {place}"


def is_name_of_place(name: str) -> bool:
    return bool(re.fullmatch(r"column [0-9]{1,3}", fold(name)))


def said_of(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str]:
    """What was said of columns, by their places. `mapping` has it by their names, or others that fold alike; a column
    without a heading may be called by its place or by nothing.
    """
    folded = {fold(name): field for name, field in mapping.items()}
    said: dict[int, str] = {}
    for at, (heading, name) in enumerate(zip(headings, names_of(headings), strict=True)):
        called = [name] if heading or headings.index("") < at else [name, heading]
        known = next((mapping.get(words, folded.get(fold(words))) for words in called if fold(words) in folded), None)
        if known is not None:
            said[at] = known
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
    """By the headings alone, of those fields only that `fits` finds to suit a column, by its place; which of several
    columns of leads is accountable is told by their headings.
    """
    wishes: dict[int, list[str]] = {}
    for at, heading in enumerate(headings):
        wishes[at] = [field for field in _may_be(heading) if field and fits(at, field)]
        if re.search(YIELDING, _words(heading)):
            wishes[at].append("")

    leads = [at for at, heading in enumerate(headings) if _is_of_leads(heading)]
    senior = _senior_of(leads, headings)
    for at in leads:
        wishes[at] = ["accountable", *wishes[at]] if at == senior else [*wishes[at], "lead"]

    def rank(place: int) -> tuple[bool, bool, bool, int]:
        heading = headings[place]
        words = _words(heading)
        gives_way = not field_of_heading(heading) or "response" in words or bool(re.search(AT_FIRST, words))
        return not is_outright(heading), _is_of_body(heading), gives_way, place

    fields = [""] * len(headings)
    for at, field in _given_out(wishes, sorted(wishes, key=rank)).items():
        fields[at] = field
    if "accountable" in fields and "lead" not in fields:
        _make_lead_of_accountable(fields, headings)
    if "milestones" in fields and ("action" not in fields or _is_answered(headings[fields.index("action")])):
        _make_actions_of_milestones(fields, wishes)
    return fields


def _senior_of(leads: Sequence[int], headings: Sequence[str]) -> int | None:
    """Which of several columns of leads is accountable: the first that is called senior, or else the first that is not
    called a lead outright.
    """
    senior = [at for at in leads if "accountable" in _may_be(headings[at])]
    others = [at for at in leads if not is_outright(headings[at])]
    return next(iter(senior or others), None) if len(leads) > 1 else None


def _is_of_leads(heading: str) -> bool:
    own, *further = _may_be(heading)
    is_lead = own == "lead" or (own == "accountable" and "lead" in further)  # and no politician
    return is_lead and "timeframe" not in further and not _is_of_body(heading)  # "By" may be a date


def _may_be(heading: str) -> list[str]:
    return [field_of_heading(heading), *further_fields(heading)]


def _is_of_body(heading: str) -> bool:
    return bool(re.search(BODIES, _words(heading)))


def _is_answered(heading: str) -> bool:
    return bool(re.search(ANSWERED, _words(heading)))


def _make_lead_of_accountable(fields: list[str], headings: Sequence[str]) -> None:
    """Where no other officers are named, those are who does it, however senior; a politician or a sponsor is not, nor
    who is called accountable outright.
    """
    at = fields.index("accountable")
    if "lead" in further_fields(headings[at]) and not is_outright(headings[at]):
        fields[at] = "lead"


def _make_actions_of_milestones(fields: list[str], wishes: Mapping[int, Sequence[str]]) -> None:
    """Where no other column has what is to be done, or one has what that answers."""
    if "action" in fields:
        at = fields.index("action")
        fields[at] = next((field for field in wishes[at] if field not in fields), "")
    fields[fields.index("milestones")] = "action"


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
    return not re.search(rf"\b(?:{NOT_DUE})\b", _words(heading))


def is_outright(heading: str) -> bool:
    """Whether the heading is known by its whole words, and not only by one of them."""
    return bool(_outright(heading))


def _outright(heading: str) -> str:
    """The field that is called so; what has no letters, "#", heads references."""
    words = _words(heading)
    if not words:
        return "" if re.search(r"\w", heading) else "reference"
    return _FIELD_OF.get(words) or _FIELD_OF.get(words.removesuffix("s"), "")


def _words(heading: str) -> str:
    return " ".join(re.findall(r"[a-z]+", heading.lower().replace("(s)", "s")))
