"""What holds of the comparison of any two texts, in any script, whatever is in them."""

from hypothesis import example, given
from hypothesis import strategies as st

from actions.comparison.words import compare_words
from tests.actions.comparison.marks import assert_sound, keys

# Characters that tokens, styles and lines are made of, so that a few of them often meet.
AWKWARD = (
    "ab1 2.,:/'’‘\"“”-–—•*·●_£%()\n\r\t\x0b\x1c\x85\u2028\xa0\u00ad\u200b\u200c\u200d\u200e\ufeff\u0301é"
    "אب中ก็\U0001f469\U0001f3fd\U0001f1ec\U0001f1e7\U00011046\ufe0f\u20e3\x00"
)
awkward_texts = st.text(st.sampled_from(AWKWARD), max_size=40)
any_texts = st.text(max_size=60) | awkward_texts
WORDS = (
    "the of and to a plan review home homes children’s semi-independent 2020/21 £1.9 70% 6,240 and/or officer\n- "
    "Agreed. budget, (see 1.3) • – “asks” re\u0301union 👩\u200d👧 🇬🇧🇫🇷 \n \n\n"
)
words = st.sampled_from(WORDS.split(" "))
sentences = st.lists(words, max_size=40)


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with some words taken out, put in and moved."""
    before = draw(sentences)
    after = list(before)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(after)))
        end = draw(st.integers(start, min(len(after), start + 5)))
        after[start:end] = draw(st.lists(words, max_size=4))
    return " ".join(before), draw(st.sampled_from([" ", "\n", "  "])).join(after)


@given(any_texts, any_texts)
@example("", "\ufeff")
@example(" ", "a")
@example("a\n", "\nb")
@example("___", "_ _")
@example("☃\u200dabc", "☃\u200dab")
def test_any_two_texts(before: str, after: str) -> None:
    assert_sound(before, after, compare_words(before, after))


@given(edited_texts())
def test_a_text_and_its_edit(texts: tuple[str, str]) -> None:
    assert_sound(*texts, compare_words(*texts))


@given(any_texts, awkward_texts, any_texts, any_texts)
def test_texts_that_share_much(start: str, end: str, one: str, other: str) -> None:
    before, after = start + one + end, start + other + end
    assert_sound(before, after, compare_words(before, after))


@given(edited_texts())
def test_compared_the_other_way_round(texts: tuple[str, str]) -> None:
    before, after = texts
    there, back = compare_words(before, after), compare_words(after, before)
    assert_sound(after, before, back)
    opposite = {"added": "removed", "removed": "added"}
    if there.kind in ("same", "added", "removed"):
        assert back.kind == opposite.get(there.kind, there.kind)


gaps = st.sampled_from([" ", "  ", "\n", "\t", "\xa0", "\r\n", "\u2009", "\n\n", " \u200b", "\x0b"])
styles = {"'": "'‘’`", '"': '"“”', "-": "-–•‣\uf0b7"}
plain_words = st.sampled_from(["the", "plan", "'", '"', "-", "don't", "6,240", "(", "%", ".", "semi", "Plan", "é"])


@given(st.lists(plain_words, max_size=20), st.data())
def test_what_is_folded_is_never_marked(tokens: list[str], data: st.DataObject) -> None:
    def written() -> str:
        return "".join(
            "".join(data.draw(st.sampled_from(styles.get(sign, sign))) for sign in token) + data.draw(gaps)
            for token in tokens
        )

    before, after = written(), written()
    comparison = compare_words(before, after)
    assert comparison.kind == "same"
    assert {run.kind for run in comparison.runs} <= {"equal"}
    assert keys(before) == keys(after)


@given(any_texts)
def test_a_text_and_itself(text: str) -> None:
    comparison = compare_words(text, text)
    assert comparison.kind == "same"
    assert comparison.as_json() == ([["equal", text]] if text else [])
