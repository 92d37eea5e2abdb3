"""A text as tokens: words and punctuation, never letters; what is folded stays in the text and out of the comparison.

Folded, as a difference that no reader must see marked:

- white space of any kind and amount, line breaks and line-end hyphens among it, since only tokens are compared and a
  hyphen is one: "semi- independent" has the tokens of "semi-independent", "70 %" those of "70%";
- quote style: curly and straight, primes and backticks; single and double quotes stay different;
- bullet glyphs, and the dashes that serve as bullets: all are "-"; signs with other uses, such as "*" and "●", only
  where they begin a line;
- what cannot be seen: soft hyphens, break hints, marks of direction, and how an accent is encoded.

Capitals, full stops and every other character are compared as they are.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate, compress, count

_STYLES = {
    "'": "‘’‚‛′`´ʼ",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−•‣⁃∙\uf0b7\uf0a7\uf0d8",
    "\n": "\r\v\f\x85\u2028\u2029",  # so that a line break is always found by one character
}
_SAME = {glyph: plain for plain, glyphs in _STYLES.items() for glyph in glyphs}
_STYLED = re.compile(f"[{''.join(_SAME)}]")
_ASCII_STYLED = tuple((glyph, plain) for glyph, plain in _SAME.items() if glyph.isascii())
_UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_PERHAPS_BULLETS = "*·◦●○■□▪▫"
_LINE_START_BULLET = re.compile(rf"(?m)^((?:[^\S\n]|[{_UNSEEN}])*)[{_PERHAPS_BULLETS}](?=\s)")
_UNSEEN_CHARACTER = re.compile(f"[{_UNSEEN}]")


def _marks(points: Iterable[int]) -> str:
    """The combining marks among code points, for a set in a regular expression, which has no name for them."""
    return "".join(re.escape(chr(point)) for point in points if unicodedata.category(chr(point))[0] == "M")


# A word keeps its combining marks, joiners and unseen characters; asking first whether a character is beyond the basic
# plane keeps the long list of marks there out of ordinary text's way.
_MARK = f"[{_marks(range(0x300, 0x10000))}\u200c\u200d]"
_RARE_MARK = f"(?=[\U00010000-\U0010ffff])[{_marks(range(0x10000, 0x20000))}\U0001f3fb-\U0001f3ff\U000e0020-\U000e01ef]"
_LETTERS = rf"\w++(?:(?:[{_UNSEEN}]|{_MARK}|{_RARE_MARK})++\w*+)*+"
_JOINED = r"['.,/:](?:(?<=')|(?<=\d.)(?=\d))"  # children's; 6,240; 8.3; 17/7/19; 10:30
_TOKEN = re.compile(
    rf"({_LETTERS}(?:{_JOINED}{_LETTERS})*+"
    "|[\U0001f1e6-\U0001f1ff]{2}"  # the two halves of a flag
    rf"|[^\s{_UNSEEN}](?:\u200d[^\s\w]|{_MARK}|{_RARE_MARK})*+)"
)
# The same of a text in ASCII alone, in half the time.
_ASCII_TOKEN = re.compile(rf"([A-Za-z0-9_]++(?:{_JOINED}[A-Za-z0-9_]++)*+|[^A-Za-z0-9_\s])")

_LETTER = re.compile(r"[^\W_]")
_JOINERS = frozenset("-‐‑–/.@&_:+'’")


def one_style(text: str) -> str:
    """The text with one style of quotes, bullets and line breaks, character for character, so that places stay."""
    if text.isascii():
        for glyph, plain in _ASCII_STYLED:
            if glyph in text:
                text = text.replace(glyph, plain)
    else:
        text = _STYLED.sub(lambda glyph: _SAME[glyph[0]], text)
    if any(glyph in text for glyph in ("*" if text.isascii() else _PERHAPS_BULLETS)):
        text = _LINE_START_BULLET.sub(r"\1-", text)
    return text


class Tokens:
    """The tokens of one text, in order.

    keys    the folded tokens; two tokens are the same when their keys are
    lines   the number of the first token of every line that has tokens
    """

    __slots__ = ("_edges", "_parts", "keys", "lines", "text")

    def __init__(self, text: str, plain: str) -> None:
        """Read a text whose styles were made one by `one_style`."""
        ascii_only = plain.isascii()
        parts = (_ASCII_TOKEN if ascii_only else _TOKEN).split(plain)
        self.text = text
        self.keys: list[str] = parts[1::2]
        self.lines = [0] if self.keys else []
        if "\n" in plain:
            gaps = parts[2:-1:2]
            breaks = {gap for gap in set(gaps) if "\n" in gap}
            self.lines += compress(count(1), map(breaks.__contains__, gaps))
        self._parts = parts
        self._edges: list[int] = []
        if not ascii_only and (_UNSEEN_CHARACTER.search(plain) or not unicodedata.is_normalized("NFC", plain)):
            self.keys = [unicodedata.normalize("NFC", _UNSEEN_CHARACTER.sub("", key)) for key in self.keys]

    @property
    def edges(self) -> list[int]:
        """Where tokens begin and end: token k is ``text[edges[2 * k] : edges[2 * k + 1]]``; last, the text's length."""
        if not self._edges:
            self._edges = list(accumulate(map(len, self._parts)))
        return self._edges


def has_tokens(text: str) -> bool:
    """Whether a text has anything but white space and what cannot be seen."""
    return _TOKEN.search(text) is not None


def has_word(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    return _LETTER.search(text) is not None


def is_word(key: str) -> bool:
    """Whether a folded token is a word or a number, rather than punctuation."""
    return key[0].isalnum()


def belong_together(tokens: Tokens, number: int) -> bool:
    """Whether the token before `number` and that token are parts of one word, number or amount as a reader sees it.

    So are those of "semi-independent", "and/or", "name@council.gov.uk", "£1.9" and "70%", with no white space between.
    """
    if not 0 < number < len(tokens.keys):
        return False
    text, edges = tokens.text, tokens.edges
    place = edges[2 * number]
    if place != edges[2 * number - 1]:
        return False
    last, first, second = text[place - 1], text[place], text[place + 1 : place + 2]
    is_joint = first in _JOINERS and last.isalnum() and second.isalnum()
    follows_joint = last in _JOINERS and first.isalnum() and text[place - 2 : place - 1].isalnum()
    is_amount = (first.isdigit() and last in "£$€") or (last.isdigit() and first in "%‰°+")
    return is_joint or follows_joint or is_amount
