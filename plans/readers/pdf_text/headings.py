"""The rows of column headings at the tops of tables: on which lines they stand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from ..columns import is_outright
from .cut_words import with_words_whole
from .heading_rows import HeadingRow, compared
from .heading_scores import kinds_of_heading, without_repeated
from .heading_words import OTHER, ends_within, is_dated_heading, is_of_headings, is_unit, kinds_of_words, roles_of
from .lines import Gap, Line
from .parting import LONGEST_UNKNOWN, Word, best_headings, whole_headings
from .words import starts_small

_IN_BRACKETS = re.compile(r"\([^)]+\)")
_YEAR = re.compile(r"20\d\d(?:[/–-]\d{2,4})?")
_MOST_WORDS, _MOST_LINES = 60, 24
_KNOWN, _KNOWN_OF_REPEATED = 0.6, 0.3  # of a line's words
_FEWEST, _MOST_COLUMNS = 3, 24  # columns of different kinds, and columns: words that make fewer or more are no row
_LEAST, _LEAST_OF_FEW = 0.3, 0.7  # what a heading must score, and where they say of fewer kinds what is in them
_LONGEST_CUT_SHORT, _LONGEST_CUT_SHORT_SMALL = 6, 4  # letters, the stop among them
# Words: of a page of an ordinary paper hardly thirty read like headings; those printed again are gathered again.
_MOST_TRIED, _MOST_GATHERED = 5_000, 40_000
_FEW_PAGES = 2  # on which the same headings stand
_MOST_ABOVE = 3  # lines of a cell that others tell to be a heading
_MOST_IN_LINE = 5  # words of a cell
_LATER = 0.3  # that it must score more to begin a line later


class _Tried:
    """The stretches of words that were looked through for headings, so that a hostile paper has no end of them.

    `is_over`: so many words were gathered that no more are.
    """

    def __init__(self) -> None:
        self._stretches: set[tuple[Word, ...]] = set()
        self._count, self._gathered = 0, 0

    @property
    def is_over(self) -> bool:
        return self._gathered > _MOST_GATHERED

    def may_be(self, words: tuple[Word, ...]) -> bool:
        """Whether they were before, or may be now."""
        self._gathered += len(words)
        if words not in self._stretches and self._count < _MOST_TRIED:
            self._stretches.add(words)
            self._count += len(words)
        return words in self._stretches


def find_heading_rows(lines: list[Line]) -> list[HeadingRow]:
    whole, places = with_words_whole(lines)
    return [replace(row, begin=places[row.begin], end=places[row.end]) for row in _find(whole)]


def _find(lines: list[Line]) -> list[HeadingRow]:
    found: list[HeadingRow] = []
    tried = _Tried()
    repeated = Counter(line.text for line in lines)
    index = 0
    while index < len(lines):
        row = _heading_row_at(lines, index, repeated, tried)
        if row and row.begin + 1 < row.end:
            later = _heading_row_at(lines, index + 1, repeated, tried)
            row = later if later and later.score > row.score + _LATER else row
        if row:
            found.append(_begun_above(lines, row, repeated, tried, after=found[-1].end if found else 0))
        index = row.end if row else index + 1
    return compared(_wide_ones(_with_lines_that_follow(_wide_ones(found), lines, repeated)), lines)


def _wide_ones(rows: list[HeadingRow]) -> list[HeadingRow]:
    """Those of about as many columns as the widest has, and those that are surely headings."""
    widest = max((len(row.headings) for row in rows), default=0)
    return [row for row in rows if 3 * len(row.headings) > 2 * widest or any(map(is_outright, row.headings))]


def _with_lines_that_follow(rows: list[HeadingRow], lines: list[Line], repeated: Counter[str]) -> list[HeadingRow]:
    """Each as far as all that are alike go on alike, with lines that are printed nowhere else."""
    alike: dict[tuple[str, ...], list[HeadingRow]] = defaultdict(list)
    for row in rows:
        alike[tuple(line.text for line in lines[row.begin : row.end])].append(row)
    counts = {texts: _lines_that_follow(group, lines, repeated) for texts, group in alike.items()}
    gone_on = [_gone_on(row, lines, count) for texts, count in counts.items() if count for row in alike[texts]]
    kept = [row for texts, count in counts.items() if not count for row in alike[texts]]
    return sorted([*gone_on, *kept], key=attrgetter("begin"))


def _lines_that_follow(alike: list[HeadingRow], lines: list[Line], repeated: Counter[str]) -> int:
    """How many do; those below two rows may be of cells, unless most of their words are those of headings, or they
    surely go on.
    """
    count = 0
    for below in zip(*(lines[row.end : row.begin + _MOST_LINES] for row in alike), strict=False):
        text, words = below[0].text, below[0].words
        same = len(alike) > 1 and all(line.text == text and not line.opens_page for line in below)
        known = sum(map(is_of_headings, words)) >= _KNOWN * len(words) or is_unit(text) or all(map(_goes_on, below))
        worded = (any(map(str.isalpha, text)) or is_unit(text)) and not _ends_sentence(words[-1])
        if not (same and worded and repeated[text] == len(alike) and (known or len(alike) > _FEW_PAGES)):
            break
        count += 1
    return count


def _gone_on(row: HeadingRow, lines: list[Line], count: int) -> HeadingRow:
    """The same with so many more lines."""
    end = row.end + count
    words = tuple(_words_on(lines, row.begin, end))
    whole = whole_headings(words) if len(words) <= _MOST_WORDS else None
    if not whole or len(whole.texts) > _MOST_COLUMNS:
        return row
    texts = tuple(line.text for line in lines[row.begin : end])
    headings = tuple(without_repeated(whole.texts))
    trails = lines[end - 1].trails
    return replace(
        row, end=end, headings=headings, blank_last=trails, score=whole.score, lines=texts if whole.own else ()
    )


def _begun_above(
    lines: list[Line], row: HeadingRow, repeated: Counter[str], tried: _Tried, *, after: int
) -> HeadingRow:
    """The same, from where the cell begins that its first line goes on, or that stands above it on short lines; but not
    from before the line `after`.
    """
    begin = row.begin - 1
    while begin > max(after, row.begin - _MOST_ABOVE) and _goes_on(lines[begin]):
        begin -= 1
    of_one_cell = begin >= after and all(_goes_on(line) for line in lines[begin + 1 : max(begin + 2, row.begin)])
    first = lines[begin]
    if not of_one_cell or len(first.words) >= _MOST_IN_LINE or first.loose or lines[row.begin].opens_page:
        return row
    above = _heading_row_from(lines, begin, repeated, tried, known_from=row.begin)
    return above if above and above.end >= row.end and above.score > row.score else row


def _heading_row_at(lines: list[Line], begin: int, repeated: Counter[str], tried: _Tried) -> HeadingRow | None:
    line = lines[begin]
    if tried.is_over or starts_small(line.words[0]) or _ends_sentence(line.words[-1]):
        return None
    if not (is_of_headings(line.words[0]) or repeated[line.text] > 1 or _begins_many_kinds(lines, begin)):
        return None
    return _heading_row_from(lines, begin, repeated, tried)


def _heading_row_from(
    lines: list[Line], begin: int, repeated: Counter[str], tried: _Tried, *, known_from: int = 0
) -> HeadingRow | None:
    """`known_from` is the line before which words need not be those of headings."""
    words = tuple(_words_of_headings(lines, begin, repeated, known_from))
    best = best_headings(words) if tried.may_be(words) else None
    if not best:
        return None
    headings = best.texts
    if len(headings) > _MOST_COLUMNS or not _are_of_kinds(headings, best.score / len(headings)):
        return None
    end = begin + words[best.used - 1].line + 1
    return HeadingRow(
        begin=begin,
        end=end,
        headings=tuple(without_repeated(headings)),
        blank_first=lines[begin].indented,
        blank_last=lines[end - 1].trails,
        score=best.score,
        lines=tuple(line.text for line in lines[begin:end]) if best.own else (),
    )


def _are_of_kinds(headings: Sequence[str], score: float) -> bool:
    """Whether they say of enough kinds of columns what is in them; `score` is that of one on average."""
    kinds = {kind for heading in headings for kind in kinds_of_heading(heading)}
    few = len(kinds) >= _FEWEST or (len(kinds) > 1 and len(headings) > _FEWEST)
    return (score >= _LEAST_OF_FEW and few) or (score >= _LEAST and len(kinds - {OTHER}) >= _FEWEST)


def _ends_sentence(word: str) -> bool:
    """Whether it stops, and is not cut short: "Ref.", "Resp.", "no."."""
    return word.endswith(".") and len(word) > (_LONGEST_CUT_SHORT if word[0].isupper() else _LONGEST_CUT_SHORT_SMALL)


def _begins_many_kinds(lines: list[Line], begin: int) -> bool:
    """Whether the line, or one of the two with the next, names many kinds of columns."""
    own, *below = (kinds_of_words(tuple(line.words)) for line in lines[begin : begin + 2])
    return bool(own) and len(own.union(*below)) >= _FEWEST


def _are_of_headings(line: Line) -> bool:
    return all(map(is_of_headings, line.words))


def _has_many_kinds(line: Line) -> bool:
    return len(kinds_of_words(tuple(line.words))) >= _FEWEST


def _words_of_headings(lines: list[Line], begin: int, repeated: Counter[str], known_from: int) -> Iterator[Word]:
    """While lines are mostly made of the words of headings; of fewer, where they are repeated on other pages."""
    yield from _words_on(lines, begin, _end_of_headings(lines, begin, repeated, known_from))


def _words_on(lines: list[Line], begin: int, end: int) -> Iterator[Word]:
    """Of the lines from the one to before the other."""
    loose = any(line.loose for line in lines[begin + 1 : begin + _MOST_LINES])
    for index, line in enumerate(lines[begin:end], begin):
        before = lines[index - 1] if index > begin else None
        apart = _is_apart(before, line, loose=loose) if before else True
        for position, word in enumerate(line.words):
            yield Word(word, index - begin, not position, None if position else apart)


def _is_apart(before: Line, line: Line, *, loose: bool) -> bool | None:
    """Whether the line stands apart from the one before, as far as white space tells where they are set `loose`."""
    if loose:
        return None if before.wraps is None else not before.wraps
    return line.gap is Gap.APART


def _end_of_headings(lines: list[Line], begin: int, repeated: Counter[str], known_from: int) -> int:
    """The line before which they end, at the latest."""
    count = 0
    for index, line in enumerate(lines[begin : begin + _MOST_LINES], begin):
        known = len(line.words) - roles_of(tuple(line.words)).count("x")
        least = _KNOWN_OF_REPEATED if repeated[line.text] > 1 else _KNOWN
        again = index > begin and (line.opens_page or _texts_of(lines, index) == _texts_of(lines, begin))
        figures = _IN_BRACKETS.sub("", " ".join(word for word in line.words if not is_unit(word)))
        few = _FEWEST if known < len(line.words) else _FEWEST - 1  # kinds of columns, so that it is no cell
        told = len(kinds_of_words(tuple(line.words))) >= few or _is_of_dated_heading(lines, index)
        dated = any(map(str.isdigit, figures)) and not told and not _closes_bracket(lines[begin : index + 1])
        unknown = known < least * len(line.words) and not repeated[line.text] >= repeated[lines[begin].text] > 1
        unknown = unknown and not (index > begin and _stands_amid(line, lines[index + 1 : index + 2]))
        unknown = unknown and not (index > begin and _goes_on(line)) and index >= known_from
        full = max(count, len(line.words)) > _MOST_WORDS or unknown
        if again or full or dated or ends_within(line.text) or _ends_sentence(line.words[-1]):
            return index
        count += len(line.words)
    return min(begin + _MOST_LINES, len(lines))


def _closes_bracket(lines: list[Line]) -> bool:
    """Whether the last of them goes on with what another began: "Progress (March" above "2024)"."""
    *above, last = (line.text for line in lines)
    opened = "(" in "".join(above).rpartition(")")[2]
    return opened and last.find(")") > last.find("(")


def _goes_on(line: Line) -> bool:
    """Whether it is surely of the cell that the line before it is of."""
    below = line.below_space if line.loose else line.gap is Gap.NEXT
    of_cell = below and (line.words[0][0].isalnum() or line.words[0][0] == "(")
    return of_cell and len(line.words) <= _MOST_IN_LINE


def _texts_of(lines: list[Line], begin: int) -> list[str]:
    """Of the line and the next: a heading of one word may be the first word of another."""
    return [line.text for line in lines[begin : begin + 2]]


def _is_of_dated_heading(lines: list[Line], index: int) -> bool:
    """Whether the line, or a year on it with the line before or after, is a heading that says of when it tells."""
    words, before = lines[index].words, lines[index - 1].words if index else []
    after = lines[index + 1].words if index + 1 < len(lines) else []
    is_year = len(words) == 1 and bool(_YEAR.fullmatch(words[0]))
    return is_dated_heading(words) or (
        is_year and (is_dated_heading([*before, *words]) or is_dated_heading([*words, *after]))
    )


def _stands_amid(line: Line, after: list[Line]) -> bool:
    """Whether unknown words may be a heading, or begin one, since the line after them is made of known ones."""
    short = len(line.words) <= LONGEST_UNKNOWN and all(
        word.isalpha() or _IN_BRACKETS.fullmatch(word) for word in line.words
    )
    goes_on = starts_small(line.words[0]) or any(_has_many_kinds(one) or _are_of_headings(one) for one in after)
    return short and goes_on
