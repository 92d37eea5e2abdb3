"""Whether headings that a person names stand in the file: how they are spelled there, or what does instead."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from plans.folding import fold

from .named_headings import BETWEEN_LETTERS, NamedHeadings, first_lines, letters_of
from .texts import quoted

_LIKE = 70  # per cent of its letters, from which words may be meant by a heading that is not there
_FEW, _NEAR = 6, 200  # words that are shown of what stands instead, and letters in which they are found
_BETWEEN = BETWEEN_LETTERS.pattern.removesuffix("+")
_ENTER = "enter every heading of the row, in its order."


@dataclass(frozen=True)
class FoundHeadings:
    """`printed` has each as it stands in the file, `faults` in a sentence each why no table is found by them."""

    printed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def found_in_text(headings: Sequence[str], text: str, *, is_row: bool) -> FoundHeadings:
    """`is_row`: a reader finds a row of them in it."""
    text = unicodedata.normalize("NFKC", text)
    if is_row:
        row = re.search(_row(headings), text)
        found = row.groups() if row else headings
        return FoundHeadings([_as_printed(*pair) for pair in zip(headings, found, strict=True)])
    missing = [heading for heading in headings if not re.search(rf"(?i)(?<!\w){_printed(heading)}", text)]
    return FoundHeadings(faults=_missing(missing, text.splitlines()) or [_out_of_order(headings, text)])


def found_in_rows(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> FoundHeadings:
    """Of a file that says what stands in columns: the headings of its table are one of these rows."""
    named = NamedHeadings({heading: heading for heading in headings})
    every = [list(filter(None, row)) for row in rows]
    if row := next(filter(named.are_all_of, every), None):
        printed = {letters_of(cell): cell for cell in row}
        return FoundHeadings([printed.get(letters_of(heading), heading) for heading in headings])
    cells = {letters_of(cell): cell for row in every for cell in row}
    missing = [heading for heading in headings if letters_of(heading) not in cells]
    return FoundHeadings(faults=_missing(missing, cells.values()) or [_beside(named, every)])


def _row(headings: Sequence[str]) -> str:
    """Of a row that begins on a line, with a group for each heading."""
    return rf"(?im)^{_BETWEEN}*{f'{_BETWEEN}*'.join(f'({_printed(heading)})' for heading in headings)}"


def _printed(heading: str) -> str:
    """Of a heading as a person would find it."""
    return rf"{f'{_BETWEEN}*'.join(map(re.escape, letters_of(heading)))}(?!\w)[?!.:]*"


def _as_printed(heading: str, found: str) -> str:
    """As it was entered where a hyphen ends a line, of which a person knows whether it is only the line's."""
    return heading if re.search(r"[-‐]\s*\n", found) else " ".join(found.split())


def _missing(headings: Sequence[str], texts: Iterable[str]) -> list[str]:
    stretches = {fold(words): words for text in first_lines(texts) for words in _stretches(text.split())}
    return [_not_found(heading, stretches) for heading in headings]


def _stretches(words: Sequence[str]) -> Iterator[str]:
    for begin in range(len(words)):
        yield from (" ".join(words[begin:end]) for end in range(begin + 1, min(begin + _FEW, len(words)) + 1))


def _not_found(heading: str, stretches: Mapping[str, str]) -> str:
    near = process.extractOne(fold(heading), stretches.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    meant = f"did you mean {quoted(stretches[near[0]])}?" if near else "enter it as it is printed there."
    return f"{quoted(heading)} does not stand in the document: {meant}"


def _out_of_order(headings: Sequence[str], text: str) -> str:
    """How far the row goes as it was named, and what stands then."""
    for count in range(len(headings), 0, -1):
        if row := re.search(_row(headings[:count]), text):
            after = text[row.end() :][:_NEAR].split()[:_FEW]
            stands = quoted(" ".join(after)) if after else "nothing"
            return f"After {quoted(headings[count - 1])} stands {stands}: {_ENTER}"
    return f"{quoted(headings[0])} does not begin a line: {_ENTER}"


def _beside(named: NamedHeadings, rows: Sequence[Sequence[str]]) -> str:
    """What else stands in the row that has most of them."""

    def others(row: Sequence[str]) -> list[str]:
        return [cell for cell in row if named.named(cell) not in named.read_as]

    row = max(rows, key=lambda row: (len(row) - len(others(row)), -len(row)))
    told = f"Their row has {quoted(*others(row)[:_FEW])} too" if others(row) else "They do not stand in one row"
    return f"{told}: {_ENTER}"
