"""How wide words are in print, in ems, set in each of the kinds of typeface that councils set their papers in.

Only the ratios matter: what a column is wide is learned from the lines that stand in it, in the same measure.
"""

from collections.abc import Mapping
from functools import lru_cache


class Typeface:
    """`otherwise` and the keys of `characters` are widths in thousandths of an em."""

    def __init__(self, otherwise: int, characters: Mapping[int, str]):
        self._otherwise = otherwise / 1000
        self._width_of = {one: width / 1000 for width, alike in characters.items() for one in alike}
        self.word_width = lru_cache(maxsize=20_000)(self._word_width)
        self.space = self._width_of[" "]

    def _word_width(self, word: str) -> float:
        return sum(self._width_of.get(one, self._otherwise) for one in word)

    def width(self, words: list[str]) -> float:
        """Of the words set in one line, with a space between each and the next."""
        return sum(map(self.word_width, words)) + self.space * max(0, len(words) - 1)


# Widths as those of Arial and Helvetica, of Times New Roman, of Calibri, and of Verdana and DejaVu Sans.
_GROTESQUE = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r“”",
    350: "•",
    355: '"',
    389: "*",
    500: "Jcksvxyz",
    584: "+<=>",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
}
_ROMAN = {
    180: "'",
    200: "|",
    250: " ,.",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‘’",
    350: "•",
    389: "Js",
    408: '"',
    444: "?acez“”",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "&m",
    833: "%",
    889: "M",
    944: "W",
    1000: "—…",
}
_HUMANIST = {
    221: "'‘’",
    227: " ",
    229: "il",
    239: "j",
    252: ",.I",
    267: ":;",
    304: "()-f",
    335: "t",
    349: "r",
    386: "/",
    391: "s",
    395: "z",
    401: '"“”',
    420: "L",
    423: "c",
    433: "x",
    453: "vy",
    460: "FSk?",
    470: "gZ",
    479: "a",
    488: "ETY",
    498: "e–",
    519: "KPX",
    544: "BRC",
    567: "V",
    579: "A",
    618: "DH",
    631: "G",
    645: "NU",
    664: "OQ",
    682: "&",
    715: "%w",
    799: "m",
    855: "M",
    890: "W",
    906: "—",
}
_WIDE = {
    275: "'",
    278: "ijl",
    295: "IJ",
    318: " ,.‘’",
    337: "/:;|",
    352: "f",
    361: "-",
    390: "()[]",
    392: "t",
    401: "!",
    411: "r",
    460: '"',
    500: "*–",
    520: "s“”",
    525: "z",
    531: "?",
    550: "Lc",
    577: "Fk",
    592: "vxy",
    604: "PTY",
    613: "ao",
    615: "e",
    656: "K",
    685: "ABVXZ",
    697: "CR",
    732: "U",
    750: "HN",
    772: "DG",
    780: "&",
    787: "OQ",
    818: "w",
    863: "M",
    950: "%",
    974: "m",
    989: "W",
    1000: "—…",
}
TYPEFACES = (Typeface(556, _GROTESQUE), Typeface(500, _ROMAN), Typeface(525, _HUMANIST), Typeface(635, _WIDE))
USUAL = TYPEFACES[0]


def width(words: list[str]) -> float:
    """As far as it can be told before the typeface is known."""
    return USUAL.width(words)
