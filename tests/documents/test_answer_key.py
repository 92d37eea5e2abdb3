"""The answer key itself: nothing of a document is left out of it or read twice, and it agrees with the demo."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from plans.timeframes import read_timeframe
from tests.documents.answer_key import NAMES, AnswerKey, KeyRow, Source, Text, make_key, read_key
from tests.documents.sources import SOURCES, demo, demo_rows

VERSIONS = {beginning: name for name, beginning in SOURCES.items()}
of_every_document = pytest.mark.parametrize("name", NAMES)

DOCUMENT = """\
Open homes • at once
Ada Ash/ Ben
Birch\tBy May 2021
| <b>Share</b> of homes | 9% |
|---|---|
"""


class TestNotation:
    @pytest.mark.parametrize(
        ("notation", "words"),
        [
            ("1", "Open homes at once"),
            ("1-2", "Open homes at once Ada Ash/ Ben"),
            ("1:2", "homes"),
            ("1:2-3 1:1", "homes at Open"),
            ("1:3-", "at once"),
            ("3/2", "By May 2021"),
            ("3/2:2-3", "May 2021"),
            ("4/1", "Share of homes"),
            ("1:1-2 | 1:3-", "Open homes\nat once"),
            ("- 1:1-2 - 1:3-", "- Open homes\n- at once"),
            ("", ""),
        ],
    )
    def test_gives_the_words(self, notation: str, words: str) -> None:
        assert source().text(notation).words == words
        assert source().text(notation).fits(words)

    @pytest.mark.parametrize("notation", ["9", "1:5", "1:3-5", "4/3", "1:0-1", "5", "1;2", "1 |"])
    def test_has_no_place_without_a_word(self, notation: str) -> None:
        with pytest.raises(ValueError, match=r"place|no word|nothing follows"):
            source().text(notation)

    def test_leaves_open_what_the_paper_leaves_open(self) -> None:
        paragraph, bullet = source().text("1:1-2 ? 1:3-"), source().text("?- 1:1-2 ?- 1:3-")
        readings = ["Open homes at once", "Open homes\nat once", "- Open homes\n- at once"]
        assert [paragraph.fits(reading) for reading in readings] == [True, True, False]
        assert [bullet.fits(reading) for reading in readings] == [True, True, True]
        assert not paragraph.fits("Open homes  at once")

    def test_parts_items_at_a_slash(self) -> None:
        assert [source().item(place).words for place in ("2:1-2", "2:3 3/1")] == ["Ada Ash", "Ben Birch"]

    def test_completes_a_reference(self) -> None:
        assert source().item("4/2", completed="2.").words == "2.9%"


@of_every_document
class TestEveryDocument:
    def test_every_word_is_read_once(self, name: str) -> None:
        key = read_key(name)
        read = Counter(place for text in key.texts() for place in text.places)
        assert {place: read[place] for place in key.source.words if read[place] != 1} == {}

    def test_furniture_is_headings_and_stray_marks(self, name: str) -> None:
        key = read_key(name)
        headings = {word for column in key.columns for word in column.words.split()}
        furniture = [text.words.split() for text in key.furniture]
        assert [words for words in furniture if not headings.issuperset(words) and len(words) > 2] == []

    def test_what_repeats_words_repeats_those_of_the_action(self, name: str) -> None:
        for row in read_key(name).rows():
            action, saving = row.cells["action"], row.cells.get("saving", Text())
            assert isinstance(action, Text)
            assert isinstance(saving, Text)
            assert set(saving.places) <= set(action.places)

    def test_only_printed_columns_are_filled(self, name: str) -> None:
        key = read_key(name)
        assert {field for row in key.rows() for field, cell in row.cells.items() if cell != Text()} <= {*key.fields}

    def test_a_cell_is_read_from_above_to_below(self, name: str) -> None:
        for text in read_key(name).texts():
            assert list(text.places) == sorted(text.places)


@of_every_document
class TestAgreementWithTheDemo:
    """Two people read the papers, and read the same."""

    def test_sections_and_columns(self, name: str) -> None:
        key, version = read_key(name), demo(VERSIONS[name])
        sections = [(section.number.words, section.title.words, len(section.rows)) for section in key.sections]
        assert sections == [(entry["number"], entry["title"], len(entry["rows"])) for entry in version["sections"]]
        assert words(key.columns) == version["columns"]
        assert key.title.words == version.get("title", "")

    @pytest.mark.parametrize("field", ["reference", "accountable", "lead", "status", "links", "saving"])
    def test_facts_of_every_row(self, name: str, field: str) -> None:
        empty: Any = [] if field in {"accountable", "lead", "links"} else ""
        read = [cell_words(row, field, empty) for row in read_key(name).rows()]
        assert read == [row.get(field, empty) for row in demo_rows(VERSIONS[name])]

    def test_what_is_new(self, name: str) -> None:
        assert [bool(row.new.words) for row in read_key(name).rows()] == [
            row.get("is_new", False) for row in demo_rows(VERSIONS[name])
        ]

    def test_when_everything_is_due(self, name: str) -> None:
        printed_on = demo(VERSIONS[name])["as_of"]
        read = [dates(cell_words(row, "timeframe", ""), printed_on) for row in read_key(name).rows()]
        assert read == [dates(row.get("timeframe", ""), printed_on) for row in demo_rows(VERSIONS[name])]

    def test_measures(self, name: str) -> None:
        in_demo = [
            (measure["title"], measure["unit"], reading["date"], reading["as_printed"], str(reading.get("count", "")))
            for measure in demo(VERSIONS[name]).get("measures", [])
            for reading in measure["readings"]
        ]
        assert in_demo == [
            (measure.title.words, measure.unit, measure.date, measure.as_printed.words, measure.count.words)
            for measure in read_key(name).measures
        ]


def test_every_document_of_the_demo_has_its_key() -> None:
    assert sorted(SOURCES.values()) == NAMES


def test_the_steps_of_the_strategy_agree_with_the_demo() -> None:
    in_demo = [[step["title"] for step in row.get("milestones", [])] for row in demo_rows(VERSIONS["003"])]
    assert [cell_words(row, "milestones", []) for row in read_key("003").rows()] == in_demo


def test_a_word_left_out_or_read_twice_is_noticed() -> None:
    key = small_key(introduction="1:1-3 1:2")
    read = Counter(place for text in key.texts() for place in text.places)
    assert {key.source.words[place]: read[place] for place in key.source.words if read[place] != 1} == {
        "homes": 2,
        "once": 0,
    }


def source() -> Source:
    return Source(DOCUMENT, ["•"])


def small_key(**parts: Any) -> AnswerKey:
    row = {"action": "4/1", "timeframe": "3/2", "lead": ["2:1-2", "2:3 3/1"], "status": "4/2"}
    contents: dict[str, Any] = {"fields": ["action"], "columns": [], "glyphs": ["•"], "sections": [{"rows": [row]}]}
    return make_key("small", DOCUMENT, **contents | parts)


def words(texts: list[Text]) -> list[str]:
    return [text.words for text in texts]


def cell_words(row: KeyRow, field: str, empty: Any) -> Any:
    cell = row.cells.get(field)
    return empty if cell is None else words(cell) if isinstance(cell, list) else cell.words


def dates(timeframe: str, printed_on: date) -> tuple[Any, ...]:
    read = read_timeframe(timeframe, printed_on)
    return read.due, read.start, read.recurs, read.next_on
