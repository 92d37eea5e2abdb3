"""Nothing printed is lost: the words that a file holds, held against those of the document made of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from .contents import Contents, Part, Table
from .document import PlanDocument, Row

_PARTING = ("and",)  # it parts officers, and goes with the marks that do


def words_without_place(contents: Contents, document: PlanDocument, elsewhere: Iterable[str]) -> list[str]:
    """The words of the contents that stand nowhere in the document, in no heading and in no warning.

    `elsewhere` are texts that are known to be left out, since they stand in the document once already.
    """
    printed = _count(text for part in contents.parts for text in _texts_of_part(part))
    kept = _count([*_texts_of_document(document), *elsewhere])
    return [word for word in (printed - kept).elements() if word not in _PARTING]


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text.casefold()))


def _texts_of_part(part: Part) -> Iterator[str]:
    if not isinstance(part, Table):
        yield part.text
        return
    yield from (*part.above, *part.columns)
    for row in part.rows:
        yield from row.cells


def _texts_of_document(document: PlanDocument) -> Iterator[str]:
    yield from (document.title, document.introduction, *document.columns)
    for passage in document.narrative:
        yield from (passage.heading, passage.text)
    for section in document.sections:
        yield from (section.number, section.title)
        for row in section.rows:
            yield from _texts_of_row(row)
    for measure in document.measures:
        yield from (measure.title, *(reading.as_printed for reading in measure.readings))
    yield from (warning.message for warning in document.warnings)


def _texts_of_row(row: Row) -> Iterator[str]:
    yield from (row.reference, row.action, *row.accountable, *row.lead, row.intended_outcome, row.timeframe)
    yield from (row.success_measure, row.progress, row.status, *row.links, *row.other.values())
    yield "new action" if row.is_new else ""
    if row.saving not in row.action:
        yield row.saving
    for milestone in row.milestones:
        if milestone.title not in row.timeframe:  # else it was read from there
            yield from (milestone.title, milestone.timeframe)
