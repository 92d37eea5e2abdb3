"""How the marks read on the demo plan's two pairs of versions, and that they are the same everywhere."""

import os
import subprocess
import sys
from collections.abc import Iterable
from itertools import pairwise

from actions.comparison.words import Comparison, compare_words
from tests.actions.comparison.demo_fields import FOLDER, demo_fields
from tests.actions.comparison.marks import assert_sound, keys

CHANGED = [field for field in demo_fields() if field.before != field.after]
FIRST_WORDS = " ".join(field.before for field in CHANGED).split()[:268]


def test_every_field_is_sound() -> None:
    for field in demo_fields():
        assert_sound(field.before, field.after, compare_words(field.before, field.after))


def test_there_is_little_confetti() -> None:
    changes, confetti = changes_and_confetti(compare_words(field.before, field.after) for field in CHANGED)
    assert changes > 60
    assert confetti <= 0.15 * changes


def test_the_edits_alone_have_little_confetti() -> None:
    comparisons = [compare_words(field.before, field.after) for field in CHANGED]
    changes, confetti = changes_and_confetti(found for found in comparisons if found.kind == "edited")
    assert changes > 25
    assert confetti <= 0.15 * changes


def test_one_word_replaced_is_one_word_marked() -> None:
    assert len(FIRST_WORDS) == 268
    for number, word in enumerate(FIRST_WORDS):
        if word.isalpha():
            after = " ".join([*FIRST_WORDS[:number], "zebra", *FIRST_WORDS[number + 1 :]])
            runs = compare_words(" ".join(FIRST_WORDS), after).runs
            assert [run.as_json() for run in runs if run.kind != "equal"] == [
                ["delete", word],
                ["insert", "zebra"],
            ]


def changes_and_confetti(comparisons: Iterable[Comparison]) -> tuple[int, int]:
    """How many runs of change there are, and how many unchanged runs of one or two words or signs between them."""
    changes = confetti = 0
    for comparison in comparisons:
        kinds = ["equal", *(run.kind for run in comparison.runs)]
        changes += sum(before == "equal" != kind for before, kind in pairwise(kinds))
        confetti += sum(run.kind == "equal" and len(keys(run.before)) in (1, 2) for run in comparison.runs[1:-1])
    return changes, confetti


DIGEST = """
import hashlib
from actions.comparison.words import compare_words
from tests.actions.comparison.demo_fields import demo_fields
marks = [compare_words(field.before, field.after).as_json() for field in demo_fields()]
print(hashlib.sha256(repr(marks).encode()).hexdigest())
"""


def test_the_marks_do_not_depend_on_the_seed_of_hashes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=FOLDER.parents[1],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(digests) == 1
