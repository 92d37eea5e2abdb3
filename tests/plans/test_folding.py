"""Words that differ only in how they were typed are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plans.folding import fold
from plans.slugs import new_slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Complete", "COMPLETE"),
        ("Complete", "Complete."),
        ("Complete", " complete . "),
        ("Colin Pettigrew", "Colin  Pettigrew"),
        ("Colin Pettigrew", "Colin\u00a0Pettigrew"),
        ("Colin Pettigrew", "Colin\nPettigrew"),
        ("Children’s Home", "Children's Home"),
        ("‘Live’", "'Live'"),
        ("Revised “strategies”", 'Revised "strategies"'),
        ("NEW – Just commenced", "NEW - just commenced"),
        ("semi‑independent", "semi-independent"),
        ("re\u00adview", "review"),
        ("ﬁnance", "finance"),
        ("Straße", "STRASSE"),
        ("Café", "Cafe\u0301"),
    ],
)
def test_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Complete", "Completed"),
        ("Delayed due to COVID19", "Delayed due to COVID 19"),
        ("Jon Hawketts", "John Hawketts"),
        ("3.1", "31"),
        ("Complete", "Complete?"),
        ("reform", "re-form"),
    ],
)
def test_are_not_the_same(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("words", ["", " ", ".", " . \n"])
def test_nothing_is_left_of_nothing(words: str) -> None:
    assert fold(words) == ""


@given(some.text())
def test_what_is_folded_stays_as_it_is(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@given(some.text(), some.sampled_from([" ", "\t", "\n", "\u00a0"]))
def test_white_space_around_makes_no_difference(words: str, space: str) -> None:
    assert fold(f"{space}{words}{space}") == fold(words)


class TestSlugs:
    @pytest.mark.parametrize(
        ("words", "slug"),
        [
            ("Open homes", "open-homes"),
            ("Children’s “Digital” Plan & more", "childrens-digital-plan-more"),
            ("One two three four five six seven", "one-two-three-four-five-six"),
            ("Ångström café", "angstrom-cafe"),
            ("x" * 200, "x" * 80),
            ("", "action"),
            ("—!?—", "action"),
            ("Действие", "action"),
        ],
    )
    def test_are_made_of_the_first_words(self, words: str, slug: str) -> None:
        assert new_slug(words, [], otherwise="action") == slug

    def test_are_numbered_when_they_are_taken(self) -> None:
        taken = {"homes", "homes-2", "action"}
        assert new_slug("Homes", taken, otherwise="action") == "homes-3"
        assert new_slug("?", taken, otherwise="action") == "action-2"

    @given(some.text(), some.sets(some.text(alphabet="ab-2", max_size=5)))
    def test_are_addresses_that_nobody_has(self, words: str, taken: set[str]) -> None:
        slug = new_slug(words, taken, otherwise="a")
        assert slug not in taken
        assert slug.replace("-", "").replace("_", "").isalnum()
        assert len(slug) <= 90
