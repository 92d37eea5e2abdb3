"""Words with their places on a page made lines, and lines made the text of a cell or a paragraph."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, starmap

from .pdf_text.widths import USUAL
from .texts import tidy

USUAL_LEADING = 1.2
_SPACE = 0.3  # of a word's height
BULLET = re.compile(r"[•▪●◦‣⁃➢➤►❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc]|[-–*o](?= )")
_SHORT_WORDS = "a an as at be by do go he i if in is it me my no of on or so to up us vs we"
# Of words, and none themselves.
_ENDINGS_WORDS = (
    "ability ably ally ance ancy ant ary ated ating ation ational ations bility ded ement ements ence ency ent"
    " ents ers essness ibility ibly ies ility ily ing ion ional ions isation ised ising ity lessness ment"
    " mentation ments nce ned ness ntation nted nts ors ship sion sness ssness tation ted tion tional tions"
)
_ENDINGS = frozenset(_ENDINGS_WORDS.split())
_DATE = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}")
_SUSPENDED = re.compile(r"(?:and|or|to)\b(?!-)")


Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Fill:
    """An area in a colour, of six hexadecimal figures."""

    box: Box
    color: str


@dataclass(frozen=True)
class Word:
    """A word where it stands on the page; one that runs upwards (`turn` is 1) or downwards (-1), where it stands on the
    page turned so that it runs to the right. `side` is then how long that page is, in the direction of its words, or
    for one that runs downwards across it. `spaced` tells whether a space is drawn behind it, None where that is not
    done at the ends of lines.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float = 0
    is_bold: bool = False
    turn: int = 0
    side: float = 0
    spaced: bool | None = None

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> tuple[float, float]:
        """On the page as it is."""
        across, down = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        if self.turn:
            return (down, self.side - across) if self.turn > 0 else (self.side - down, across)
        return across, down


@dataclass
class Line:
    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """That of its smallest word, since a bullet may be taller than its text."""
        return min(word.height for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def style(self) -> tuple[float, bool]:
        """The size of its first word, and whether all of it is bold."""
        return self.words[0].size, all(word.is_bold for word in self.words)

    def has_room_for(self, word: Word, right: float) -> bool:
        """Whether the word would have fitted behind the line's last one, where lines are wrapped at `right`."""
        return self.right + self.height * _SPACE + word.width < right - 1

    def segments(self) -> list["Line"]:
        """The line cut where there is more white between its words than between words of one text."""
        found = [Line([self.words[0]])]
        for before, word in pairwise(self.words):
            if word.left - before.right > word.height * 0.7:
                found.append(Line([]))
            found[-1].words.append(word)
        return found


def plain(word: str) -> str:
    """A word without the marks around it, as `known` has words."""
    return word.strip(".,;:()[]“”‘’\"'").lower()


def lines_of(words: Iterable[Word]) -> list[Line]:
    """From the top down; words of whatever size that stand on one base are one line."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.left)):
        if lines and word.bottom - lines[-1].words[0].bottom < min(word.height, lines[-1].words[0].height) * 0.4:
            lines[-1].words.append(word)
        else:
            lines.append(Line([word]))
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return lines


@dataclass(frozen=True)
class Block:
    """The lines of a cell or of a paragraph, which were wrapped at `right`."""

    lines: list[Line]
    right: float

    def whole_words(self) -> Iterator[str]:
        """Those that no line's end can have cut."""
        doubtful = {id(words) for pair in self._doubts() for words in pair}
        for line in self.lines:
            yield from (plain(word.text) for word in line.words if id(word) not in doubtful)

    def text(self, leading: float, known: Container[str] = ()) -> str:
        """A line's end was meant where a bullet follows, where there is more room above the next line than `leading`,
        or where the next line's first word would have fitted. `known` are whole words, by which cut ones are found.
        """
        text = self.lines[0].text if self.lines else ""
        for line, after in pairwise(self.lines):
            apart = after.bottom - line.bottom > max(line.height, after.height) * leading * 1.25
            if apart or line.has_room_for(after.words[0], self.right) or BULLET.match(after.text):
                text += f"\n{after.text}"
            else:
                text += after.text if self.ends_within_word(line, after, known) else f" {after.text}"
        return tidy(text)

    def ends_within_word(self, line: Line, after: Line, known: Container[str]) -> bool:
        """Whether no space belongs between a wrapped line and the next."""
        hyphenated = re.search(r"\w-$", line.text) and after.text[0].isalnum() and not _SUSPENDED.match(after.text)
        doubt = self._doubt(line, after)
        return bool(hyphenated) or after.text[0] in ",.;:)" or (doubt is not None and self._is_cut(*doubt, known))

    def _doubts(self) -> Iterator[tuple[Word, Word]]:
        return filter(None, starmap(self._doubt, pairwise(self.lines)))

    def _doubt(self, line: Line, after: Line) -> tuple[Word, Word] | None:
        """Words that may be two halves of one: alone on its line, the first leaves no room for another letter, and no
        space is drawn behind it.
        """
        *before, begun = line.words
        rest = after.words[0]
        full = self.right - begun.right < _width_of_first_letter(rest)
        alone = all(BULLET.match(f"{word.text} ") for word in before)
        goes_on = (begun.text[-1].isalpha() and rest.text[0].islower()) or _DATE.fullmatch(begun.text + rest.text)
        return (begun, rest) if full and alone and goes_on and not begun.spaced else None

    def _is_cut(self, begun: Word, rest: Word, known: Container[str]) -> bool:
        """Where words make it likely, or where a space is missing that is drawn elsewhere, though there was room."""
        had_room = self.right - begun.right > begun.height * _SPACE
        return _reads_cut(begun.text, rest.text, known) or (
            begun.spaced is False and had_room and plain(begun.text) not in known
        )


def made_whole(upper: Block, lower: Block, known: Container[str]) -> tuple[Block, Block]:
    """The texts of a cell that goes on over a page: a word that the page's end cuts stands whole in the first."""
    if not upper.lines or not lower.lines:
        return upper, lower
    *above, last = upper.lines
    first, *below = lower.lines
    begun, rest = last.words[-1], first.words[0]
    wrapped = rest.text[0].islower() and not BULLET.match(first.text) and not last.has_room_for(rest, upper.right)
    if not wrapped or not upper.ends_within_word(last, first, known):
        return upper, lower
    whole = Line([*last.words[:-1], replace(begun, text=begun.text + rest.text)])
    left = [Line(first.words[1:])] if first.words[1:] else []
    return Block([*above, whole], upper.right), Block([*left, *below], lower.right)


def leading_of(blocks: Iterable[Block]) -> float:
    """How far apart the lines of a paragraph stand in these texts, as a share of their words' height."""
    ratios = sorted(
        (after.bottom - line.bottom) / line.height for block in blocks for line, after in pairwise(block.lines)
    )
    return max(1.0, ratios[len(ratios) // 4]) if ratios else USUAL_LEADING


def _width_of_first_letter(word: Word) -> float:
    return word.width * USUAL.word_width(word.text[0]) / USUAL.word_width(word.text)


def _reads_cut(begun: str, rest: str, known: Container[str]) -> bool:
    """Whether they stand elsewhere as one, or leave what is no word: a letter or two, or an ending. A space too many
    harms less.
    """
    ending = re.split(r"[^a-z]", plain(rest), maxsplit=1)[0]
    no_word = len(ending) <= 2 and ending not in _SHORT_WORDS.split()
    is_ending = ending in _ENDINGS or (ending in ("on", "ons") and begun.endswith(("ti", "si")))
    return no_word or is_ending or plain(begun + rest) in known
