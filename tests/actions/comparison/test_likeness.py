"""The quick bound never says that texts are less alike than a full comparison finds them."""

from hypothesis import example, given
from hypothesis import strategies as st

from actions.comparison.likeness import most_similar
from actions.comparison.lines import Lines
from actions.comparison.sides import both_sides
from actions.comparison.tokens import Tokens, one_style

WORDS = "a b ab a'b 1.2 1 2 a_b _ _a £1 é don’t don't , . - 3/4\n \n"
texts = st.lists(st.sampled_from(WORDS.split(" ")), max_size=12)


def similarity(before: str, after: str) -> float:
    sides = both_sides(Tokens(before, one_style(before)), Tokens(after, one_style(after)))
    shorter = min(side.words[-1] for side in sides)
    return Lines(*sides).words_shared / shorter if shorter else 0.0


@given(texts, texts, st.sampled_from([" ", "", "\xa0"]))
@example(["a"], ["a'b"], " ")
def test_is_never_less_than_the_similarity(words: list[str], others: list[str], gap: str) -> None:
    before, after = gap.join(words), gap.join(others)
    assert most_similar(one_style(before), one_style(after)) >= similarity(before, after)


def test_of_texts_without_a_word_in_common_is_none() -> None:
    assert most_similar("the plan is late.", "a budget was agreed.") == 0


def test_counts_a_word_as_often_as_both_have_it() -> None:
    assert most_similar("a a a a b c d e", "a f g h i j k l m") == 1 / 8


def test_of_texts_without_words_is_unknown() -> None:
    assert most_similar("- -", "* *") == 1
    assert most_similar("", "plan") == 1


def test_of_other_letters_is_unknown() -> None:
    assert most_similar("план", "бюджет") == 1
