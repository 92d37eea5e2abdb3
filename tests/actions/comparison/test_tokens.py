"""What is a token, and what of it is compared."""

import pytest

from actions.comparison.tokens import Tokens, belong_together, one_style

KEYS = {
    "words and signs": ("The plan (see 1.3), agreed.", "The|plan|(|see|1.3|)|,|agreed|."),
    "apostrophes": ("children’s ‘asks’", "children's|'|asks|'"),
    "numbers": ("6,240 times, £1.9m, 70 %, 10:30", "6,240|times|,|£|1.9m|,|70|%|,|10:30"),
    "dates": ("17/7/19 and 2020/21", "17/7/19|and|2020/21"),
    "hyphens": ("semi- independent 5-bed", "semi|-|independent|5|-|bed"),
    "bullets": ("• one\n\uf0b7 two\n* three", "-|one|-|two|-|three"),
    "stars elsewhere": ("a * b*", "a|*|b|*"),
    "accents": ("cafe\u0301s", "cafés"),
    "unseen": ("acco\u00admmo\u200bdation\ufeff", "accommodation"),
    "a family": ("👩‍👩‍👧👍🏽", "👩‍👩‍👧|👍🏽"),
    "flags": ("🇬🇧🇫🇷", "🇬🇧|🇫🇷"),
    "keycaps": ("1\ufe0f\u20e3 home", "1\ufe0f\u20e3|home"),
    "scripts": ("योजना שָׁלוֹם", "योजना|שָׁלוֹם"),
}


@pytest.mark.parametrize(("text", "expected"), KEYS.values(), ids=KEYS)
def test_tokens(text: str, expected: str) -> None:
    assert Tokens(text, one_style(text)).keys == expected.split("|")


def test_edges_give_the_tokens_as_written() -> None:
    text = " “Asks”,\u00a0e\u0301t\u00ade\n"
    edges = Tokens(text, one_style(text)).edges
    assert [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=False)] == [
        "“",
        "Asks",
        "”",
        ",",
        "e\u0301t\u00ade",
    ]
    assert edges[-1] == len(text)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\u2028", " \n\n "])
def test_lines_begin_after_breaks(line_break: str) -> None:
    text = line_break.join(["", "- one", "- two three", "four", ""])
    assert Tokens(text, one_style(text)).lines == [0, 2, 5]


def test_one_style_moves_nothing() -> None:
    text = "‘a’ “b” – • c\r\n* d"
    assert one_style(text) == "'a' \"b\" - - c\n\n- d"
    assert one_style("plain") == "plain"


@pytest.mark.parametrize("text", ["semi-independent", "and/or", "gov.uk", "£500", "70%", "18+", "R&D"])
def test_parts_of_a_word_belong_together(text: str) -> None:
    tokens = Tokens(text, one_style(text))
    assert len(tokens.keys) > 1
    assert all(belong_together(tokens, number) for number in range(1, len(tokens.keys)))
    assert not belong_together(tokens, 0)
    assert not belong_together(tokens, len(tokens.keys))


@pytest.mark.parametrize("text", ["semi- -", "plan.", "(plan", "word—word", "70 %", "plan %", "£ 5", "- item"])
def test_words_and_signs_do_not(text: str) -> None:
    tokens = Tokens(text, one_style(text))
    assert not belong_together(tokens, 1)
