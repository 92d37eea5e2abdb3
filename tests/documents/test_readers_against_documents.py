"""The readers held against the papers, where they lie beside the checkout, and against what the demo tells of them.

The demo tells narrative in its own words; its references, officers, statuses, timeframes of a few words and the
strategy's milestones and measures stand as printed.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from plans.readers import read_document
from plans.readers.document import PlanDocument, document_as_dict

from .test_demo_against_documents import DOCUMENTS, IMPROVEMENT, SOURCES, STRATEGY, demo, demo_rows, document_folder

READ = [f"{IMPROVEMENT}/1-september-2019.toml", STRATEGY]
of_each = pytest.mark.parametrize("name", READ)


def read(name: str) -> tuple[str, PlanDocument]:
    """A document's text as it stands, and what is read from it."""
    (path,) = document_folder(DOCUMENTS, os.environ).glob(f"{SOURCES[name]}*")
    data = path.read_bytes()
    return data.decode(), read_document(path.name, data)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def texts(value: Any) -> Iterator[str]:
    """All that stands in a document's dict, without its keys."""
    if isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from texts(entry)
    elif isinstance(value, str):
        yield value


@of_each
class TestAgainstTheDemo:
    def test_sections(self, name: str) -> None:
        found = [(section.number, section.title) for section in read(name)[1].sections]
        assert found == [(section["number"], section["title"]) for section in demo(name)["sections"]]

    def test_columns(self, name: str) -> None:
        assert read(name)[1].columns == demo(name)["columns"]

    @pytest.mark.parametrize("field", ["reference", "accountable", "lead", "status", "is_new"])
    def test_fields_that_stand_as_printed(self, name: str, field: str) -> None:
        empty: Any = {"accountable": [], "lead": [], "is_new": False}.get(field, "")
        found = [getattr(row, field) for row in read(name)[1].rows()]
        assert found == [row.get(field, empty) for row in demo_rows(name)]

    def test_links(self, name: str) -> None:
        assert [row.links for row in read(name)[1].rows()] == [row.get("links", []) for row in demo_rows(name)]

    def test_timeframes_of_a_few_words(self, name: str) -> None:
        pairs = zip(read(name)[1].rows(), demo_rows(name), strict=True)
        assert [
            (row.timeframe, told["timeframe"].strip())
            for row, told in pairs
            if len(told["timeframe"].split()) <= 8 and row.timeframe.split() != told["timeframe"].split()
        ] == []

    def test_every_word_is_kept(self, name: str) -> None:
        text, document = read(name)
        printed = words(re.sub(r"<[^>]*>", " ", text))
        kept = words("\n".join(texts(document_as_dict(document))))
        heads = words(" ".join(document.columns))
        lost = {word: count for word, count in (printed - kept).items() if word not in heads}
        assert lost == {}

    def test_nothing_is_invented(self, name: str) -> None:
        text, document = read(name)
        kept = words("\n".join(texts(document_as_dict(document)["sections"])))
        assert [word for word in kept if word not in text.casefold()] == []


class TestOfTheStrategy:
    def test_milestones(self) -> None:
        found = [[step.title for step in row.milestones] for row in read(STRATEGY)[1].rows()]
        told = [[step["title"] for step in row.get("milestones", [])] for row in demo_rows(STRATEGY)]
        assert found == told

    def test_actions_stand_as_printed(self) -> None:
        assert [row.action for row in read(STRATEGY)[1].rows()] == [row["action"] for row in demo_rows(STRATEGY)]

    def test_measures(self) -> None:
        found = [
            (measure.title, measure.unit, reading.date, reading.value, reading.as_printed, reading.count)
            for measure in read(STRATEGY)[1].measures
            for reading in measure.readings
        ]
        assert found == [
            (
                *(measure["title"], measure["unit"], reading["date"], reading["value"], reading["as_printed"]),
                reading.get("count"),
            )
            for measure in demo(STRATEGY)["measures"]
            for reading in measure["readings"]
        ]

    def test_title_and_headings(self) -> None:
        document = read(STRATEGY)[1]
        assert document.title == demo(STRATEGY)["title"]
        headings = [passage.heading for passage in document.narrative]
        told = [passage["heading"] for passage in demo(STRATEGY)["narrative"]]
        assert [heading for heading in told if heading not in headings] == []
