"""What changed between two texts, word by word, as an editor would mark it.

    >>> compare_words("Report by April 2020", "Report by May 2020").as_json()
    [['equal', 'Report by '], ['delete', 'April'], ['insert', 'May'], ['equal', ' 2020']]

Lines (list items, paragraphs) are compared before their words are; see `lines`. What is folded is never marked; see
`tokens`. A text is marked in places when it was edited, as a whole when it was rewritten. Nothing here depends on the
machine: the same two texts give the same marks everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from actions.comparison.islands import editors_blocks
from actions.comparison.likeness import most_similar
from actions.comparison.lines import LEAST_SIMILARITY, Fate, Lines, Passage
from actions.comparison.runs import Run, Stretch, write_runs
from actions.comparison.sides import Side, both_sides
from actions.comparison.tokens import Tokens, has_tokens, has_word, one_style


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a text.

    kind        "same" when nothing but what is folded differs, "added" to or "removed" from an empty text, "edited",
                or "rewritten" when too little of it stayed for marks in the line to help a reader: then there is one
                run that deletes and one that inserts
    runs        both texts to the letter (see `Run`); of two empty texts, none
    similarity  words that stayed, divided by the words of the shorter text: from 0 to 1; of a rewritten text, what it
                comes to at most
    """

    kind: Literal["same", "edited", "rewritten", "added", "removed"]
    runs: tuple[Run, ...]
    similarity: float

    def as_json(self) -> list[list[str]]:
        """The runs as the command line prints them."""
        return [run.as_json() for run in self.runs]


def compare_words(before: str, after: str) -> Comparison:
    """Compare two texts, in time and memory that grow with their length and not with its square."""
    if before == after:
        return _same(before, after)
    if not (before and after):
        return _one_sided(before, after)
    plain, other_plain = one_style(before), one_style(after)
    return _at_once(before, after, plain, other_plain) or _in_full(Tokens(before, plain), Tokens(after, other_plain))


def _at_once(before: str, after: str, plain: str, other_plain: str) -> Comparison | None:
    """The comparison, if it can be seen without taking the texts apart; most changes are such."""
    if plain == other_plain:
        return _same(before, after)
    if _is_appended(plain, other_plain):
        return _appended(before, after)
    bound = most_similar(plain, other_plain)
    return _rewritten(before, after, bound) if bound < LEAST_SIMILARITY else None


def _in_full(before: Tokens, after: Tokens) -> Comparison:
    if before.keys == after.keys:
        return _same(before.text, after.text)
    if not (before.keys and after.keys):
        return _one_sided(before.text, after.text)
    return _by_lines(*both_sides(before, after))


def _by_lines(before: Side, after: Side) -> Comparison:
    lines = Lines(before, after)
    shorter = min(before.words[-1], after.words[-1])
    similarity = lines.words_shared / shorter if shorter else 0.0
    if similarity < LEAST_SIMILARITY:
        return _rewritten(before.tokens.text, after.tokens.text, similarity)
    stretches = [stretch for passage in lines.passages() for stretch in _stretches(before, after, passage)]
    if not any(part.unchanged and before.words_between(part.start, part.end) for part in stretches):
        return _rewritten(before.tokens.text, after.tokens.text, similarity)
    return Comparison("edited", write_runs(before.tokens, after.tokens, stretches), similarity)


def _same(before: str, after: str) -> Comparison:
    return Comparison("same", _unmarked(before, after), 1.0)


def _one_sided(before: str, after: str) -> Comparison:
    """Compare two texts of which one, if not both, has nothing but white space."""
    if has_tokens(before):
        return Comparison("removed", (Run("delete", before, ""), *_unmarked("", after)), 0.0)
    if has_tokens(after):
        return Comparison("added", (*_unmarked(before, ""), Run("insert", "", after)), 0.0)
    return _same(before, after)


def _unmarked(before: str, after: str) -> tuple[Run, ...]:
    return (Run("equal", before, after),) if before or after else ()


def _is_appended(plain: str, other_plain: str) -> bool:
    """Whether one text is the other with words added at its end: the commonest edit, and found at once."""
    size = min(len(plain), len(other_plain))
    rest = plain[size:] or other_plain[size:]
    return plain[:size] == other_plain[:size] and rest[:1].isspace() and has_word(plain[:size]) and has_tokens(rest)


def _appended(before: str, after: str) -> Comparison:
    size = min(len(before), len(after))
    changed = Run("delete", before[size:], "") if len(before) > size else Run("insert", "", after[size:])
    return Comparison("edited", (Run("equal", before[:size], after[:size]), changed), 1.0)


def _rewritten(before: str, after: str, similarity: float) -> Comparison:
    return Comparison("rewritten", (Run("delete", before, ""), Run("insert", "", after)), similarity)


def _stretches(before: Side, after: Side, passage: Passage) -> Iterator[Stretch]:
    if passage.fate is not Fate.REWORDED:
        yield Stretch(passage.fate is Fate.KEPT, *passage.tokens)
        return
    place, end, other_place, other_end = passage.tokens
    for start, other_start, size in [
        *editors_blocks(before, after, passage.tokens, passage.blocks),
        (end, other_end, 0),
    ]:
        if place < start or other_place < other_start:
            yield Stretch(False, place, start, other_place, other_start)
        place, other_place = start + size, other_start + size
        if size:
            yield Stretch(True, start, place, other_start, other_place)
