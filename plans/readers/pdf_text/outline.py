"""The order of a document's parts: prose, headings of sections, and tables that go on from page to page."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from .heading_rows import HeadingRow
from .lines import Gap, Line
from .plain_numbers import plain_number, plainly_numbered
from .sections import KIND, section_rows
from .widths import width
from .words import is_open, is_stop, starts_small


@dataclass(kw_only=True)
class PrintedTable:
    """A table's headings, and its lines page by page. `place`: the line on which it begins. `heading_lines`: those of
    the headings, where each begins one.

    `goes_on`: the headings are those printed above an earlier section of it. `begins` are the indexes of the lines
    right below the headings, each time that they are printed.
    """

    headings: tuple[str, ...]
    heading_lines: tuple[str, ...] = ()
    blank_first: bool
    blank_last: bool
    place: int
    goes_on: bool = False
    pages: list[list[Line]] = field(default_factory=list)
    begins: set[int] = field(default_factory=set)


@dataclass(kw_only=True)
class Passage:
    """A heading or a paragraph outside the tables."""

    lines: list[Line]
    is_heading: bool = False

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(kw_only=True)
class Outline:
    parts: list[Passage | PrintedTable] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)  # rows of headings printed again on a further page

    @property
    def tables(self) -> list[PrintedTable]:
        return [part for part in self.parts if isinstance(part, PrintedTable)]


# "2. Title", "2.0 Title", "Programme 2 – Title", "Theme B: Title"
_NUMBERED = re.compile(
    rf"(?:{KIND} )?(\d{{1,2}}(?:\.0)?|[A-Z]|[IVX]+)(?:[.:)]|(?= ?[-–—:])|(?<=\.0))(?:\s*[-–—:])?\s+(?=[A-Z“‘\"'(])"
)
_NUMBERED_WITHIN = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.?\s+(?=[A-Z“‘\"'(])")  # "2.1 Title"
_LONGEST_HEADING, _SHORTEST_HEADING = 30, 4  # words; letters
_MOST_LINES_OF_HEADING = 4
_FEWEST_IN_UNNUMBERED = 3  # words


def outline_of(lines: list[Line], rows: list[HeadingRow]) -> Outline:
    above = list(passages(lines[: rows[0].begin], lines[: rows[0].end])) if rows else list(passages(lines, lines))
    ends = [*[row.begin for row in rows], len(lines)][1:]
    bodies = [lines[row.end : end] for row, end in zip(rows, ends, strict=True)]
    plain, *plain_below = plainly_numbered([lines[: rows[0].begin] if rows else [], *bodies])
    if rows and above:
        above[-1:] = _with_heading_apart(above[-1], plain)
    outline = Outline(parts=[*above])
    marked = section_rows(bodies, rows)
    afters = [lines[row.begin] for row in rows[1:]]
    headings = plain_below if plain else _headings_below(bodies, lines, above[-1] if above else None, afters)
    for row, body, heading in zip(rows, bodies, headings, strict=True):
        _add_table(outline, lines[row.begin], row, body[: len(body) - len(heading)], marked)
        if heading:
            outline.parts.append(Passage(lines=heading, is_heading=True))
    return outline


def _with_heading_apart(passage: Passage, plain: list[Line]) -> list[Passage]:
    """The passage right above a table: a last line that looks like a heading, below a full stop, is one, and one with a
    `plain` number.
    """
    above, last = passage.lines[:-1], _passage(passage.lines[-1:])
    if plain:
        return [*([_passage(above)] if above else []), Passage(lines=plain, is_heading=True)]
    if above and is_stop(above[-1].words[-1]) and last.is_heading:
        return [_passage(above), last]
    return [passage]


def _headings_below(
    bodies: list[list[Line]], lines: list[Line], first: Passage | None, afters: list[Line]
) -> list[list[Line]]:
    """For each table, the lines at its end that are the heading of the next section.

    `first` stands above the first table, `afters` are the lines that open the others.

    One without a number is looked for where the first has none; a short one, where other rows of headings are seen to
    stand first on their page, so that this one stands below a heading. Where no page is seen to turn, a cell's last
    line may look like one: then they must stand above half of the tables.
    """
    found = [_numbered_heading(body) for body in bodies]
    printed = Counter(line.text for line in lines)
    if not found or not first or not first.is_heading or is_numbered_heading(first.text):
        return found
    turned = any(after.opens_page for after in afters)
    fewest = 1 if turned else min(_FEWEST_IN_UNNUMBERED, len(first.text.split()))
    unnumbered = [
        heading or ([] if _may_open_page(after) else _unnumbered_heading(body, printed, fewest))
        for body, heading, after in zip(bodies[:-1], found[:-1], afters, strict=True)
    ]
    seen = any(line.opens_page for line in lines) or 2 * sum(map(bool, unnumbered)) >= len(unnumbered)
    return [*unnumbered, found[-1]] if seen else found


def _add_table(outline: Outline, first: Line, row: HeadingRow, body: list[Line], marked: Mapping[int, int]) -> None:
    """In parts, where headings of sections stand in it."""
    table = _open_table(outline, first, row)
    table.begins.update(line.index for line in body[:1])
    for heading, under in _by_headings_inside(body, marked):
        if heading:
            if not table.pages:
                outline.parts.pop()
            table = replace(table, place=heading[0].number, goes_on=table.goes_on or bool(table.pages), pages=[])
            outline.parts += [Passage(lines=heading, is_heading=True), table]
        table.pages.extend(_pages(under))


def _by_headings_inside(body: list[Line], marked: Mapping[int, int]) -> Iterator[tuple[list[Line], list[Line]]]:
    """The headings of sections that stand in rows of their own, and what is below each; first what is above them all.

    `marked` are those known by their marks. Any other has a number, with which the reference right below it begins:
    "2. Title" above "2.1".
    """
    heading, begin = body[:0], 0
    for place, line in enumerate(body):
        count = 0 if place < begin else marked.get(line.index, 0) or _lines_above_its_number(body, place)
        if count:
            yield heading, body[begin:place]
            heading, begin = body[place : place + count], place + count
    yield heading, body[begin:]


def _lines_above_its_number(body: list[Line], place: int) -> int:
    """Of how many lines the heading is that begins there; 0 where none does."""
    line = body[place]
    if not (line.apart or line.loose):
        return 0
    if within := _NUMBERED_WITHIN.match(line.text):
        begins = re.compile(rf"{re.escape(within[1])}(?:\.\d|[a-z]\b)")
    elif numbered := _NUMBERED.match(line.text):
        mark = numbered[2].removesuffix(".0")
        begins = re.compile(rf"{mark}\.{'' if mark.isdigit() else '?'}\d")
    elif plain := plain_number(line):
        begins = re.compile(rf"{plain}(?:\.\d|[a-z]\b)")
    else:
        return 0
    ends = range(place + 1, min(place + _MOST_LINES_OF_HEADING, len(body)))
    return next((end - place for end in ends if begins.match(body[end].words[0])), 0)


def _may_open_page(line: Line) -> bool:
    """A page's first line may follow a paragraph left blank at the foot of the page before."""
    return line.opens_page or (line.indented and line.gap is Gap.PARAGRAPH)


def _open_table(outline: Outline, first: Line, row: HeadingRow) -> PrintedTable:
    """The table that the headings open, or the one that goes on when they stand on its next page."""
    last = outline.parts[-1] if outline.parts else None
    if isinstance(last, PrintedTable) and last.headings == row.headings:
        outline.repeated.append(" ".join(row.headings))
        return last
    table = PrintedTable(
        headings=row.headings,
        heading_lines=row.lines,
        blank_first=row.blank_first,
        blank_last=row.blank_last,
        place=first.number,
    )
    outline.parts.append(table)
    return table


def _numbered_heading(body: list[Line]) -> list[Line]:
    """The lines at the end that are the heading of the next section, by their number."""
    for count in range(1, min(_MOST_LINES_OF_HEADING, len(body)) + 1):
        line = body[-count]
        text = " ".join(line.text for line in body[-count:])
        if (line.gap is not Gap.NEXT or line.opens_page) and is_numbered_heading(text):
            return body[-count:]
        if line.gap is Gap.APART and not line.loose:
            break
    return []


def _unnumbered_heading(body: list[Line], printed: Counter[str], fewest: int) -> list[Line]:
    """The block at the end, when it has the looks of a heading, and not of a status, which recurs, or of a date.

    Where lines are set loosely, it is one line. One of fewer words than the `fewest` may be the rest of a cell, unless
    that recurs without it. `printed`: how often each line is.
    """
    stands = (place for place in range(len(body) - 1, -1, -1) if body[place].gap is Gap.APART or body[place].opens_page)
    begin = next(stands, 0)
    block = body[begin:]
    if not block or len(block) > _MOST_LINES_OF_HEADING or not _passage(block).is_heading:
        return []
    dated = any(character.isdigit() for line in block for character in line.text)
    if dated or printed[block[0].text] > 1:
        return []
    whole = len(block[0].words) >= fewest or (begin > 0 and printed[body[begin - 1].text] > 1)
    return block if whole else []


def is_numbered_heading(text: str) -> bool:
    return bool(_NUMBERED.match(text)) and len(text.split()) <= _LONGEST_HEADING


def _pages(body: list[Line]) -> Iterator[list[Line]]:
    page: list[Line] = []
    for line in body:
        if line.opens_page and page:
            yield page
            page = []
        page.append(line)
    if page:
        yield page


def passages(lines: list[Line], measured: list[Line]) -> Iterator[Passage]:
    """Prose, its wrapped lines put together; a short line without a full stop is a heading.

    `measured` are lines of which the widest is about as wide as the page.
    """
    full = max((width(line.words) for line in measured), default=0) * 0.85
    passage: list[Line] = []
    for line in lines:
        if passage and not _goes_on(passage[-1], line, full):
            yield _passage(passage)
            passage = []
        passage.append(line)
    if passage:
        yield _passage(passage)


def _goes_on(before: Line, line: Line, full: float) -> bool:
    if line.bullet or line.gap is Gap.PARAGRAPH or is_numbered_heading(line.text):
        return False
    if before.wraps is not None:
        return before.wraps
    if starts_small(line.words[0]) or is_open(before.words[-1]):
        return not is_stop(before.words[-1]) or line.gap is Gap.NEXT
    return (line.gap is Gap.NEXT or line.loose) and width(before.words) > full


def _passage(lines: list[Line]) -> Passage:
    words = [word for line in lines for word in line.words]
    numbered = is_numbered_heading(" ".join(words))
    text = " ".join(words)
    short = len(words) <= _LONGEST_HEADING and len(text) > _SHORTEST_HEADING
    short = short and words[0][0].isupper() and not words[-1].endswith((".", ";", ",", ":"))
    return Passage(lines=lines, is_heading=(numbered or short) and not lines[0].bullet)
