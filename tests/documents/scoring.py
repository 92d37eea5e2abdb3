"""How much of a document was read as its answer key says: cell by cell, to the letter."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from plans.folding import fold
from plans.readers.document import DocumentMeasure, PlanDocument, Row
from tests.documents.answer_key import LISTS, AnswerKey, KeyMeasure, KeyRow, Text

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
_TEXTS = ("reference", "action", "intended_outcome", "timeframe", "success_measure", "progress", "status", "saving")
_NAMES = ("accountable", "lead", "links")


@dataclass(frozen=True)
class Cell:
    """`right` is to the letter, `alike` when quotes and white space are folded. A list is one item a line."""

    place: str
    expected: str
    read: str
    right: bool

    @property
    def alike(self) -> bool:
        return self.right or _without_copying_noise(self.expected) == _without_copying_noise(self.read)

    def __str__(self) -> str:
        """From a little before where the two first differ."""
        same = takewhile(lambda pair: pair[0] == pair[1], zip(self.expected, self.read, strict=False))
        begin = max(0, sum(1 for _ in same) - 30)
        told = (f"{'…' * bool(begin)}{text[begin : begin + 200]!r}" for text in (self.expected, self.read))
        return "\n    ".join([self.place, *map(" ".join, zip(("is  ", "read"), told, strict=True))])


@dataclass
class Score:
    """`missing` and `invented` name sections, rows and measures; every cell of one that is missing is wrong."""

    name: str
    cells: list[Cell] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def right(self) -> int:
        return sum(cell.right for cell in self.cells)

    @property
    def alike(self) -> int:
        return sum(cell.alike for cell in self.cells)


def score(key: AnswerKey, document: PlanDocument) -> Score:
    result = Score(key.name)
    for expected, found in (
        ([_whole_of_key(key)], [_whole_of_document(document)]),
        (_sections_of_key(key), _sections_of_document(document)),
        ([_row_of_key(row, key.fields) for row in key.rows()], [_row(row, key.fields) for row in document.rows()]),
        ([*map(_measure_of_key, key.measures)], [*map(_measure, document.measures)]),
    ):
        _compare(result, expected, found)
    return result


def report(scores: Sequence[Score]) -> str:
    """A line for each document, and below them every wrong cell with its place."""
    lines = ["", "document   cells   to the letter   quotes folded   missing   invented"]
    for one in scores:
        cells = len(one.cells)
        shares = [f"{count:5} {count / cells:8.2%}" for count in (one.right, one.alike)]
        lines.append(f"{one.name:8} {cells:7}  {shares[0]}  {shares[1]}  {len(one.missing):7}  {len(one.invented):9}")
    for one in scores:
        lines += [f"{one.name}: {what} is missing" for what in one.missing]
        lines += [f"{one.name}: {what} is invented" for what in one.invented]
        lines += [f"{one.name}: {cell}" for cell in one.cells if not cell.right]
    return "\n".join(lines)


class _Expected(NamedTuple):
    """A section, a row or a measure of the key, and what tells it from the others."""

    place: str
    identifier: str
    cells: dict[str, Text | list[Text]]


class _Found(NamedTuple):
    """The same of a document."""

    place: str
    identifier: str
    cells: dict[str, str | list[str]]


def _compare(result: Score, expected: Sequence[_Expected], found: Sequence[_Found]) -> None:
    for one, other in _pairs(expected, found):
        if one is None and other is not None:
            result.invented.append(other.place)
        elif one is not None:
            if other is None:
                result.missing.append(one.place)
            result.cells += _cells(one, other.cells if other else {}, is_missing=other is None)


def _pairs(expected: Sequence[_Expected], found: Sequence[_Found]) -> Iterator[tuple[_Expected | None, _Found | None]]:
    """In their order. What stands between the same two neighbours is the same, though its identifier was misread."""
    identifiers = [one.identifier for one in expected], [other.identifier for other in found]
    for _, begin, end, found_begin, found_end in SequenceMatcher(None, *identifiers, autojunk=False).get_opcodes():
        for step in range(max(end - begin, found_end - found_begin)):
            yield (
                expected[begin + step] if begin + step < end else None,
                found[found_begin + step] if found_begin + step < found_end else None,
            )


def _cells(one: _Expected, found: dict[str, str | list[str]], *, is_missing: bool) -> Iterator[Cell]:
    """Those that the key has, and any that should be empty and is not."""
    for name, expected in one.cells.items():
        read = found.get(name, "")
        right = not is_missing and _fits(expected, read)
        yield Cell(f"{one.place}, {name}", _lines(expected), _lines(read), right)
    for name in found.keys() - one.cells.keys():
        if found[name]:
            yield Cell(f"{one.place}, {name}", "", _lines(found[name]), right=False)


def _fits(expected: Text | list[Text], read: str | list[str]) -> bool:
    if isinstance(expected, Text):
        return isinstance(read, str) and expected.fits(read)
    return len(expected) == len(read) and all(map(Text.fits, expected, read))


def _lines(cell: Text | str | Sequence[Text] | Sequence[str]) -> str:
    parts = [cell] if isinstance(cell, Text | str) else cell
    return "\n".join(part.words if isinstance(part, Text) else part for part in parts)


def _literal(words: str) -> Text:
    return Text(words, re.escape(words))


def _without_copying_noise(text: str) -> str:
    return " ".join(text.translate(_QUOTES).split())


def _whole_of_key(key: AnswerKey) -> _Expected:
    return _Expected("document", "", {"title": key.title, "introduction": key.introduction, "columns": key.columns})


def _whole_of_document(document: PlanDocument) -> _Found:
    title, introduction, columns = document.title, document.introduction, document.columns
    return _Found("document", "", {"title": title, "introduction": introduction, "columns": columns})


def _sections_of_key(key: AnswerKey) -> list[_Expected]:
    return [
        _Expected(
            f"section {section.number.words or section.title.words}",
            fold(section.title.words),
            {"number": section.number, "title": section.title, "rows": _literal(str(len(section.rows)))},
        )
        for section in key.sections
    ]


def _sections_of_document(document: PlanDocument) -> list[_Found]:
    return [
        _Found(
            f"section {section.number} {section.title}",
            fold(section.title),
            {"number": section.number, "title": section.title, "rows": str(len(section.rows))},
        )
        for section in document.sections
    ]


def _row_of_key(row: KeyRow, fields: Iterable[str]) -> _Expected:
    cells = {name: row.cells.get(name, [] if name in LISTS else Text()) for name in fields}
    if "is_new" in cells:
        cells["is_new"] = _literal("new") if row.new.words else Text()
    reference, action = (_lines(row.cells[name]) for name in ("reference", "action"))
    return _Expected(f"row {reference} ({row.where})", _identifier(reference, action), cells)


def _row(row: Row, fields: Sequence[str]) -> _Found:
    cells: dict[str, str | list[str]] = {name: getattr(row, name) for name in (*_TEXTS, *_NAMES)}
    cells["is_new"] = "new" if row.is_new else ""
    cells["other"] = [f"{heading}: {text}" for heading, text in row.other.items()]
    if "milestones" in fields:  # elsewhere they are the dated steps of a timeframe, which is a cell already
        cells["milestones"] = [" @ ".join(filter(None, [step.title, step.timeframe])) for step in row.milestones]
    return _Found(f"row {row.reference} {row.action[:60]}", _identifier(row.reference, row.action), cells)


def _identifier(reference: str, action: str) -> str:
    return reference or fold(action)


def _measure_of_key(measure: KeyMeasure) -> _Expected:
    printed = measure.as_printed.words
    cells: dict[str, Text | list[Text]] = {
        "title": measure.title,
        "unit": _literal(measure.unit),
        "reading": [_literal(f"{measure.date}: {printed} = {float(printed.rstrip('%')):g}")],
        "count": [_literal(measure.count.words)],
    }
    return _Expected(f"measure {measure.title.words}", fold(measure.title.words), cells)


def _measure(measure: DocumentMeasure) -> _Found:
    cells: dict[str, str | list[str]] = {
        "title": measure.title,
        "unit": measure.unit,
        "reading": [f"{reading.date}: {reading.as_printed} = {reading.value:g}" for reading in measure.readings],
        "count": ["" if reading.count is None else str(reading.count) for reading in measure.readings],
    }
    return _Found(f"measure {measure.title}", fold(measure.title), cells)
