"""What tests ask of any comparison of words."""

import re
import unicodedata
from itertools import pairwise

from actions.comparison.runs import Run
from actions.comparison.tokens import Tokens, one_style
from actions.comparison.words import Comparison


def keys(text: str) -> list[str]:
    return Tokens(text, one_style(text)).keys


def marked(comparison: Comparison) -> str:
    """The comparison as one line: [-deleted-] and {+inserted+}, the rest as it reads after."""
    brackets = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(
        brackets[run.kind].format(run.before if run.kind == "delete" else run.after) for run in comparison.runs
    )


def assert_sound(before: str, after: str, comparison: Comparison) -> None:
    """What holds of every comparison, whatever the two texts."""
    runs = comparison.runs
    sides = [run.before for run in runs], [run.after for run in runs]
    assert ["".join(side) for side in sides] == [before, after]
    assert 0 <= comparison.similarity <= 1
    assert all(run.before or run.after for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))
    for run, old, new in zip(runs, keys_of_each(before, sides[0]), keys_of_each(after, sides[1]), strict=True):
        if run.kind == "equal":
            assert old == new
        else:
            assert old or new, "white space alone is never a change"
            assert not (run.before if run.kind == "insert" else run.after)
    assert_kind(before, after, comparison)
    assert not cut_words(before, sides[0])
    assert not cut_words(after, sides[1])


def keys_of_each(text: str, parts: list[str]) -> list[list[str]]:
    """The tokens of each part of a text, as they are in the whole."""
    tokens = Tokens(text, one_style(text))
    keyed = list(zip(tokens.edges[::2], tokens.keys, strict=False))
    found, place = [], 0
    for part in parts:
        found.append([key for start, key in keyed if place <= start < place + len(part)])
        place += len(part)
    return found


def assert_kind(before: str, after: str, comparison: Comparison) -> None:
    changes = [run.kind for run in comparison.runs if run.kind != "equal"]
    assert (comparison.kind == "same") == (not changes) == (keys(before) == keys(after))
    assert (comparison.kind == "added") == (not keys(before) and bool(keys(after)))
    assert (comparison.kind == "removed") == (bool(keys(before)) and not keys(after))
    if comparison.kind == "rewritten":
        assert comparison.runs == (Run("delete", before, ""), Run("insert", "", after))
    if comparison.kind == "edited":
        assert any(run.kind == "equal" and keys(run.before) for run in comparison.runs)


def cut_words(text: str, sides: list[str]) -> list[str]:
    """Where a border between runs falls within a word, with what stands around it."""
    found, place = [], 0
    for side in sides[:-1]:
        place += len(side)
        if 0 < place < len(text) and re.match(r"\w", text[place - 1]) and continues_word(text[place]):
            found.append(text[max(place - 10, 0) : place] + "|" + text[place : place + 10])
    return found


def continues_word(character: str) -> bool:
    return bool(re.match(r"\w", character)) or unicodedata.category(character)[0] == "M" or character == "\u200d"
