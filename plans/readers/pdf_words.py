"""Words with their places on a page made lines, and lines made the text of a cell or a paragraph."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from .texts import tidy

_BULLET = re.compile(r"[•▪●◦‣⁃➢➤►❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc]|[-–*o](?= )")
_SUSPENDED = re.compile(r"(?:and|or|to)\b")


@dataclass(frozen=True)
class Word:
    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float = 0
    is_bold: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


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
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def style(self) -> tuple[float, bool]:
        """The size of its first word, and whether all of it is bold."""
        return self.words[0].size, all(word.is_bold for word in self.words)

    def segments(self) -> list["Line"]:
        """The line cut where there is more white between its words than between words of one text."""
        found = [Line([self.words[0]])]
        for before, word in pairwise(self.words):
            if word.left - before.right > (word.bottom - word.top) * 0.7:
                found.append(Line([]))
            found[-1].words.append(word)
        return found


def lines_of(words: Iterable[Word]) -> list[Line]:
    """From the top down; words whose middles are level stand on one line."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: (word.middle[1], word.left)):
        height = word.bottom - word.top
        if lines and abs(lines[-1].words[0].middle[1] - word.middle[1]) < height * 0.5:
            lines[-1].words.append(word)
        else:
            lines.append(Line([word]))
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return lines


def text_of(words: Iterable[Word], right: float) -> str:
    """The text of words that were wrapped at `right`, the inner edge of their cell or column.

    A line's end was meant where a bullet follows, where there is more room above the next line than between others, or
    where the next line's first word would have fitted.
    """
    lines = lines_of(words)
    if not lines:
        return ""
    pitch = min((after.top - line.top for line, after in pairwise(lines)), default=0)
    text = lines[0].text
    for line, after in pairwise(lines):
        apart = after.top - line.top > pitch * 1.3
        space = (line.bottom - line.top) * 0.3
        fits = line.right + space + (after.words[0].right - after.words[0].left) < right - 1
        if apart or fits or _BULLET.match(after.text):
            text += f"\n{after.text}"
        else:
            text += _joint(text, line, after, right) + after.text
    return tidy(text)


def _joint(text: str, line: Line, after: Line, right: float) -> str:
    """What joins two lines of a paragraph: nothing after a hyphen, or within a word that is wider than its column."""
    if re.search(r"\w-$", text) and after.text[0].isalnum() and not _SUSPENDED.match(after.text):
        return ""
    # A word alone on its line that goes up to the edge was cut there.
    cut = len(line.words) == 1 and line.right > right - (line.bottom - line.top) * 0.45
    return "" if cut and after.text[0].islower() and text[-1].isalpha() else " "
