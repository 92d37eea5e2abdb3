"""The readers, with no human help, read the source documents as a person does; see `answer_key`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

import pytest

from plans.readers import read_document
from plans.readers.document import PlanDocument, Row
from tests.documents.answer_key import NAMES, AnswerKey, Text, read_key
from tests.documents.scoring import Score, report, score
from tests.documents.sources import document_path

OF_EACH = 0.95
OF_ALL = 0.98

of_every_document = pytest.mark.parametrize("name", NAMES)


@cache
def reading(name: str) -> PlanDocument:
    path = document_path(name)
    return read_document(path.name, path.read_bytes())


@cache
def score_of(name: str) -> Score:
    return score(read_key(name), reading(name))


class TestCells:
    @of_every_document
    def test_no_row_is_missing_and_none_invented(self, name: str) -> None:
        result = score_of(name)
        assert (result.missing, result.invented) == ([], [])

    @of_every_document
    def test_each_document_is_read_as_a_person_reads_it(self, name: str) -> None:
        hold_to(OF_EACH, [score_of(name)])

    def test_all_documents_are_read_as_a_person_reads_them(self) -> None:
        hold_to(OF_ALL, [score_of(name) for name in NAMES])


@of_every_document
class TestWordsInAndOut:
    def test_every_printed_word_is_in_its_place_or_in_a_warning(self, name: str) -> None:
        """Page furniture and what marks a row as new stand in so many places that saying them once is enough."""
        key, document = read_key(name), reading(name)
        said = count_words([*texts_of(document), *(warning.message for warning in document.warnings)])
        often = count_words(key.source.words.values())
        seldom = count_words(text.words for text in [*key.furniture, *(row.new for row in key.rows())])
        assert often - seldom - said == Counter()
        assert [word for text in key.furniture for word in words(text.words) if not said[word]] == []

    def test_no_word_is_added(self, name: str) -> None:
        key = read_key(name)
        printed = count_words(key.source.words.values()) + completions(key)
        assert count_words(texts_of(reading(name))) - printed == Counter()


# Those that repeat the headings in the middle of a section, or of a cell, wherever a page began.
@pytest.mark.parametrize("name", ["000", "001", "002"])
def test_page_furniture_is_counted_in_a_warning(name: str) -> None:
    told = [re.sub("“[^”]*”", "", warning.message) for warning in reading(name).warnings]
    assert [message for message in told if re.search(r"\d", message)]


def hold_to(least: float, scores: Sequence[Score]) -> None:
    right, cells = sum(one.right for one in scores), sum(len(one.cells) for one in scores)
    if right < least * cells:
        pytest.fail(f"{right} of {cells} cells are right, {right / cells:.2%}\n{report(scores)}", pytrace=False)


def words(text: str) -> list[str]:
    """Of letters and figures alone: slashes, dashes and the glyphs of bullets go where the house form has none."""
    return [word for word in re.findall(r"\w+", text) if any(sign.isalpha() or sign.isdecimal() for sign in word)]


def count_words(texts: Iterable[str]) -> Counter[str]:
    return Counter(chain.from_iterable(map(words, texts)))


def texts_of(document: PlanDocument) -> Iterator[str]:
    """All that is read but its warnings, each printed word once."""
    yield from (document.title, document.introduction, *document.columns)
    for passage in document.narrative:
        yield from (passage.heading, passage.text)
    for measure in document.measures:
        yield measure.title
        for reading in measure.readings:
            yield from (reading.as_printed, str(reading.count or ""))
    for section in document.sections:
        yield from (section.number, section.title)
        for row in section.rows:
            yield from _texts_of_row(row)


def _texts_of_row(row: Row) -> Iterator[str]:
    """Without a saving, which is in the action too, and the milestones that are steps of the timeframe."""
    yield from (row.reference, row.action, *row.accountable, *row.lead, row.intended_outcome, row.timeframe)
    yield from (row.success_measure, row.progress, row.status, *row.links, *row.other, *row.other.values())
    in_timeframe = {*words(row.timeframe)}
    for milestone in row.milestones:
        if not in_timeframe.issuperset(words(milestone.title)):
            yield from (milestone.title, milestone.timeframe)


def completions(key: AnswerKey) -> Counter[str]:
    """What completes the references that are printed shortened."""
    found: Counter[str] = Counter()
    for row in key.rows():
        reference = row.cells["reference"]
        assert isinstance(reference, Text)
        found += count_words([reference.words]) - count_words(key.source.words[place] for place in reference.places)
    return found
