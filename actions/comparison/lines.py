"""Which lines of a text continue which: list items and paragraphs are compared whole before their words are.

Lines that stayed are found first; between them, lines that share enough words belong together, one with one or, where
a paragraph was split or two were merged, several with several; the others were removed or added.
"""

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from actions.comparison.alignment import Block, align
from actions.comparison.sides import Side

# Two texts, or two lines, that share less of the shorter one's words are no rewording of one another: so it was with
# 28 of the 45 fields that changed between two published versions of a real plan, and they read better as two blocks.
LEAST_SIMILARITY = 0.4

# So many words in a row, on one line before and on two after, were not broken by chance.
FEWEST_WRAPPED = 3

# From so many pairs of tokens on, looking for any word in common is worth its time before the words are aligned.
WORTH_LOOKING = 2**18


class Fate(Enum):
    """What became of a passage."""

    KEPT = "kept"
    REWORDED = "reworded"
    REPLACED = "replaced"  # removed, added, or one instead of the other


class Range(NamedTuple):
    """A passage of both sides, by numbers of tokens or of lines; an end is the number after the last."""

    start: int
    end: int
    other_start: int
    other_end: int


class Passage(NamedTuple):
    """Whole lines of both sides, what became of them, and the blocks of tokens that both have, by number."""

    fate: Fate
    lines: Range
    tokens: Range
    blocks: list[Block]


class Lines:
    """Two texts compared by their lines, of which only those with tokens count.

    words_shared  how many words are the same, in order, in both texts: also those of lines that do not belong together
    """

    def __init__(self, before: Side, after: Side) -> None:
        self.before, self.after = before, after
        self.starts = [*before.tokens.lines, len(before.numbers)]
        self.other_starts = [*after.tokens.lines, len(after.numbers)]
        self.words_shared = 0
        self._found: list[Passage] = []
        line = other = 0
        for kept, other_kept, size in [*self._kept(), (len(self.starts) - 1, len(self.other_starts) - 1, 0)]:
            if line < kept or other < other_kept:
                self._align_words(Range(line, kept, other, other_kept))
            line, other = kept + size, other_kept + size
            if size:
                self._add_kept(Range(kept, line, other_kept, other))

    def passages(self) -> Iterator[Passage]:
        """Cover both texts in order, each passage beginning where the one before it ends on both sides."""
        for passage in self._found:
            if passage.fate is Fate.KEPT or self._is_one_line_each() or not passage.blocks:
                yield passage
            else:
                yield from self._groups(passage.lines, passage.blocks)

    def _is_one_line_each(self) -> bool:
        return len(self.starts) == len(self.other_starts) == 2

    def _kept(self) -> list[Block]:
        """The lines that stayed, as blocks of lines."""
        if self._is_one_line_each() and self.before.numbers != self.after.numbers:
            return []
        numbers: dict[tuple[int, ...], int] = {}
        lines, others = (
            [numbers.setdefault(tuple(side.numbers[start:end]), len(numbers)) for start, end in pairwise(starts)]
            for side, starts in ((self.before, self.starts), (self.after, self.other_starts))
        )
        return align(lines, others)

    def _add_kept(self, lines: Range) -> None:
        tokens = self._tokens(lines)
        self.words_shared += self.before.words_between(tokens.start, tokens.end)
        self._found.append(Passage(Fate.KEPT, lines, tokens, []))

    def _align_words(self, lines: Range) -> None:
        """Find what the lines between two kept ones have in common, not yet which of them belong together."""
        tokens = self._tokens(lines)
        both = lines.start < lines.end and lines.other_start < lines.other_end
        blocks = self._blocks(tokens) if both and not self._share_no_word(tokens) else []
        words = self.before.words
        shared = sum([words[place + size] - words[place] for place, _, size in blocks])
        self.words_shared += shared
        alike = blocks and shared >= LEAST_SIMILARITY * self._shorter(tokens)
        self._found.append(Passage(Fate.REWORDED if alike else Fate.REPLACED, lines, tokens, blocks))

    def _groups(self, lines: Range, blocks: list[Block]) -> Iterator[Passage]:
        """The groups of related lines among several, and what was removed and added between them."""
        line, other = lines.start, lines.other_start
        for group in [*self._related(lines, blocks), Range(lines.end, lines.end, lines.other_end, lines.other_end)]:
            if line < group.start or other < group.other_start:
                between = Range(line, group.start, other, group.other_start)
                yield Passage(Fate.REPLACED, between, self._tokens(between), [])
            if group.start < group.end:
                tokens = self._tokens(group)
                yield Passage(Fate.REWORDED, group, tokens, blocks if group == lines else self._blocks(tokens))
            line, other = group.end, group.other_end

    def _related(self, lines: Range, blocks: list[Block]) -> Iterator[Range]:
        """Groups of lines, in order, in which each belongs together with another."""
        group: Range | None = None
        for line, other in self._related_pairs(lines, blocks):
            if group and (line < group.end or other < group.other_end):
                group = Range(group.start, line + 1, group.other_start, other + 1)
                continue
            if group:
                yield group
            group = Range(line, line + 1, other, other + 1)
        if group:
            yield group

    def _related_pairs(self, lines: Range, blocks: list[Block]) -> Iterator[tuple[int, int]]:
        """Pairs of a line and another that share enough words, or words that were wrapped otherwise.

        In either case a word that says something is among them, or else they are all that the shorter has.
        """
        shared: dict[tuple[int, int], int] = defaultdict(int)
        saying, wrapped = set(), set()
        for block in blocks:
            parts = list(self._by_line(lines, block))
            lines = Range(parts[-1][0], lines.end, parts[-1][1], lines.other_end)
            for line, other, start, end in parts:
                shared[line, other] += self.before.words_between(start, end)
                if self.before.says_something(start, end):
                    saying.add((line, other))
            if self.before.words_between(block[0], block[0] + block[2]) >= FEWEST_WRAPPED:
                for (line, other, *_), (next_line, next_other, *_) in pairwise(parts):
                    if (line == next_line) != (other == next_other):
                        wrapped |= {(line, other), (next_line, next_other)}
        for (line, other), words in shared.items():
            shorter = self._shorter(self._tokens(Range(line, line + 1, other, other + 1)))
            enough = words >= LEAST_SIMILARITY * shorter or (line, other) in wrapped
            if enough and ((line, other) in saying or words == shorter > 0):
                yield line, other

    def _by_line(self, lines: Range, block: Block) -> Iterator[tuple[int, int, int, int]]:
        """A block in parts that lie within one line of both sides: line, other line, first token, end token."""
        line, _, other, _ = lines
        start, other_start, size = block
        shift, block_end = other_start - start, start + size
        while start < block_end:
            while self.starts[line + 1] <= start:
                line += 1
            while self.other_starts[other + 1] <= start + shift:
                other += 1
            end = min(self.starts[line + 1], self.other_starts[other + 1] - shift, block_end)
            yield line, other, start, end
            start = end

    def _blocks(self, tokens: Range) -> list[Block]:
        start, end, other_start, other_end = tokens
        blocks = align(self.before.numbers[start:end], self.after.numbers[other_start:other_end])
        return [(start + place, other_start + other, size) for place, other, size in blocks]

    def _share_no_word(self, tokens: Range) -> bool:
        """Whether passages, if they are long, have no word in common, so that aligning them can be spared."""
        start, end, other_start, other_end = tokens
        if (end - start) * (other_end - other_start) < WORTH_LOOKING:
            return False
        shared = set(self.before.numbers[start:end]).intersection(self.after.numbers[other_start:other_end])
        return not any(self.before.sizes[number] for number in shared)

    def _shorter(self, tokens: Range) -> int:
        """How many words the shorter side of a passage has."""
        words = self.before.words_between(tokens.start, tokens.end)
        return min(words, self.after.words_between(tokens.other_start, tokens.other_end))

    def _tokens(self, lines: Range) -> Range:
        return Range(
            self.starts[lines.start],
            self.starts[lines.end],
            self.other_starts[lines.other_start],
            self.other_starts[lines.other_end],
        )
