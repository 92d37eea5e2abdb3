"""What became of each line of a text: each item of a list, each measure of a cell, each paragraph.

>>> [item.kind for item in compare_items("- Open a home\\n- Train staff", "- Train all staff\\n- Report")]
['removed', 'reworded', 'added']
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from actions.comparison.lines import Fate, Lines, Passage
from actions.comparison.runs import Run
from actions.comparison.sides import both_sides
from actions.comparison.tokens import Tokens, one_style
from actions.comparison.words import compare_words


class Item(NamedTuple):
    """A line, to the letter, without the white space around it; where lines were split or merged, several together.

    kind    "kept" when nothing but what is folded differs
    before  "" when it was added
    after   "" when it was removed
    """

    kind: Literal["kept", "added", "removed", "reworded"]
    before: str
    after: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words of the item, compared."""
        return compare_words(self.before, self.after).runs


def compare_items(before: str, after: str) -> tuple[Item, ...]:
    """What became of each line that has words or signs, in order; of what was replaced, first what was removed."""
    sides = both_sides(Tokens(before, one_style(before)), Tokens(after, one_style(after)))
    lines = Lines(*sides)
    return tuple(item for passage in lines.passages() for item in _items(lines, passage))


def _items(lines: Lines, passage: Passage) -> Iterator[Item]:
    start, end, other_start, other_end = passage.lines
    old, new = (lines.before.tokens, lines.starts), (lines.after.tokens, lines.other_starts)
    if passage.fate is Fate.REWORDED:
        yield Item("reworded", _text(*old, start, end), _text(*new, other_start, other_end))
    elif passage.fate is Fate.KEPT:
        for line, other in zip(range(start, end), range(other_start, other_end), strict=True):
            yield Item("kept", _text(*old, line, line + 1), _text(*new, other, other + 1))
    else:
        yield from (Item("removed", _text(*old, line, line + 1), "") for line in range(start, end))
        yield from (Item("added", "", _text(*new, line, line + 1)) for line in range(other_start, other_end))


def _text(tokens: Tokens, starts: list[int], first: int, end: int) -> str:
    """The lines from the first up to the end, given the number of the token with which each starts."""
    return tokens.text[tokens.edges[2 * starts[first]] : tokens.edges[2 * starts[end] - 1]]
