"""The longest common subsequence of two sequences, within bounds of memory and time whatever their length.

Sequences are of numbers, equal where the elements are. The answer is the same on every machine: nothing depends on a
clock, on hashing or on the order of a set.
"""

from bisect import bisect_left
from itertools import count, pairwise
from math import isqrt

from rapidfuzz.distance import LCSseq

# Where two sequences agree: (place in the sequence before, place in the sequence after, how many elements).
Block = tuple[int, int, int]

# The exact subsequence takes a bit for every pair of elements: 8 MB at most, reached by 8,000 against 8,000.
MOST_PAIRS = 2**26
# Longer sequences are first pinned together where this many elements in a row occur once in each,
PASSAGE = 4
# and what lies between the pins may be pinned again, this many times.
MOST_ROUNDS = 4


def align(before: list[int], after: list[int], rounds: int = MOST_ROUNDS) -> list[Block]:
    """The blocks in which two sequences agree, in order.

    The longest common subsequence while the product of the lengths is within `MOST_PAIRS`; beyond it, that between
    the passages that occur once in each (the idea of patience diff); without any, that between equal fractions of each.
    """
    if len(before) * len(after) <= MOST_PAIRS:
        found = LCSseq.opcodes(before, after).as_matching_blocks()
        return [(block.a, block.b, block.size) for block in found if block.size]
    pins = _pins(before, after) if rounds else []
    rounds_left = rounds - 1 if pins else 0
    blocks: list[Block] = []
    ends = [(0, 0, 0), *(pins or _fractions(before, after)), (len(before), len(after), 0)]
    for block, (end, other_end, _) in pairwise(ends):
        blocks.append(block)
        start, other_start = block[0] + block[2], block[1] + block[2]
        if start < end and other_start < other_end:
            inner = align(before[start:end], after[other_start:other_end], rounds_left)
            blocks += [(start + place, other_start + other, length) for place, other, length in inner]
    return joined(blocks)


def joined(blocks: list[Block]) -> list[Block]:
    """The same agreement in the fewest blocks: none empty, none going on where the one before it ends on both sides."""
    fewest: list[Block] = []
    for place, other, size in blocks:
        if not size:
            continue
        if fewest and fewest[-1][0] + fewest[-1][2] == place and fewest[-1][1] + fewest[-1][2] == other:
            start, other_start, length = fewest.pop()
            fewest.append((start, other_start, length + size))
        else:
            fewest.append((place, other, size))
    return fewest


def _pins(before: list[int], after: list[int]) -> list[Block]:
    """Where both sequences begin alike, the passages that occur once in each, where both end alike: in rising order."""
    head = _alike(before, after)
    tail = _alike(before[:head:-1], after[:head:-1])
    places, others = _single_passages(before), _single_passages(after)
    shared = [(place, others[passage]) for passage, place in places.items() if passage in others]
    end, other_end = len(before) - tail, len(after) - tail
    pins = [(0, 0, head)]
    for place, other in _rising(shared):
        start, other_start, size = pins[-1]
        overlap = max(start + size - place, other_start + size - other, 0)
        fits = min(PASSAGE, end - place, other_end - other)
        if overlap < fits and place - start == other - other_start and overlap:
            pins[-1] = (start, other_start, place - start + fits)
        elif overlap < fits:
            pins.append((place + overlap, other + overlap, fits - overlap))
    return joined([*pins, (end, other_end, tail)])


def _alike(before: list[int], after: list[int]) -> int:
    """How many elements two sequences have in common at their beginning."""
    differing = (number for number, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    return next(differing, min(len(before), len(after)))


def _single_passages(sequence: list[int]) -> dict[tuple[int, ...], int]:
    """The passages that occur once in the sequence, each with its place, in order."""
    passages = list(zip(*(sequence[skip:] for skip in range(PASSAGE)), strict=False))
    places = dict(zip(passages, count()))
    repeated = {passage for place, passage in enumerate(passages) if places[passage] != place}
    return {passage: place for passage, place in places.items() if passage not in repeated}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs that rise in their first number, the longest choice that rises in the second as well."""
    if all(one < other for (_, one), (_, other) in pairwise(pairs)):
        return pairs
    tails: list[int] = []  # the least second number that ends a choice of each length
    ends: list[int] = []  # and the number of the pair that has it
    previous: list[int] = []
    for number, (_, other) in enumerate(pairs):
        length = bisect_left(tails, other)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [other]
        ends[length : length + 1] = [number]
    chosen = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = previous[number]
    return chosen[::-1]


def _fractions(before: list[int], after: list[int]) -> list[Block]:
    """Empty blocks that cut both sequences into the same number of equal parts, so that each pair of parts is small."""
    parts = isqrt(len(before) * len(after) // MOST_PAIRS) + 1
    return [(len(before) * part // parts, len(after) * part // parts, 0) for part in range(1, parts)]
