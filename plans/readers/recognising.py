"""Which column of a table is which field: by its heading, by what stands in it, or as a person says."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from plans.timeframes import read_timeframe

from .colours import are_in_colours
from .columns import (
    field_of_heading,
    fields_that_fit,
    further_fields,
    is_heading,
    is_outright,
    may_be_due,
    names_of,
    said_of,
    with_said,
)
from .contents import Table
from .officer_names import reads_like_officers
from .references import are_numbered, has_reference, is_reference
from .run_together import begins_with_verb
from .texts import UNDECIDED

_STATUS = re.compile(
    r"(?i)(?:\d ?[–:.-] ?)?(?:(?:not|nearly|mostly|largely|fully|partly|partially|now) )?(?:complete[d]?|closed|done"
    r"|achieved|on ?(?:track|target|hold|course|schedule|time)|begun|finished|met|live|stalled|delivered"
    r"|off (?:track|target)|ongoing|in progress|under ?way|progressing|not (?:yet )?(?:started|due|commenced)|delayed"
    r"|started|slipp(?:ed|ing)|overdue|at risk|red|amber|green|blue|gr[ea]y|behind(?: schedule)?|planned|paused|open"
    r"|(?:nearly|almost|not(?: yet)?) there"
    r"|(?:no|some|minor|major|serious) (?:delay|concern|issue|problem|slippage)s?|withdrawn|superseded|rag)"
    r"(?:\W*|\s?[/(,;.:–-].{0,40}|,? (?:but|due|by) .{0,40})|[ragby](?:/[ragby])?\W*"
)
_NO_DATE = re.compile(rf"(?i)(?:on-?going|{UNDECIDED}|immediate(?:ly)?|continuous|complete[d]?|n/?a|as required)\.?")

_MEASURES = re.compile("(?i)measures?")
_USUAL_STATUS, _LONGEST_STATUS = 25, 80  # letters


@dataclass
class Recognised:
    """The columns of a table: a name for each that no other has, its field, and which (by place) were guessed.

    `numbered`: the references stand at the beginning of the actions. `said`: of which columns a person has spoken.
    `was_action`: the name of the column that would be the action without that, where none is any more.
    """

    names: list[str]
    fields: list[str]
    guessed: list[int] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    numbered: bool = False
    said: list[int] = field(default_factory=list)
    was_action: str = ""

    @property
    def known(self) -> int:
        """How many columns have a field."""
        return len(self.fields) - self.fields.count("")

    @property
    def tells_actions(self) -> bool:
        """Whether a heading says that what is to be done stands below it."""
        return "action" in self.fields and self.fields.index("action") not in self.guessed

    @property
    def is_said_to_be_of_actions(self) -> bool:
        return any(self.fields[at] == "action" for at in self.said)


def recognise(table: Table, mapping: Mapping[str, str]) -> Recognised:
    """`mapping` gives fields by folded names of columns."""
    columns = columns_of(table)
    found = _by_itself(table, columns)
    alone, said = found.fields, _each_once(said_of(table.columns, mapping))
    fields = with_said(alone, said)
    if "action" not in fields and is_of_actions(found):
        found.was_action = names_of(table.columns)[alone.index("action")]
    found.fields, found.said = fields, list(said)
    found.guessed = [at for at in found.guessed if fields[at] == alone[at] and at not in said]
    found.names = _names(table.columns, fields)
    found.doubled = _doubled(table.columns, found.names)
    if "action" in fields and "reference" not in fields:
        found.numbered = are_numbered(columns[fields.index("action")])
    return found


def _each_once(said: Mapping[int, str]) -> dict[int, str]:
    """Of two columns that were said to be one field, in documents of their own, the first is."""
    first = {field: at for at, field in reversed([*said.items()])}
    return {at: field if first[field] == at else "" for at, field in said.items()}


def columns_of(table: Table) -> list[list[str]]:
    """What stands in each column."""
    return [
        [row.cells[at] for row in table.rows if at < len(row.cells) and row.cells[at]]
        for at in range(len(table.columns))
    ]


def _by_itself(table: Table, columns: Sequence[list[str]]) -> Recognised:
    """By the headings and by what stands below them, whatever a person has said."""
    fields = fields_that_fit(
        table.columns, lambda at, known: not columns[at] or _fits(table.columns[at], known, columns[at])
    )
    found = Recognised([], fields)
    _make_actions_of_measures(found, table.columns, columns)
    free = [at for at, known in enumerate(fields) if not known and columns[at]]
    for wanted, reads_like in _BY_CONTENT:
        fitting = [at for at in free if reads_like(columns[at])]
        if wanted == "status":
            fitting += [at for at in free if are_in_colours(table, at) and _are_short(columns[at])]
        if wanted == "timeframe":
            fitting = [at for at in fitting if may_be_due(table.columns[at])]
        if wanted == "progress":  # what is told of an action stands after it
            fitting = [at for at in fitting if "action" in fields and at > fields.index("action")]
        if wanted not in fields and fitting and (fields.count("") < len(fields) or len(free) > 2):
            fields[fitting[0]] = wanted
            free.remove(fitting[0])
            found.guessed.append(fitting[0])
    if "action" not in fields and free and found.known > 2:
        outcomes = [at for at, known in enumerate(fields) if known == "intended_outcome"]
        worded = [at for at in free if _are_actions(columns[at])] or outcomes or free
        longest = max(worded, key=lambda at: sum(map(len, columns[at])))
        fields[longest] = "action"
        found.guessed.append(longest)
    return found


def _make_actions_of_measures(found: Recognised, headings: Sequence[str], columns: Sequence[list[str]]) -> None:
    """Where no other column tells what is to be done, "Measures" that begin with verbs are taken, and not counted."""
    measures = (at for at, known in enumerate(found.fields) if known == "success_measure")
    taken = next((at for at in measures if _MEASURES.fullmatch(headings[at])), None)
    if "action" not in found.fields and taken is not None and _mostly(begins_with_verb, columns[taken], 0.6):
        found.fields[taken] = "action"
        found.guessed.append(taken)


def is_of_actions(found: Recognised) -> bool:
    """Whether there is something to be done, and by whom or when or how it stands; or a person says that there is."""
    who_and_when = {"accountable", "lead", "timeframe"}
    how_it_stands = {"status", "progress", "success_measure", "milestones", "intended_outcome"}
    known = set(found.fields)
    return "action" in known and (bool(known & (who_and_when | how_it_stands)) or found.is_said_to_be_of_actions)


def reads_like_row_below(table: Table) -> bool:
    """Whether what stands as the headings of a table is a row like those below: at least two of its cells."""
    found = zip(table.columns, columns_of(table), strict=True)
    return sum(reads_like_cells_of(heading, cells) for heading, cells in found if heading and cells) > 1


def _mostly(test: Callable[[str], bool], cells: Sequence[str], share: float) -> bool:
    return sum(map(test, cells)) >= share * len(cells)


def _are_references(cells: list[str]) -> bool:
    told_apart = len(cells) > 1 and len(set(cells)) > len(cells) / 2
    return told_apart and _mostly(is_reference, cells, 0.7) and not _are_dates(cells)


def reads_like_date(cell: str) -> bool:
    read = read_timeframe(cell)
    return len(cell) <= 80 and bool(read.due or read.start or read.recurs or _NO_DATE.fullmatch(cell))


def reads_like_status(cell: str) -> bool:
    return len(cell) <= _LONGEST_STATUS and bool(_STATUS.fullmatch(cell))


def _are_dates(cells: list[str]) -> bool:
    return _mostly(reads_like_date, cells, 0.6)


def _are_statuses(cells: list[str]) -> bool:
    return _mostly(reads_like_status, cells, 0.7)


def _are_short(cells: list[str]) -> bool:
    return _mostly(lambda cell: len(cell) <= _USUAL_STATUS, cells, 1)


def _are_officers(cells: list[str]) -> bool:
    return _mostly(lambda cell: len(cell) <= 200 and reads_like_officers(cell), cells, 0.7)


def _are_actions(cells: list[str]) -> bool:
    return _mostly(lambda cell: len(cell.split()) > 2, cells, 0.7)


def _are_told(cells: list[str]) -> bool:
    """In sentences of many words."""
    return len(cells) > 1 and _mostly(lambda cell: len(cell.split()) > 5 and cell.endswith("."), cells, 0.7)


def _are_phrases(cells: list[str]) -> bool:
    return _mostly(lambda cell: len(cell.split()) > 3, cells, 0.7)


def _reads_like_phrase(cell: str) -> bool:
    return len(cell.split()) > 8


def _are_worded(cells: list[str]) -> bool:
    return _mostly(lambda cell: any(map(str.isalpha, cell)), cells, 0.5)


def _are_lists(cells: list[str]) -> bool:
    return _mostly(lambda cell: "\n" in cell, cells, 0.4)


# In this order: what is the surest comes first.
_BY_CONTENT: tuple[tuple[str, Callable[[list[str]], bool]], ...] = (
    ("reference", _are_references),
    ("timeframe", _are_dates),
    ("status", _are_statuses),
    ("lead", _are_officers),
    ("action", _are_actions),
    ("progress", _are_told),
)


def reads_like_cells_of(cell: str, cells: list[str]) -> bool:
    """Whether a cell is of the kind that most of a column's are; what may head the column is none of them."""
    tests = (
        (is_reference, lambda cells: _mostly(is_reference, cells, 0.7)),
        (reads_like_status, _are_statuses),
        (reads_like_officers, _are_officers),
        (_reads_like_phrase, _are_phrases),
    )
    if cell in cells or (reads_like_date(cell) and _are_dates(cells)):
        return True
    return not is_heading(cell) and any(reads_like(cell) and are(cells) for reads_like, are in tests)


# What reads like the further fields of a heading.
_READS_LIKE: dict[str, Callable[[list[str]], bool]] = {
    **dict(_BY_CONTENT),
    "accountable": bool,
    "progress": lambda cells: _mostly(lambda cell: len(cell.split()) > 2, cells, 0.5),
    "intended_outcome": _are_phrases,
    "success_measure": bool,
    "milestones": bool,
}


def _fits(heading: str, known: str, cells: list[str]) -> bool:
    """Whether what stands below a heading suits a field that the heading may stand for."""
    own = field_of_heading(heading)
    if known != own:
        return (known, own) == ("intended_outcome", "action") or _READS_LIKE[known](cells)
    if known == "reference":
        return _mostly(has_reference, cells, 0.5) and (bool(heading) or not _are_dates(cells))
    if known == "status":
        longest = _LONGEST_STATUS if is_outright(heading) else _USUAL_STATUS
        return len(cells) < 3 or not _mostly(
            lambda cell: len(cell) > longest and not reads_like_status(cell), cells, 0.6
        )
    if known == "progress":
        return _reads_like_progress(heading, cells)
    says_something = known not in ("action", "intended_outcome") or _are_worded(cells)
    may_be_dates = "timeframe" in further_fields(heading) and not (known == "milestones" and _are_lists(cells))
    return says_something and not (may_be_dates and _are_dates(cells))


def _reads_like_progress(heading: str, cells: list[str]) -> bool:
    """Unless what stands below it may be a status, or a response that says what to do."""
    further = further_fields(heading)
    if "action" in further and _mostly(begins_with_verb, cells, 0.5):
        return False
    return "status" not in further or is_outright(heading) or not _are_statuses(cells)


def _names(headings: Sequence[str], fields: Sequence[str]) -> list[str]:
    """The names of the columns; one of references needs none where it has no heading."""
    named = zip(headings, names_of(headings), fields, strict=True)
    return [name if heading or known != "reference" else "" for heading, name, known in named]


def _doubled(headings: Sequence[str], names: Sequence[str]) -> list[str]:
    """The headings that stand twice."""
    return [heading for heading, name in zip(headings, names, strict=True) if heading and name != heading]
