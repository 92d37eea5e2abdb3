"""The numbers and bullets that Word sets before paragraphs, which stand in no text of the file."""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_DEEPEST = 9


@dataclass(frozen=True)
class Level:
    number_format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """`levels` of each numbering by its id; numberings with one origin count on from each other, but for a level that
    one of them starts anew, at a number of its own.
    """

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    anew: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    _counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * _DEEPEST))

    @classmethod
    def of(cls, root: etree._Element | None) -> "Numbering":
        """Of the root of a file's numbering part, if it has one."""
        numbering = cls()
        if root is None:
            return numbering
        origins = {value(one, "abstractNumId"): _levels(one) for one in root.iterfind(f"{W}abstractNum")}
        for one in root.iterfind(f"{W}num"):
            origin = value(one.find(f"{W}abstractNumId"))
            numbering.origins[value(one, "numId")] = origin
            numbering.levels[value(one, "numId")] = origins.get(origin, {})
            numbering.anew[value(one, "numId")] = _anew(one)
        return numbering

    def mark(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of the numbering at that depth, with a space: "- ", "2.1 "."""
        levels = self.levels.get(number)
        if not levels or not 0 <= depth < _DEEPEST:
            return ""
        level = levels.get(depth, Level())
        if level.number_format in ("bullet", "none"):
            return "- " if level.number_format == "bullet" else ""
        counts = self._counts[self.origins[number]]
        starts = self.anew.get(number, {})
        if number not in self._begun:
            self._begun.add(number)
            counts[min(starts, default=_DEEPEST) :] = [0] * (_DEEPEST - min(starts, default=_DEEPEST))
        counts[depth] = counts[depth] + 1 if counts[depth] else starts.get(depth, level.start)
        counts[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        text = level.text
        for at in range(_DEEPEST):
            here = levels.get(at, Level())
            text = text.replace(f"%{at + 1}", _printed(counts[at] or here.start, here.number_format))
        return f"{text} " if text else ""


def value(element: etree._Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def whole(figures: str, otherwise: int = 0) -> int:
    return int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 7 else otherwise


def _levels(origin: etree._Element) -> dict[int, Level]:
    return {
        whole(value(level, "ilvl")): Level(
            number_format=value(level.find(f"{W}numFmt")) or "decimal",
            text=value(level.find(f"{W}lvlText")),
            start=whole(value(level.find(f"{W}start")), 1),
        )
        for level in origin.iterfind(f"{W}lvl")
    }


def _anew(numbering: etree._Element) -> dict[int, int]:
    """The numbers at which it starts some of its levels, by their depth."""
    found = numbering.iterfind(f"{W}lvlOverride")
    starts = {whole(value(one, "ilvl")): value(one.find(f"{W}startOverride")) for one in found}
    return {depth: whole(start, 1) for depth, start in starts.items() if start and depth < _DEEPEST}


def _printed(number: int, number_format: str) -> str:
    if number_format in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 5 + 1)
        return letters.upper() if number_format == "upperLetter" else letters
    if number_format in ("lowerRoman", "upperRoman"):
        left, letters = number % 5000, ""
        for worth, letter in _ROMAN:
            letters += letter * (left // worth)
            left %= worth
        return letters.upper() if number_format == "upperRoman" else letters
    return f"{number:02}" if number_format == "decimalZero" else str(number)
