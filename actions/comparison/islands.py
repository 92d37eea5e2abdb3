"""Turning the longest common subsequence into what an editor would mark.

The subsequence keeps every token it can, so a reworded sentence comes out as confetti: "the", "of" and a comma
unchanged between changes. Here pure insertions and deletions are moved to where a line or sentence begins, words that
belong together are marked together, and small islands are absorbed by the changes around them.
"""

from bisect import bisect_right

from actions.comparison.alignment import Block
from actions.comparison.lines import Range
from actions.comparison.sides import Side
from actions.comparison.tokens import Tokens, belong_together

# An unchanged run of more words than this is never absorbed.
MOST_ISLAND_WORDS = 2
# A change is clearly bigger than an island when it has so many times its words.
CLEARLY_BIGGER = 3


def editors_blocks(before: Side, after: Side, tokens: Range, blocks: list[Block]) -> list[Block]:
    """Of the blocks in which a reworded passage agrees, what an editor would leave unmarked."""
    first, last = (tokens.start, tokens.other_start, 0), (tokens.end, tokens.other_end, 0)
    candidates = [first, *blocks, last]  # in which a change at either end has room to move
    _move_to_better_places(before, after, candidates)
    _mark_whole_words(before.tokens, after.tokens, candidates)
    return _without_islands(before, after, [first, *candidates, last])


def _move_to_better_places(before: Side, after: Side, blocks: list[Block]) -> None:
    """Move each pure insertion or deletion to the best of the places where it means the same."""
    for number in range(len(blocks) - 1):
        start, other_start = _end(blocks[number])
        end, other_end, size = blocks[number + 1]
        if start == end and other_start < other_end:
            shift = _best_shift(after, other_start, other_end, _room(blocks, number), size)
        elif other_start == other_end and start < end:
            shift = _best_shift(before, start, end, _room(blocks, number), size)
        else:
            continue
        place, other, length = blocks[number]
        blocks[number] = (place, other, length + shift)
        blocks[number + 1] = (end + shift, other_end + shift, size - shift)


def _room(blocks: list[Block], number: int) -> int:
    """How many tokens a block may give to the change after it without joining it to the change before."""
    place, other, size = blocks[number]
    after_change = number > 0 and (place, other) != _end(blocks[number - 1])
    return size - 1 if after_change else size


def _best_shift(side: Side, start: int, end: int, back: int, forward: int) -> int:
    """By how many tokens to move the change [start, end), at most so far back or forward, for it to begin well."""
    numbers, tokens = side.numbers, side.tokens
    best, best_shift = _beginning(tokens, start), 0
    for shift in range(1, back + 1):
        if numbers[start - shift] != numbers[end - shift]:
            break
        if _beginning(tokens, start - shift) > best:
            best, best_shift = _beginning(tokens, start - shift), -shift
    for shift in range(1, forward + 1):
        if numbers[start + shift - 1] != numbers[end + shift - 1]:
            break
        if _beginning(tokens, start + shift) > best:
            best, best_shift = _beginning(tokens, start + shift), shift
    return best_shift


def _beginning(tokens: Tokens, number: int) -> int:
    """How well a change may begin at a token: 3 for a line, 2 for a sentence, 1 for a clause, else 0."""
    if tokens.lines[bisect_right(tokens.lines, number) - 1] == number:
        return 3
    gap = tokens.text[tokens.edges[2 * number - 1] : tokens.edges[2 * number]]
    previous = tokens.keys[number - 1]
    if gap and previous in ".!?":
        return 2
    return int(bool(gap) and previous in ",;:")


def _mark_whole_words(before: Tokens, after: Tokens, blocks: list[Block]) -> None:
    """Give to the changes the tokens of blocks that belong to a word of which a part is changed."""
    for number, block in enumerate(blocks):
        place, other, size = block
        while size and (belong_together(before, place) or belong_together(after, other)):
            place, other, size = place + 1, other + 1, size - 1
        while size and (belong_together(before, place + size) or belong_together(after, other + size)):
            size -= 1
        blocks[number] = (place, other, size)


def _without_islands(before: Side, after: Side, blocks: list[Block]) -> list[Block]:
    """The blocks that the changes around them should not absorb, less the first and the last, which mark the ends."""
    kept = blocks[:1]
    for block in [*(block for block in blocks[1:-1] if block[2]), blocks[-1]]:
        while len(kept) > 1 and _is_island(before, after, kept[-2], kept[-1], block):
            kept.pop()
        kept.append(block)
    return kept[1:-1]


def _is_island(before: Side, after: Side, previous: Block, block: Block, following: Block) -> bool:
    """Whether the changes on either side should absorb a block.

    They do when it has at most two words and is no larger than either; when a word in it carries meaning, only when
    both are clearly bigger; and never when both are pure insertions, or both pure deletions.
    """
    place, other, size = block
    words = before.words_between(place, place + size)
    if words > MOST_ISLAND_WORDS:
        return False
    (start, other_start), (block_end, other_block_end) = _end(previous), _end(block)
    end, other_end, _ = following
    deletes, inserts = (start < place, block_end < end), (other_start < other, other_block_end < other_end)
    changes_before, changes_after = (deletes[0] or inserts[0]), (deletes[1] or inserts[1])
    if not (changes_before and changes_after and any(deletes) and any(inserts)):
        return False
    size_before = max(before.words_between(start, place), after.words_between(other_start, other))
    size_after = max(before.words_between(block_end, end), after.words_between(other_block_end, other_end))
    smaller = min(size_before, size_after)
    if not words <= smaller < CLEARLY_BIGGER * words:
        return smaller >= words
    return not before.says_something(place, place + size)


def _end(block: Block) -> tuple[int, int]:
    place, other, size = block
    return place + size, other + size
