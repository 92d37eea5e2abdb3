"""The readers know nothing of the names in the source documents: with others in their places they read as well."""

from functools import cache

import pytest

from plans.readers import read_document
from tests.documents.answer_key import NAMES
from tests.documents.other_names import renamed
from tests.documents.scoring import Score, score
from tests.documents.sources import document_path
from tests.documents.test_reading import OF_ALL, OF_EACH, hold_to

SEEDS = (1, 2, 3)


@cache
def score_of(name: str, seed: int) -> Score:
    key, text = renamed(name, seed)
    return score(key, read_document(document_path(name).name, text.encode()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_is_read_as_a_person_reads_it(name: str, seed: int) -> None:
    result = score_of(name, seed)
    assert (result.missing, result.invented) == ([], [])
    hold_to(OF_EACH, [result])


def test_all_are_read_as_a_person_reads_them() -> None:
    hold_to(OF_ALL, [score_of(name, seed) for name in NAMES for seed in SEEDS])


def test_names_are_others() -> None:
    key, text = renamed("000", seed=1)
    printed = document_path("000").read_text()
    officers = {name.words for row in key.rows() for name in row.cells.get("lead", [])}
    assert len(text) == len(printed)
    assert len(officers) > 10
    assert sum(officer in printed for officer in officers) < len(officers) / 4
