"""Rows of column headings, and what they tell of one another: which lines beside them are headings too."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ..columns import field_of_heading
from ..references import is_reference
from .heading_words import ends_within, is_of_headings
from .lines import Line

_LONGEST_ALONE = 5  # words of an unknown heading that is told by its place
_MOST_NEIGHBOURS = 2  # lines of cells beside headings

_Texts = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HeadingRow:
    """The lines from `begin` to before `end`, and the headings on them.

    blank_first, blank_last   whether white space stands where there may be a column without a heading
    lines   what they say, where each heading begins one of its own
    """

    begin: int
    end: int
    headings: tuple[str, ...]
    blank_first: bool
    blank_last: bool
    score: float
    lines: tuple[str, ...] = ()


def compared(rows: list[HeadingRow], lines: list[Line]) -> list[HeadingRow]:
    """With what is told by others that are alike."""
    rows = _as_long_as_most(rows, lines)
    known = {_texts(row, lines): row for row in rows}
    places = {texts: place for place, texts in enumerate(known)}
    ends = (own[count:] for own in (_texts(row, lines) for row in rows) for count in range(len(own)))
    often = {texts for texts, times in Counter(ends).items() if times > 2 and texts in known}
    rows = [_without_neighbours(row, known, places, often, lines) for row in rows]
    return _with_letters(_with_repeated(rows, lines), lines)


def _as_long_as_most(rows: list[HeadingRow], lines: list[Line]) -> list[HeadingRow]:
    """With the lines that follow, where more rows have them too: above one's cells they may read otherwise."""
    counts = Counter(_texts(row, lines) for row in rows)
    known = {_texts(row, lines): row for row in rows}
    found = []
    for row in rows:
        own = _texts(row, lines)
        ends = range(row.end + _MOST_NEIGHBOURS, row.end, -1)
        further = (tuple(line.text for line in lines[row.begin : end]) for end in ends)
        longer = next((texts for texts in further if counts[texts] > counts[own]), own)
        found.append(replace(known[longer], begin=row.begin, end=row.begin + len(longer)))
    return found


def _with_repeated(rows: list[HeadingRow], lines: list[Line]) -> list[HeadingRow]:
    """With the unknown lines that stand above the same headings again and again, where they are made of the words of
    headings, and below them, where the first cells of pages differ; each is one, if each of the others is on a line of
    its own, and no line is of two rows.
    """
    alike: dict[_Texts, list[HeadingRow]] = defaultdict(list)
    for row in rows:
        if row.lines:
            alike[row.lines].append(row)
    between = {row.end for row in rows} & {row.begin - 1 for row in rows}
    apart = (group for group in alike.values() if not any({row.begin - 1, row.end} & between for row in group))
    beside = {group[0].lines: _headings_beside(group, lines) for group in apart if len(group) > 1}
    return [_with_beside(row, *beside[row.lines]) if row.lines in beside else row for row in rows]


def _headings_beside(alike: list[HeadingRow], lines: list[Line]) -> tuple[_Texts, _Texts]:
    above, below = _texts_beside(alike, lines)
    known = all(map(is_of_headings, " ".join(above).split()))
    return _only_heading(above) if known else (), _only_heading(below)


def _texts_beside(alike: list[HeadingRow], lines: list[Line]) -> tuple[set[str], set[str]]:
    """What the lines say that stand right above the rows, and right below them."""
    above = {lines[row.begin - 1].text if row.begin else "" for row in alike}
    below = {lines[row.end].text if row.end < len(lines) else "" for row in alike}
    return above, below


def _with_letters(rows: list[HeadingRow], lines: list[Line]) -> list[HeadingRow]:
    """With the capital letters, such as "AFI", that stand alone above the same headings each time, where references
    that have no other heading stand below them.
    """
    alike: dict[_Texts, list[HeadingRow]] = defaultdict(list)
    for row in rows:
        alike[row.headings].append(row)
    lettered = {headings for headings, group in alike.items() if len(group) > 1 and _are_lettered(group, lines)}
    return [_with_beside(row, (lines[row.begin - 1].text,), ()) if row.headings in lettered else row for row in rows]


def _are_lettered(alike: list[HeadingRow], lines: list[Line]) -> bool:
    above, below = _texts_beside(alike, lines)
    headed = any(field_of_heading(heading) == "reference" for heading in alike[0].headings)
    lettered = len(above) == 1 and all(text.isupper() and text.isalpha() for text in above)
    return lettered and not headed and not above & below and all(map(is_reference, below))


def _with_beside(row: HeadingRow, above: _Texts, below: _Texts) -> HeadingRow:
    return replace(
        row,
        begin=row.begin - len(above),
        end=row.end + len(below),
        headings=(*above, *row.headings, *below),
        lines=(*above, *row.lines, *below) if row.lines else (),
    )


def _only_heading(texts: set[str]) -> _Texts:
    """The one text, where it may be a heading."""
    text, *others = texts
    fits = not others and text[:1].isupper() and len(text.split()) <= _LONGEST_ALONE
    return (text,) if fits and not ends_within(f"{text} ") else ()


def _without_neighbours(
    row: HeadingRow,
    known: Mapping[_Texts, HeadingRow],
    places: Mapping[_Texts, int],
    often: Collection[_Texts],
    lines: list[Line],
) -> HeadingRow:
    """Lines of the cells beside them that read like headings are none where the same headings stand without them.

    `known` are all rows of headings that differ, by their lines; the first of them counts, by their `places`. Above
    those with which `often` one ends any number of lines may be of cells.
    """
    own = _texts(row, lines)
    counts = range(1, _MOST_NEIGHBOURS + 1)
    parts = [(own[count:], row.begin + count) for count in counts] + [(own[:-count], row.begin) for count in counts]
    further = ((own[count:], row.begin + count) for count in range(_MOST_NEIGHBOURS + 1, len(own)))
    parts += [part for part in further if part[0] in often]
    shared, begin = min(
        (part for part in parts if part[0] in known), key=lambda part: places[part[0]], default=(own, row.begin)
    )
    return replace(known[shared], begin=begin, end=begin + len(shared)) if shared != own else row


def _texts(row: HeadingRow, lines: list[Line]) -> _Texts:
    return tuple(line.text for line in lines[row.begin : row.end])
