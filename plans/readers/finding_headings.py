"""Whether headings that a person names stand in the file: how they are spelled there, or what does instead."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz import fuzz, process

from plans.folding import fold

from .left_unnamed import heading_above, heading_below
from .named_headings import WORD, NamedHeadings, Pieces, first_lines, letters_of
from .texts import quoted

_LIKE = 70  # per cent of its letters, from which words may be meant by a heading that is not there
_FEW, _NEAR = 6, 200  # words that are shown of what stands instead, and letters in which they are found
_ENTER = "enter every heading of the row, in its order."


@dataclass(frozen=True)
class FoundHeadings:
    """`printed` has each as it stands in the file, `faults` in a sentence each why no table is found by them; `beside`
    tells which lines may hold headings, too, where each stands on a line of its own.
    """

    printed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    beside: str = ""


def found_in_text(headings: Sequence[str], text: str, *, row: str) -> FoundHeadings:
    """`row`: the lines that a reader takes for the row of them, "" where it finds none."""
    if row:
        return FoundHeadings(_as_printed(headings, _Words(row)), beside=_lines_beside(headings, _Words(text)))
    words = _Words(text)
    missing = [heading for heading in headings if not any(words.found(heading))]
    return FoundHeadings(faults=_missing(missing, text.splitlines()) or [_out_of_order(headings, words)])


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


class _Words:
    """Of a text in which headings are found as a person would find them."""

    def __init__(self, text: str):
        self._text = "\n".join(text.splitlines())
        self._words = list(WORD.finditer(self._text))
        self._pieces = Pieces(word[0] for word in self._words)

    def found(self, *headings: str) -> Iterator[tuple[int, int]]:
        """Each place where they stand one after the other: from which word, and up to before which."""
        return self._pieces.found("".join(map(letters_of, headings)))

    def begins_line(self, at: int) -> bool:
        return at == 0 or "\n" in self._text[self._words[at - 1].end() : self._words[at].start()]

    def are_lines(self, begin: int, end: int) -> bool:
        """Whether they are one line or several, and nothing else stands on these."""
        return self.begins_line(begin) and (end == len(self._words) or self.begins_line(end))

    def line_above(self, at: int) -> str:
        """The last with a word in it, "" above the first."""
        if at == 0:
            return ""
        begin, end = self._words[at - 1].span()
        return self._text[self._text.rfind("\n", 0, begin) + 1 : self._text.find("\n", end)].strip()

    def lines_below(self, end: int, until: int | None = None) -> list[str]:
        """Up to before a word, or to the last line."""
        last = None if until is None else self._words[until].start()
        below = self._text[self._words[end - 1].end() : last].split("\n")[1:]
        return list(filter(None, map(str.strip, below)))

    def between(self, begin: int, end: int) -> str:
        return self._text[self._words[begin].start() : self._words[end - 1].end()]

    def after(self, end: int) -> list[str]:
        begin = self._words[end - 1].end()
        return self._text[begin : begin + _NEAR].split()[:_FEW]


def _as_printed(headings: Sequence[str], row: _Words) -> list[str]:
    """As they were entered where one ends within a word, or a hyphen ends a line in it, of which a person knows whether
    it is only the line's.
    """
    printed, begin = list(headings), 0
    for at, heading in enumerate(headings):
        end = dict(row.found(heading)).get(begin)
        if end is None:
            return list(headings)
        found = row.between(begin, end)
        if not re.search(r"[-‐]\n", found):
            printed[at] = " ".join(found.split())
        begin = end
    return printed


def _lines_beside(headings: Sequence[str], words: _Words) -> str:
    """Which lines beside those of the headings may be headings, too."""
    places = [place for place in words.found(*headings) if words.begins_line(place[0])]
    begin, end = next(iter(places), (0, 0))
    first, last = dict(words.found(headings[0])).get(begin, 0), dict(words.found(*headings[:-1])).get(begin, 0)
    untils = [*(begin for begin, _ in places[1:]), None]
    below = [words.lines_below(end, until) for (_, end), until in zip(places, untils, strict=True)]
    cells = [*chain(*below)]
    stands = []
    if first and words.are_lines(begin, first):
        above = heading_above([words.line_above(begin) for begin, _ in places], cells, len(headings))
        stands += [f"above {quoted(headings[0])} stands {_first_words(above)}"] if above else []
    if last and words.are_lines(last, end):
        under = heading_below([next(iter(lines), "") for lines in below], cells, len(headings))
        stands += [f"below {quoted(headings[-1])} stands {_first_words(under)}"] if under else []
    if not stands:
        return ""
    told, which = ", and ".join(stands), "either" if len(stands) > 1 else "that"
    return f"{told[0].upper()}{told[1:]}: if {which} heads a column too, name the headings anew."


def _first_words(line: str) -> str:
    return quoted(" ".join(line.split()[:_FEW]))


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


def _out_of_order(headings: Sequence[str], words: _Words) -> str:
    """How far the row goes as it was named, and what stands then."""
    for count in range(len(headings), 0, -1):
        rows = (end for begin, end in words.found(*headings[:count]) if words.begins_line(begin))
        if end := next(rows, 0):
            after = words.after(end)
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
