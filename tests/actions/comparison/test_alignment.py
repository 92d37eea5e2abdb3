"""The subsequence within bounds: exact while short, and sound when pinned or cut."""

import random
from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.comparison import alignment
from actions.comparison.alignment import align

numbers = st.lists(st.integers(0, 5), max_size=60)
passages = st.lists(st.lists(st.integers(0, 40), min_size=8, max_size=8), max_size=12)


@pytest.fixture(scope="module")
def small_bounds() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_PAIRS", 40)
        yield


def assert_sound(before: list[int], after: list[int]) -> int:
    """How many elements agree, once it is certain that they do, in order and in the fewest blocks."""
    end = other_end = agreeing = 0
    for number, (place, other, size) in enumerate(align(before, after)):
        assert size > 0
        assert place >= end
        assert other >= other_end
        assert not number or (place, other) != (end, other_end)
        assert before[place : place + size] == after[other : other + size]
        end, other_end, agreeing = place + size, other + size, agreeing + size
    assert end <= len(before)
    assert other_end <= len(after)
    return agreeing


def longest(before: list[int], after: list[int]) -> int:
    """The length of the longest common subsequence, as textbooks have it."""
    row = [0] * (len(after) + 1)
    for element in before:
        above = row
        row = [0]
        for place, other in enumerate(after):
            row.append(above[place] + 1 if element == other else max(above[place + 1], row[-1]))
    return row[-1]


@given(numbers, numbers)
def test_is_the_longest_common_subsequence(before: list[int], after: list[int]) -> None:
    assert assert_sound(before, after) == longest(before, after)


@pytest.mark.usefixtures("small_bounds")
class TestBeyondTheBound:
    @given(numbers, numbers)
    def test_is_sound(self, before: list[int], after: list[int]) -> None:
        assert_sound(before, after)

    @given(passages, passages, st.randoms(use_true_random=False))
    def test_is_sound_where_passages_are_shared(
        self, before: list[list[int]], after: list[list[int]], chance: random.Random
    ) -> None:
        shared = before + after
        chance.shuffle(shared)
        one, both, other = (list(chain.from_iterable(side)) for side in (before, shared, after))
        assert_sound(one, both)
        assert_sound(both, other)

    def test_finds_nearly_everything_in_an_edited_text(self) -> None:
        chance = random.Random(0)
        before = chance.choices(range(500), k=3000)
        after = [number if chance.random() > 0.05 else 1000 for number in before]
        assert assert_sound(before, after) > 0.94 * len(before)

    def test_keeps_what_begins_and_ends_alike(self) -> None:
        assert align([1, 1, 1, 1, 2, 3, 3, 3, 3, 3], [1, 1, 1, 1, 4, 3, 3, 3, 3, 3]) == [(0, 0, 4), (5, 5, 5)]

    def test_cuts_what_repeats_itself(self) -> None:
        assert assert_sound([1, 2] * 100, [2, 1] * 110) >= 180

    def test_a_short_one_and_a_long_one(self) -> None:
        assert assert_sound([7], [1] * 100 + [7]) <= 1
        assert assert_sound(list(range(10)), []) == 0
