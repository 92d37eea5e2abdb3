"""The readers held against the papers, where they lie beside the checkout: cell by cell, and word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from plans.readers import read_document
from plans.readers.document import PlanDocument, document_as_dict
from tests.documents.answer_key import NAMES, read_key
from tests.documents.scoring import report, score
from tests.documents.sources import IMPROVEMENT, STRATEGY, demo, demo_rows, document_path

of_each = pytest.mark.parametrize("name", NAMES)


def read(name: str) -> PlanDocument:
    path = document_path(name)
    return read_document(path.name, path.read_bytes())


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def said_once(document: PlanDocument) -> Counter[str]:
    """The words that are printed oftener than they are kept, as often as the warnings count them.

    A warning tells how often after what it quotes, “so” (3 times), or once of everything it quotes. NEW ACTION, which
    `is_new` stands for, has no other words.
    """
    found = Counter({word: sum(row.is_new for row in document.rows()) for word in ("new", "action")})
    for warning in document.warnings:
        each = re.findall(r"“([^”]*)” \((\d+) times\)", warning.message)
        times = re.search(r"again(?: (\d+) times)?, and kept|of (\d+) sections?", warning.message)
        if not each and times:
            # Those printed again are kept as headings and quoted; those before a number are quoted alone.
            more = int(times[2]) - 1 if times[2] else int(times[1] or 1)
            each = [(text, str(more + 1)) for text in re.findall(r"“([^”]*)”", warning.message)]
        for text, count in each:
            for _ in range(int(count) - 1):
                found += words(text)
    return found


def texts(value: Any) -> Iterator[str]:
    """All that stands in a document's dict, without its keys."""
    if isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from texts(entry)
    elif isinstance(value, str):
        yield value


@of_each
class TestEveryDocument:
    def test_cells_are_what_a_person_reads(self, name: str) -> None:
        result = score(read_key(name), read(name))
        assert (result.missing, result.invented) == ([], [])
        assert result.right >= 0.98 * len(result.cells), report([result])

    def test_every_word_is_kept(self, name: str) -> None:
        document = read(name)
        printed = words(re.sub(r"<[^>]*>", " ", document_path(name).read_text()))
        kept = words("\n".join(texts(document_as_dict(document))))
        assert printed - kept - said_once(document) == Counter()

    def test_no_word_is_invented(self, name: str) -> None:
        kept = words("\n".join(texts(document_as_dict(read(name))["sections"])))
        assert [word for word in kept if word not in document_path(name).read_text().casefold()] == []


class TestAgainstTheDemo:
    """What the keys do not hold."""

    def test_steps_of_a_timeframe_are_milestones(self) -> None:
        name = f"{IMPROVEMENT}/1-september-2019.toml"
        dates = [[step.timeframe for step in row.milestones] for row in read("002").rows()]
        assert dates == [[step["timeframe"] for step in row.get("milestones", [])] for row in demo_rows(name)]

    def test_title_and_headings_of_the_strategy(self) -> None:
        headings = [passage.heading for passage in read("003").narrative]
        told = [passage["heading"] for passage in demo(STRATEGY)["narrative"]]
        assert [heading for heading in told if heading not in headings] == []
        assert read("003").title == demo(STRATEGY)["title"]
