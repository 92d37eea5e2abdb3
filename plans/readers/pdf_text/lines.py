"""The printed lines of a text copied out of a PDF, with what its white space tells of the page.

Programs that copy a page's text write a space after each line, a new line when the next words stand lower, and an
empty line when they stand elsewhere: further down, or back at the top of the next cell. A paragraph left blank is a
line of one space. Cells of one line each share a line of the text, and an empty cell leaves its space before the words
of the next. A page's first line begins with a space and has no empty line before it. Other programs copy line by line
and leave all these spaces out, so that any line may begin a cell; some of them keep the space at which a line was
broken; or set only cells of several lines apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from ..texts import file_lines
from .widths import width


class Gap(IntEnum):
    """What stands between a line and the one before it."""

    NEXT = 0  # nothing: it is the next line
    PARAGRAPH = 1  # a paragraph left blank
    APART = 2  # it stands elsewhere on the page, or may


@dataclass(kw_only=True, slots=True)
class Line:
    """One line with words on it.

    number   counted from 1, as an editor does
    index    counted from 0, of those with words
    empties  how many empty lines stand before it
    blanks   how many stretches of blank paragraphs stand before it, each set apart: they may be empty cells
    blank_paragraph, then_blank: whether a paragraph left blank stands before it, and after it
    double   the words with more than one space before them; 0 is among them when the line begins with a space
    below_space  whether the line before ends with a space
    loose    white space says nothing of it: the page is set with room between all lines, or the copy has none
    wraps    whether a space stands at its end, where the copy has one at those that go on and nearly nowhere else
    full_width  of the widest line of its block but the first, which cells may share; 0 when there are too few
    bullet   whether it begins with one
    """

    number: int
    index: int = 0
    words: list[str]
    text: str = field(init=False)
    bullet: bool = field(init=False)
    gap: Gap = Gap.NEXT
    opens_page: bool = False
    empties: int = 0
    blanks: int = 0
    blank_paragraph: bool = False
    then_blank: bool = False
    trails: bool = False
    double: frozenset[int] = frozenset()
    below_space: bool = False
    loose: bool = False
    wraps: bool | None = None
    full_width: float = 0.0

    def __post_init__(self) -> None:
        self.text = " ".join(self.words)
        self.bullet = is_glyph(self.words[0]) or self.words[0] in _BULLETS_AT_THE_START

    @property
    def indented(self) -> bool:
        return 0 in self.double and not self.opens_page

    @property
    def apart(self) -> bool:
        """Whether the white space before it says that something else begins, or may."""
        return self.gap is not Gap.NEXT and not self.loose


_HYPHEN = "\ufffe"
_LETTERS, _PARTED = re.compile(r"[^\W\d_]+"), re.compile(rf"\b([^\W\d_]+){_HYPHEN}([^\W\d_]+)\b")
_GLYPHS = r"[•●○◦▪▫■□◆◇►▶▸➢➤✓✔❖∙·⁃‣*\ue000-\uf8ff]"
_GLYPH = re.compile(f"{_GLYPHS}+")
_GLUED = re.compile(rf"({_GLYPHS})(?<!\S.)(?=\w)")
_BULLET = re.compile(r"[•◦▪‣⁃\uf0a7\uf0b7\uf0d8\uf076]")  # no round or square mark that may be a status
_BULLETS_AT_THE_START = ("-", "–", "—", "o")
_NOT_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ALSO_ENDS = re.compile("[\x0b\x85\u2028\u2029]|(?<!^)(?=\f)")  # a line of the page, though not of the file
_WORD = re.compile(r"\S+")
_EMPTY_LINES_AT_END_OF_PAGE = 3


@lru_cache(maxsize=20_000)
def is_glyph(word: str) -> bool:
    """Whether the word is a bullet wherever it stands; a dash or an "o" is one only where a line begins."""
    return bool(_GLYPH.fullmatch(word))


def is_bullet(word: str) -> bool:
    """Whether the word is a bullet for certain, which stands before what it marks."""
    return bool(_BULLET.fullmatch(word))


def printed_lines(text: str) -> list[Line]:
    numbered = enumerate(file_lines(_with_hyphens(text)), 1)
    parts = ((number, raw) for number, whole in numbered for raw in _ALSO_ENDS.split(_NOT_TEXT.sub("", whole)))
    raw_lines = _with_bullets_joined(list(parts))
    sets_apart = _sets_cells_apart(raw_lines)
    lines = list(_lines_with_words(raw_lines, spaced=sets_apart and _has_spaces_at_ends(raw_lines)))
    for index, line in enumerate(lines):
        line.index = index
    for before, line in pairwise(lines):
        before.then_blank, line.below_space = line.blank_paragraph, bool(before.wraps)
    tells = _space_tells_of_wrapping(lines)
    goes_on_below = sets_apart and _most_go_on_below(lines)
    if sets_apart:
        _mark_loose(lines)
    for before, line in pairwise(lines):
        if line.gap is Gap.NEXT and (not before.wraps if sets_apart and tells else not goes_on_below):
            line.gap, line.loose = Gap.APART, True
    if not tells:
        for line in lines:
            line.wraps = None
    _measure_blocks(lines)
    return lines


def _with_hyphens(text: str) -> str:
    """Some programs put a sign of their own for the hyphen at the end of a line, and join the line with the next: a
    word that stands in the text without one was parted there, and any other has one.
    """
    if _HYPHEN not in text:
        return text
    words = set(_LETTERS.findall(text))
    whole = _PARTED.sub(lambda match: joined if (joined := match[1] + match[2]) in words else match[0], text)
    return whole.replace(_HYPHEN, "-")


def _with_bullets_joined(raw_lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Some programs copy a list's bullet as a line of its own, right above the one that it stands on."""
    found: list[tuple[int, str]] = []
    for number, raw in raw_lines:
        if found and raw.strip() and is_bullet(found[-1][1].strip()) and not raw.startswith("\f"):
            found[-1] = found[-1][0], f"{found[-1][1].rstrip()} {raw.lstrip()}"
        else:
            found.append((number, raw))
    return found


_FEWEST_APART = 0.08  # of the lines


def _sets_cells_apart(raw_lines: list[tuple[int, str]]) -> bool:
    """Other programs copy line by line, with nothing between one cell and the next: any line may begin one."""
    blank = [not raw.strip() for _, raw in raw_lines]
    apart = sum(before and not here for before, here in pairwise(blank))
    return apart >= _FEWEST_APART * blank.count(False)


_FEWEST_BELOW, _LEAST_GOING_ON = 20, 0.5


def _most_go_on_below(lines: list[Line]) -> bool:
    """Some programs set cells of several lines apart, and others not: then a line below another may begin one, too."""
    small = [line.words[0][0].islower() for line in lines if line.gap is Gap.NEXT]
    return len(small) < _FEWEST_BELOW or sum(small) >= _LEAST_GOING_ON * len(small)


def _has_spaces_at_ends(raw_lines: list[tuple[int, str]]) -> bool:
    with_words = [raw for _, raw in raw_lines if raw.strip()]
    return sum(raw.endswith(" ") for raw in with_words) > len(with_words) * 0.8


def _lines_with_words(raw_lines: list[tuple[int, str]], *, spaced: bool) -> Iterator[Line]:
    empties, paragraph, blanks, feed = 1, False, 0, False
    after_empty = True
    for number, raw in raw_lines:
        feed = feed or raw.startswith("\f")
        if raw.strip():
            gap = Gap.APART if empties else Gap.PARAGRAPH if paragraph else Gap.NEXT
            line = _line(number, raw, gap)
            stands_first = gap is Gap.NEXT or empties >= _EMPTY_LINES_AT_END_OF_PAGE
            line.opens_page = feed or (spaced and stands_first and 0 in line.double)
            line.empties, line.blanks, line.blank_paragraph = empties, blanks, paragraph
            yield line
            empties, paragraph, blanks, feed, after_empty = 0, False, 0, False, False
        elif spaced and raw:
            blanks += after_empty
            paragraph, after_empty = True, False
        else:
            empties += 1
            after_empty = True


def _line(number: int, raw: str, gap: Gap) -> Line:
    raw = _GLUED.sub(r"\1 ", raw.replace("\f", ""))
    line = Line(number=number, words=raw.split(), gap=gap)
    spaces = len(raw) - len(raw.rstrip())
    line.trails, line.wraps = spaces > 1, spaces > 0
    if not raw.startswith(line.text):
        begins = [match.start() - (index > 0) for index, match in enumerate(_WORD.finditer(raw))]
        ends = (0, *(match.end() for match in _WORD.finditer(raw)))
        line.double = frozenset(index for index, begin in enumerate(begins) if begin > ends[index])
    return line


_REFERENCE, _FEWEST_REFERENCES = re.compile(r"[A-Z]{0,4}[-/]?\d{1,2}(?:\.\d{1,2})*[a-z]?\.?"), 3
_FEWEST_WRAPPED, _MOST_WRAPPED, _SHARE_WITH_SPACE = 8, 0.7, 0.75


def _space_tells_of_wrapping(lines: list[Line]) -> bool:
    """Some programs keep the space at which a line was broken, so that it ends a line that goes on and no other: not
    one of a reference alone.
    """
    references = [line.wraps for line in lines if _REFERENCE.fullmatch(line.text)]
    if len(references) >= _FEWEST_REFERENCES and 2 * sum(map(bool, references)) > len(references):
        return False
    wrapped = [before.wraps for before, line in pairwise(lines) if line.words[0][0].islower()]
    most = _MOST_WRAPPED * len(lines)
    return (
        len(wrapped) >= _FEWEST_WRAPPED
        and sum(map(bool, wrapped)) >= _SHARE_WITH_SPACE * len(wrapped)
        and (sum(bool(line.wraps) for line in lines) <= most)
    )


_FEWEST_FULL = 3  # lines of a block, from which its width says something


def _measure_blocks(lines: list[Line]) -> None:
    block: list[Line] = []
    for line in lines:
        if block and not _is_of_block(block[-1], line):
            _measure(block)
            block = []
        block.append(line)
    _measure(block)


def _is_of_block(before: Line, line: Line) -> bool:
    """Whether it stands right below; where the page is set loosely, whether the sentence goes on."""
    if line.loose:
        return not line.bullet and (line.words[0][0].islower() or before.words[-1][-1] not in ".:;")
    return line.gap is Gap.NEXT and not line.opens_page


def _measure(block: list[Line]) -> None:
    if len(block) > _FEWEST_FULL:
        full_width = max(width(line.words) for line in block[1:])
        for line in block:
            line.full_width = full_width


_NEAR = 7  # lines on either side


def _mark_loose(lines: list[Line]) -> None:
    """A page set with wide spacing has most lines apart, and sentences that go on all the same."""
    apart = [line.gap is Gap.APART and not line.bullet for line in lines]
    goes_on = [here and line.words[0][0].islower() for here, line in zip(apart, lines, strict=True)]
    plain = [not line.bullet for line in lines]
    for index, line in enumerate(lines):
        near = slice(max(0, index - _NEAR), index + _NEAR + 1)
        line.loose = (
            apart[index]
            and sum(apart[near]) >= 0.75 * sum(plain[near])
            and sum(goes_on[near]) >= 0.2 * sum(apart[near])
        )
