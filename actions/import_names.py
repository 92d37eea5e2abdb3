"""The officers that a document names: how those of one cell are told apart, as it was read and as a person said."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from actions.import_answers import ONE, SAME, Answers
from plans.folding import fold
from plans.readers.document import Row
from plans.readers.officer_halves import halves

LONGEST_NAME = 300
ROLES = ("accountable", "lead")


@dataclass
class Pair:
    """Two names that stand in one cell, one after the other. `place` and `role` are the first such cell, `times` how
    often they do, `is_doubted` whether they may well be one.
    """

    first: str
    second: str
    place: int = 0
    role: str = ""
    is_doubted: bool = False
    times: int = 0

    @property
    def key(self) -> str:
        return f"{self.first}\n{self.second}"

    @property
    def words(self) -> str:
        return f"“{self.first}” and “{self.second}”"

    @property
    def as_one(self) -> str:
        return f"{self.first} {self.second}"


def as_said(row: Row, answers: Answers) -> Row:
    """The row with its officers put together and parted as a person said of all rows where they stand so."""
    return replace(row, accountable=_told_apart(row.accountable, answers), lead=_told_apart(row.lead, answers))


def _told_apart(names: Sequence[str], answers: Answers) -> list[str]:
    joined: list[str] = []
    for before, name in zip(["", *names], names, strict=False):
        if before and answers.pairs.get(Pair(before, name).key) == ONE:
            joined[-1] = f"{joined[-1]} {name}"
        else:
            joined.append(name)
    return list(dict.fromkeys(part for name in joined for part in answers.parted.get(name, [name])))


def pairs_in(
    rows: Iterable[tuple[int, Row]], corrected: Mapping[str, Collection[str]], officers: Container[str]
) -> list[Pair]:
    """Those in the rows as they were read, by their places, but for the cells that a person has corrected.

    Two that are both among the `officers` known are two.
    """
    cells = [
        (place, role, getattr(row, role))
        for place, row in rows
        for role in ROLES
        if role not in corrected.get(str(place), ())
    ]
    known = {name for _, _, names in cells for name in names if name in officers}
    alone = {fold(name) for name in known} | {fold(names[0]) for _, _, names in cells if len(names) == 1}
    found: dict[tuple[str, str], Pair] = {}
    for place, role, names in cells:
        doubted = halves(names, alone)
        for first, second in pairwise(names):
            has_room = len(first) + len(second) < LONGEST_NAME
            if has_room and (first not in known or second not in known):
                pair = found.setdefault((first, second), Pair(first, second, place, role))
                pair.is_doubted = pair.is_doubted or (first, second) in doubted
                pair.times += 1
    return list(found.values())


def says_whom(name: str, answers: Mapping[str, str], unknown: Collection[str]) -> bool:
    """Whether it was said whom a name stands for; where that is another new one, that of it is said on its own."""
    answer = answers.get(name, "")
    other = answer.removeprefix(SAME)
    return bool(answer) and (other == answer or (other in unknown and not answers.get(other, SAME).startswith(SAME)))


def rows_naming(rows: Iterable[Row]) -> dict[str, list[str]]:
    """For each name the references of the rows that name it, or their first words."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys([*row.accountable, *row.lead]):
            found[name].append(_called(row))
    return found


def rows_printing(rows: Iterable[Row]) -> dict[str, list[str]]:
    """The same for each status, folded."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[fold(row.status)].append(_called(row))
    return found


def _called(row: Row) -> str:
    return row.reference or " ".join(row.action.split()[:6])
